#include "sim/study/study.hpp"

#include <utility>

#include <catch2/catch.hpp>

#include "sim/core/error.hpp"
#include "sim/io/results/result_file.hpp"
#include "sim/io/results/stored_study.hpp"
#include "tests/sim/io/temporary_directory.hpp"
#include "tests/support/toy_model.hpp"

using namespace sim::study;
using sim::io::RunStatus;
using sim::io::Start;

namespace {
const test::ToyModel toy;

/// Replicates of one scenario of six months.
sim::io::Study replicates(int count, const char* digest = "study") {
  sim::io::Study study;
  study.file_type = "run";
  study.model = &toy;
  study.deterministic = true;
  study.digest = digest;
  auto& scenario = study.scenarios.emplace_back().scenario;
  scenario = sim::default_scenario(toy);
  scenario.name = "town";
  scenario.run.months = 6;
  for (int replicate = 0; replicate < count; ++replicate) study.plan.push_back({0, replicate, -1});
  return study;
}

/// Options that stop before this many runs are started.
Options stop_after(int runs) {
  Options options;
  options.stop = [left = runs]() mutable { return left-- == 0; };
  return options;
}
}  // namespace

TEST_CASE("observers see each run once, in order, with its window means", "[unit][study]") {
  const auto study = replicates(20);
  Options options;
  options.threads = 3;
  std::vector<int> seen;
  options.observers = {[&](const sim::io::RunPlan& run, const sim::io::RunRecord& record) {
    seen.push_back(run.replicate);
    CHECK(record.window_means.size() == 3 * sim::reported_metrics(toy).size());
  }};
  CHECK(run(study, options).ok == 20);
  for (int replicate = 0; replicate < 20; ++replicate)
    CHECK(seen[static_cast<std::size_t>(replicate)] == replicate);
}

TEST_CASE(
    "a study is looked at after every 16 replicates, and the rest is left out when it has enough",
    "[unit][study]") {
  const auto study = replicates(50);
  Options options;
  int looks = 0;
  options.enough = [&] { return ++looks == 2; };
  const Outcome outcome = run(study, options);
  CHECK(outcome.ok == 32);
  CHECK(outcome.not_needed == 18);
  CHECK_FALSE(outcome.stopped);
}

TEST_CASE("a stopped study that goes on shows its observers all runs and ends in the same bytes",
          "[unit][study]") {
  const test::TemporaryDirectory directory;
  const auto study = replicates(50);
  Options options;
  options.output = {directory / "whole.h5", Start::fresh};
  run(study, options);
  const std::string whole = test::bytes_of(directory / "whole.h5");

  for (const int runs : {1, 21}) {
    Options first = stop_after(runs), rest;
    first.output = {directory / "r.h5", Start::replace};
    CHECK(run(study, first).stopped);
    rest.threads = 2;
    rest.output = {directory / "r.h5", Start::resume};
    std::size_t seen = 0;
    rest.observers = {[&](const auto& plan, const auto& record) {
      CHECK(plan.replicate == static_cast<int>(seen++));
      CHECK(record.status == RunStatus::ok);
    }};
    const Outcome outcome = run(study, rest);
    CHECK(outcome.resumed == static_cast<std::size_t>(runs));
    CHECK(outcome.ok == 50);
    CHECK(seen == 50);
    CHECK(test::bytes_of(directory / "r.h5") == whole);
    std::filesystem::remove(directory / "r.h5");
  }
}

TEST_CASE("what observers find enough is enough after a resumption as well", "[unit][study]") {
  const test::TemporaryDirectory directory;
  const auto study = replicates(80);
  const auto watched = [&](Options options, Start start) {
    int seen = 0;
    options.output = {directory / "r.h5", start};
    options.observers = {[&](const auto&, const auto&) { ++seen; }};
    options.enough = [&] { return seen >= 32; };
    return run(study, options);
  };
  CHECK(watched(stop_after(20), Start::fresh).stopped);
  CHECK(watched({}, Start::resume).ok == 32);
  CHECK(sim::io::read_status(directory / "r.h5").not_needed == 48);
}

TEST_CASE("a run that fails is a row and a line, and no error", "[unit][study]") {
  auto study = replicates(18);
  study.scenarios[0].scenario.values[*sim::find_parameter(toy, "testing.failing_replicate")] =
      std::int64_t{3};
  const Outcome outcome = run(study, {});
  CHECK(outcome.failed == 1);
  CHECK(outcome.ok == 17);
  REQUIRE(outcome.failures.size() == 1);
  CHECK(outcome.failures[0].starts_with("town, replicate 3: a case got lost"));
}

TEST_CASE(
    "progress counts failed runs in worlds with the others, and the outcome counts them apart",
    "[unit][study]") {
  auto study = replicates(4);
  const std::size_t failing = *sim::find_parameter(toy, "testing.failing_replicate");
  study.scenarios[0].scenario.values[failing] = std::int64_t{3};
  sim::io::Worlds worlds;
  worlds.drawn.parameters = {failing};
  worlds.drawn.points = 2;
  worlds.drawn.values = {0, 5};  // in the first world replicate 0 fails, in the second none does
  worlds.seeds = {1, 2};
  study.worlds = worlds;
  for (const auto& planned : sim::io::world_plan(2, 1, 1)) study.plan.push_back(planned);
  Options options;
  Progress last;
  options.report = [&](const Progress& progress) { last = progress; };
  const Outcome outcome = run(study, options);
  CHECK(last.failed == 2);
  CHECK(last.done == 6);
  CHECK(outcome.failed == 1);
  CHECK(outcome.in_worlds.failed == 1);
  CHECK(outcome.in_worlds.ok == 1);
}

TEST_CASE("worlds come back from a file as they were drawn", "[unit][study]") {
  auto study = replicates(1);
  const std::size_t lens = *sim::find_parameter(toy, "citizens.lens");
  sim::io::Worlds worlds;
  worlds.drawn.parameters = {lens};
  worlds.drawn.points = 3;
  worlds.drawn.values = {0.25, 0.5, 0.75};
  worlds.seeds = {7, 8, 1ULL << 62U};
  worlds.replicates = 2;
  worlds.scheme = "factor";
  worlds.seed = 5;
  worlds.impossible = 4;
  study.worlds = worlds;
  for (const auto& planned : sim::io::world_plan(3, 1, 2)) study.plan.push_back(planned);
  const test::TemporaryDirectory directory;
  Options options;
  options.output = {directory / "w.h5", Start::fresh};
  run(study, options);
  const sim::io::Worlds read = sim::io::read_worlds_of(toy, directory / "w.h5");
  CHECK(read.drawn.parameters == worlds.drawn.parameters);
  CHECK(read.drawn.values == worlds.drawn.values);
  CHECK(read.drawn.points == 3);
  CHECK(read.seeds == worlds.seeds);
  CHECK(read.replicates == 2);
  CHECK(read.scheme == "factor");
  CHECK(read.seed == 5);
  CHECK(read.impossible == 4);
}
