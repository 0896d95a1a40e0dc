#include "sim/experiment/plausible.hpp"

#include <cmath>
#include <functional>
#include <span>
#include <vector>

#include <catch2/catch.hpp>

#include "sim/experiment/climb.hpp"
#include "sim/experiment/designs.hpp"

using namespace sim::experiment;

namespace {
const auto everything = [](std::span<const double>) { return true; };

/// What is known of a figure that is its first dimension.
Plausible known(double sd, std::size_t dimensions = 2,
                const std::function<bool(std::span<const double>)>& allowed = everything,
                double observed = 0.3) {
  Lessons lessons;
  lessons.dimensions = dimensions;
  lessons.points = lhs_points(40, dimensions, 3);
  for (std::size_t i = 0; i < 40; ++i) {
    lessons.values.push_back(lessons.points[dimensions * i]);
    lessons.noise.push_back(0);
  }
  Plausible plausible(dimensions, {{observed, sd * sd}}, allowed);
  std::vector<Lesson> wave;
  wave.push_back({Emulator(std::move(lessons)), 0});
  plausible.add_wave(std::move(wave));
  return plausible;
}

Region region_of(const Plausible& plausible, double limit = implausible_beyond) {
  sim::Parallel alone;
  return find_region(plausible, 400, limit, 1, 0, alone);
}
}  // namespace

TEST_CASE("implausibility is the distance in standard deviations of all that is not known",
          "[unit][plausible]") {
  const Plausible plausible = known(0.1);
  CHECK(plausible.implausibility(std::vector<double>{0.5, 0.2}) == Approx(2).epsilon(0.02));
  CHECK(plausible.within(std::vector<double>{0.5, 0.2}, 2.1));
  CHECK_FALSE(plausible.within(std::vector<double>{0.5, 0.2}, 1.9));
}

TEST_CASE("all of a region is within its limit, and its share of the cube is told",
          "[unit][plausible]") {
  const Region region = region_of(known(0.02));
  CHECK(region.limit == implausible_beyond);
  CHECK(region.share == Approx(0.12).epsilon(0.15));
  double low = 1, high = 0;
  for (std::size_t i = 0; i < region.points.size(); i += 2) {
    REQUIRE(std::abs(region.points[i] - 0.3) < 0.062);
    low = std::min(low, region.points[i + 1]);
    high = std::max(high, region.points[i + 1]);
  }
  CHECK(low < 0.05);
  CHECK(high > 0.95);
}

TEST_CASE("a thousandth of the cube is found by levels", "[unit][plausible]") {
  const Region region = region_of(known(1e-4, 6));
  CHECK(region.limit == implausible_beyond);
  CHECK(region.share < 0.01);
  CHECK(region.share > 1e-5);
}

TEST_CASE("where nothing is plausible the limit says how far the nearest is", "[unit][plausible]") {
  const Region region = region_of(known(0.01, 2, everything, 2.0));  // beyond the cube
  CHECK(region.limit > 50);
  CHECK(region.limit < 150);  // standard deviations to 1
}

TEST_CASE("what the model refuses is in no region", "[unit][plausible]") {
  const auto left_half = [](std::span<const double> at) { return at[1] < 0.5; };
  const Region region = region_of(known(0.05, 2, left_half));
  CHECK(region.share == Approx(0.3).epsilon(0.15));
  for (std::size_t i = 0; i < region.points.size(); i += 2) CHECK(region.points[i + 1] < 0.5);
}

TEST_CASE("points that are spread out are far from each other and from what is there",
          "[unit][plausible]") {
  const std::vector<double> line{0.0, 0.1, 0.5, 0.9, 1.0};
  const std::vector<double> there{0.0};
  CHECK(spread_out(line, 1, 2, there) == std::vector<std::size_t>{4, 2});
  CHECK(spread_out(line, 1, 9).size() == 5);
}

TEST_CASE("a climb ends on the top, or on the wall of the box before it", "[unit][plausible]") {
  const auto hill = [](const std::vector<double>& at, std::vector<double>& slope) {
    slope = {-2 * (at[0] - 1), -8 * (at[1] - 5)};
    return -(at[0] - 1) * (at[0] - 1) - 4 * (at[1] - 5) * (at[1] - 5);
  };
  const auto top = climb(hill, {0, 0}, -3, 3, 50);
  CHECK(top[0] == Approx(1).margin(1e-3));
  CHECK(top[1] == 3);
}
