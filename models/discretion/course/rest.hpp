#pragma once

#include "models/discretion/world/world.hpp"

namespace discretion {

/// Brings citizens to where wishes and decisions as they are answered now leave them in the long
/// run: who files once in two years would take decades to come there by themselves. \param waited
/// mean months between filing and decision \param feelings grievance and trust too, not hardship
/// only
void bring_to_rest(World& world, double waited, bool feelings, sim::Parallel& parallel);

/// Mean months that the month's decisions waited; 0 without any.
double mean_waiting(const World& world);

}  // namespace discretion
