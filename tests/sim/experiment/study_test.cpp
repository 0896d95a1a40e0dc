#include "sim/experiment/study.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <catch2/catch.hpp>

#include "tests/support/toy_model.hpp"

using namespace sim::experiment;
using sim::Window;

namespace {
const test::ToyModel toy;

sim::io::ScenarioFile scenario_with(std::string name, double individual_tailoring, int months) {
  sim::io::ScenarioFile file;
  file.scenario = sim::default_scenario(toy);
  file.scenario.name = std::move(name);
  file.scenario.run.months = months;
  file.scenario.values[*sim::find_parameter(toy, "policy.individual_tailoring")] =
      individual_tailoring;
  return file;
}

/// Two scenarios of the toy: the second tailors more, and so underserves less.
sim::io::Study two_scenarios(int replicates, Pairing pairing, int months = 24) {
  sim::io::Study study;
  study.file_type = "comparison";
  study.model = &toy;
  study.scenarios = {scenario_with("little", 10, months), scenario_with("much", 90, months)};
  study.plan = make_plan(2, replicates, pairing);
  return study;
}

StudyOutcome run(const sim::io::Study& study, const StudyOptions& options = {}) {
  return run_study(study, options);
}

sim::ContrastRow contrast_of(const StudyOutcome& outcome, const char* metric, Window window) {
  return *std::ranges::find_if(outcome.summary.contrasts, [&](const sim::ContrastRow& row) {
    return row.metric == *sim::find_metric(toy, metric) && row.window == window;
  });
}
}  // namespace

TEST_CASE("a plan makes all scenarios of a replicate before the next replicate", "[unit][study]") {
  const auto plan = make_plan(2, 2, Pairing::common_random_numbers);
  REQUIRE(plan.size() == 4);
  CHECK(plan[1].scenario == 1);
  CHECK(plan[1].replicate == 0);
  CHECK(plan[2].replicate == 1);
}

TEST_CASE("independent scenarios share no replicate number", "[unit][study]") {
  std::set<int> numbers;
  for (const auto& run : make_plan(3, 5, Pairing::independent)) numbers.insert(run.replicate);
  CHECK(numbers.size() == 15);
}

TEST_CASE("scenarios with common random numbers differ by their policy alone", "[unit][study]") {
  const StudyOutcome outcome = run(two_scenarios(6, Pairing::common_random_numbers));
  CHECK(outcome.ok == 12);
  // underserved = 0.5 (1 - (group + 2 individual)/300) + shared luck: 80 points are 0.5*160/300.
  const auto contrast = contrast_of(outcome, "underserved", Window::last_year);
  CHECK(contrast.difference.mean == Approx(-0.5 * 160.0 / 300).epsilon(1e-9));
  CHECK(contrast.difference.sd < 1e-12);
  CHECK(contrast.variance_factor > 1e6);
}

TEST_CASE("independent scenarios differ by their luck as well", "[unit][study]") {
  StudyOptions options;
  options.pairing = Pairing::independent;
  const auto outcome = run(two_scenarios(6, Pairing::independent), options);
  const auto contrast = contrast_of(outcome, "underserved", Window::last_year);
  CHECK(contrast.difference.sd > 1e-6);
  CHECK(contrast.variance_factor == 1);
}

TEST_CASE("a failed run falls out of its scenario's mean and out of its pairs", "[unit][study]") {
  auto study = two_scenarios(8, Pairing::common_random_numbers);
  study.scenarios[1].scenario.values[*sim::find_parameter(toy, "testing.failing_replicate")] =
      std::int64_t{2};
  const StudyOutcome outcome = run(study);
  CHECK(outcome.failed == 1);
  REQUIRE(outcome.failures.size() == 1);
  CHECK(outcome.failures[0].starts_with("much, replicate 2: a case got lost"));
  CHECK(contrast_of(outcome, "trust", Window::all).difference.n == 7);
  CHECK(outcome.warnings.size() == 1);
}

TEST_CASE("fewer than five replicates are a warning", "[unit][study]") {
  CHECK(run(two_scenarios(4, Pairing::common_random_numbers)).warnings.size() == 1);
  CHECK(run(two_scenarios(5, Pairing::common_random_numbers)).warnings.empty());
}

TEST_CASE("a study ends after the 16 replicates that reach its precision", "[unit][study]") {
  StudyOptions options;
  options.threads = 2;
  options.until = {parse_precision(toy, 24, "--until", "ci(underserved@last_year)=1")};
  const StudyOutcome outcome = run(two_scenarios(64, Pairing::common_random_numbers), options);
  CHECK(outcome.ok == 32);
  CHECK(outcome.until_reached);
  CHECK_FALSE(outcome.stopped);
}

TEST_CASE("a precision out of reach takes the whole plan and is a warning", "[unit][study]") {
  StudyOptions options;
  options.until = {parse_precision(toy, 24, "--until", "ci(underserved@last_year)=1e-9")};
  const StudyOutcome outcome = run(two_scenarios(20, Pairing::common_random_numbers), options);
  CHECK(outcome.ok == 40);
  CHECK_FALSE(outcome.until_reached);
  CHECK(outcome.warnings.size() == 1);
}

TEST_CASE("short runs are summed up over all their months only", "[unit][study]") {
  const auto outcome = run(two_scenarios(5, Pairing::common_random_numbers, 12));
  CHECK(std::ranges::all_of(outcome.summary.rows,
                            [](const auto& row) { return row.window == Window::all; }));
  CHECK(outcome.summary.rows.size() == 2 * toy.metrics().size());
}
