#include "sim/experiment/numbers.hpp"

#include <catch2/catch.hpp>

using namespace sim::experiment;

TEST_CASE("only a whole text that is a finite number is a number", "[unit][numbers]") {
  CHECK(parse_number("0.25") == 0.25);
  CHECK(parse_number("-1e3") == -1000);
  CHECK(parse_number("+2") == 2);
  for (const auto* text : {"", "nan", "inf", "1e999", "3x", " 3", "0x10", "+", "1,5"}) {
    INFO(text);
    CHECK_FALSE(parse_number(text));
  }
}

TEST_CASE("only a whole text that fits is a whole number", "[unit][numbers]") {
  CHECK(parse_integer("9223372036854775807") == 9223372036854775807);
  CHECK(parse_integer("-1") == -1);
  for (const auto* text : {"", "9223372036854775808", "1.0", "1e3", "ten"}) {
    INFO(text);
    CHECK_FALSE(parse_integer(text));
  }
}
