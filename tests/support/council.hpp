#pragma once

#include <cstdint>

#include "models/discretion/administrators/administrators.hpp"
#include "models/discretion/rules/rules_in_force.hpp"
#include "tests/support/discretion_world.hpp"

namespace test {

/// A town whose measures are put in by hand.
struct Council : SteppedWorld {
  explicit Council(const Settings& settings, int offices = 1)
      : SteppedWorld(
            scenario(town(800, offices) + Settings{{"administration.measure_hazard", 0}} + settings,
                     {600, 0})) {}

  discretion::Administration& administration() { return world.administrations[0]; }
  discretion::Office& office() { return world.offices[0]; }
  discretion::Measure& measure() { return administration().measures.back(); }

  /// Announced now, for the month after.
  discretion::Measure& announce(discretion::MeasureKind kind, int life_situation = -1,
                                int side_situation = 5) {
    discretion::Measure m;
    m.kind = kind;
    m.life_situation = life_situation;
    m.side_situation = side_situation;
    m.announced = world.month;
    m.effective = world.month + 1;
    administration().measures.push_back(m);
    return administration().measures.back();
  }
  /// A month in which the rules hold and administrators see an empty record.
  void pass_month() {
    ++world.month;
    discretion::put_rules_in_force(world);
    discretion::govern(world);
  }
  void next_rules() {
    ++world.month;
    discretion::put_rules_in_force(world);
  }
};

/// The same incidents every month, for every office.
inline void set_incidents(discretion::World& world, std::int64_t incidents) {
  for (std::size_t o = 0; o < world.offices.size(); ++o) {
    discretion::Tally& cell =
        world.record.cells[o * static_cast<std::size_t>(world.life_situations)];
    cell[discretion::Count::incidents] = incidents;
  }
}

}  // namespace test
