#pragma once

#include "models/discretion/world.hpp"

namespace discretion {

/// Measures whose time has come take effect; the rules in force, room and complexity follow.
void put_rules_in_force(World& world);

/// Administrators take in the month's signals, and may announce, revise or repeal. Section 5.
void govern(World& world);

/// Mean distance of what an office's rules distinguish from what needs warrant: for each life
/// situation, how far its distinction lies outside the interval from none to its need's.
double overdistinction(const World& world, const std::vector<double>& rule);

}  // namespace discretion
