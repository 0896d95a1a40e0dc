#pragma once

#include "models/discretion/world/world.hpp"
#include "sim/core/described_model.hpp"

namespace discretion {

/// Makes the world of a replicate: citizens with one decided case each, workers, teams, offices.
World generate(const Parameters& parameters, const sim::Start& start);

/// Bytes of a world of this size, contacts and queues included.
double world_bytes(const Parameters& parameters, int months);

}  // namespace discretion
