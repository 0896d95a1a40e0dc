#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/core/model.hpp"

namespace sim::io {

/// The points of a sweep's design: a value of each factor at each point.
struct Design {
  std::string kind;                                   ///< "grid", "lhs", "saltelli", ...
  std::uint64_t seed = 0;                             ///< of the draws that made it
  std::vector<std::pair<std::string, int>> settings;  ///< "n", "levels": what estimators need
  std::vector<std::size_t> parameters;                ///< rows of Model::parameters(), by factor
  std::vector<double> low, high;  ///< by factor: the least and greatest value it can be given
  std::size_t points = 1;
  std::vector<double> unit;    ///< [point][factor] in the unit cube; NaN where there is none
  std::vector<double> values;  ///< [point][factor], as as_number gives them

  std::size_t factors() const { return parameters.size(); }
  double value(std::size_t point, std::size_t factor) const {
    return values[point * factors() + factor];
  }
  /// Which factor a parameter is, if it is one.
  std::optional<std::size_t> factor_of(std::size_t parameter) const;
};

/// A number of a design as a value of its parameter.
Value to_value(const ParameterInfo&, double number);

/// The scenario with the factors' values of one point.
Scenario at_point(const Model&, Scenario, const Design&, std::size_t point);

/// What a sweep adds to a study.
struct Sweep {
  Design design;
  std::size_t first_run = 0;  ///< of this file in the experiment; above 0 in a shard
  std::size_t all_runs = 0;   ///< of the whole experiment
  int replicates = 1;         ///< of each scenario at each point
  int every = 1;              ///< of so many months one is kept
  bool breakdowns = true;     ///< offices and the like are kept
  std::string as_written;     ///< the experiment file, byte for byte
};

}  // namespace sim::io
