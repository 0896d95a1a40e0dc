#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/metric.hpp"
#include "sim/core/model.hpp"

namespace sim {

/// Everything, or one element of a breakdown.
struct Part {
  int breakdown = -1;  ///< -1: everything
  std::size_t element = 0;
  bool whole() const { return breakdown < 0; }
};

/// The numbers of a run while it is made: a place for each metric, step and part.
class Record {
 public:
  /// \param metrics outlive it \param sizes of the breakdowns
  Record(std::span<const MetricInfo> metrics, std::vector<std::size_t> sizes, int steps);

  /// Writes down a step. \param time from 1
  /// \param measure gives the metric of a row for a part; those that follow from others are not
  ///        asked for
  template <class Measure>
  void write(int time, Measure&& measure) {
    const auto step = static_cast<std::size_t>(time - 1);
    for (const std::size_t row : measured_) {
      whole(row, step) = measure(row, Part{});
      for (const int breakdown : metrics_[row].breakdowns) {
        const std::span<double> values = parts(breakdown, row, step);
        for (std::size_t k = 0; k < values.size(); ++k)
          values[k] = measure(row, Part{breakdown, k});
      }
    }
    for (const std::size_t row : derived_) derive(row, step);
  }

  /// \param time of the step written last, from 1 \param step what a step is called
  /// \throws RunError if a metric left its range in it
  void check(int time, std::string_view step, std::span<const BreakdownInfo> breakdowns);

  const RunResult& result() const { return result_; }
  RunResult take() { return std::move(result_); }

 private:
  double& whole(std::size_t row, std::size_t step);
  std::span<double> parts(int breakdown, std::size_t row, std::size_t step);
  [[noreturn]] void refuse(int time, std::string_view step, std::size_t row, double value,
                           const std::string& where) const;
  void derive(std::size_t row, std::size_t step);

  std::span<const MetricInfo> metrics_;
  std::vector<std::size_t> sizes_;
  std::size_t steps_;
  std::vector<std::size_t> measured_;
  std::vector<std::size_t> bounded_;              ///< those whose range is known
  std::vector<std::size_t> derived_;              ///< in the order in which they follow
  std::vector<std::vector<std::size_t>> row_in_;  ///< [breakdown][metric]: row in the breakdown
  RunResult result_;
};

}  // namespace sim
