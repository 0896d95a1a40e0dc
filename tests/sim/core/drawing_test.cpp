#include "sim/core/drawing.hpp"

#include <cmath>

#include <catch2/catch.hpp>

using sim::Drawing;
using sim::DrawingScheme;
using sim::drawn_value;

namespace {

sim::ParameterInfo parameter(Drawing drawing, sim::Value default_value) {
  sim::ParameterInfo info;
  info.drawing = drawing;
  info.range = {-100, 100};
  info.default_value = default_value;
  if (std::holds_alternative<std::int64_t>(default_value)) info.kind = sim::Kind::integer;
  return info;
}

double odds(double probability) { return probability / (1 - probability); }
double half_life(double kept) { return std::log(0.5) / std::log(kept); }

}  // namespace

TEST_CASE("the middle of every scale is the default", "[unit][drawing]") {
  for (const Drawing drawing :
       {Drawing::factor, Drawing::odds, Drawing::logit, Drawing::half_life, Drawing::distance})
    CHECK(drawn_value(parameter(drawing, 0.7), 0.5) == Approx(0.7));
}

TEST_CASE("each scale is halved at one end and doubled at the other", "[unit][drawing]") {
  CHECK(drawn_value(parameter(Drawing::factor, -0.3), 0) == Approx(-0.15));
  CHECK(drawn_value(parameter(Drawing::factor, -0.3), 1) == Approx(-0.6));
  CHECK(odds(drawn_value(parameter(Drawing::odds, 0.8), 0)) == Approx(2));
  CHECK(odds(drawn_value(parameter(Drawing::odds, 0.8), 1)) == Approx(8));
  CHECK(drawn_value(parameter(Drawing::logit, -4.85), 1) == Approx(-4.85 + std::log(2)));
  CHECK(half_life(drawn_value(parameter(Drawing::half_life, 0.97), 0)) ==
        Approx(half_life(0.97) / 2));
  CHECK(half_life(drawn_value(parameter(Drawing::half_life, 0.97), 1)) ==
        Approx(half_life(0.97) * 2));
  CHECK(drawn_value(parameter(Drawing::distance, 0.6), 1) == Approx(0.2));
  CHECK(drawn_value(parameter(Drawing::distance, 2.0), 1) == Approx(3));
}

TEST_CASE("places are even on the scale", "[unit][drawing]") {
  const auto at = [](double place) {
    return std::log(odds(drawn_value(parameter(Drawing::odds, 0.35), place)));
  };
  CHECK(at(0.75) - at(0.5) == Approx(at(0.25) - at(0)));
  CHECK(at(1) - at(0) == Approx(std::log(4)));
}

TEST_CASE("whole numbers are rounded", "[unit][drawing]") {
  CHECK(drawn_value(parameter(Drawing::factor, std::int64_t{12}), 0.6) == 14);  // 13.78
}

TEST_CASE("the scheme by factor halves and doubles the value itself, and stops at a limit",
          "[unit][drawing]") {
  auto kept = parameter(Drawing::half_life, 0.9);
  kept.range = {0, 0.99};
  CHECK(drawn_value(kept, 0, DrawingScheme::factor) == Approx(0.45));
  CHECK(drawn_value(kept, 1, DrawingScheme::factor) == 0.99);
}
