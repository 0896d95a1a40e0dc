#pragma once

#include <cstddef>
#include <vector>

#include "sim/core/model.hpp"
#include "sim/core/summary.hpp"

namespace sim::experiment {

/// Windows that a run of this length has: under 24 months only `all`, since a first and a last
/// year would overlap.
std::vector<Window> windows_of(int months);

/// Months of a window, 0 .. months-1, the end not included.
struct MonthSpan {
  int begin = 0;
  int end = 0;
};
MonthSpan months_of(Window, int months);

/// Means of each metric over each window: [metric][window of windows_of(months)]. A month that is
/// not a number is skipped; if all of them are, so is the mean.
std::vector<double> window_means(const RunResult&, std::size_t metrics, int months);

}  // namespace sim::experiment
