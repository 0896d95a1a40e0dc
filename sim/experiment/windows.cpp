#include "sim/experiment/windows.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace sim::experiment {

namespace {
constexpr int year = 12;

double mean_of_numbers(std::span<const double> values) {
  double sum = 0;
  int count = 0;
  for (const double value : values) {
    if (std::isnan(value)) continue;
    sum += value;
    ++count;
  }
  return count > 0 ? sum / count : std::numeric_limits<double>::quiet_NaN();
}
}  // namespace

std::vector<Window> windows_of(int months) {
  if (months < 2 * year) return {Window::all};
  return {Window::first_year, Window::last_year, Window::all};
}

MonthSpan months_of(Window window, int months) {
  switch (window) {
    case Window::first_year: return {0, std::min(year, months)};
    case Window::last_year: return {std::max(0, months - year), months};
    case Window::all: break;
  }
  return {0, months};
}

std::vector<double> window_means(const RunResult& result, std::size_t metrics, int months) {
  const std::vector<Window> windows = windows_of(months);
  const std::span<const double> all(result.overall);
  std::vector<double> means;
  means.reserve(metrics * windows.size());
  for (std::size_t metric = 0; metric < metrics; ++metric) {
    const auto series =
        all.subspan(metric * static_cast<std::size_t>(months), static_cast<std::size_t>(months));
    for (const Window window : windows) {
      const MonthSpan span = months_of(window, months);
      means.push_back(mean_of_numbers(series.subspan(
          static_cast<std::size_t>(span.begin), static_cast<std::size_t>(span.end - span.begin))));
    }
  }
  return means;
}

}  // namespace sim::experiment
