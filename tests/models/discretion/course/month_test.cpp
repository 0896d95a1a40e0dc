
#include "models/discretion/course/month.hpp"

#include <cmath>
#include <string>

#include <catch2/catch.hpp>

#include "sim/core/error.hpp"
#include "tests/support/allocations.hpp"
#include "tests/support/discretion_world.hpp"

using namespace discretion;
using test::at;
using test::office_series;
using test::scenario;
using test::series;
using test::Settings;
using test::SteppedWorld;
using test::town;

namespace {

/// Allocations in each of these months, on one thread.
std::vector<long> allocations_of(SteppedWorld& town_hall, int months) {
  std::vector<long> counts;
  counts.reserve(static_cast<std::size_t>(months));
  for (int k = 0; k < months; ++k) {
    const long before = test::allocations();
    town_hall.run();
    counts.push_back(test::allocations() - before);
  }
  return counts;
}

}  // namespace

TEST_CASE("every office's filed cases are decided or pending, every month", "[unit][month]") {
  const sim::Scenario with =
      scenario(town(3000, 3) + at(100, 100) + Settings{{"workers.hours_margin", 1.0}}, {48, 12});
  const auto result = test::simulate(with);
  for (const int office : {0, 1, 2}) {
    const auto filed = office_series(result, with, "filed", office);
    const auto decisions = office_series(result, with, "decisions", office);
    const auto pending = office_series(result, with, "pending", office);
    for (std::size_t t = 1; t < 48; ++t)
      REQUIRE(pending[t - 1] + filed[t] == decisions[t] + pending[t]);
  }
}

TEST_CASE("stocks kept up to date by changes equal sums over citizens", "[unit][month]") {
  SteppedWorld town_hall(
      scenario(town(2000) + at(100, 100) + Settings{{"workers.hours_margin", 0.8}}, {48, 12}));
  town_hall.run(60);
  const World& world = town_hall.world;
  std::vector<Stocks> sums(world.stocks.size());
  for (std::uint32_t i = 0; i < world.population(); ++i) {
    Stocks& cell = sums[world.cell(CitizenId{i})];
    cell.hardship.add(static_cast<double>(world.citizens[i].hardship));
    cell.trust.add(static_cast<double>(world.citizens[i].trust));
    cell.grievance.add(static_cast<double>(world.citizens[i].grievance));
    cell.uncertainty.add(static_cast<double>(world.citizens[i].uncertainty));
  }
  for (std::size_t c = 0; c < sums.size(); ++c) {
    CHECK(world.stocks[c].hardship.value() == sums[c].hardship.value());
    CHECK(world.stocks[c].trust.value() == sums[c].trust.value());
    CHECK(world.stocks[c].grievance.value() == sums[c].grievance.value());
    CHECK(world.stocks[c].uncertainty.value() == sums[c].uncertainty.value());
  }
}

TEST_CASE("an event changes only the offices it names, from its month on", "[unit][month]") {
  const sim::Scenario calm =
      scenario(town(2000, 2) + at(100, 100) +
                   Settings{{"loops.risk_rule_reflex", 0}, {"population.contacts", 0}},
               {24, 12});
  sim::Scenario closed = calm;
  closed.events.push_back(test::event(13, {1}, {{"policy.individual_tailoring", 0}}));
  const auto before = test::simulate(calm), after = test::simulate(closed);
  const auto tailored = office_series(after, closed, "tailored", 1);
  for (std::size_t t = 0; t < 24; ++t) {
    CHECK((tailored[t] > 0) == (t < 12));
    if (t < 12) CHECK(tailored[t] == office_series(before, calm, "tailored", 1)[t]);
  }
  CHECK(office_series(after, closed, "tailored", 0) == office_series(before, calm, "tailored", 0));
}

TEST_CASE("an event without offices is for all", "[unit][month]") {
  sim::Scenario closed =
      scenario(town(1000) + at(100, 100) + Settings{{"loops.risk_rule_reflex", 0}}, {12, 6});
  closed.events.push_back(test::event(1, {}, {{"policy.individual_tailoring", 0}}));
  const auto result = test::simulate(closed);
  for (const double share : series(result, "tailored")) CHECK(share == 0);
}

TEST_CASE("a policy that moves prints its law anew", "[unit][month]") {
  sim::Scenario rollout = scenario(
      town(1000) + at(0, 0) + test::loops_cut() + Settings{{"administration.law_error", 0}},
      {12, 3});
  rollout.events.push_back(test::event(4, {0}, {{"policy.group_tailoring", 100}}));
  SteppedWorld town_hall(rollout);
  town_hall.run(6);
  CHECK(town_hall.world.offices[0].categories == 1);
  town_hall.run();
  CHECK(town_hall.world.offices[0].categories == 16);
  CHECK(town_hall.world.offices[1].categories == 1);
  for (std::size_t g = 0; g < 16; ++g) {
    CHECK(town_hall.world.offices[0].rule[g] ==
          Approx(town_hall.world.mean_need_of[g]).margin(0.01));
  }
}

TEST_CASE("the warm-up runs with all loops cut and is not recorded", "[unit][month]") {
  SteppedWorld town_hall(scenario(town(1000) + at(100, 100), {12, 24}));
  town_hall.run(24);
  const World& world = town_hall.world;
  for (const double blame : world.workers.blame_expectation) CHECK(blame == 0.05);
  CHECK(world.workers.sensitivity == world.worker_traits.sensitivity_start);
  for (const int preconditions : world.teams.preconditions) CHECK(preconditions == 0);
  for (const auto& administration : world.administrations) CHECK(administration.measures.empty());
  town_hall.run();
  CHECK(world.workers.blame_expectation[0] != 0.05);
  CHECK(series(test::simulate(town_hall.plan), "tailored").size() == 12);
}

TEST_CASE("the smallest and oddest worlds run", "[unit][month]") {
  const std::vector<std::pair<std::string, Settings>> worlds{
      {"one office", town(500, 1)},
      {"one worker", town(100, 1)},
      {"one citizen a cell", town(128, 8)},
      {"one worker a team", town(500) + Settings{{"population.workers_per_team", 1}}},
      {"one life situation", town(500) + Settings{{"population.life_situations", 1}}},
      {"64 life situations", town(500) + Settings{{"population.life_situations", 64}}},
      {"no contacts", town(500) + Settings{{"population.contacts", 0}}},
      {"no problems", town(500) + Settings{{"need.problem_share", 0}}},
      {"problems for all", town(500) + Settings{{"need.problem_share", 1}}},
      {"no lag", town(500) + Settings{{"administration.delivery_lag", 0}}},
      {"all need is the group's", town(500) + Settings{{"need.group_share", 1}}},
      {"no need is the group's", town(500) + Settings{{"need.group_share", 0}}},
      {"hardly any hours", town(500) + Settings{{"workers.hours_margin", 0.1}}},
      {"near certainty of choice", town(500) + Settings{{"workers.temperature", 0.001}}},
      {"one administration", town(500, 3) + Settings{{"administration.level", 1}}}};
  for (const auto& [name, settings] : worlds) {
    CAPTURE(name);
    const sim::Scenario with = scenario(settings + at(100, 100), {18, 3});
    REQUIRE_FALSE(model().conflict(with));
    const auto result = test::simulate(with);  // it throws when a case gets lost
    for (const double pending : series(result, "pending")) CHECK(std::isfinite(pending));
    for (const double hardship : series(result, "hardship")) CHECK(std::isfinite(hardship));
    for (const double complexity : series(result, "complexity")) CHECK(std::isfinite(complexity));
  }
}

TEST_CASE("one month without warm-up runs", "[unit][month]") {
  const auto result = test::simulate(scenario(town(500), {1, 0}));
  CHECK(series(result, "decisions").size() == 1);
  CHECK(series(result, "decisions")[0] > 0);
}

TEST_CASE("with the loops cut a month takes nothing from the heap", "[unit][month]") {
  SteppedWorld town_hall(scenario(town(3000) + at(100, 100) + test::loops_cut(), {60, 0}));
  town_hall.run(40);
  const long before = test::allocations();
  town_hall.run(10);
  CHECK(test::allocations() - before == 0);
}

TEST_CASE("only a new measure takes memory in a month", "[unit][month]") {
  SteppedWorld town_hall(scenario(town(3000) + at(100, 100), {120, 0}));
  town_hall.run(60);
  int announced = 0;
  int kept = 0;
  for (const long count : allocations_of(town_hall, 60)) (count > 0 ? announced : kept) += 1;
  CHECK(kept > 45);  // room for measures doubles as it grows
  CHECK(announced < 8);
}
