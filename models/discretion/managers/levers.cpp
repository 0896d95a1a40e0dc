#include "models/discretion/managers/levers.hpp"

namespace discretion {

int lapse_preconditions(const World& world, TeamId id, int tailored, int preconditions) {
  const std::uint32_t team = number(id);
  const Office& office = world.offices[world.teams.office[team]];
  const LeverParameters& l = office.now.levers.pulled;
  sim::Random random(world.stream, Draw::lapse, team, static_cast<std::uint32_t>(world.month));
  if (!random.bernoulli(l.administration_cap)) return preconditions;
  const double time_of_one = tailored * office.parameters.workers.hours_tailoring *
                             office.now.time_factor * office.parameters.managers.precondition_time;
  const double team_hours =
      office.now.hours * (world.teams.first_worker[team + 1] - world.teams.first_worker[team]);
  int kept = preconditions;
  while (kept > 0 && kept * time_of_one > l.administration_cap_share * team_hours) --kept;
  return kept;
}

}  // namespace discretion
