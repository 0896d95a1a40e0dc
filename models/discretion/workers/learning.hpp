#pragma once

#include "models/discretion/world/world.hpp"

namespace discretion {

/// Precedents, routines, norms, moral sensitivity, blame expectation and skill move.
void learn(World& world, sim::Parallel& parallel);

}  // namespace discretion
