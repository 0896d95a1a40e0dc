#include "sim/core/record.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string>
#include <utility>

#include "sim/core/error.hpp"

namespace sim {

namespace {
/// Six digits, as people read them; here is no library that writes them.
std::string text_of(double number) {
  std::array<char, 32> text{};
  static_cast<void>(std::snprintf(text.data(), text.size(), "%g", number));
  return text.data();
}

std::string text_of(const ValidRange& valid) {
  if (std::isinf(valid.max)) return "at least " + text_of(valid.min);
  if (std::isinf(valid.min)) return "at most " + text_of(valid.max);
  return "from " + text_of(valid.min) + " to " + text_of(valid.max);
}
}  // namespace

Record::Record(std::span<const MetricInfo> metrics, std::vector<std::size_t> sizes, int steps)
    : metrics_(metrics), sizes_(std::move(sizes)), steps_(static_cast<std::size_t>(steps)) {
  result_.overall.assign(metrics.size() * steps_, not_a_number);
  for (std::size_t b = 0; b < sizes_.size(); ++b) {
    std::vector<std::size_t>& row_in = row_in_.emplace_back(metrics.size(), metrics.size());
    std::size_t rows = 0;
    for (std::size_t row = 0; row < metrics.size(); ++row) {
      const auto& where = metrics[row].breakdowns;
      if (std::ranges::find(where, static_cast<int>(b)) != where.end()) row_in[row] = rows++;
    }
    result_.breakdowns.emplace_back(rows * steps_ * sizes_[b], not_a_number);
  }
  // Ratios follow from what is measured, differences from either.
  for (std::size_t row = 0; row < metrics.size(); ++row) {
    if (metrics[row].ratio) derived_.push_back(row);
    if (!metrics[row].ratio && !metrics[row].difference) measured_.push_back(row);
  }
  for (std::size_t row = 0; row < metrics.size(); ++row) {
    if (metrics[row].difference) derived_.push_back(row);
    if (metrics[row].valid.bounded()) bounded_.push_back(row);
  }
}

void Record::check(int time, std::string_view step, std::span<const BreakdownInfo> breakdowns) {
  const auto at = static_cast<std::size_t>(time - 1);
  for (const std::size_t row : bounded_) {
    const MetricInfo& info = metrics_[row];
    const auto outside = [&](double value) {
      return info.valid.excludes(value) || std::isinf(value);
    };
    if (outside(whole(row, at))) refuse(time, step, row, whole(row, at), "");
    for (const int breakdown : info.breakdowns) {
      const auto values = parts(breakdown, row, at);
      for (std::size_t k = 0; k < values.size(); ++k) {
        if (outside(values[k]))
          refuse(time, step, row, values[k],
                 " in " + breakdowns[static_cast<std::size_t>(breakdown)].dimension + " " +
                     std::to_string(k));
      }
    }
  }
}

void Record::refuse(int time, std::string_view step, std::size_t row, double value,
                    const std::string& where) const {
  const MetricInfo& info = metrics_[row];
  throw RunError(
      std::string(step) + " " + std::to_string(time) + ": " + info.name + " is " + text_of(value) +
      where + " (it must be " + text_of(info.valid) +
      "; parameters drive the model out of its range). Try values nearer to the defaults");
}

double& Record::whole(std::size_t row, std::size_t step) {
  return result_.overall[row * steps_ + step];
}

std::span<double> Record::parts(int breakdown, std::size_t row, std::size_t step) {
  const auto b = static_cast<std::size_t>(breakdown);
  return std::span(result_.breakdowns[b])
      .subspan((row_in_[b][row] * steps_ + step) * sizes_[b], sizes_[b]);
}

void Record::derive(std::size_t row, std::size_t step) {
  const MetricInfo& info = metrics_[row];
  const auto [one, other] = info.ratio
                                ? std::pair(info.ratio->numerator, info.ratio->denominator)
                                : std::pair(info.difference->minuend, info.difference->subtrahend);
  const auto combine = [&](double a, double b) {
    return info.ratio ? value_of(info.ratio->formula, a, b) : a - b;
  };
  whole(row, step) = combine(whole(one, step), whole(other, step));
  for (const int breakdown : info.breakdowns) {
    const auto values = parts(breakdown, row, step);
    const auto first = parts(breakdown, one, step), second = parts(breakdown, other, step);
    for (std::size_t k = 0; k < values.size(); ++k) values[k] = combine(first[k], second[k]);
  }
}

}  // namespace sim
