#include "sim/study/windows.hpp"

#include <algorithm>
#include <cmath>
#include <span>

namespace sim::study {

namespace {
constexpr int year = 12;

/// Some months of a run.
struct Stretch {
  std::span<const MetricInfo> metrics;
  const RunResult& result;
  int months = 0;
  MonthSpan span;

  double value(std::size_t metric) const {
    const MetricInfo& info = metrics[metric];
    if (info.ratio) return value_of_ratio(*info.ratio);
    if (info.difference)
      return value(info.difference->minuend) - value(info.difference->subtrahend);
    return mean_of_numbers(series(metric));
  }

 private:
  std::span<const double> series(std::size_t metric) const {
    const auto begin = metric * static_cast<std::size_t>(months);
    return std::span<const double>(result.overall)
        .subspan(begin + static_cast<std::size_t>(span.begin),
                 static_cast<std::size_t>(span.end - span.begin));
  }

  double value_of_ratio(const Ratio& ratio) const {
    const auto above = series(ratio.numerator), below = series(ratio.denominator);
    double numerator = 0, denominator = 0;
    for (std::size_t month = 0; month < above.size(); ++month) {
      if (std::isnan(above[month]) || std::isnan(below[month])) continue;
      numerator += above[month];
      denominator += below[month];
    }
    return value_of(ratio.formula, numerator, denominator);
  }

  static double mean_of_numbers(std::span<const double> values) {
    double sum = 0;
    int count = 0;
    for (const double value : values) {
      if (std::isnan(value)) continue;
      sum += value;
      ++count;
    }
    return count > 0 ? sum / count : not_a_number;
  }
};
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

std::vector<double> window_means(std::span<const MetricInfo> metrics, const RunResult& result,
                                 int months) {
  const std::vector<Window> windows = windows_of(months);
  std::vector<double> means;
  means.reserve(metrics.size() * windows.size());
  for (std::size_t metric = 0; metric < metrics.size(); ++metric) {
    for (const Window window : windows)
      means.push_back(Stretch{metrics, result, months, months_of(window, months)}.value(metric));
  }
  return means;
}

}  // namespace sim::study
