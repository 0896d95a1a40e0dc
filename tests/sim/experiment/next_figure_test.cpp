#include "sim/experiment/next_figure.hpp"

#include <vector>

#include <catch2/catch.hpp>

#include "sim/core/random.hpp"

using namespace sim::experiment;

namespace {
constexpr std::size_t worlds = 200;

std::vector<double> draw(std::uint32_t number) {
  std::vector<double> values;
  sim::Random random(sim::Stream{9, 0}, sim::check_purposes.first, number, 0);
  for (std::size_t world = 0; world < worlds; ++world) values.push_back(random.uniform());
  return values;
}

/// A difference that goes up where a figure is above a half.
std::vector<int> sign_of(const std::vector<double>& figure) {
  std::vector<int> signs;
  for (const double value : figure) signs.push_back(value > 0.5 ? 1 : -1);
  return signs;
}
}  // namespace

TEST_CASE("the figure that decides on the sign of a difference is the one to find out",
          "[unit][next_figure]") {
  const auto decides = draw(1), other = draw(2);
  const auto next = next_figure({sign_of(decides)}, {other, decides}, 1);
  REQUIRE(next);
  CHECK(next->figure == 1);
  CHECK(next->now == Approx(0.5).margin(0.03));
  CHECK(next->then < 0.15);  // only the middle part of five is still in two minds
}

// By luck a figure does more than all but one in a hundred shuffles, and here twenty are looked at.
TEST_CASE("a figure that has nothing to do with it is not named", "[statistical][next_figure]") {
  int named = 0;
  for (std::uint32_t number = 0; number < 20; ++number)
    if (next_figure({sign_of(draw(100 + number))}, {draw(200 + number)}, number)) ++named;
  CHECK(named <= 3);  // a right program has more in 0.1 % of cases: binomial, 20 at 0.01 to 0.02
}

TEST_CASE("where worlds agree, are few, or have no such figure, nothing is to be found out",
          "[unit][next_figure]") {
  const auto figure = draw(1);
  CHECK_FALSE(next_figure({std::vector<int>(worlds, 1)}, {figure}, 1));
  CHECK_FALSE(next_figure({std::vector<int>(20, 1)}, {std::vector<double>(20, 0.5)}, 1));
  CHECK_FALSE(next_figure({sign_of(figure)}, {std::vector<double>(worlds, 0.5)}, 1));
  CHECK_FALSE(next_figure({}, {figure}, 1));
}
