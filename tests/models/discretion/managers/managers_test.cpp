
#include "models/discretion/managers/managers.hpp"

#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>

#include "models/discretion/rules/rules_in_force.hpp"
#include "models/discretion/workers/workers.hpp"
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
  for (Office& office : world.offices) office.now.pile_preconditions = true;
  for (int k = 0; k < months; ++k) ++world.month, manage_teams(world, one_thread);
}

/// Three workers of the first team decided, with these means of treatment above the rule.
double dispersion_of(const std::vector<double>& above_rule) {
  SteppedWorld town_hall(scenario(town(500, 1)));
  for (std::size_t w = 0; w < above_rule.size(); ++w) {
    town_hall.world.workers.decisions[w] = 3;
    town_hall.world.workers.above_rule[w] = above_rule[w];
  }
  return team_dispersion(town_hall.world, TeamId{0});
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
  s.blame[1][tailor] = 1;
  // As many cases that all of a worker's spread is between workers: no luck to take off.
  s.shown = {{100, 0, 0, 0}, {100, 0, 0, 0}, {100, 0, 0, 0}, {100, 0, 0, 0}, {100, 50, 25, 50}};
  manage_quiet_months(town_hall, 1);
  const double signal =
      (std::sqrt(0.05) - 0.05) + 0.5 * 1.0 / (4 + 5) + 2 * 1.0 / (20 + 5) + 0.3 * 0.1 * 0.05;
  CHECK(town_hall.world.teams.trust[0] ==
        Approx(0.8 + 0.15 * (0.9 - 1.5 * signal - 0.8)).epsilon(1e-12));
}

TEST_CASE("what the same workers do worries the manager of a small team as much as that of a large",
          "[unit][managers]") {
  const auto trust_in_teams_of = [](std::int64_t workers) {
    SteppedWorld town_hall(
        scenario(town(1000, 1) + Settings{{"population.workers_per_team", workers}}, {600, 0}));
    WorkerState& s = town_hall.world.workers;
    std::ranges::fill(s.decisions, 4);
    std::ranges::fill(s.tailored, 2);
    std::ranges::fill(s.upheld, 1);
    for (auto& blame : s.blame) blame[tailor] = 1;
    manage_quiet_months(town_hall, 1);
    return town_hall.world.teams.trust[0];
  };
  CHECK(trust_in_teams_of(2) == Approx(trust_in_teams_of(10)).epsilon(1e-12));
}

// Births and deaths of one a month at most: detailed balance gives the stationary distribution.
TEST_CASE("preconditions settle where births balance drops", "[statistical][managers]") {
  // Teams ask at once times a blame expectation of 0.05, and are trusted fully: a hazard of 0.05.
  SteppedWorld town_hall(scenario(town(40000, 1) + Settings{{"population.contacts", 0},
                                                            {"population.citizens_per_worker", 10},
                                                            {"population.workers_per_team", 10},
                                                            {"workers.rule_requests", 1},
                                                            {"managers.trust_start", 1},
                                                            {"managers.trust_level", 1},
                                                            {"managers.trust_slope", 0},
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
  CHECK(world.offices[0].now.complexity == 0);
  world.teams.preconditions[0] = 3;
  put_rules_in_force(world);
  CHECK(world.offices[0].now.complexity == Approx(0.24 / (1 + 0.24 / 3)).epsilon(1e-12));
}

TEST_CASE("managers hold differences in like cases against a team, and not which cases workers had",
          "[unit][managers]") {
  SteppedWorld town_hall(scenario(town(500, 1), {24, 0}));
  World& world = town_hall.world;
  WorkerState& s = world.workers;
  // Two workers, each with 50 cases of a life situation of their own, who give what their office
  // does.
  const auto decide = [&](std::size_t w, std::size_t g, int cases, double above) {
    const auto groups = static_cast<std::size_t>(world.life_situations);
    s.decisions[w] = cases;
    s.above_rule[w] = above;
    s.above_rule_squared[w] = above * above;
    s.seen[w * groups + g] = cases;
    world.record.cells[g][Count::decisions] += cases;
    world.record.cells[g].add(Total::above_rule, cases * above);
  };
  decide(0, 1, 50, 0.0);
  decide(1, 2, 50, 0.8);
  show_what_workers_gave(world, town_hall.parallel);
  CHECK(dispersion_seen(world, TeamId{0}) == Approx(0).margin(1e-9));
  CHECK(team_dispersion(world, TeamId{0}) > 0.5);

  // A third and a fourth with like cases, who differ from each other.
  decide(2, 3, 50, 0.0);
  decide(3, 3, 50, 0.8);
  for (WorkerSight& shown : s.shown) shown = {};
  show_what_workers_gave(world, town_hall.parallel);
  CHECK(dispersion_seen(world, TeamId{0}) == Approx(std::sqrt(2 * 0.16 / 3)).epsilon(1e-6));
}

TEST_CASE("that hardly two cases of a month are alike does not hide how workers differ",
          "[unit][managers]") {
  SteppedWorld town_hall(scenario(town(500, 1), {240, 0}));
  World& world = town_hall.world;
  WorkerState& s = world.workers;
  const auto groups = static_cast<std::size_t>(world.life_situations);
  // Each of five workers has one case a month, of a life situation that no other has that month.
  for (std::size_t month = 0; month < 60; ++month) {
    std::ranges::fill(s.seen, 0);
    std::ranges::fill(world.record.cells, Tally{});
    for (std::size_t w = 0; w < 5; ++w) {
      const std::size_t g = (month + 2 * w) % 5;
      const double above = 0.2 * static_cast<double>(w);
      s.decisions[w] = 1;
      s.above_rule[w] = above;
      s.above_rule_squared[w] = above * above;
      s.seen[w * groups + g] = 1;
      world.record.cells[g][Count::decisions] += 1;
      world.record.cells[g].add(Total::above_rule, above);
    }
    show_what_workers_gave(world, town_hall.parallel);
  }
  const double true_sd = 0.2 * std::sqrt(2.5);
  CHECK(dispersion_seen(world, TeamId{0}) > 0.7 * true_sd);
  CHECK(dispersion_seen(world, TeamId{0}) < 1.1 * true_sd);
}

TEST_CASE("managers take off what the luck of few cases gives", "[statistical][managers]") {
  SteppedWorld town_hall(scenario(town(500, 1)));
  WorkerState& s = town_hall.world.workers;
  // Workers who do not differ: 6 cases each, of one distribution.
  double squares = 0;
  constexpr int trials = 4000;
  std::vector<double> beyond(trials);
  for (int trial = 0; trial < trials; ++trial) {
    for (std::uint32_t w = 0; w < 5; ++w) {
      sim::Random random(sim::Stream{3, 0}, Draw::vignette, w, static_cast<std::uint32_t>(trial));
      WorkerSight& shown = s.shown[w] = {};
      for (int k = 0; k < 6; ++k) {
        const double above = random.normal();
        shown.cases += 1, shown.above_rule += above, shown.squares += above * above;
        shown.beyond_like_cases += above;
      }
    }
    const double seen = dispersion_seen(town_hall.world, TeamId{0});
    squares += seen * seen / trials;
  }
  // Variance of means of 6: 1/6. Taken off, the half that is above 0 is left: less than half of it.
  CHECK(squares < 0.5 / 6);
}

TEST_CASE("what is seen of a team fades within its half-year", "[unit][managers]") {
  SteppedWorld town_hall(scenario(town(500, 1), {600, 0}));
  World& world = town_hall.world;
  world.workers.decisions = {6, 6, 6, 6, 6};
  world.workers.upheld = {1, 0, 0, 0, 0};
  manage_quiet_months(town_hall, 1);
  CHECK(world.teams.seen[0].upheld == 1);
  world.workers.upheld = {0, 0, 0, 0, 0};
  manage_quiet_months(town_hall, 6);
  CHECK(world.teams.seen[0].upheld == Approx(std::pow(5.0 / 6, 6)).epsilon(1e-12));
  CHECK(world.teams.seen[0].decisions ==
        Approx(30 * 6 * (1 - std::pow(5.0 / 6, 7))).epsilon(1e-12));
}

TEST_CASE("a large team asks for rules no more often than a small one", "[unit][managers]") {
  const auto expected = [](int workers_per_team) {
    const auto result = test::simulate(scenario(
        town(4000, 1) + test::at(100, 100) +
            Settings{{"population.workers_per_team", static_cast<double>(workers_per_team)},
                     {"managers.precondition_hazard", 0},
                     {"managers.trust_slope", 0},
                     {"loops.self_protection", 0}},
        {1, 1}));
    return test::series(result, "preconditions_expected")[0];
  };
  CHECK(expected(2) == Approx(expected(20)).epsilon(1e-12));
  CHECK(expected(2) > 0);
}

TEST_CASE(
    "a precondition crowds out loyalty, more where the manager trusted, and only while it holds",
    "[unit][managers]") {
  const auto crowded = [](double trust, int preconditions) {
    SteppedWorld town_hall(scenario(town(500, 1) + Settings{{"managers.trust_start", trust},
                                                            {"managers.trust_level", trust},
                                                            {"managers.trust_slope", 0},
                                                            {"managers.precondition_hazard", 0},
                                                            {"managers.precondition_drop", 0},
                                                            {"workers.rule_requests", 0}},
                                    {60, 0}));
    for (Office& office : town_hall.world.offices)
      office.parameters.loops.added_preconditions = preconditions;
    manage_quiet_months(town_hall, 1);
    return town_hall.world.teams.crowded_out[0];
  };
  CHECK(crowded(1, 1) == Approx(0.05).epsilon(1e-12));
  CHECK(crowded(0.5, 1) == Approx(0.025).epsilon(1e-12));
  CHECK(crowded(1, 2) == Approx(1 - 0.95 * 0.95).epsilon(1e-12));

  SteppedWorld town_hall(scenario(
      town(500, 1) + test::at(100, 100) + Settings{{"managers.precondition_drop", 1}}, {600, 0}));
  World& world = town_hall.world;
  world.month = 1;
  put_rules_in_force(world);
  world.teams.preconditions[0] = 4;
  world.teams.crowded_out[0] = 0.2;
  const auto loyalties = loyalties_at(world, set_desk(world, world.offices[0], WorkerId{0}));
  const auto& whole = world.worker_traits.loyalty[0];
  const auto weight = [](Loyalty loyalty) { return static_cast<std::size_t>(loyalty); };
  CHECK(loyalties[weight(Loyalty::citizen)] == Approx(0.8 * whole[weight(Loyalty::citizen)]));
  CHECK(loyalties[weight(Loyalty::profession)] == Approx(0.8 * whole[weight(Loyalty::profession)]));
  CHECK(loyalties[weight(Loyalty::law)] == whole[weight(Loyalty::law)]);
  while (world.teams.preconditions[0] > 0) manage_quiet_months(town_hall, 1);
  CHECK(world.teams.crowded_out[0] == Approx(0).margin(1e-12));
}

TEST_CASE("while harshness calls for the human measure managers trust in spite of worries",
          "[unit][managers]") {
  const auto trust = [](double harshness, double mandate) {
    SteppedWorld town_hall(
        scenario(town(500, 1) + Settings{{"managers.trust_level", 0.4},
                                         {"managers.trust_start", 0.4},
                                         {"managers.harshness_mandate", mandate}},
                 {600, 0}));
    for (Administration& administration : town_hall.world.administrations)
      administration.salience[static_cast<std::size_t>(Cause::harshness)] = harshness;
    manage_quiet_months(town_hall, 200);
    return town_hall.world.teams.trust[0];
  };
  CHECK(trust(0, 0.5) == trust(0, 0));
  CHECK(trust(1e9, 0) == trust(0, 0));
  const double calm = trust(0, 0.5);
  CHECK(trust(1e9, 0.5) == Approx(calm + 0.5 * (1 - calm)).epsilon(1e-6));
  CHECK(trust(1, 0.5) > calm);
}
