#pragma once

#include "models/discretion/world/world.hpp"

namespace discretion {

/// Precedents, routines, norms, moral sensitivity, blame expectation and skill move.
void learn(World& world, sim::Parallel& parallel);

/// What a worker remembers of a month's blame, by kind of decision; pardoned blame is not felt.
void remember_blame(WorkerState& workers, const WorkerParameters& p, WorkerId worker);
/// Moves the blame that a worker expects towards what is remembered, and what is heard from above.
void expect_blame(const World& world, const Office& office, WorkerId worker, WorkerMinds& minds);

}  // namespace discretion
