#include "models/discretion/world/worker_differences.hpp"

#include <cmath>

#include <catch2/catch.hpp>

#include "tests/support/discretion_world.hpp"

using namespace discretion;
using test::at;
using test::scenario;
using test::Settings;
using test::town;

namespace {

/// A team of five in one office, of whose cases a test says what they got.
struct Team : test::SteppedWorld {
  Team() : SteppedWorld(scenario(town(500, 1) + at(100, 100), {24, 0})) {
    world.case_mix.empty();
    REQUIRE(world.teams.first_worker[1] == 5);
  }
  void gets(std::uint32_t worker, std::size_t life_situation, double above, double gap = 0) {
    const auto groups = static_cast<std::size_t>(world.life_situations);
    world.case_mix.add(WorkerId{worker}, worker * groups + life_situation, above, gap);
  }
  WorkerDifferences half_year() {
    WorkerDifferences differences(world.teams.dispersion.size());
    differences.add_month(world);
    differences.close(world);
    return differences;
  }
};

}  // namespace

TEST_CASE("how workers differ, and what the luck of few cases shows of it, is worked out by hand",
          "[unit][worker_differences]") {
  Team team;
  team.gets(0, 3, 1.0);
  team.gets(1, 3, 0.2);
  team.gets(1, 3, 0.6);
  team.world.workers.decisions = {1, 2, 0, 0, 0};
  team.world.teams.dispersion[0] = 0.3;
  const WorkerDifferences differences = team.half_year();
  CHECK(differences.shown()[0] == Approx(0.3 * 0.3));
  // Within workers: 0.2 to either side of 0.4, of three cases and two workers.
  CHECK(differences.noise()[0] == Approx(0.08 / (3 - 2) * (1.0 + 0.5) / 2));
  // Of the mean of 0.6 the one is 0.4 above, the other 0.2 below.
  CHECK(differences.adjusted()[0] == Approx(0.6 / std::sqrt(2)).epsilon(1e-6));
}

TEST_CASE("what needs explain is no difference between workers", "[unit][worker_differences]") {
  Team team;
  for (const auto& [worker, gap] : {std::pair{0U, 0.4}, {0U, 2.0}, {1U, 0.8}, {2U, 1.2}})
    team.gets(worker, 5, 0.25 + 0.5 * gap, gap);
  CHECK(team.half_year().adjusted()[0] == Approx(0).margin(1e-6));
  team.gets(2, 5, 2.0, 1.0);
  CHECK(team.half_year().adjusted()[0] > 0.1);
}

TEST_CASE("one worker with cases differs from nobody", "[unit][worker_differences]") {
  Team team;
  team.gets(4, 0, 1.0);
  CHECK(std::isnan(team.half_year().adjusted()[0]));
}
