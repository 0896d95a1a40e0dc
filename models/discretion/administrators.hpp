#pragma once

#include "models/discretion/world.hpp"

namespace discretion {

/// Measures whose time has come take effect; the rules in force, room and complexity follow.
void put_rules_in_force(World& world);

/// Administrators take in the month's signals, and may announce, revise or repeal. Section 5.
void govern(World& world);

/// What rules distinguish between two life situations beyond what their needs warrant: how far the
/// difference drawn lies outside the interval from none to the difference of mean needs; root mean
/// square over pairs [sd of need]. Distinguishing too little is not counted: that is misfit.
double overdistinction(const World& world, const std::vector<double>& rule);

}  // namespace discretion
