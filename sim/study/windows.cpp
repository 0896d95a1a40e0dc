#include "sim/study/windows.hpp"

#include <algorithm>
#include <cmath>
#include <span>

namespace sim::study {

double mean_of_numbers(std::span<const double> values) {
  double sum = 0;
  int count = 0;
  for (const double value : values) {
    if (std::isnan(value)) continue;
    sum += value;
    ++count;
  }
  return count > 0 ? sum / count : not_a_number;
}

namespace {
constexpr int year = 12;
constexpr int offices_breakdown = 0;  // events act in elements of the first breakdown too

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
};
}  // namespace

std::vector<Window> windows_of(int months) {
  if (months < 2 * year) return {Window::all};
  return {Window::first_year, Window::last_year, Window::all};
}

std::vector<Window> windows_of(const io::Study& study) {
  std::vector<Window> windows = windows_of(study.scenarios.front().scenario.run.months);
  if (study.interest) windows.push_back(Window::chosen);
  return windows;
}

MonthSpan months_of(Window window, int months) {
  switch (window) {
    case Window::first_year: return {0, std::min(year, months)};
    case Window::last_year: return {std::max(0, months - year), months};
    case Window::chosen:  // whose months a study knows
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

namespace {
/// An office's months where those of a whole run are; NaN for what is not recorded by office.
RunResult only_office(const Model& model, const RunResult& result, std::size_t office,
                      std::size_t offices, std::size_t months) {
  RunResult alone;
  alone.overall.assign(model.metrics().size() * months, not_a_number);
  const auto metrics = metrics_of_breakdown(model, offices_breakdown);
  const std::vector<double>& numbers = result.breakdowns[offices_breakdown];
  for (std::size_t i = 0; i < metrics.size(); ++i)
    for (std::size_t month = 0; month < months; ++month)
      alone.overall[metrics[i] * months + month] = numbers[(i * months + month) * offices + office];
  return alone;
}

}  // namespace

std::vector<double> values_over(std::span<const MetricInfo> metrics, const RunResult& result,
                                int months, MonthSpan span) {
  std::vector<double> values;
  for (std::size_t metric = 0; metric < metrics.size(); ++metric)
    values.push_back(Stretch{metrics, result, months, span}.value(metric));
  return values;
}

std::vector<double> means_of_interest(const Model& model, const Scenario& scenario,
                                      const RunResult& result, const io::Interest& interest) {
  const int months = scenario.run.months;
  const MonthSpan span{interest.first - 1, interest.last};
  const std::size_t reported = reported_metrics(model).size();
  if (interest.offices.empty()) {
    auto means = values_over(model.metrics(), result, months, span);
    means.resize(reported);
    return means;
  }
  const auto offices = static_cast<std::size_t>(model.breakdown_size(scenario, offices_breakdown));
  std::vector<std::vector<double>> by_office;
  for (const int office : interest.offices) {
    const auto alone = only_office(model, result, static_cast<std::size_t>(office), offices,
                                   static_cast<std::size_t>(months));
    by_office.push_back(values_over(model.metrics(), alone, months, span));
  }
  std::vector<double> means(reported, not_a_number);
  for (const std::size_t metric : metrics_of_breakdown(model, offices_breakdown)) {
    if (metric >= reported) continue;
    std::vector<double> values;
    for (const auto& of_office : by_office) values.push_back(of_office[metric]);
    means[metric] = mean_of_numbers(values);
  }
  return means;
}

}  // namespace sim::study
