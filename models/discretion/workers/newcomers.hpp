#pragma once

#include "models/discretion/world/world.hpp"

namespace discretion {

/// Draws traits of workers and desks who have none yet, and gives them a place in the state.
void draw_workers(World& world, const Parameters& p);

/// With a worker's probability of leaving, puts somebody new at the desk: traits drawn anew around
/// those of the profession, trained, without routines or experience of blame. The queue stays.
void replace_leaver(World& world, const Office& office, WorkerId leaver);

/// Who came in the last year takes over what the team thinks, fears and is used to.
void socialise_newcomers(World& world, sim::Parallel& parallel);

}  // namespace discretion
