#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "sim/core/summary.hpp"
#include "sim/experiment/statistics.hpp"

/// Statistics of closed loops against cut ones.
namespace sim::experiment {

/// Ratio of two means over the same replicates with its 95 % interval.
struct Ratio {
  double value = 0;
  std::optional<Interval> interval;  ///< none: the baseline cannot be told from 0
};

/// Mean of scenario by mean of baseline, with Fieller's (1954) interval for paired values, which
/// needs no value to be above 0. Pairs of which either value is not finite are dropped.
Ratio paired_ratio(std::span<const double> scenario, std::span<const double> baseline);

/// Two-way interaction of factors i and j in a full factorial: what both do together beyond the
/// sum of what each does alone, averaged over the settings of all other factors.
/// \param cells one value for each setting; bit f of the index says that factor f is off
double interaction(std::span<const double> cells, std::size_t i, std::size_t j);

/// What a push does to a series, month by month from the push on.
struct Response {
  std::vector<Estimate> months;   ///< pushed minus not, in each month
  std::size_t peak = 0;           ///< month, from 0, with the largest mean difference either way
  std::optional<int> half_life;   ///< months from the peak to half of it or less; none: not seen
  std::vector<double> integrals;  ///< of each replicate: sum over the months, without missing ones
};

/// \param differences [replicate][month]; a month that is not a number is missing
Response response_of(const std::vector<std::vector<double>>& differences);

}  // namespace sim::experiment
