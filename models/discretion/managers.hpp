#pragma once

#include "models/discretion/world.hpp"

namespace discretion {

/// Managers see dispersion, blame, upheld complaints and requests for rules; they trust less or
/// more, and add or drop preconditions. Model, section 4.
void manage_teams(World& world, sim::Parallel& parallel);

/// Standard deviation between a team's workers of mean(treatment - rule) this month; NaN with
/// fewer than two workers who decided anything.
double team_dispersion(const World& world, std::size_t team);

}  // namespace discretion
