#include <algorithm>
#include <cmath>
#include <memory>

#include <catch2/catch.hpp>

#include "models/discretion/rules/rules_in_force.hpp"
#include "models/discretion/workers/judgement.hpp"
#include "models/discretion/workers/learning.hpp"
#include "models/discretion/workers/newcomers.hpp"
#include "models/discretion/workers/workers.hpp"
#include "tests/support/discretion_world.hpp"

using namespace discretion;
using test::at;
using test::FirstMonth;
using test::scenario;
using test::Settings;
using test::SteppedWorld;
using test::town;

namespace {

/// A team of five that has had no cases yet, and learns from what a test puts before it.
struct Team : SteppedWorld {
  explicit Team(const Settings& settings = {})
      : SteppedWorld(scenario(
            town(500, 1) + at(100, 100) + Settings{{"workers.turnover", 0}} + settings, {24, 0})) {}

  void learn(int months = 1) {
    for (int k = 0; k < months; ++k) discretion::learn(world, parallel);
  }
  double& salience(Cause cause) {
    return world.administrations[0].salience[static_cast<std::size_t>(cause)];
  }
  WorkerState& workers = world.workers;
};

/// Only salience, and what is expected jumps to it.
const Settings at_once{{"workers.blame_rise", 1}, {"workers.blame_fall", 1}};

}  // namespace

TEST_CASE("harshness is blamed on who applied the rule, other criticism on who deviated",
          "[unit][workers]") {
  Team team(at_once);
  team.salience(Cause::harshness) = 2;
  team.learn();
  const double of_the_rest = team.workers.blame_expectation[0];
  CHECK(team.workers.blame_for_rule[0] == Approx(0.03 * 2));
  for (const Cause cause :
       {Cause::equality, Cause::arbitrariness, Cause::profiling, Cause::misuse, Cause::drift})
    team.salience(cause) = 1;
  team.learn();
  CHECK(team.workers.blame_expectation[0] == Approx(of_the_rest + 0.03 * 5));
  CHECK(team.workers.blame_for_rule[0] == Approx(0.03 * 2));
}

TEST_CASE("complaints count as blame for what was done", "[unit][workers]") {
  Team team(at_once);
  team.workers.decisions = {10, 10, 10, 10, 10};
  team.learn();
  const double unblamed = team.workers.blame_expectation[0];
  team.workers.blame[0][apply] = 4;
  team.learn();
  CHECK(team.workers.blame_expectation[0] == Approx(unblamed));
  CHECK(team.workers.blame_for_rule[0] > 0);
  CHECK(team.workers.blame_for_rule[1] > 0);  // a colleague's counts too
  team.workers.blame[0][apply] = 0;
  team.workers.blame[0][tailor] = 4;
  team.learn();
  CHECK(team.workers.blame_expectation[0] > unblamed);
}

TEST_CASE("who expects blame for applying the rule applies it less", "[unit][workers]") {
  FirstMonth month(at(100, 100));
  const double before = month.judge_gap(0.5).probability[apply];
  month.world.workers.blame_for_rule[0] = 0.5;
  CHECK(month.judge_gap(0.5).probability[apply] < before);
}

TEST_CASE("without direction all blame is expected for deviating", "[unit][workers]") {
  Team team(at_once + Settings{{"workers.blame_direction", 0}});
  const double unblamed = [] {
    Team quiet(at_once);
    quiet.learn();
    return quiet.workers.blame_expectation[0];
  }();
  team.salience(Cause::harshness) = 2;
  team.learn();
  CHECK(team.workers.blame_expectation[0] == Approx(unblamed + 0.03 * 2));
  for (const double blame : team.workers.blame_for_rule) CHECK(blame == 0);
  FirstMonth month(at(100, 100) + Settings{{"workers.blame_direction", 0}});
  month.world.workers.blame_expectation[0] = 0.3;
  CHECK(month.judge_gap(0.5).votes[Loyalty::self][apply] == -0.3 * 0.05);
}

TEST_CASE("the less a manager trusts the team, the more its workers fear to deviate",
          "[unit][workers]") {
  const auto feared = [](double trust, double weight) {
    Team team(at_once + Settings{{"workers.blame_superiors", weight}});
    team.world.teams.trust[0] = trust;
    team.learn();
    return team.workers.blame_expectation[0];
  };
  CHECK(feared(1, 0.1) == 0);
  CHECK(feared(0.4, 0.1) == Approx(0.06));
  CHECK(feared(0.4, 0) == 0);
  Team team(at_once);
  team.world.teams.trust[0] = 0;
  team.learn();
  for (const double blame : team.workers.blame_for_rule) CHECK(blame == 0);
}

TEST_CASE("harshness calls for the human measure: moral sensitivity rests higher for a while",
          "[unit][workers]") {
  Team team;
  const double start = team.world.worker_traits.sensitivity_start[0];
  team.learn();
  CHECK(team.workers.sensitivity[0] == start);
  team.salience(Cause::harshness) = 6.5;  // as measure_half
  CHECK(call_for_the_human_measure(team.world, team.world.offices[0]) == 0.5);
  team.learn(2000);
  CHECK(team.workers.sensitivity[0] == Approx(start + 0.25 * (1 - start)));
  team.salience(Cause::harshness) = 0;
  team.learn(2000);
  CHECK(team.workers.sensitivity[0] == Approx(start));

  Team unmoved({{"workers.harshness_mandate", 0}});
  unmoved.salience(Cause::harshness) = 3;
  unmoved.learn(10);
  CHECK(unmoved.workers.sensitivity == unmoved.world.worker_traits.sensitivity_start);
}

TEST_CASE("nobody takes a shortcut before there is a habit, and nobody where survival is cut",
          "[unit][workers]") {
  const auto shortcuts = [](const Settings& settings) {
    const auto result = test::simulate(scenario(town(1000) + at(100, 100) + settings, {36, 6}));
    return test::mean(test::series(result, "shortcut"));
  };
  CHECK(shortcuts({}) > 0);
  CHECK(shortcuts({{"loops.survival", 0}}) == 0);
  CHECK(shortcuts({{"loops.survival", 0}, {"workers.habit_needed", 0}}) > 0);
}

TEST_CASE("the odds of a shortcut are times its habit", "[unit][workers]") {
  FirstMonth month(at(100, 100));
  const auto odds = [&](float habit) {
    month.world.workers.habit[0] = habit;
    const auto p = month.judge_gap(0.4).probability;
    return p[shortcut] / p[apply];
  };
  const double whole = odds(1.0F);
  CHECK(odds(0.25F) == Approx(0.25 * whole));
  CHECK(odds(0.0F) == 0);
  FirstMonth from_the_start(at(100, 100) + Settings{{"workers.habit_needed", 0}});
  const auto p = from_the_start.judge_gap(0.4).probability;
  CHECK(p[shortcut] / p[apply] == whole);
}

TEST_CASE("cases under unrest make a habit, case by case and for their life situation only",
          "[unit][workers]") {
  Team team;
  const double kept = 0.97;
  team.world.offices[0].now.complexity = 1.2;
  team.workers.overload[0] = 0.4;
  team.workers.seen[2] = 3;
  team.learn();
  const double habit = kept * (1 - std::exp(-0.05 * (0.5 * 1.2 + 0.4) * 3));
  CHECK(team.workers.habit[2] == Approx(habit).epsilon(1e-6));
  CHECK(std::ranges::count(team.workers.habit, 0.0F) == 5 * 16 - 1);
  team.learn();  // no cases: it fades
  CHECK(team.workers.habit[2] == Approx(kept * habit).epsilon(1e-6));
  team.world.offices[0].now.complexity = 0;
  team.workers.overload[0] = 0;
  team.workers.seen[2] = 3;
  team.learn();  // cases without unrest make none
  CHECK(team.workers.habit[2] == Approx(kept * kept * habit).epsilon(1e-6));
}

TEST_CASE("cases move the routine of their worker and life situation towards what they required",
          "[unit][workers]") {
  Team team;
  team.world.offices[0].now.complexity = 1.2;
  const double rate = routine_rate(team.world.offices[0]);
  CHECK(rate > 0);
  const std::size_t second_worker = 16 + 7;
  team.workers.seen[2] = 3, team.workers.required[2] = 3 * 0.8;
  team.workers.seen[second_worker] = 1, team.workers.required[second_worker] = -0.4;
  auto& steps = team.world.offices[0].now.routine_step;
  for (std::size_t n = 0; n < steps.size(); ++n)
    steps[n] = 1 - std::pow(1 - rate, static_cast<double>(n));
  team.learn();
  CHECK(team.workers.routine[2] == Approx(0.8 * (1 - std::pow(1 - rate, 3))).epsilon(1e-6));
  CHECK(team.workers.routine[second_worker] == Approx(-0.4 * rate).epsilon(1e-6));
  CHECK(std::ranges::count(team.workers.routine, 0.0F) == 5 * 16 - 2);
  team.learn();  // without cases it stays
  CHECK(team.workers.routine[second_worker] == Approx(-0.4 * rate).epsilon(1e-6));
}

TEST_CASE("who passes cases on takes no shortcut that is not open", "[unit][workers]") {
  Judgement judgement;
  judgement.probability = {0.3, 0, 0, 0.7};
  REQUIRE(0.3 < 1 - 0.7);  // rounding leaves a gap between the two
  CHECK(choose(judgement, 0.3) == Option::escalate);
}

TEST_CASE("skill in tailoring follows practice", "[unit][workers]") {
  Team team;
  CHECK(team.workers.skill[0] == 1);
  team.workers.tailored = {0, 3, 0, 0, 0};
  team.learn();
  CHECK(team.workers.skill[0] == Approx(0.9));
  team.learn(500);
  CHECK(team.workers.skill[0] == Approx(0).margin(1e-9));
  CHECK(team.workers.skill[1] == Approx(1 - std::exp(-3)));
  team.workers.tailored[0] = 3;
  team.learn();
  CHECK(team.workers.skill[0] > 0.09);
}

TEST_CASE("who has no skill sees gaps with more error, and takes longer to tailor",
          "[unit][workers]") {
  for (const double loss : {0.3, 0.0}) {
    FirstMonth month(at(100, 100) +
                     Settings{{"workers.perception_noise", 0.4}, {"workers.skill_loss", loss}});
    const auto noise_and_hours = [&](double skill) {
      month.world.workers.skill[0] = skill;
      const Desk desk = set_desk(month.world, month.office(), WorkerId{0});
      CaseFile file;
      misperceive(month.world, month.office(), desk, CitizenId{0}, {1.0, 1.0}, file);
      return std::pair(file.noise, desk.hours[tailor]);
    };
    const auto [noise, hours] = noise_and_hours(1);
    const auto [more_noise, more_hours] = noise_and_hours(0);
    CHECK(noise == 0.4);
    CHECK(more_noise == Approx((1 + loss) * noise));
    CHECK(more_hours == Approx((1 + loss) * hours));
  }
}

TEST_CASE("skill is at rest when a run begins", "[unit][workers]") {
  SteppedWorld town_hall(scenario(town(4000) + at(50, 50) + test::loops_cut(), {24, 60}));
  town_hall.run(60);
  const double before = test::mean(town_hall.world.workers.skill);
  CHECK(before < 0.9);
  town_hall.run(24);
  CHECK(test::mean(town_hall.world.workers.skill) == Approx(before).margin(0.03));
}

TEST_CASE("newcomers take over what their team thinks, fears and is used to, in their first year",
          "[unit][workers]") {
  const auto after_a_month_of = [](int months_there, const Settings& settings = {}) {
    auto team = std::make_unique<Team>(settings);
    team->world.month = 100;
    team->workers.arrived[0] = 100 - months_there;
    team->workers.norm = {1, 0, 0, 0, 0};
    team->workers.blame_expectation = {0, 1, 1, 1, 1};
    team->workers.blame_for_rule = {0, 1, 1, 1, 1};
    for (std::size_t w = 1; w < 5; ++w) team->workers.habit[w * 16 + 3] = 0.5F;
    socialise_newcomers(team->world, team->parallel);
    return team;
  };
  for (const int months : {1, 12}) {
    const auto team = after_a_month_of(months);
    CHECK(team->workers.norm == std::vector<double>{1 - 0.1 * 0.8, 0, 0, 0, 0});
    CHECK(team->workers.blame_expectation == std::vector<double>{0.1 * 0.8, 1, 1, 1, 1});
    CHECK(team->workers.blame_for_rule == std::vector<double>{0.1 * 0.8, 1, 1, 1, 1});
    CHECK(team->workers.habit[3] == Approx(0.1 * 0.4));
    CHECK(team->workers.sensitivity == team->world.worker_traits.sensitivity_start);
  }
  CHECK(after_a_month_of(13)->workers.norm[0] == 1);
  CHECK(after_a_month_of(0)->workers.norm[0] == 1);
  CHECK(after_a_month_of(1, {{"workers.socialisation", 0}})->workers.norm[0] == 1);
}

TEST_CASE("newcomers take over no fear and no habit where those do not move", "[unit][workers]") {
  Team team;
  team.world.month = 100;
  team.workers.arrived[0] = 99;
  team.workers.norm = {1, 0, 0, 0, 0};
  team.workers.blame_expectation = {0, 1, 1, 1, 1};
  team.workers.habit[16] = 0.5F;
  team.world.offices[0].now.self_protection = false;
  team.world.offices[0].now.survival = false;
  socialise_newcomers(team.world, team.parallel);
  CHECK(team.workers.norm[0] < 1);
  CHECK(team.workers.blame_expectation[0] == 0);
  CHECK(team.workers.habit[0] == 0);
}
