#include "sim/experiment/worlds.hpp"

#include <limits>
#include <set>
#include <vector>

#include <catch2/catch.hpp>

#include "sim/experiment/study.hpp"
#include "sim/study/make_run.hpp"
#include "tests/support/toy_model.hpp"

using namespace sim::experiment;

namespace {
const test::ToyModel toy;
const std::size_t lens = *sim::find_parameter(toy, "citizens.lens");

sim::io::Study study_of_two() {
  sim::io::Study study;
  study.model = &toy;
  for (const char* name : {"little", "much"}) {
    sim::io::ScenarioFile file;
    file.scenario = sim::default_scenario(toy);
    file.scenario.name = name;
    file.scenario.run.months = 6;
    study.scenarios.push_back(file);
  }
  study.scenarios[1].scenario.values[*sim::find_parameter(toy, "policy.individual_tailoring")] =
      100.0;
  study.plan = make_plan(2, 3, Pairing::common_random_numbers);
  return study;
}

sim::io::Study with_worlds(int worlds, std::vector<std::size_t> fixed = {}) {
  sim::io::Study study = study_of_two();
  DrawPlan plan;
  plan.model = &toy;
  for (const auto& file : study.scenarios) plan.scenarios.push_back(file.scenario);
  plan.draws = worlds;
  plan.replicates = 2;
  plan.fixed = known_parameters(study, std::move(fixed));
  add_worlds(study, plan);
  return study;
}

double lens_in(const sim::io::Study& study, std::size_t row) {
  return sim::as_number(sim::study::scenario_of(study, study.plan[row]).values[lens]);
}
}  // namespace

TEST_CASE("all scenarios share a world's values and its luck, and worlds differ in both",
          "[unit][worlds]") {
  const sim::io::Study study = with_worlds(4);
  REQUIRE(study.ordinary_runs() == 6);
  REQUIRE(study.plan.size() == 6 + 4 * 2 * 2);
  std::set<double> lenses;
  std::set<std::uint64_t> seeds;
  for (std::size_t row = 6; row < study.plan.size(); row += 2) {
    CHECK(lens_in(study, row) == lens_in(study, row + 1));
    const auto one = sim::study::scenario_of(study, study.plan[row]);
    CHECK(one.run.seed == sim::study::scenario_of(study, study.plan[row + 1]).run.seed);
    lenses.insert(lens_in(study, row));
    seeds.insert(one.run.seed);
  }
  CHECK(lenses.size() == 4);
  CHECK(seeds.size() == 4);
}

TEST_CASE("worlds are those that hypotheses are tested in", "[unit][worlds]") {
  const sim::io::Study study = with_worlds(3);
  sim::Scenario scenario = sim::default_scenario(toy);
  set_drawn_values(toy, {scenario.run.seed, 2}, {}, scenario);
  CHECK(lens_in(study, study.plan.size() - 1) == sim::as_number(scenario.values[lens]));
}

TEST_CASE("more worlds leave the first as they were", "[unit][worlds]") {
  CHECK(lens_in(with_worlds(2), 6) == lens_in(with_worlds(5), 6));
}

TEST_CASE("what somebody set is not drawn", "[unit][worlds]") {
  const sim::io::Study study = with_worlds(2, {lens});
  CHECK(lens_in(study, 6) == lens_in(study, 0));
}

TEST_CASE("a study in worlds sums up its ordinary runs as without them", "[unit][worlds]") {
  const StudyOutcome plain = run_study(study_of_two(), {});
  const StudyOutcome other = run_study(with_worlds(2), {});
  REQUIRE(other.worlds);
  CHECK(other.ok == plain.ok);
  CHECK(other.in_worlds.ok == 8);
  for (std::size_t row = 0; row < plain.summary.rows.size(); ++row)
    if (plain.summary.rows[row].estimate.n > 0)
      CHECK(plain.summary.rows[row].estimate.mean == other.summary.rows[row].estimate.mean);
}

TEST_CASE("a difference holds in worlds by its sign, and by its size if that matters",
          "[unit][worlds]") {
  const double none = std::numeric_limits<double>::quiet_NaN();
  const WorldShare share = share_of({1.10, 1.04, 0.9, none}, {1, 1, 1, 1}, 1);
  CHECK(share.worlds == 4);
  CHECK(share.sign == 2);
  CHECK(share.size == 1);
  CHECK(share_of({1.10, 1.04, 0.9, none}, {1, 1, 1, 1}, -1).size == 1);
}
