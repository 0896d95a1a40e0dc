#include "sim/core/metric.hpp"

#include <algorithm>
#include <cassert>

namespace sim {

namespace {
/// The rows that a metric follows from, to read or to change.
template <class Info>
auto sources_of(Info& metric) {
  std::vector<decltype(&metric.ratio->numerator)> rows;
  if (metric.ratio) {
    rows.push_back(&metric.ratio->numerator);
    rows.push_back(&metric.ratio->denominator);
  }
  if (metric.difference) {
    rows.push_back(&metric.difference->minuend);
    rows.push_back(&metric.difference->subtrahend);
  }
  return rows;
}
}  // namespace

std::vector<std::size_t> with_sources(std::span<const MetricInfo> metrics,
                                      std::vector<std::size_t> rows) {
  for (std::size_t next = 0; next < rows.size(); ++next) {
    const MetricInfo& metric = metrics[rows[next]];
    for (const std::size_t* source : sources_of(metric))
      if (std::ranges::find(rows, *source) == rows.end()) rows.push_back(*source);
  }
  std::ranges::sort(rows);
  return rows;
}

std::vector<MetricInfo> pick(std::span<const MetricInfo> metrics,
                             const std::vector<std::size_t>& rows) {
  std::vector<MetricInfo> picked;
  for (const std::size_t row : rows) {
    picked.push_back(metrics[row]);
    for (std::size_t* source : sources_of(picked.back())) {
      const auto place = std::ranges::find(rows, *source);
      assert(place != rows.end() && "a metric without what it follows from");
      *source = static_cast<std::size_t>(place - rows.begin());
    }
  }
  return picked;
}

}  // namespace sim
