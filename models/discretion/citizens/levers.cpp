#include "models/discretion/citizens/levers.hpp"

#include <cmath>

#include "models/discretion/citizens/looking.hpp"

namespace discretion {

void stamp_validity(World& world, CitizenId citizen) {
  Citizen& who = world.citizens[number(citizen)];
  const LeverParameters& l = world.offices[who.office].now.levers.pulled;
  sim::Random random(world.stream, Draw::validity, number(citizen), who.case_number);
  if (!random.bernoulli(l.longer_validity)) return;
  who.flags = static_cast<std::uint8_t>(who.flags | flag::lasting);
  who.decided_circumstance = who.circumstance;
}

bool still_valid(const World& world, CitizenId citizen) {
  const Citizen& who = world.citizens[number(citizen)];
  const Office& office = world.offices[who.office];
  const LeverParameters& l = office.now.levers.pulled;
  if (l.longer_validity == 0 || (who.flags & flag::lasting) == 0) return false;
  if (world.month - world.outcomes[number(citizen)].month > l.longer_validity_months) return false;
  const double change =
      static_cast<double>(who.circumstance) - static_cast<double>(who.decided_circumstance);
  if (std::abs(change) > l.longer_validity_tolerance) return false;
  // Nobody is kept from filing: who wants more than what stands does.
  const CitizenParameters& p = office.parameters.citizens;
  const double want = world.need(who) + p.want_margin + office.now.expectation +
                      static_cast<double>(who.want_beyond);
  return want - standing_treatment(world, citizen) <= p.own_tolerance;
}

bool is_fix_teams(const LeverParameters& l, const Citizen& citizen) {
  return l.fix_team > 0 && citizen.problems > l.fix_team_problems;
}

bool part_of_one_case(const World& world, const Office& office, CitizenId citizen) {
  const Citizen& who = world.citizens[number(citizen)];
  const LeverParameters& l = office.now.levers.pulled;
  const auto problems = static_cast<std::size_t>(who.problems);
  if (l.fix_team == 0 || who.problems <= l.fix_team_problems) return false;
  // Of a Poisson process, the part that stays by keyed draw is one too.
  sim::Random random(world.stream, Draw::fix_team, number(citizen), who.wish);
  return random.bernoulli(l.fix_team * (1.0 - world.wish_hazard[0] / world.wish_hazard[problems]));
}

}  // namespace discretion
