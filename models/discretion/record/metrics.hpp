#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "models/discretion/record/vignettes.hpp"
#include "models/discretion/world/world.hpp"
#include "sim/core/math.hpp"
#include "sim/core/model.hpp"

namespace discretion {

/// What a metric is worked out from: the month's tallies of some offices and life situations.
struct Observation {
  const World& world;
  std::size_t first_office = 0, last_office = 0;  ///< one past the end
  std::size_t first_life = 0, last_life = 0;
  const Tally& sum;                      ///< over these cells
  double citizens = 0;                   ///< in these cells
  VarianceSplit variance{};              ///< of all offices, in months divisible by 12
  double cost_top1 = sim::not_a_number;  ///< of everybody, in those months
  /// Between workers over a half-year, in months divisible by 6; else none.
  const WorkerDifferences* workers = nullptr;

  /// The same month in one office, or in one life situation of all offices.
  Observation in_office(std::size_t office, const Tally& tally, double people) const {
    return {world, office, office + 1, first_life,        last_life,
            tally, people, {},         sim::not_a_number, workers};
  }
  Observation in_life(std::size_t life, const Tally& tally, double people) const {
    return {world,  first_office, last_office,       life,   life + 1, tally,
            people, {},           sim::not_a_number, workers};
  }

  /// Mean of a value over the offices.
  template <class Value>
  double office_mean(Value value) const {
    double total = 0;
    for (std::size_t o = first_office; o < last_office; ++o) total += value(world.offices[o]);
    return total / static_cast<double>(last_office - first_office);
  }
  /// Mean of a value over the offices' administrations.
  template <class Value>
  double administration_mean(Value value) const {
    return office_mean([&](const Office& office) {
      return static_cast<double>(
          value(world.administrations[static_cast<std::size_t>(office.administration)]));
    });
  }
  std::size_t first_worker() const { return world.offices[first_office].first_worker; }
  std::size_t last_worker() const { return world.offices[last_office - 1].last_worker; }
  std::size_t first_team() const { return world.offices[first_office].first_team; }
  std::size_t last_team() const { return world.offices[last_office - 1].last_team; }
};

using Measurement = double (*)(const Observation&);

/// One row a metric: what it is, and how it is worked out.
struct Metric {
  sim::MetricInfo info;
  Measurement measure = nullptr;  ///< none: it follows from others
};
const std::vector<Metric>& metric_table();

/// Breakdown numbers, as in Model::breakdowns().
inline constexpr int by_office = 0;
inline constexpr int by_life_situation = 1;

}  // namespace discretion
