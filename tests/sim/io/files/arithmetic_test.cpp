#include "sim/io/files/arithmetic.hpp"

#include <stdexcept>

#include <catch2/catch.hpp>

using namespace sim::io;

namespace {
std::optional<double> known(std::string_view name) {
  if (name == "staff") return 4.0;
  if (name == "costs.hour") return 60.0;
  return std::nullopt;
}
}  // namespace

TEST_CASE("a formula is worked out as it is written on paper", "[unit][arithmetic]") {
  CHECK(value_of("1 + 2 * 3 - 8 / 4", known) == 5.0);
  CHECK(value_of("10 - 3 - 2", known) == 5.0);
  CHECK(value_of("-(1 + 2) * 2", known) == -6.0);
  CHECK(value_of("staff * costs.hour / 2.5", known) == 96.0);
  CHECK(value_of("max(1, staff) + min(1, staff)", known) == 5.0);
  CHECK(value_of("powers(3, 1)", known).value() == Approx(1 + 1. / 2 + 1. / 3));
  CHECK(value_of("exp(log(staff) / 2)", known).value() == Approx(2));
}

TEST_CASE("a formula has no value while one of its names is not known", "[unit][arithmetic]") {
  CHECK_FALSE(value_of("staff * wage", known).has_value());
  CHECK_FALSE(value_of("0 * wage", known).has_value());
}

TEST_CASE("names of a formula are listed once, and functions are none", "[unit][arithmetic]") {
  CHECK(names_in("log(a.b) + c * a.b") == std::vector<std::string>{"a.b", "c"});
}

TEST_CASE("what is no formula is a fault of the table", "[unit][arithmetic]") {
  for (const char* text : {"", "1 +", "(1", "1 2", "sin(1)", "max(1)", "a $ b"})
    CHECK_THROWS_AS(value_of(text, [](auto) { return 1.0; }), std::logic_error);
}
