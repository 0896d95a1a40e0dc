#include "sim/study/ensemble.hpp"

#include <algorithm>
#include <atomic>
#include <bit>
#include <stdexcept>
#include <vector>

#include <catch2/catch.hpp>

#include "sim/study/make_run.hpp"
#include "tests/support/toy_model.hpp"

using namespace sim::study;
using sim::io::RunRecord;
using sim::io::RunStatus;

namespace {
const test::ToyModel toy;

/// What an ensemble handed on, in the order it came.
struct Handed {
  std::size_t said = 0;  ///< runs that it says were handed on
  std::vector<RunRecord> runs;
};

sim::Scenario short_scenario() {
  sim::Scenario scenario = sim::default_scenario(toy);
  scenario.run.months = 6;
  return scenario;
}

sim::io::Study study_of(const sim::Scenario& scenario, int replicates) {
  sim::io::Study study;
  study.model = &toy;
  study.scenarios.emplace_back().scenario = scenario;
  for (int replicate = 0; replicate < replicates; ++replicate)
    study.plan.push_back({0, replicate, -1});
  return study;
}

Ensemble ensemble_of(const sim::io::Study& study, int threads) {
  return {[&](std::size_t row, sim::Parallel& parallel) { return make_run(study, row, parallel); },
          0, study.plan.size(), threads};
}

Handed run(
    const sim::Scenario& scenario, int replicates, int threads,
    const StopRequest& stop = [] { return false; }) {
  const auto study = study_of(scenario, replicates);
  Handed handed;
  handed.said = run_ensemble(ensemble_of(study, threads), stop,
                             [&](RunRecord record) { handed.runs.push_back(std::move(record)); });
  return handed;
}

/// Bits of the results: equal as numbers, and NaN where the other has NaN.
bool same_bits(const std::vector<double>& one, const std::vector<double>& other) {
  return std::ranges::equal(one, other, [](double a, double b) {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
  });
}
}  // namespace

TEST_CASE("runs come in order", "[unit][ensemble]") {
  for (const int threads : {1, 3}) {
    const Handed handed = run(short_scenario(), 40, threads);
    CHECK(handed.said == 40);
    REQUIRE(handed.runs.size() == 40);
    for (std::size_t row = 0; row < handed.runs.size(); ++row) CHECK(handed.runs[row].run == row);
  }
}

TEST_CASE("no result depends on the number of threads", "[unit][ensemble]") {
  const Handed one = run(short_scenario(), 20, 1);
  for (const int threads : {2, 3, 32}) {
    const Handed many = run(short_scenario(), 20, threads);
    REQUIRE(many.runs.size() == one.runs.size());
    for (std::size_t row = 0; row < one.runs.size(); ++row) {
      CHECK(same_bits(many.runs[row].result.overall, one.runs[row].result.overall));
    }
  }
}

TEST_CASE("a run that fails is handed on with its message, and the others go on",
          "[unit][ensemble]") {
  sim::Scenario scenario = short_scenario();
  scenario.values[*sim::find_parameter(toy, "testing.failing_replicate")] = std::int64_t{3};
  const Handed handed = run(scenario, 18, 2);
  REQUIRE(handed.runs.size() == 18);
  CHECK(handed.runs[3].status == RunStatus::failed);
  CHECK(handed.runs[3].message.find("a case got lost") != std::string::npos);
  CHECK(handed.runs[3].result.overall.empty());
  CHECK(std::ranges::count(handed.runs, RunStatus::ok, &RunRecord::status) == 17);
}

TEST_CASE("after a stop nothing is started, and what was is handed on", "[unit][ensemble]") {
  std::atomic<int> asked{0};
  const Handed handed = run(short_scenario(), 40, 2, [&] { return ++asked > 21; });
  CHECK(handed.said == 21);
  CHECK(std::ranges::count(handed.runs, RunStatus::ok, &RunRecord::status) == 21);
}

TEST_CASE("an error of the receiver ends the ensemble with that error", "[unit][ensemble]") {
  const auto study = study_of(short_scenario(), 40);
  const auto full_disk = [](const RunRecord&) { throw std::runtime_error("disk full"); };
  CHECK_THROWS_WITH(run_ensemble(
                        ensemble_of(study, 2), [] { return false; }, full_disk),
                    "disk full");
}
