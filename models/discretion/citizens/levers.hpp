#pragma once

#include "models/discretion/world/world.hpp"

/// Levers as citizens meet them. ODD, section 7.14.
namespace discretion {

/// Says with a decision, by keyed draw, that it stays valid while nothing changes.
void stamp_validity(World& world, CitizenId citizen);
/// Whether a citizen's decision still stands, so that nothing need be filed.
bool still_valid(const World& world, CitizenId citizen);
/// Whether one team handles the citizen's case, to which nothing stays undisclosed.
bool is_fix_teams(const LeverParameters& levers, const Citizen& citizen);
/// Whether a wish is about one of many problems that one case covers: one process instead of 1 + p.
bool part_of_one_case(const World& world, const Office& office, CitizenId citizen);

}  // namespace discretion
