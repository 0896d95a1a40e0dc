#include "sim/experiment/loop_statistics.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include <catch2/catch.hpp>

#include "sim/experiment/loops.hpp"

using namespace sim::experiment;

namespace {
constexpr double missing = std::numeric_limits<double>::quiet_NaN();
}

TEST_CASE("a ratio that is the same in every replicate has no width", "[unit][loops]") {
  const std::vector<double> cut{1, 2, 3, 4}, closed{2, 4, 6, 8};
  const Ratio ratio = paired_ratio(closed, cut);
  CHECK(ratio.value == Approx(2));
  REQUIRE(ratio.interval);
  CHECK(ratio.interval->low == Approx(2).margin(1e-6));
  CHECK(ratio.interval->high == Approx(2).margin(1e-6));
}

TEST_CASE("at the ends of a ratio's interval the paired t test is just at its limit",
          "[unit][loops]") {
  const std::vector<double> cut{1.0, 1.2, 0.9, 1.1, 1.0}, closed{1.6, 1.5, 1.7, 1.3, 1.4};
  const Ratio ratio = paired_ratio(closed, cut);
  REQUIRE(ratio.interval);
  for (const double end : {ratio.interval->low, ratio.interval->high}) {
    std::vector<double> scaled;
    for (const double value : cut) scaled.push_back(end * value);
    CHECK(paired_contrast(closed, scaled).p == Approx(0.05).epsilon(1e-6));
  }
}

TEST_CASE("a ratio to what cannot be told from 0 has no interval", "[unit][loops]") {
  const std::vector<double> cut{-1, 1, 0.1, -0.05}, closed{1, 2, 1, 2};
  CHECK_FALSE(paired_ratio(closed, cut).interval);
  const std::vector<double> zeros{0, 0, 0, 0};
  CHECK(std::isnan(paired_ratio(closed, zeros).value));
}

TEST_CASE("the factorial finds an interaction that was put in, and none beside it",
          "[unit][loops]") {
  // y = 1 a + 2 b + 3 c + 5 ab over factors that are 1 when on; bit f set: factor f is off.
  std::vector<double> cells;
  for (unsigned setting = 0; setting < 8; ++setting) {
    const double a = 1 - (setting & 1U), b = 1 - (setting >> 1U & 1U), c = 1 - (setting >> 2U & 1U);
    cells.push_back(a + 2 * b + 3 * c + 5 * a * b);
  }
  CHECK(interaction(cells, 0, 1) == Approx(5));
  CHECK(interaction(cells, 0, 2) == Approx(0).margin(1e-12));
  CHECK(interaction(cells, 1, 2) == Approx(0).margin(1e-12));
}

TEST_CASE("a setting without a value leaves no interaction", "[unit][loops]") {
  CHECK(std::isnan(interaction(std::vector<double>{1, 2, missing, 4}, 0, 1)));
}

TEST_CASE("a response that halves every two months has a half-life of two", "[unit][loops]") {
  std::vector<double> series{0};
  for (int month = 0; month < 10; ++month) series.push_back(8 * std::pow(0.5, month / 2.0));
  const Response response = response_of({series, series});
  CHECK(response.peak == 1);
  REQUIRE(response.half_life);
  CHECK(*response.half_life == 2);
}

TEST_CASE("a response that stays has no half-life, and one downwards has its own peak",
          "[unit][loops]") {
  const Response response = response_of({{0, -1, -3, -2.9, -2.8}});
  CHECK(response.peak == 2);
  CHECK_FALSE(response.half_life);
  CHECK(response.integrals[0] == Approx(-9.7));
}

TEST_CASE("a failed replicate has no integral, a missing month only no part in it",
          "[unit][loops]") {
  const Response response = response_of({{missing, missing}, {missing, 2}});
  CHECK(std::isnan(response.integrals[0]));
  CHECK(response.integrals[1] == 2);
  CHECK(response.peak == 1);
}

TEST_CASE("each verdict has its word for a loop and for two", "[unit][loops]") {
  LoopEffect effect;
  const auto word = [&](Verdict verdict) {
    effect.answer.verdict = verdict;
    return effect_word(effect);
  };
  CHECK(word(Verdict::supported) == "acts");
  CHECK(word(Verdict::contradicted) == "acts the other way");
  CHECK(word(Verdict::equivalent) == "no difference");
  CHECK(word(Verdict::undecided) == "undecided");
  effect.signature.by_definition = true;
  CHECK(word(Verdict::supported) == "by definition");
  CHECK(interaction_word(Verdict::supported) == "feeds");
  CHECK(interaction_word(Verdict::contradicted) == "masks");
  CHECK(interaction_word(Verdict::equivalent) == "no interaction");
  CHECK(interaction_word(Verdict::undecided) == "undecided");
}
