#pragma once

#include "models/discretion/world/world.hpp"

namespace discretion {

/// Measures whose time has come take effect; the rules in force, room and complexity follow.
void put_rules_in_force(World& world);

/// How much of the way to what it saw a routine moves with each case: none without complexity.
double routine_rate(const Office& office);

}  // namespace discretion
