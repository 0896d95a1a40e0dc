#pragma once

#include <cstddef>
#include <span>

#include "sim/core/model.hpp"

namespace sim {

/// Some steps of a run, 0 .. steps-1, the end not included.
struct Period {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Mean of those that are a number; NaN if none is.
double mean_of_numbers(std::span<const double>);

/// A run's value of a metric over a period. A ratio is the sum of its numerators over the sum of
/// its denominators, a difference that of its two metrics; of others it is the mean of the steps
/// that are a number. NaN if there is none.
/// \param result of so many steps, its metrics those of the table
double value_over(std::span<const MetricInfo> metrics, const RunResult& result, std::size_t steps,
                  std::size_t metric, Period period);

}  // namespace sim
