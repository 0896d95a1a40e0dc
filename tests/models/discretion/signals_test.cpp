#include "models/discretion/signals.hpp"

#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>

#include "tests/support/council.hpp"
#include "tests/support/statistics.hpp"

using namespace discretion;
using test::at;
using test::Council;
using test::set_incidents;
using test::Settings;

namespace {

constexpr auto profiling = static_cast<std::size_t>(Cause::profiling);

/// So high a limit that salience is the sum of its signals within a millionth.
const Settings endless_attention{{"administration.salience_limit", 1e6}};

/// A council whose law is exact and whose one measure verifies one life situation.
struct SuspiciousCouncil : Council {
  explicit SuspiciousCouncil(double weight)
      : Council(at(100, 0) + endless_attention +
                Settings{{"administration.law_error", 0},
                         {"administration.side_effect", 0},
                         {"administration.weight_verification", weight}}) {
    announce(MeasureKind::verify, 2);
    pass_month();
  }
};

}  // namespace

TEST_CASE("verification aimed at one life situation is profiling without any error in the law",
          "[unit][administrators]") {
  // One of 16 at 0.3, the others at 0: a mean of 0.3/16.
  const double aimed = (0.3 - 0.3 / 16 + 15 * 0.3 / 16) / 16;
  SuspiciousCouncil council(0.6);
  CHECK(council.administration().salience[profiling] == Approx(0.6 * aimed).epsilon(1e-5));
  CHECK(council.administration().outside[profiling] == Approx(0).margin(1e-12));
  CHECK(council.measure().supplied[profiling] == Approx(0.6 * aimed).epsilon(1e-9));
  CHECK(SuspiciousCouncil(0).administration().salience[profiling] == Approx(0).margin(1e-12));
}

TEST_CASE("one life situation set apart counts, however many others are treated alike",
          "[unit][administrators]") {
  Council council({});
  World& world = council.world;
  std::ranges::fill(world.mean_need_of, 0.0);
  std::vector<double> rule(16, 0.0);
  rule[3] = 0.3;
  // 15 of 120 pairs go 0.15 beyond a tolerance of 0.15; their root mean square stays below it.
  CHECK(overdistinction(world, rule, 0.15) == Approx(0.15 * 15 / 120));
  rule[3] = 0.15;
  CHECK(overdistinction(world, rule, 0.15) == 0);
}
