#include "sim/study/windows.hpp"

#include <algorithm>
#include <span>

namespace sim::study {

namespace {
constexpr int year = 12;
}  // namespace

std::vector<Window> windows_of(int months) {
  if (months < 2 * year) return {Window::all};
  return {Window::first_year, Window::last_year, Window::all};
}

Period months_of(Window window, int months) {
  const auto all = static_cast<std::size_t>(months);
  switch (window) {
    case Window::first_year: return {0, static_cast<std::size_t>(std::min(year, months))};
    case Window::last_year: return {static_cast<std::size_t>(std::max(0, months - year)), all};
    case Window::all: break;
  }
  return {0, all};
}

std::vector<double> window_means(std::span<const MetricInfo> metrics, const RunResult& result,
                                 int months) {
  const std::vector<Window> windows = windows_of(months);
  std::vector<double> means;
  means.reserve(metrics.size() * windows.size());
  for (std::size_t metric = 0; metric < metrics.size(); ++metric) {
    for (const Window window : windows)
      means.push_back(value_over(metrics, result, static_cast<std::size_t>(months), metric,
                                 months_of(window, months)));
  }
  return means;
}

}  // namespace sim::study
