#include "sim/experiment/gate.hpp"

#include <limits>

#include <catch2/catch.hpp>

#include "sim/core/error.hpp"
#include "tests/support/toy_model.hpp"

using namespace sim::experiment;
using sim::Window;

namespace {
constexpr int months = 24;
const test::ToyModel toy;

Gate gate(std::string_view text) { return parse_gate(toy, months, "--fail-if", text); }
Precision precision(std::string_view text) { return parse_precision(toy, months, "--until", text); }

/// A row of the toy's first metric, underserved, in its last year.
sim::SummaryRow row_with(double mean, double half_width = 0.1) {
  return {0, 0, Window::last_year, {mean, 1, 9, mean - half_width, mean + half_width}};
}
}  // namespace

TEST_CASE("a gate reads as it is written, blanks or not", "[unit][gate]") {
  CHECK(gate("underserved@last_year>0.2").comparison == Comparison::greater);
  CHECK(gate("underserved@last_year >= 0.2").comparison == Comparison::at_least);
  const Gate less = gate(" trust @ all <= -1e-3 ");
  CHECK(less.comparison == Comparison::at_most);
  CHECK(less.at.metric == *sim::find_metric(toy, "trust"));
  CHECK(less.at.window == Window::all);
  CHECK(less.number == -1e-3);
}

TEST_CASE("a gate trips on what it says, and on what is no number", "[unit][gate]") {
  CHECK(tripped(gate("underserved@last_year > 0.2"), row_with(0.3)));
  CHECK_FALSE(tripped(gate("underserved@last_year > 0.2"), row_with(0.2)));
  CHECK(tripped(gate("underserved@last_year >= 0.2"), row_with(0.2)));
  CHECK(tripped(gate("underserved@last_year > 0.2"),
                row_with(std::numeric_limits<double>::quiet_NaN())));
}

TEST_CASE("a precision is a metric, a window and a half-width", "[unit][gate]") {
  const Precision asked = precision("ci(underserved@last_year)=0.15");
  CHECK(asked.half_width == 0.15);
  CHECK(asked.at.metric == *sim::find_metric(toy, "underserved"));
  CHECK(asked.at.window == Window::last_year);
}

TEST_CASE("a mistyped metric or window is refused with the nearest one", "[unit][gate]") {
  CHECK_THROWS_WITH(gate("undersreved@all > 1"), Catch::Contains("Did you mean underserved?"));
  CHECK_THROWS_WITH(gate("trust@last_yaer > 1"), Catch::Contains("Did you mean last_year?"));
  CHECK_THROWS_WITH(gate("trust > 1"), Catch::Contains("has no window"));
  CHECK_THROWS_WITH(precision("ci(trust@all)=0"), Catch::Contains("above 0"));
  CHECK_THROWS_AS(precision("trust@all=1"), sim::UsageError);
  CHECK_THROWS_AS(gate("trust@all = 1"), sim::UsageError);
  CHECK_THROWS_AS(gate("trust@all < nan"), sim::UsageError);
}

TEST_CASE("a window that short runs do not have is refused", "[unit][gate]") {
  CHECK_THROWS_WITH(parse_gate(toy, 12, "--fail-if", "trust@last_year > 1"),
                    Catch::Contains("only the window all"));
}
