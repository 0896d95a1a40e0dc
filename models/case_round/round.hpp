#pragma once

#include <tuple>
#include <vector>

#include "models/case_round/world.hpp"
#include "sim/core/described_model.hpp"

namespace case_round {

struct Population {
  int size = 10000;

  static constexpr auto table() {
    return std::tuple{sim::Parameter{&Population::size, "size", "1", sim::Range{1, 2e9},
                                     sim::Source{}, sim::Change::setup}};
  }
};

struct Parameters {
  Population population;

  static constexpr auto sections() {
    return std::tuple{sim::Section{"population", &Parameters::population}};
  }
};

/// A round, phase by phase. Each phase ends before the next begins, and no result depends on the
/// order within one.
const std::vector<sim::Phase<World>>& phases();

/// One round of a world that no run steps.
void run_round(World& world, sim::Parallel& parallel);

}  // namespace case_round
