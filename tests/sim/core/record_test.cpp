#include "sim/core/record.hpp"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "sim/core/error.hpp"

using Catch::Contains;

namespace {

const std::vector<sim::BreakdownInfo> offices{{"offices", "office"}};

std::vector<sim::MetricInfo> one_metric(sim::ValidRange valid) {
  return {{.name = "trust", .breakdowns = {0}, .valid = valid}};
}

/// What is said of a third day with these numbers: of all, and in two offices.
std::string said_of(sim::ValidRange valid, double whole, double first, double second) {
  const auto metrics = one_metric(valid);
  sim::Record record(metrics, {2}, 3);
  record.write(3, [&](std::size_t, const sim::Part& part) {
    if (part.whole()) return whole;
    return part.element == 0 ? first : second;
  });
  try {
    record.check(3, "day", offices);
  } catch (const sim::RunError& error) {
    return error.what();
  }
  return "";
}

constexpr sim::ValidRange share{0, 1};
constexpr sim::ValidRange never_negative{.min = 0};

}  // namespace

TEST_CASE("a metric outside its range fails the run, with its name, its value and the step",
          "[unit][record]") {
  const std::string too_low = said_of(share, -5, 0, 1);
  CHECK_THAT(too_low, Contains("day 3: trust is -5 (it must be from 0 to 1"));
  CHECK_THAT(too_low, Contains("Try values nearer to the defaults"));
  CHECK_THAT(said_of(share, 7.6e54, 0, 1), Contains("trust is 7.6e+54"));
  CHECK_THAT(said_of(never_negative, -1, 0, 0), Contains("at least 0"));
  CHECK_THAT(said_of({.max = 1}, 2, 0, 0), Contains("at most 1"));
}

TEST_CASE("an office outside the range is named, though the whole is inside", "[unit][record]") {
  CHECK_THAT(said_of(share, 0.5, -0.5, 1.5), Contains("trust is -0.5 in office 0"));
  CHECK_THAT(said_of(share, 0.5, 0.5, 1.5), Contains("trust is 1.5 in office 1"));
}

TEST_CASE("bounds belong to the range, and neither rounding nor a missing number leaves it",
          "[unit][record]") {
  CHECK(said_of(share, 0, 1, sim::not_a_number).empty());
  CHECK(said_of(share, -1e-9, 1 + 1e-9, 0).empty());
  CHECK_FALSE(said_of(share, 1 + 1e-5, 1, 0).empty());
  CHECK(said_of(never_negative, 1e300, 1e300, 1e300).empty());
}

TEST_CASE("a metric without a known range can be anything", "[unit][record]") {
  CHECK(said_of({}, -1e300, 1e300, -7).empty());
}
