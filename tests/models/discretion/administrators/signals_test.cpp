
#include "models/discretion/administrators/signals.hpp"

#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>

#include "models/discretion/rules/measures.hpp"
#include "tests/support/council.hpp"
#include "tests/support/statistics.hpp"

using namespace discretion;
using test::at;
using test::Council;
using test::set_incidents;
using test::Settings;

namespace {

constexpr auto harshness = static_cast<std::size_t>(Cause::harshness);
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

/// A council with 25 incidents per 10,000 citizens each month, and nothing else to hear.
struct BeleagueredCouncil : Council {
  static constexpr double heard = 0.25 * 25;
  double remembered = 0;

  explicit BeleagueredCouncil(const Settings& settings = {})
      : Council(endless_attention + Settings{{"administration.repeal", 0}} + settings) {
    set_incidents(world, 2);
  }
  /// The signal of harshness in the next month.
  double next_signal() {
    remembered = administration().memory[harshness];
    pass_month();
    return administration().memory[harshness] - 0.9 * remembered;
  }
};

}  // namespace

TEST_CASE("a cause that persists while measures against it are in force counts up to twice",
          "[unit][administrators]") {
  BeleagueredCouncil council;
  const double heard = BeleagueredCouncil::heard;
  CHECK(council.next_signal() == Approx(heard));
  council.announce(MeasureKind::relax);
  CHECK(council.next_signal() == Approx(heard * (1 + 0.1 / 1.1)));
  const double second = council.next_signal();
  CHECK(second > heard * (1 + 0.1 / 1.1));
  for (int k = 0; k < 50; ++k) council.announce(MeasureKind::relax);
  for (int k = 0; k < 120; ++k) {
    council.next_signal();
    for (Measure& m : council.administration().measures) m.effectiveness = m.fresh;
  }
  const double last = council.next_signal();
  CHECK(last > heard * 1.9);
  CHECK(last < heard * 2);
}

TEST_CASE("wear of a measure that answers a cause is found, and a revised measure has none",
          "[unit][administrators]") {
  Council council(endless_attention);
  council.announce(MeasureKind::relax);
  council.pass_month();
  const auto next = [&](double left) {
    council.measure().effectiveness = left * council.measure().fresh;
    const double before = council.administration().memory[harshness];
    council.pass_month();
    return council.administration().memory[harshness] - 0.9 * before;
  };
  CHECK(next(1) == Approx(0).margin(1e-12));
  CHECK(next(0.5) == Approx(1 - std::exp(-0.017 * 0.5)));
  CHECK(next(0) == Approx(1 - std::exp(-0.017)));
  CHECK(next(1) == Approx(0).margin(1e-12));
}

TEST_CASE("failure is supplied by the measures that failed, and by no other",
          "[unit][administrators]") {
  BeleagueredCouncil council;
  council.announce(MeasureKind::relax);
  council.announce(MeasureKind::restrict).cause = Cause::drift;
  const double signal = council.next_signal();
  const auto& measures = council.administration().measures;
  CHECK(measures[0].supplied[harshness] == Approx(signal - BeleagueredCouncil::heard));
  CHECK(measures[1].supplied[harshness] == 0);
  CHECK(council.administration().outside[harshness] == Approx(BeleagueredCouncil::heard));
}

TEST_CASE("misreading is supplied by each rule, and by what every revision added to it",
          "[unit][administrators]") {
  const AdministrationParameters p;
  Administration administration;
  for (const int revisions : {0, 4}) {
    Measure& m = administration.measures.emplace_back();
    m.kind = MeasureKind::verify;
    m.side_scale = 0;  // nothing slipped
    m.acted = true;
    m.revisions = revisions;
  }
  Signals signals;
  signals.strength[harshness] = signals.own[harshness] = 1;
  Sums sums;
  sums.tally[Count::misread] = 10;
  remember(administration, signals, sums, p, 12);
  const double plain = administration.measures[0].supplied[harshness];
  const double revised = administration.measures[1].supplied[harshness];
  CHECK(plain + revised == Approx(1));
  CHECK(revised / plain == Approx(1 + 4 * p.complexity_revisions));
}

TEST_CASE("measures that take no effect, or answer no risk, cannot fail",
          "[unit][administrators]") {
  BeleagueredCouncil counted({{"loops.risk_rule_reflex_effect", 0}});
  counted.announce(MeasureKind::relax);
  CHECK(counted.next_signal() == Approx(BeleagueredCouncil::heard));
  BeleagueredCouncil asked_for;
  asked_for.announce(MeasureKind::repair, 2).from_front_line = true;
  CHECK(asked_for.next_signal() == Approx(BeleagueredCouncil::heard));
  BeleagueredCouncil indifferent({{"administration.weight_failure", 0}});
  indifferent.announce(MeasureKind::relax);
  CHECK(indifferent.next_signal() == Approx(BeleagueredCouncil::heard));
}

// Paired worlds of thirty years; a council that does not mind failure answers less often.
TEST_CASE("more of the same: failing measures bring more answers", "[unit][administrators]") {
  const auto answers = [](double weight) {
    double sum = 0;
    for (std::uint32_t replicate = 0; replicate < 4; ++replicate) {
      const auto result =
          test::simulate(test::scenario(test::town(2000) + at(0, 0) +
                                            Settings{{"administration.weight_failure", weight}},
                                        {360, 12}),
                         replicate);
      sum += test::mean(test::series(result, "answers_expected"));
    }
    return sum;
  };
  CHECK(answers(1) > answers(0));
}

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
