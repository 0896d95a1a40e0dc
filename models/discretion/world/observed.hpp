#pragma once

#include <cstdint>
#include <vector>

#include "models/discretion/world/tally.hpp"
#include "models/discretion/world/worker_differences.hpp"
#include "sim/core/math.hpp"

namespace discretion {

/// Shares of the variance of treatment, and the spread that the same case meets.
struct VarianceSplit {
  double case_file = sim::not_a_number;  ///< need beyond the life situation
  double life_situation = sim::not_a_number;
  double office = sim::not_a_number;  ///< its rules, and what else its teams share
  double team = sim::not_a_number;
  double worker = sim::not_a_number;        ///< level, and pattern over cases
  double noise = sim::not_a_number;         ///< error of perception, and chance in the choice
  double sd_same_case = sim::not_a_number;  ///< of treatment, over workers and their noise
};

/// What is worked out of a month before it is recorded. Nothing in the world depends on it.
struct Observed {
  std::vector<Tally> by_office;
  std::vector<Tally> by_life;
  Tally all;
  std::vector<double> citizens_by_office;
  std::vector<double> citizens_by_life;
  VarianceSplit variance;                ///< in months divisible by 12
  double cost_top1 = sim::not_a_number;  ///< in those months
  WorkerDifferences workers;
  bool half_year_ends = false;        ///< so that differences between workers are known
  std::vector<std::int64_t> pending;  ///< cases by office, last month
};

}  // namespace discretion
