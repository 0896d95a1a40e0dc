#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/core/model.hpp"
#include "sim/core/period.hpp"
#include "sim/core/summary.hpp"

namespace sim::study {

/// Windows that a run of this length has: under 24 months only `all`, since a first and a last
/// year would overlap.
std::vector<Window> windows_of(int months);

/// Months of a window.
Period months_of(Window, int months);

/// A run's value of each metric over each window: [metric][window of windows_of(months)].
/// \param metrics the first rows of Model::metrics()
/// \param result with all months, its metrics those of the same model
std::vector<double> window_means(std::span<const MetricInfo> metrics, const RunResult& result,
                                 int months);

}  // namespace sim::study
