#include <algorithm>
#include <cmath>
#include <string>

#include <catch2/catch.hpp>

#include "models/discretion/workers/learning.hpp"
#include "tests/support/discretion_world.hpp"

using namespace discretion;
using test::at;
using test::scenario;
using test::Settings;
using test::SteppedWorld;
using test::town;

namespace {

/// Corners of what is allowed for workers.
const std::vector<std::pair<std::string, Settings>> corners{
    {"strain",
     {{"workers.sensitivity_erosion", 1},
      {"workers.unrest_complexity", 10},
      {"workers.hours_margin", 0.1},
      {"administration.complexity_categories", 5},
      {"administration.complexity_limit", 1000}}},
    {"everything at once",
     {{"workers.blame_rise", 1},
      {"workers.blame_fall", 1},
      {"workers.blame_memory", 0},
      {"workers.norm_rate", 1},
      {"workers.norm_susceptibility", 1},
      {"workers.sensitivity_recovery", 1},
      {"workers.socialisation", 1},
      {"workers.skill_rate", 1},
      {"workers.routine_rate", 1},
      {"workers.habit_rate", 1},
      {"workers.precedent_rate", 1},
      {"workers.turnover", 0.3}}},
    {"heavy blame",
     {{"workers.blame_gain", 100},
      {"workers.blame_team", 10},
      {"workers.blame_salience", 1},
      {"workers.blame_superiors", 10},
      {"workers.blame_memory", 0.9999},
      {"workers.exposure_tailoring", 10},
      {"workers.exposure_shortcut", 10},
      {"workers.exposure_rule", 10},
      {"workers.norm_blame", 10},
      {"workers.norm_susceptibility", 1},
      {"citizens.complaint_level", 5}}},
    {"an affair without end",
     {{"administration.affair", 100},
      {"workers.harshness_mandate", 1},
      {"workers.sensitivity_start", 1},
      {"workers.sensitivity_spread", 1},
      {"workers.sensitivity_recovery", 1}}},
    {"nothing is forgotten",
     {{"workers.routine_persistence", 0.9999},
      {"workers.routine_wander", 1},
      {"workers.habit_rate", 1},
      {"workers.skill_cases", 0.01},
      {"workers.skill_loss", 10},
      {"workers.hours_margin", 0.1}}}};

template <class Number>
void check_range(const std::vector<Number>& values, double least, double most) {
  for (const Number value : values) {
    CHECK(std::isfinite(value));
    CHECK(static_cast<double>(value) >= least);
    CHECK(static_cast<double>(value) <= most);
  }
}

/// Most blame that anybody can expect: all decisions blamed, all attention, no trust.
double most_blame(const WorkerParameters& p, const AdministrationParameters& a) {
  const double exposure = std::max({p.exposure_tailoring, p.exposure_shortcut, p.exposure_rule});
  return p.blame_gain * exposure * (1 + p.blame_team) + p.blame_salience * a.salience_limit +
         p.blame_superiors + p.blame_start;
}

void check_workers(const World& world) {
  const Parameters& p = world.offices[0].parameters;
  const WorkerState& s = world.workers;
  const double blame = most_blame(p.workers, p.administration);
  const double norm_start =
      *std::ranges::max_element(world.worker_traits.norm_start) + 2 * p.workers.norm_start;
  check_range(s.sensitivity, 0, 1);
  check_range(s.skill, 0, 1);
  check_range(s.habit, 0, 1);
  check_range(s.blame_expectation, 0, blame);
  check_range(s.blame_for_rule, 0, blame);
  check_range(s.norm, 0, norm_start + p.workers.norm_blame * blame);
  check_range(s.routine, -100, 100);
  check_range(s.drift, -1e4, 1e4);
}

}  // namespace

TEST_CASE("no setting makes what workers have learnt leave its range", "[unit][workers]") {
  for (const auto& [name, settings] : corners) {
    CAPTURE(name);
    SteppedWorld town_hall(scenario(
        town(600, 1) + at(100, 100) + Settings{{"population.life_situations", 4}} + settings,
        {60, 2}));
    for (int month = 0; month < 62; ++month) {
      town_hall.run();
      check_workers(town_hall.world);
    }
  }
}

TEST_CASE("a team that follows only itself does not make its norm rise without end",
          "[unit][workers]") {
  SteppedWorld town_hall(
      scenario(town(500, 1) + Settings{{"workers.norm_susceptibility", 1}, {"workers.turnover", 0}},
               {24, 0}));
  World& world = town_hall.world;
  const double before = test::mean(world.workers.norm);
  for (int month = 0; month < 500; ++month) learn(world, town_hall.parallel);
  CHECK(test::mean(world.workers.norm) == Approx(before));
}
