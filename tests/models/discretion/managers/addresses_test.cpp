// Where the random numbers of managers come from: as the table of `Draw` promises.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include <catch2/catch.hpp>

#include "models/discretion/managers/levers.hpp"
#include "models/discretion/managers/managers.hpp"
#include "tests/support/discretion_world.hpp"
#include "tests/support/luck.hpp"

using namespace discretion;
using test::check_kept;
using test::luck;
using test::month_of;
using test::Promises;
using test::scenario;
using test::Settings;
using test::SteppedWorld;
using test::town;

namespace {

/// Many small teams.
Settings teams() {
  return town(1000, 2) +
         Settings{{"population.citizens_per_worker", 10}, {"population.workers_per_team", 2}};
}

}  // namespace

TEST_CASE("preconditions come and go by team and month", "[unit][addresses]") {
  SteppedWorld town_hall(scenario(teams() + Settings{{"workers.rule_requests", 0.7},
                                                     {"managers.precondition_drop", 1}},
                                  {24, 0}),
                         3);
  World& world = town_hall.world;
  const TeamState& t = world.teams;
  std::ranges::fill(world.workers.blame_expectation, 1.0);
  Promises born, after;
  for (int month = 0; month < 4; ++month) {
    town_hall.file();
    const std::vector<int> before = t.preconditions;
    manage_teams(world, town_hall.parallel);
    for (std::uint32_t team = 0; team < before.size(); ++team) {
      sim::Random random = luck(world, Draw::precondition, team, month_of(world));
      const bool comes = random.bernoulli(t.preconditions_expected[team]);
      const bool goes = random.bernoulli(1 - std::exp(-before[team]));
      born.add(t.preconditions_born[team], comes);
      after.add(t.preconditions[team], before[team] + (comes ? 1 : 0) - (goes ? 1 : 0));
    }
  }
  check_kept(born), check_kept(after);
}

TEST_CASE("preconditions beyond the cap lapse by team and month", "[unit][addresses]") {
  SteppedWorld town_hall(scenario(teams() + Settings{{"levers.administration_cap", 0.5},
                                                     {"levers.administration_cap_share", 0}},
                                  {24, 0}),
                         3);
  const World& world = town_hall.world;
  Promises left;
  for (int month = 0; month < 3; ++month) {
    town_hall.file();
    for (std::uint32_t team = 0; team < world.teams.office.size(); ++team)
      left.add(lapse_preconditions(world, TeamId{team}, 1, 4),
               luck(world, Draw::lapse, team, month_of(world)).bernoulli(0.5) ? 0 : 4);
  }
  check_kept(left);
}
