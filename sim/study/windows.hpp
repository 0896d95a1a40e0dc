#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/core/model.hpp"
#include "sim/core/period.hpp"
#include "sim/core/summary.hpp"
#include "sim/io/results/result_file.hpp"

namespace sim::study {

/// Windows that a run of this length has: under 24 months only `all`, since a first and a last
/// year would overlap.
std::vector<Window> windows_of(int months);
/// Windows that a study has means over: those of its length, and the one of interest behind them.
std::vector<Window> windows_of(const io::Study&);

/// Months of a window.
Period months_of(Window, int months);

/// A run's value of each metric over each window: [metric][window of windows_of(months)].
/// \param metrics the first rows of Model::metrics()
/// \param result with all months, its metrics those of the same model
std::vector<double> window_means(std::span<const MetricInfo> metrics, const RunResult& result,
                                 int months);

/// The same over some months, of each of these metrics.
std::vector<double> values_over(std::span<const MetricInfo> metrics, const RunResult& result,
                                int months, Period);

/// A run's value of each reported metric over the months of interest. Of chosen offices it is the
/// mean of each one's value, and NaN for a metric that is not recorded by office.
std::vector<double> means_of_interest(const Model&, const Scenario&, const RunResult&,
                                      const io::Interest&);

}  // namespace sim::study
