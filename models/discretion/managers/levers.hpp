#pragma once

#include "models/discretion/world/world.hpp"

/// The lever that acts on what managers ask for. ODD, section 7.14.
namespace discretion {

/// Preconditions of a team after those that take too much time have lapsed.
int lapse_preconditions(const World& world, TeamId id, int tailored, int preconditions);

}  // namespace discretion
