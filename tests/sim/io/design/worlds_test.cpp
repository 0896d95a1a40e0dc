#include "sim/io/design/worlds.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include <catch2/catch.hpp>

#include "sim/io/results/result_file.hpp"

using namespace sim::io;

namespace {
constexpr double none = std::numeric_limits<double>::quiet_NaN();
}

TEST_CASE("a world's value is the mean over its replicates that have a number", "[unit][worlds]") {
  WorldMeans means({1, 2, 2, 2});
  means.add(0, {1, 10});
  means.add(1, {2, none});
  means.add(2, {3, 20});
  CHECK(std::isnan(means.values()[0]));  // its last run may have changed what stands beside it
  means.add(3, {4, 30});
  CHECK(means.values() == std::vector<double>{2, 15, 3, 30});
  CHECK(means.ok() == 4);
}

TEST_CASE("a failed run is in no mean, and a world of failed ones has none", "[unit][worlds]") {
  WorldMeans means({2, 1, 2, 1});
  means.add(0, {});
  means.add(1, {5});
  means.add(2, {});
  means.add(3, {});
  CHECK(means.values()[0] == 5);
  CHECK(std::isnan(means.values()[1]));
  CHECK(means.failed() == 3);
}

TEST_CASE("runs in worlds go world by world, all scenarios of a replicate together",
          "[unit][worlds]") {
  const auto plan = world_plan(2, 3, 2);
  REQUIRE(plan.size() == 12);
  CHECK(plan[4].world == 0);
  CHECK(plan[4].scenario == 1);
  CHECK(plan[4].replicate == 1);
  CHECK(plan[6].world == 1);
  CHECK(plan[6].design_point == -1);
}
