#include "sim/core/period.hpp"

#include <cmath>

namespace sim {

namespace {
double ratio_of(const Ratio& ratio, std::span<const double> above, std::span<const double> below) {
  double numerator = 0, denominator = 0;
  for (std::size_t step = 0; step < above.size(); ++step) {
    if (std::isnan(above[step]) || std::isnan(below[step])) continue;
    numerator += above[step];
    denominator += below[step];
  }
  return value_of(ratio.formula, numerator, denominator);
}

}  // namespace

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

double value_over(std::span<const MetricInfo> metrics, const RunResult& result, std::size_t steps,
                  std::size_t metric, Period period) {
  const auto series = [&](std::size_t row) {
    return std::span<const double>(result.overall)
        .subspan(row * steps + period.begin, period.end - period.begin);
  };
  const auto value = [&](std::size_t row) {
    return value_over(metrics, result, steps, row, period);
  };
  const MetricInfo& info = metrics[metric];
  if (info.ratio)
    return ratio_of(*info.ratio, series(info.ratio->numerator), series(info.ratio->denominator));
  if (info.difference) return value(info.difference->minuend) - value(info.difference->subtrahend);
  return mean_of_numbers(series(metric));
}

}  // namespace sim
