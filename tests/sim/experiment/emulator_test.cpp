#include "sim/experiment/emulator.hpp"

#include <cmath>
#include <vector>

#include <catch2/catch.hpp>

#include "sim/core/random.hpp"
#include "sim/experiment/designs.hpp"
#include "tests/support/statistics.hpp"

using namespace sim::experiment;

namespace {
double square(double number) { return number * number; }
double bowl(const double* at) { return 3 * at[0] + square(2 * at[1] - 1) * at[0]; }

/// What a function of three dimensions, of which one does not matter, gives with some noise.
Lessons lessons_of(std::size_t count, double noise_sd) {
  Lessons lessons;
  lessons.dimensions = 3;
  lessons.points = lhs_points(count, 3, 5);
  sim::Random random(sim::Stream{5, 0}, sim::check_purposes.first, 1, 0);
  for (std::size_t i = 0; i < count; ++i) {
    lessons.values.push_back(10 + bowl(&lessons.points[3 * i]) + noise_sd * random.normal());
    lessons.noise.push_back(square(noise_sd));
  }
  return lessons;
}
}  // namespace

TEST_CASE("the slope of the likelihood is that of small steps", "[unit][emulator]") {
  const Lessons lessons = lessons_of(30, 0.1);
  const std::vector<double> settings{-0.2, -1, -2, 0.4, -0.3, 1};
  std::vector<double> slope, unused;
  log_likelihood(lessons, settings, slope);
  for (std::size_t s = 0; s < settings.size(); ++s) {
    constexpr double step = 1e-5;
    auto above = settings, below = settings;
    above[s] += step;
    below[s] -= step;
    const double rise =
        log_likelihood(lessons, above, unused) - log_likelihood(lessons, below, unused);
    CHECK(slope[s] == Approx(rise / (2 * step)).epsilon(1e-5));
  }
}

TEST_CASE("an emulator without noise goes through what it learnt, and knows between",
          "[unit][emulator]") {
  const Lessons lessons = lessons_of(40, 0);
  const Emulator emulator(lessons);
  CHECK(emulator.at(std::span(lessons.points).first(3)).mean ==
        Approx(lessons.values[0]).margin(0.02));
  const std::vector<double> middle{0.5, 0.5, 0.5};
  CHECK(emulator.at(middle).mean == Approx(10 + bowl(middle.data())).margin(0.1));
  CHECK(emulator.mean_at(middle) == emulator.at(middle).mean);
  CHECK(emulator.at(middle).variance < emulator.largest_variance());
}

TEST_CASE("a dimension that does not matter gets a long length", "[unit][emulator]") {
  const auto settings = Emulator(lessons_of(60, 0.05)).settings();
  REQUIRE(settings.size() == 6);
  CHECK(settings[5] > settings[4] + 0.5);
}

TEST_CASE("a point left out lies where the others say, as often as they claim",
          "[statistical][emulator]") {
  const Lessons lessons = lessons_of(200, 0.2);
  const auto expected = Emulator(lessons).left_out();
  std::vector<double> inside;
  for (std::size_t i = 0; i < lessons.size(); ++i)
    inside.push_back(square(lessons.values[i] - expected[i].mean) <= 4 * expected[i].variance);
  CHECK(std::abs(test::z_score(inside, 0.9545)) < test::z_limit);
}

TEST_CASE("leaving a point out is learning without it", "[unit][emulator]") {
  Lessons lessons = lessons_of(40, 0.1);
  const Emulator all(lessons);
  const Expected said = all.left_out().back();
  const std::vector<double> last(lessons.points.end() - 3, lessons.points.end());
  const double noise = lessons.noise.back();
  lessons.points.resize(lessons.points.size() - 3);
  lessons.values.pop_back();
  lessons.noise.pop_back();
  const Expected without = Emulator(lessons, all.settings()).at(last);
  CHECK(said.mean == Approx(without.mean).margin(0.03));
  CHECK(said.variance == Approx(without.variance + noise).epsilon(0.2));
}

TEST_CASE("the same value everywhere is expected everywhere", "[unit][emulator]") {
  Lessons lessons = lessons_of(20, 0);
  for (double& value : lessons.values) value = 7;
  const Expected expected = Emulator(lessons).at(std::vector<double>{0.1, 0.9, 0.3});
  CHECK(expected.mean == Approx(7));
  CHECK(std::isfinite(expected.variance));
}
