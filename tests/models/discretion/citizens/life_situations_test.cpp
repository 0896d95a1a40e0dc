#include "models/discretion/citizens/life_situations.hpp"

#include <numeric>

#include <catch2/catch.hpp>

using namespace discretion;

namespace {
const sim::Stream luck{1, 0};

/// Three life situations of a half, a third and a sixth.
Parameters three() {
  Parameters p;
  p.population.life_situations = 3;
  p.life_situation_0 = {.share = 0.5, .need = -0.4};
  p.life_situation_1 = {.share = 1.0 / 3, .need = 0.3};
  p.life_situation_2 = {.share = 1.0 / 6, .need = 0.6};
  return p;
}
}  // namespace

TEST_CASE("life situations of which nothing is given are equally large", "[unit][citizens]") {
  CHECK(sizes_of_life_situations({}) == std::vector<double>(16, 1.0));
  const auto starts = starts_of_life_situations({}, 163);
  CHECK(starts[1] == 11);  // the first ones get one more
  CHECK(starts[4] == 43);
  CHECK(starts.back() == 163);
}

TEST_CASE("each life situation has the share of an office's citizens that is given",
          "[unit][citizens]") {
  CHECK(starts_of_life_situations(three(), 600) == std::vector<std::uint32_t>{0, 300, 500, 600});
}

TEST_CASE("needs that are given keep their pattern and have the variance of the parameter",
          "[unit][citizens]") {
  Parameters p = three();
  p.need.group_share = 0.3;
  const auto needs = needs_of_life_situations(p, luck);
  const std::vector<double> shares{0.5, 1.0 / 3, 1.0 / 6};
  double mean = 0, variance = 0;
  for (std::size_t g = 0; g < 3; ++g) mean += shares[g] * needs[g];
  for (std::size_t g = 0; g < 3; ++g) variance += shares[g] * (needs[g] - mean) * (needs[g] - mean);
  CHECK(mean == Approx(0).margin(1e-12));
  CHECK(variance == Approx(0.3));
  CHECK((needs[2] - needs[1]) / (needs[1] - needs[0]) == Approx(0.3 / 0.7));
}

TEST_CASE("needs that are drawn do not depend on shares but for their scale", "[unit][citizens]") {
  Parameters p = three();
  p.life_situation_0.need = p.life_situation_1.need = p.life_situation_2.need = 0;
  Parameters equal;
  equal.population.life_situations = 3;
  const auto a = needs_of_life_situations(p, luck), b = needs_of_life_situations(equal, luck);
  CHECK((a[2] - a[1]) / (a[1] - a[0]) == Approx((b[2] - b[1]) / (b[1] - b[0])));
}

TEST_CASE("shares that cannot be are refused, with the parameter to look at", "[unit][citizens]") {
  CHECK_FALSE(clash_of_life_situations({}).has_value());
  CHECK_FALSE(clash_of_life_situations(three()).has_value());
  Parameters p = three();
  p.life_situation_2.share = 0.4;
  CHECK(clash_of_life_situations(p)->parameter == "life_situation_0.share");
  p = three();
  p.population.life_situations = 2;
  CHECK(clash_of_life_situations(p)->parameter == "population.life_situations");
  p.population.life_situations = 16;
  CHECK(clash_of_life_situations(p)->parameter == "population.life_situations");
  p = three();
  p.population.size = 40;
  CHECK(clash_of_life_situations(p)->parameter == "population.size");
}
