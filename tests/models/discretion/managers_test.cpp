#include "models/discretion/managers.hpp"

#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>

#include "models/discretion/administrators.hpp"
#include "tests/support/discretion_world.hpp"
#include "tests/support/statistics.hpp"

using namespace discretion;
using test::scenario;
using test::Settings;
using test::SteppedWorld;
using test::town;

namespace {

/// Managers look `months` times at teams to which nothing happens.
void manage_quiet_months(SteppedWorld& town_hall, int months) {
  World& world = town_hall.world;
  sim::Parallel one_thread;
  for (Office& office : world.offices) office.month.pile_preconditions = true;
  for (int k = 0; k < months; ++k) ++world.month, manage_teams(world, one_thread);
}

/// Three workers of the first team decided, with these means of treatment above the rule.
double dispersion_of(const std::vector<double>& above_rule) {
  SteppedWorld town_hall(scenario(town(500, 1)));
  for (std::size_t w = 0; w < above_rule.size(); ++w) {
    town_hall.world.workers.decisions[w] = 3;
    town_hall.world.workers.above_rule[w] = above_rule[w];
  }
  return team_dispersion(town_hall.world, 0);
}

}  // namespace

TEST_CASE("dispersion is the standard deviation between workers who decided", "[unit][managers]") {
  CHECK(dispersion_of({0.1, 0.2, 0.6}) == Approx(std::sqrt(0.07)).epsilon(1e-12));
  CHECK(dispersion_of({0.4, 0.4}) == Approx(0).margin(1e-9));
  CHECK(std::isnan(dispersion_of({0.4})));
  CHECK(std::isnan(dispersion_of({})));
}

TEST_CASE("trust rises slowly to 0.9 where nothing worries a manager", "[unit][managers]") {
  SteppedWorld town_hall(scenario(town(500, 1) + Settings{{"workers.rule_requests", 0}}, {600, 0}));
  manage_quiet_months(town_hall, 1);
  CHECK(town_hall.world.teams.trust[0] == Approx(0.8 + 0.075 * 0.1).epsilon(1e-12));
  manage_quiet_months(town_hall, 400);
  CHECK(town_hall.world.teams.trust[0] == Approx(0.9).epsilon(1e-9));
}

TEST_CASE("trust falls twice as fast, by dispersion, blame, upheld complaints and requests",
          "[unit][managers]") {
  SteppedWorld town_hall(scenario(town(500, 1), {600, 0}));
  WorkerState& s = town_hall.world.workers;
  s.decisions = {4, 4, 4, 4, 4};
  s.tailored = {1, 2, 0, 1, 0};
  s.above_rule = {0.0, 0.0, 0.0, 0.0, 0.5};
  s.upheld = {1, 0, 0, 0, 0};
  s.blame[1][static_cast<std::size_t>(Option::tailor)] = 1;
  manage_quiet_months(town_hall, 1);
  const double signal =
      (std::sqrt(0.05) - 0.12) + 0.5 * 1 / 5 + 2 * 1.0 / 20 + 0.3 * 0.02 * 5 * 0.05;
  CHECK(town_hall.world.teams.trust[0] ==
        Approx(0.8 + 0.15 * (0.9 - 1.5 * signal - 0.8)).epsilon(1e-12));
}

// Births and deaths of one a month at most: detailed balance gives the stationary distribution.
TEST_CASE("preconditions settle where births balance drops", "[statistical][managers]") {
  // Ten workers a team ask at 0.1 times a blame expectation of 0.05: a hazard of 0.05.
  SteppedWorld town_hall(scenario(town(40000, 1) + Settings{{"population.contacts", 0},
                                                            {"population.citizens_per_worker", 10},
                                                            {"population.workers_per_team", 10},
                                                            {"workers.rule_requests", 0.1},
                                                            {"managers.precondition_hazard", 0}},
                                  {1200, 0}));
  manage_quiet_months(town_hall, 600);
  constexpr int most = 30;
  std::vector<double> share(most + 1, 1.0);
  const auto born = [](int p) { return 1 - std::exp(-0.05 / (1 + p / 6.0)); };
  const auto dropped = [](int p) { return 1 - std::exp(-0.01 * p); };
  double sum = 1;
  for (int p = 0; p < most; ++p) {
    const auto k = static_cast<std::size_t>(p);
    share[k + 1] = share[k] * born(p) * (1 - dropped(p)) / (dropped(p + 1) * (1 - born(p + 1)));
    sum += share[k + 1];
  }
  std::vector<double> observed(6), expected(6);  // 0..1, 2, 3, 4, 5, 6 and more
  const auto bin = [](int p) { return static_cast<std::size_t>(std::clamp(p, 1, 6) - 1); };
  const auto& teams = town_hall.world.teams.preconditions;
  REQUIRE(teams.size() == 400);
  for (int p = 0; p <= most; ++p)
    expected[bin(p)] += 400 * share[static_cast<std::size_t>(p)] / sum;
  for (const int p : teams) observed[bin(p)] += 1;
  CHECK(test::chi_square_p(observed, expected) > test::p_limit);
}

TEST_CASE("preconditions never fall below none", "[unit][managers]") {
  const auto result =
      test::simulate(scenario(town(1000) + Settings{{"managers.precondition_drop", 1}}, {60, 0}));
  for (const double preconditions : test::series(result, "preconditions"))
    CHECK(preconditions >= 0);
}

TEST_CASE("preconditions weigh more in complexity than measures", "[unit][managers]") {
  SteppedWorld town_hall(scenario(town(500, 1) + test::at(0, 100), {12, 0}));
  World& world = town_hall.world;
  world.month = 1;
  put_rules_in_force(world);
  CHECK(world.offices[0].month.complexity == 0);
  world.teams.preconditions[0] = 3;
  put_rules_in_force(world);
  CHECK(world.offices[0].month.complexity == Approx(0.24 / (1 + 0.24 / 3)).epsilon(1e-12));
}
