#include <cmath>
#include <map>
#include <string>

#include <boost/math/distributions/students_t.hpp>
#include <catch2/catch.hpp>

#include "tests/support/discretion_world.hpp"
#include "tests/support/statistics.hpp"

using namespace discretion;
using test::at;
using test::scenario;
using test::series;
using test::Settings;
using test::SteppedWorld;
using test::town;

namespace {

constexpr int replicates = 12;
constexpr int months = 60;

/// Standard maatwerk with some loops cut, run once for all tests of this file.
const std::vector<sim::RunResult>& runs(const std::string& cut) {
  static std::map<std::string, std::vector<sim::RunResult>> made;
  auto& results = made[cut];
  if (!results.empty()) return results;
  sim::Scenario with = scenario(town(4000, 2) + at(100, 100), {months, 12});
  for (const auto& variant : model().cuts()) {
    if (variant.name != cut) continue;
    for (const auto& [row, value] : variant.set) with.values[row] = value;
  }
  for (std::uint32_t replicate = 0; replicate < replicates; ++replicate)
    results.push_back(test::simulate(with, replicate));
  return results;
}

double last_year(const sim::RunResult& result, const char* metric) {
  return test::mean(series(result, metric).last(12));
}
double first_year(const sim::RunResult& result, const char* metric) {
  return test::mean(series(result, metric).first(12));
}
double whole_run(const sim::RunResult& result, const char* metric) {
  return test::mean(series(result, metric));
}

/// Restrictions that answer equality or arbitrariness.
double restrictions_for_equality(const sim::RunResult& result, const char*) {
  double count = 0;
  const auto& kind = test::measures(result, "kind");
  const auto& cause = test::measures(result, "cause");
  for (std::size_t k = 0; k < kind.size(); ++k) {
    const auto why = static_cast<Cause>(static_cast<int>(cause[k]));
    if (kind[k] == static_cast<double>(MeasureKind::restrict) &&
        (why == Cause::equality || why == Cause::arbitrariness))
      count += 1;
  }
  return count;
}

/// Closed minus cut, paired by replicate: Student's t of the mean difference.
template <class Window>
double t_of(const std::string& cut, const char* metric, Window window) {
  std::vector<double> differences;
  for (std::size_t r = 0; r < replicates; ++r)
    differences.push_back(window(runs("closed")[r], metric) - window(runs(cut)[r], metric));
  return test::z_score(differences, 0);
}

/// A program without the effect passes one check in 1 000: Student's t with 11 degrees.
double t_limit() {
  return boost::math::quantile(
      boost::math::complement(boost::math::students_t(replicates - 1), 1e-3));
}

/// A stepped town of full tailoring with these loops, after warm-up and two years.
struct TwoYears : SteppedWorld {
  explicit TwoYears(const Settings& loops)
      : SteppedWorld(scenario(town(1500) + at(100, 100) + loops, {24, 6})) {
    run(30);
  }
};

}  // namespace

TEST_CASE("without self-protection blame expectation stays where it began", "[unit][loops]") {
  const TwoYears cut({{"loops.self_protection", 0}});
  for (const double blame : cut.world.workers.blame_expectation) CHECK(blame == 0.05);
  CHECK(cut.world.workers.sensitivity != cut.world.worker_traits.sensitivity_start);
}

TEST_CASE("without survival moral sensitivity and routines stay where they began",
          "[unit][loops]") {
  const TwoYears cut({{"loops.survival", 0}});
  CHECK(cut.world.workers.sensitivity == cut.world.worker_traits.sensitivity_start);
  for (const float routine : cut.world.workers.routine) CHECK(routine == 0);
  for (const double drift : cut.world.workers.drift) CHECK(drift == 0);
  for (const float habit : cut.world.workers.habit) CHECK(habit == 0);
  CHECK(cut.world.workers.blame_expectation[0] != 0.05);
}

TEST_CASE("without seek_shelter both of its parts are cut", "[unit][loops]") {
  const TwoYears cut({{"loops.seek_shelter", 0}});
  for (const double blame : cut.world.workers.blame_expectation) CHECK(blame == 0.05);
  CHECK(cut.world.workers.sensitivity == cut.world.worker_traits.sensitivity_start);
}

TEST_CASE("without pile_preconditions there are no preconditions", "[unit][loops]") {
  const auto result = test::simulate(
      scenario(town(1500) + at(100, 100) + Settings{{"loops.pile_preconditions", 0}}, {36, 6}));
  for (const double count : series(result, "preconditions")) CHECK(count == 0);
  for (const double count : series(result, "preconditions_born")) CHECK(count == 0);
}

TEST_CASE("without risk_rule_reflex there are no measures", "[unit][loops]") {
  const auto result = test::simulate(
      scenario(town(1500) + at(100, 100) + Settings{{"loops.risk_rule_reflex", 0}}, {36, 6}));
  for (const double count : series(result, "measures")) CHECK(count == 0);
  for (const double count : series(result, "measures_born")) CHECK(count == 0);
  for (const double raised : series(result, "expectation")) CHECK(raised == 0);
  CHECK(test::measures(result, "kind").empty());
}

TEST_CASE("without others no difference is seen and nobody complains of it", "[unit][loops]") {
  const auto result =
      test::simulate(scenario(town(1500) + at(100, 100) + Settings{{"loops.others", 0}}, {36, 6}));
  for (const double seen : series(result, "difference_seen")) CHECK(seen == 0);
  for (const double share : series(result, "equality_complaints")) CHECK(share == 0);
  for (const double salience : series(result, "salience_equality")) CHECK(salience == 0);
  CHECK(test::mean(series(result, "salience_arbitrariness")) > 0);
}

TEST_CASE("without own_relation arbitrariness leaves administrators unmoved", "[unit][loops]") {
  const auto result = test::simulate(
      scenario(town(1500) + at(100, 100) + Settings{{"loops.own_relation", 0}}, {36, 6}));
  for (const double salience : series(result, "salience_arbitrariness")) CHECK(salience == 0);
  CHECK(test::mean(series(result, "arbitrariness")) > 0);  // complaints there are
  CHECK(test::mean(series(result, "difference_seen")) > 0);
}

TEST_CASE("with all loops cut workers and rules stay as they were", "[unit][loops]") {
  const TwoYears cut(test::loops_cut());
  const World& world = cut.world;
  CHECK(world.workers.sensitivity == world.worker_traits.sensitivity_start);
  for (const Office& office : world.offices) {
    CHECK(office.rule == office.law_at_start);
    CHECK(office.now.room == 1);
  }
}

// 12 paired replicates of 4,000 citizens and five years; a program without the effect passes each
// check once in 1 000. They see a loop that is open, reversed or switched on while cut.
TEST_CASE("seeing difference leads to restrictions", "[statistical][loops]") {
  CHECK(t_of("cut:see_difference", "", restrictions_for_equality) > t_limit());
}
// Not over_conformity: its yardstick, the norm, moves with what workers fear.
TEST_CASE("seeking shelter leads to rules where tailoring is called for, and erodes sensitivity",
          "[statistical][loops]") {
  CHECK(t_of("cut:seek_shelter", "rule_per_call", last_year) > t_limit());
  CHECK(t_of("cut:seek_shelter", "unused_room", last_year) > t_limit());
  CHECK(t_of("cut:seek_shelter", "moral_sensitivity", last_year) < -t_limit());
}
TEST_CASE("preconditions pile up and lengthen tailoring", "[statistical][loops]") {
  CHECK(t_of("cut:pile_preconditions", "preconditions_born", whole_run) > t_limit());
  CHECK(t_of("cut:pile_preconditions", "hours_per_tailored", last_year) > t_limit());
}
TEST_CASE("the risk-rule reflex adds measures and complexity", "[statistical][loops]") {
  CHECK(t_of("cut:risk_rule_reflex", "measures_born", whole_run) > t_limit());
  CHECK(t_of("cut:risk_rule_reflex", "complexity", last_year) > t_limit());
}
TEST_CASE("tailoring falls from the first year to the last, and hardly when all loops are cut",
          "[statistical][loops]") {
  std::vector<double> closed, excess;
  for (std::size_t r = 0; r < replicates; ++r) {
    const auto fall = [&](const sim::RunResult& result) {
      return first_year(result, "tailored") - last_year(result, "tailored");
    };
    closed.push_back(fall(runs("closed")[r]));
    excess.push_back(closed.back() - fall(runs("cut:all")[r]));
  }
  CHECK(test::z_score(closed, 0) > t_limit());
  CHECK(test::z_score(excess, 0) > t_limit());
}
