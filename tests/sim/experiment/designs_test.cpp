#include "sim/experiment/designs.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <catch2/catch.hpp>

#include "sim/core/drawing.hpp"
#include "tests/support/toy_model.hpp"

using namespace sim::experiment;
using sim::io::DesignKind;
using sim::io::Factor;

namespace {
const test::ToyModel toy;

Factor factor(const char* name, Factor::Form form, double low, double high) {
  return {*sim::find_parameter(toy, name), form, low, high, {}, ""};
}

sim::io::Design design_of(DesignKind kind, std::vector<Factor> factors, int n, int levels = 0,
                          int trajectories = 0) {
  sim::io::ExperimentFile file;
  file.kind = kind;
  file.n = n;
  file.levels = levels;
  file.trajectories = trajectories;
  file.factors = std::move(factors);
  return make_design(toy, file);
}
}  // namespace

TEST_CASE("a Latin hypercube has one point in each stratum of each factor", "[unit][designs]") {
  constexpr std::size_t points = 50, factors = 4;
  const auto unit = lhs_points(points, factors, 7);
  for (std::size_t f = 0; f < factors; ++f) {
    std::set<int> strata;
    for (std::size_t p = 0; p < points; ++p)
      strata.insert(static_cast<int>(unit[p * factors + f] * points));
    CHECK(strata.size() == points);
    CHECK(*strata.rbegin() == points - 1);
  }
}

TEST_CASE("the Sobol net begins as Joe and Kuo's", "[unit][designs]") {
  // scipy.stats.qmc.Sobol(2, scramble=False), without its first point at 0 if ours has none.
  const auto net = sobol_net(8, 2);
  const std::size_t at = net[0] == 0 ? 2 : 0;
  const std::vector<double> known{0.5, 0.5, 0.75, 0.25, 0.25, 0.75, 0.375, 0.375};
  for (std::size_t i = 0; i < known.size(); ++i) CHECK(net[at + i] == known[i]);
}

TEST_CASE("a shifted Sobol sequence keeps one point in each dyadic interval", "[unit][designs]") {
  constexpr std::size_t points = 64, factors = 3;
  const auto unit = sobol_points(points, factors, 5);
  CHECK(unit != sobol_points(points, factors, 6));
  for (std::size_t f = 0; f < factors; ++f) {
    std::vector<int> counts(16, 0);
    for (std::size_t p = 0; p < points; ++p)
      ++counts[static_cast<std::size_t>(unit[p * factors + f] * 16)];
    // Boost leaves out the point at 0, so one interval of the first 2^m may miss one.
    for (const int count : counts) CHECK(std::abs(count - 4) <= 1);
  }
}

TEST_CASE("Saltelli's blocks are A, A with one factor of B each, and B", "[unit][designs]") {
  constexpr std::size_t base = 5, factors = 3, block = factors + 2;
  const auto unit = saltelli_points(base, factors, 3);
  REQUIRE(unit.size() == base * block * factors);
  for (std::size_t i = 0; i < base; ++i) {
    const auto row = [&](std::size_t r) { return unit.data() + (i * block + r) * factors; };
    for (std::size_t changed = 0; changed < factors; ++changed)
      for (std::size_t f = 0; f < factors; ++f)
        CHECK(row(1 + changed)[f] == (f == changed ? row(block - 1)[f] : row(0)[f]));
  }
}

TEST_CASE("a Morris trajectory steps once in each factor, by half the levels", "[unit][designs]") {
  constexpr std::size_t trajectories = 6, factors = 5;
  const auto unit = morris_points(trajectories, 4, factors, 11);
  for (std::size_t t = 0; t < trajectories; ++t) {
    std::multiset<std::size_t> stepped;
    for (std::size_t s = 0; s < factors; ++s) {
      const double* from = unit.data() + (t * (factors + 1) + s) * factors;
      for (std::size_t f = 0; f < factors; ++f) {
        const double step = std::abs(from[factors + f] - from[f]);
        if (step == 0) continue;
        CHECK(step == Approx(2.0 / 3));
        stepped.insert(f);
      }
    }
    CHECK(stepped == std::multiset<std::size_t>{0, 1, 2, 3, 4});
  }
  CHECK(*std::ranges::min_element(unit) == 0);
  CHECK(*std::ranges::max_element(unit) == 1);
}

TEST_CASE("random draws keep to the range and are even in the logarithm", "[unit][designs]") {
  constexpr int n = 2000;
  const auto design = design_of(DesignKind::random,
                                {factor("citizens.lens", Factor::Form::times, 0.5, 2),
                                 factor("policy.patience", Factor::Form::times, 0.5, 2)},
                                n);
  int below = 0;
  for (std::size_t p = 0; p < n; ++p) {
    const double lens = design.value(p, 0), patience = design.value(p, 1);
    CHECK((lens >= 0.175 && lens <= 0.7));
    CHECK(patience == std::round(patience));
    below += lens < 0.35;
  }
  // Half of the draws are below the default: binomial, sd 22; 4.5 of them.
  CHECK(std::abs(below - n / 2) < 101);
}

TEST_CASE("multiples of a default end where the range does, and none piles up there",
          "[unit][designs]") {
  const auto lens = factor("citizens.lens", Factor::Form::times, 1, 10);
  const auto& info = toy.parameters()[lens.parameter];
  CHECK(factor_value(info, lens, 1, Places::drawn) == Approx(1));
  CHECK(factor_value(info, lens, 0.5, Places::drawn) == Approx(std::sqrt(0.35)));
}

TEST_CASE("drawn whole numbers are equally likely, those at the ends too", "[unit][designs]") {
  for (const auto kind : {DesignKind::random, DesignKind::lhs, DesignKind::sobol}) {
    constexpr int n = 3000;
    const auto design = design_of(kind, {factor("policy.patience", Factor::Form::range, 1, 3)}, n);
    std::map<double, int> counts;
    for (std::size_t p = 0; p < n; ++p) ++counts[design.value(p, 0)];
    REQUIRE(counts.size() == 3);
    // Binomial, sd 26; 4.5 of them.
    for (const auto& [value, count] : counts) CHECK(std::abs(count - n / 3) < 117);
  }
}

TEST_CASE("at levels whole numbers are the nearest", "[unit][designs]") {
  const auto design =
      design_of(DesignKind::grid, {factor("policy.patience", Factor::Form::range, 1, 12)}, 0, 3);
  CHECK(design.values == std::vector<double>{1, 7, 12});
}

TEST_CASE("a drawn factor follows its parameter's scale", "[unit][designs]") {
  const auto lens = factor("citizens.lens", Factor::Form::drawn, 0, 1);
  const auto& info = toy.parameters()[lens.parameter];
  for (const double place : {0.0, 0.3, 1.0})
    CHECK(factor_value(info, lens, place, Places::drawn) == sim::drawn_value(info, place));
}

TEST_CASE("a screening refuses a factor that no step moves", "[unit][designs]") {
  const auto stuck = factor("policy.patience", Factor::Form::times, 0.99, 1.01);
  const auto screen = [&] { return design_of(DesignKind::morris, {stuck}, 0, 4, 3); };
  CHECK_THROWS_WITH(screen(), Catch::Contains("policy.patience (12 at every level of it"));
}

TEST_CASE("a grid has every combination once, the last factor fastest", "[unit][designs]") {
  Factor decider = factor("policy.decider", Factor::Form::values, 0, 0);
  decider.values = {0, 2};
  const auto design =
      design_of(DesignKind::grid,
                {factor("policy.group_tailoring", Factor::Form::range, 0, 100), decider}, 0, 3);
  REQUIRE(design.points == 6);
  CHECK(design.values == std::vector<double>{0, 0, 0, 2, 50, 0, 50, 2, 100, 0, 100, 2});
}

TEST_CASE("a random design of more points begins with that of fewer", "[unit][designs]") {
  const auto few = random_points(10, 3, 1), many = random_points(20, 3, 1);
  CHECK(std::equal(few.begin(), few.end(), many.begin()));
  CHECK(few != random_points(10, 3, 2));
}

TEST_CASE("a design knows the ends that its factors can reach", "[unit][designs]") {
  Factor decider = factor("policy.decider", Factor::Form::values, 0, 0);
  decider.values = {0, 2};
  const auto design = design_of(DesignKind::morris,
                                {factor("policy.patience", Factor::Form::range, 3, 9),
                                 factor("citizens.lens", Factor::Form::times, 0.5, 10), decider},
                                0, 4, 1);
  CHECK(design.low == std::vector<double>{3, 0.175, 0});
  REQUIRE(design.high.size() == 3);
  CHECK(design.high[0] == 9);
  CHECK(design.high[1] == Approx(1));
  CHECK(design.high[2] == 2);
}
