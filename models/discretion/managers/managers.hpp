#pragma once

#include "models/discretion/world/world.hpp"

namespace discretion {

/// Managers see dispersion, blame, upheld complaints and requests for rules; they trust less or
/// more, and add or drop preconditions. Model, section 4.
void manage_teams(World& world, sim::Parallel& parallel);

/// What the month's cases show managers of each worker; before workers learn, who forget them.
void show_what_workers_gave(World& world, sim::Parallel& parallel);

/// Standard deviation between a team's workers of treatment above what the office gives in the same
/// life situations, as a manager has seen it over months, less what the luck of few cases gives; 0
/// with fewer than two workers who decided anything [sd of need].
double dispersion_seen(const World& world, TeamId id);

/// Standard deviation between a team's workers of mean(treatment - rule) this month; NaN with
/// fewer than two workers who decided anything.
double team_dispersion(const World& world, TeamId id);

}  // namespace discretion
