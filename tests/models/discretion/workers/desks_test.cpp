#include <algorithm>
#include <cstdint>

#include <catch2/catch.hpp>

#include "models/discretion/workers/referral.hpp"
#include "tests/support/discretion_world.hpp"

/// Who decides on tailoring, where a policy changes that on the way.
using namespace discretion;
using test::at;
using test::event;
using test::scenario;
using test::Settings;
using test::SteppedWorld;
using test::town;

namespace {

const Settings everybody{{"policy.unit", 0}, {"policy.decider", 0}};
const Settings small_unit{{"policy.unit", 1}, {"policy.unit_share", 0.2}, {"policy.decider", 0}};
const Settings large_unit{{"policy.unit", 1}, {"policy.unit_share", 0.5}, {"policy.decider", 0}};
const Settings managers{{"policy.unit", 0}, {"policy.decider", 1}};
const Settings administrators{{"policy.unit", 0}, {"policy.decider", 2}};

sim::Scenario of(const Settings& settings, const std::vector<sim::Event>& events = {}) {
  sim::Scenario plan = scenario(town(3000, 2) + at(100, 100) + settings, {36, 0});
  plan.events = events;
  return plan;
}

/// Cases that somebody has to decide, by the marks that citizens bear.
std::int64_t marked(const World& world, std::uint8_t mark) {
  return std::ranges::count_if(world.citizens,
                               [&](const Citizen& citizen) { return (citizen.flags & mark) != 0; });
}

void check_alike(const World& world, const World& other) {
  CHECK(world.worker_traits.seat == other.worker_traits.seat);
  CHECK(world.worker_traits.team == other.worker_traits.team);
  CHECK(world.worker_traits.bias == other.worker_traits.bias);
  for (std::size_t o = 0; o < world.offices.size(); ++o) {
    CHECK(world.offices[o].first_unit_worker == other.offices[o].first_unit_worker);
    CHECK(world.offices[o].first_desk == other.offices[o].first_desk);
    CHECK(world.offices[o].last_desk == other.offices[o].last_desk);
  }
}

}  // namespace

TEST_CASE("a policy of month 13 has the seats and desks of one that was so from the start",
          "[unit][desks]") {
  for (const Settings& policy : {small_unit, large_unit, managers, administrators}) {
    SteppedWorld changed(of({}, {event(13, {}, policy)}));
    SteppedWorld from_the_start(of(policy));
    changed.run(12);
    CHECK(marked(changed.world, flag::referred) == 0);
    changed.run(1);
    from_the_start.run(13);
    check_alike(changed.world, from_the_start.world);
    CHECK(marked(changed.world, flag::referred) > 0);
  }
}

TEST_CASE("desks that are new take in what their waiting list allows", "[unit][desks]") {
  SteppedWorld town_hall(of({}, {event(13, {}, managers)}));
  town_hall.run(13);
  const World& world = town_hall.world;
  const Office& office = world.offices[0];
  REQUIRE(office.last_desk - office.first_desk == office.last_team - office.first_team);
  const double hours = hours_of(world, office, WorkerId{office.first_desk});
  CHECK(world.workers.intake[office.first_desk] ==
        Approx(office.parameters.policy.waiting_list * hours /
               office.parameters.workers.hours_tailoring)
            .epsilon(0.05));
}

TEST_CASE("no case is lost where who decides changes again and again", "[unit][desks]") {
  SteppedWorld town_hall(
      of(small_unit, {event(4, {}, large_unit), event(7, {0}, managers), event(10, {}, everybody),
                      event(13, {1}, administrators), event(16, {}, managers),
                      event(19, {}, small_unit), event(22, {}, everybody)}));
  const World& world = town_hall.world;
  std::int64_t filed = 0;
  std::int64_t decided = 0;
  for (int month = 1; month <= 30; ++month) {
    town_hall.run();
    filed += static_cast<std::int64_t>(town_hall.tally()(Count::filed));
    decided += static_cast<std::int64_t>(town_hall.tally()(Count::decisions));
    std::int64_t pending = 0;
    for (const Office& office : world.offices) pending += pending_cases(world, office);
    INFO(month);
    REQUIRE(pending == filed - decided);
    REQUIRE(pending == marked(world, flag::pending));
    const bool nobody_to_pass_to = month >= 22 || (month >= 10 && month < 13);
    if (nobody_to_pass_to) REQUIRE(marked(world, flag::referred) == 0);
  }
  CHECK(world.offices[0].first_desk == world.offices[0].last_desk);
}

TEST_CASE("an event that gives an office two who decide is refused", "[unit][desks]") {
  CHECK_FALSE(model().conflict(of({}, {event(4, {1}, managers), event(8, {}, small_unit)})));
  CHECK(model().conflict(of({}, {event(4, {1}, managers), event(8, {}, {{"policy.unit", 1}})})));
  // Events may stand in any order.
  CHECK(model().conflict(of({}, {event(8, {}, {{"policy.unit", 1}}), event(4, {1}, managers)})));
  CHECK_FALSE(
      model().conflict(of({}, {event(4, {1}, managers), event(8, {0}, {{"policy.unit", 1}})})));
}

TEST_CASE("an event that leaves alone who decides changes no desk", "[unit][desks]") {
  SteppedWorld town_hall(of(managers, {event(6, {}, {{"policy.waiting_list", 1}})}));
  const auto seats = town_hall.world.worker_traits.seat;
  town_hall.run(8);
  CHECK(town_hall.world.worker_traits.seat == seats);
}

TEST_CASE("threads change no bit where who decides changes", "[unit][desks][determinism]") {
  const auto plan = of(small_unit, {event(4, {}, managers), event(8, {1}, administrators),
                                    event(12, {}, everybody), event(16, {}, large_unit)});
  const auto on = [&](sim::Parallel parallel) {
    return test::bits_of(model().simulate(plan, 0, parallel));
  };
  const auto one = on(sim::Parallel(1));
  CHECK(on(sim::Parallel(3)) == one);
}
