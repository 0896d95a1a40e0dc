#include <cstdint>
#include <stdexcept>

#include <catch2/catch.hpp>

#include "tests/support/discretion_world.hpp"
#include "tests/support/instructions.hpp"

using test::at;
using test::bits_of;
using test::scenario;
using test::Settings;
using test::town;

namespace {

/// Several of the groups that threads take, of citizens and of workers; short of hours, with an
/// event, so that every phase has work.
sim::Scenario busy_town() {
  sim::Scenario with =
      scenario(town(20000, 3) + at(100, 100) +
                   Settings{{"population.citizens_per_worker", 40}, {"workers.hours_margin", 0.9}},
               {12, 6});
  with.events.push_back(
      test::event(9, {1}, {{"need.inflow", 2}, {"policy.individual_tailoring", 50}}));
  return with;
}

std::vector<std::uint64_t> run_on(sim::Parallel parallel, const sim::Scenario& with = busy_town(),
                                  std::uint32_t replicate = 0) {
  return bits_of(discretion::model().simulate(with, replicate, parallel));
}

}  // namespace

TEST_CASE("the same seed gives the same bits", "[unit][determinism]") {
  CHECK(run_on(sim::Parallel(1)) == run_on(sim::Parallel(1)));
}

TEST_CASE("a run stepped month by month gives the same bits", "[unit][determinism]") {
  sim::Parallel parallel(1);
  const auto run = discretion::model().start(busy_town(), 0, parallel);
  while (!run->done()) run->step();
  CHECK(bits_of(run->finish()) == run_on(sim::Parallel(1)));
}

TEST_CASE("a change by hand is an event of the next month", "[unit][determinism]") {
  const sim::Scenario calm = scenario(town(2000), {12, 6});
  sim::Scenario planned = calm;
  planned.events.push_back(test::event(9, {1}, {{"policy.individual_tailoring", 50}}));
  sim::Parallel parallel(1);
  const auto run = discretion::model().start(calm, 0, parallel);
  while (run->time() < 8) run->step();
  run->change(planned.events.front());
  CHECK(bits_of(run->finish()) == bits_of(test::simulate(planned)));
}

TEST_CASE("inflow, which is known from the start, cannot be changed by hand",
          "[unit][determinism]") {
  sim::Parallel parallel(1);
  const auto run = discretion::model().start(scenario(town(500), {2, 0}), 0, parallel);
  CHECK_THROWS_AS(run->change(test::event(1, {}, {{"need.inflow", 2}})), std::invalid_argument);
}

TEST_CASE("the number of threads changes no bit", "[unit][determinism]") {
  const auto one = run_on(sim::Parallel(1));
  CHECK(run_on(sim::Parallel(2)) == one);
  CHECK(run_on(sim::Parallel(3)) == one);
}

TEST_CASE("neither threads nor their order change what is passed on", "[unit][determinism]") {
  for (const Settings& decides : {Settings{{"policy.unit", 1}}, Settings{{"policy.decider", 1}},
                                  Settings{{"policy.decider", 2}}}) {
    const auto with = scenario(town(4500, 3) + at(100, 100) + decides +
                                   Settings{{"population.citizens_per_worker", 10},
                                            {"policy.citizen_cost", 0.2},
                                            {"policy.wrong_route", 0.2},
                                            {"policy.own_norms", 0.2},
                                            {"policy.payback", 0.5},
                                            {"citizens.opposed", 0.2},
                                            {"citizens.involuntary", 0.2},
                                            {"workers.turnover", 0.05},
                                            {"administration.turnover", 0.05}},
                               {24, 6});
    const auto one = run_on(sim::Parallel(1), with);
    CHECK(run_on(sim::Parallel(3), with) == one);
    CHECK(run_on(sim::Parallel::shuffled(1), with) == one);
  }
}

TEST_CASE("the order of work changes no bit", "[unit][determinism]") {
  const auto in_order = run_on(sim::Parallel(1));
  for (const std::uint32_t seed : {1U, 2U})
    CHECK(run_on(sim::Parallel::shuffled(seed)) == in_order);
}

TEST_CASE("the choice of instructions changes no bit", "[unit][determinism]") {
  const auto expected = run_on(sim::Parallel(1));
  test::with_each_instruction_set([&] { CHECK(run_on(sim::Parallel(1)) == expected); });
}

TEST_CASE("another replicate or another seed is another history", "[unit][determinism]") {
  const auto first = run_on(sim::Parallel(1));
  CHECK(run_on(sim::Parallel(1), busy_town(), 1) != first);
  sim::Scenario reseeded = busy_town();
  reseeded.run.seed += 1;
  CHECK(run_on(sim::Parallel(1), reseeded) != first);
}

TEST_CASE("more months do not change those before", "[unit][determinism]") {
  const sim::Scenario year = scenario(town(1000), {12, 6});
  const sim::Scenario longer = scenario(town(1000), {18, 6});
  const auto a = test::simulate(year), b = test::simulate(longer);
  for (const char* name : {"decisions", "misfit", "trust", "salience", "grievance"}) {
    const auto whole = test::series(b, name);
    for (std::size_t t = 0; t < 12; ++t) CHECK(test::series(a, name)[t] == whole[t]);
  }
}
