#include <algorithm>
#include <cmath>
#include <string_view>

#include <catch2/catch.hpp>

#include "models/discretion/rules/policy.hpp"
#include "models/discretion/workers/judgement.hpp"
#include "models/discretion/workers/referral.hpp"
#include "tests/support/discretion_world.hpp"

/// What each design choice of the essay's table 2.3 and each speciality of its practices does
/// first. Pairs of runs share their random numbers, so that small towns suffice.
using namespace discretion;
using test::at;
using test::loops_cut;
using test::scenario;
using test::Settings;
using test::SteppedWorld;
using test::town;

namespace {

const Settings special_unit{{"policy.unit", 1}};
const Settings manager_decides{{"policy.decider", 1}};
const Settings administrator_decides{{"policy.decider", 2}};

/// A metric's mean over a year of full tailoring, loops cut, after two years to come to rest.
double year_of(std::string_view metric, const Settings& settings) {
  const auto result =
      test::simulate(scenario(town(3000) + at(100, 100) + loops_cut() + settings, {12, 24}));
  return test::mean(test::series(result, metric));
}

/// Hours and options of a case that calls for tailoring, as a desk of the office's first worker.
struct FirstCase : test::FirstMonth {
  explicit FirstCase(const Settings& settings) : FirstMonth(at(100, 100) + settings) {
    file.want = file.need;
  }
  Judgement judged() const { return judge(world, world.offices[0], desk, file); }
  double chance(Option option) const {
    return judged().probability[static_cast<std::size_t>(option)];
  }
  Desk desk = test::desk_of(1);
  CaseFile file = test::case_with_gap(world, 1.5);
};

}  // namespace

TEST_CASE("without a special unit or another decider nothing is passed on", "[discretion]") {
  CHECK(year_of("escalated", {}) == 0);
}

TEST_CASE("with a special unit only the unit tailors", "[discretion]") {
  SteppedWorld town_hall(scenario(town(3000, 1) + at(100, 100) + special_unit, {12, 12}));
  town_hall.run(6);
  const auto& seats = town_hall.world.worker_traits.seat;
  int by_unit = 0;
  for (const std::uint32_t i : town_hall.decided()) {
    if (!town_hall.tailored(i)) continue;
    REQUIRE(seats[town_hall.world.citizens[i].handler] == Seat::unit);
    ++by_unit;
  }
  CHECK(by_unit > 0);
  const auto unit = std::ranges::count(seats, Seat::unit);
  CHECK(unit * 6 == std::ssize(seats));  // one of six teams: the nearest to a fifth
}

TEST_CASE("a case that is passed on waits until the next month", "[discretion]") {
  SteppedWorld town_hall(scenario(town(3000, 1) + at(100, 100) + special_unit, {12, 12}));
  town_hall.run(2);
  int on_their_way = 0;
  for (const int cases : town_hall.world.workers.referrals) on_their_way += cases;
  double passed_on = 0;
  for (const Tally& cell : town_hall.world.record.cells) passed_on += cell(Count::escalated);
  CHECK(on_their_way == passed_on);
  CHECK(on_their_way > 0);
  for (std::uint32_t i = 0; i < town_hall.world.population(); ++i) {
    if ((town_hall.world.citizens[i].flags & flag::referred) == 0) continue;
    REQUIRE((town_hall.world.citizens[i].flags & flag::pending) != 0);
    REQUIRE(town_hall.world.outcomes[i].month < town_hall.world.month);
  }
}

TEST_CASE("no more is passed on than the waiting list allows", "[discretion]") {
  for (const Settings& decides : {special_unit, manager_decides, administrator_decides}) {
    const Settings settings = decides + Settings{{"policy.waiting_list", 1}};
    SteppedWorld town_hall(scenario(town(3000, 1) + at(100, 100) + settings, {12, 24}));
    town_hall.run(24);
    const World& world = town_hall.world;
    const Office& office = world.offices[0];
    double work = 0;
    double hours = 0;
    double referrers = 0;
    for (std::uint32_t w = 0; w < world.worker_traits.seat.size(); ++w) {
      if (world.worker_traits.seat[w] == Seat::worker) {
        referrers += 1;
        continue;
      }
      work += office.parameters.workers.hours_tailoring *
              (world.workers.pending[w] + world.workers.referrals[w]);
      hours += hours_of(world, office, WorkerId{w});
    }
    // Quotas are rounded by a draw: at most one case more for each who passes on.
    CHECK(work <= hours + office.parameters.workers.hours_tailoring * referrers);
  }
}

TEST_CASE("the fewer hours a decider has, the fewer exceptions are made", "[discretion]") {
  const double worker = year_of("tailored", {});
  const double manager = year_of("tailored", manager_decides);
  const double administrator = year_of("tailored", administrator_decides);
  CHECK(manager < worker);
  CHECK(administrator < manager);
  CHECK(administrator > 0);
  CHECK(year_of("tailored", manager_decides + Settings{{"policy.decider_time", 1}}) > manager);
}

TEST_CASE("deciders have no informal routines of their own", "[discretion]") {
  FirstCase town_hall({{"workers.habit_needed", 0}});
  REQUIRE(town_hall.chance(Option::shortcut) > 0);
  town_hall.desk.routines = false;
  CHECK(town_hall.chance(Option::shortcut) == 0);
  CHECK(choose(town_hall.judged(), 0.9999999) != Option::shortcut);
}

TEST_CASE("with better information a special unit sees more of the need", "[discretion]") {
  const auto misfit = [](double information) {
    return year_of("misfit", special_unit + Settings{{"policy.unit_information", information}});
  };
  CHECK(misfit(1) < misfit(0));
}

TEST_CASE("grading a special unit above the others costs money and their morale", "[discretion]") {
  const auto graded = [](std::string_view metric, double grading) {
    const auto plan = scenario(
        town(3000) + at(100, 100) + special_unit + Settings{{"policy.unit_grading", grading}},
        {24, 12});
    return test::mean(test::series(test::simulate(plan), metric));
  };
  CHECK(graded("unit_morale_gap", 0.4) > graded("unit_morale_gap", 0.0));
  CHECK(graded("cost_administration", 0.4) > graded("cost_administration", 0.0));
}

TEST_CASE("a long waiting list makes passing on less attractive", "[discretion]") {
  FirstCase town_hall({});
  town_hall.desk.tailors = false;
  town_hall.desk.refers = true;
  town_hall.desk.faith = 0.5;
  const double at_once = town_hall.chance(Option::escalate);
  town_hall.desk.faith = 0.1;
  CHECK(town_hall.chance(Option::escalate) < at_once);
  CHECK(town_hall.chance(Option::tailor) == 0);
}

TEST_CASE("where tailoring is the default, preconditions attach to the rule", "[discretion]") {
  const Settings by_default{{"policy.default", 1}};
  FirstCase rule({});
  FirstCase tailoring(by_default);
  for (FirstCase* town_hall : {&rule, &tailoring}) {
    town_hall->desk.burden = 1;
    town_hall->desk.reasons = 0.5;
  }
  CHECK(tailoring.judged().hours[apply] == rule.judged().hours[apply] + 0.5);
  CHECK(tailoring.chance(Option::tailor) > rule.chance(Option::tailor));
  Parameters p;
  CHECK(narrowing(p, 5) < 1);
  p.policy.default_treatment = Default::tailoring;
  CHECK(narrowing(p, 5) == 1);
}

TEST_CASE("the dearer tailoring is to citizens, the fewer get it, the weakest first",
          "[discretion]") {
  const auto part_left = [](std::string_view metric) {
    return year_of(metric, {{"policy.citizen_cost", 1}}) / year_of(metric, {});
  };
  CHECK(part_left("tailored_high_capacity") < 1);
  CHECK(part_left("tailored_low_capacity") < part_left("tailored_high_capacity"));
}

TEST_CASE("a framework gives less dispersion, less room and dearer tailoring", "[discretion]") {
  const Settings framework{{"policy.framework", 1}};
  CHECK(year_of("worker_dispersion", framework) < year_of("worker_dispersion", {}));
  CHECK(year_of("room", framework) < year_of("room", {}));
  CHECK(year_of("hours_per_tailored", framework) > year_of("hours_per_tailored", {}));
}

TEST_CASE("by the rule as yardstick tailoring is an error, by need it rarely is", "[discretion]") {
  const double by_rule = year_of("audit_errors_tailored", {});
  const double by_need = year_of("audit_errors_tailored", {{"policy.audit_yardstick", 1}});
  CHECK(by_need < 0.6 * by_rule);
}

TEST_CASE("with many categories citizens take wrong routes, with one they cannot", "[discretion]") {
  const Settings confusing{{"policy.wrong_route", 0.5}};
  CHECK(year_of("wrong_routes", confusing) > 0.05);
  CHECK(year_of("wrong_routes", confusing + at(0, 100)) == 0);
  CHECK(year_of("misfit", confusing) > year_of("misfit", {}));
}

TEST_CASE("what one gains another pays", "[discretion]") {
  const Settings shared{{"policy.payback", 1}};
  CHECK(year_of("paid_by_others", shared) > 0);
  CHECK(year_of("paid_by_others", {}) == 0);
  CHECK(year_of("underserved", shared) > year_of("underserved", {}));
}

TEST_CASE("offices that read an open norm each in their own way differ more", "[discretion]") {
  const Settings open{{"policy.own_norms", 0.4}};
  CHECK(year_of("office_dispersion", open) > year_of("office_dispersion", {}));
}

TEST_CASE("involuntary clients always file", "[discretion]") {
  CHECK(year_of("take_up", {{"citizens.involuntary", 1}}) == 1);
  const double half = year_of("take_up", {{"citizens.involuntary", 0.5}});
  CHECK(half > year_of("take_up", {}));
  CHECK(half < 1);
}

TEST_CASE("a second party complains about what the first is given", "[discretion]") {
  const Settings opposed{{"citizens.opposed", 1}};
  CHECK(year_of("opponent_complaints", {}) == 0);
  CHECK(year_of("opponent_complaints", opposed) > 0);
  CHECK(year_of("opponent_complaints", opposed) <= year_of("complaints", opposed));
  FirstCase town_hall({});
  const double alone = town_hall.chance(Option::tailor);
  town_hall.file.opposed = true;
  town_hall.file.opposite_want = town_hall.file.rule - 1.5;
  CHECK(town_hall.chance(Option::tailor) < alone);
}

TEST_CASE("who replaces a worker brings traits of their own and no routines", "[discretion]") {
  SteppedWorld town_hall(scenario(town(1000, 1) + at(100, 100), {24, 0}));
  town_hall.run(12);
  const auto bias = town_hall.world.worker_traits.bias;
  for (Office& office : town_hall.world.offices) office.parameters.workers.turnover = 1;
  town_hall.run();
  for (std::size_t w = 0; w < bias.size(); ++w) {
    CHECK(town_hall.world.worker_traits.bias[w] != bias[w]);
    CHECK(town_hall.world.workers.drift[w] == 0);
    CHECK(town_hall.world.workers.skill[w] == 1);
    CHECK(town_hall.world.workers.arrived[w] == 13);
    CHECK(town_hall.world.workers.blame_expectation[w] ==
          town_hall.world.offices[0].parameters.workers.blame_start);
  }
  CHECK(std::ranges::all_of(town_hall.world.workers.routine, [](float r) { return r == 0; }));
  CHECK(std::ranges::all_of(town_hall.world.workers.habit, [](float h) { return h == 0; }));
}

TEST_CASE("a new administrator remembers nothing but the month", "[discretion]") {
  SteppedWorld town_hall(scenario(town(3000, 1) + at(100, 100), {36, 0}));
  town_hall.run(24);
  auto& administration = town_hall.world.administrations[0];
  const auto total = [&] {
    double sum = 0;
    for (const double part : administration.memory) sum += part;
    return sum;
  };
  const double before = total();
  town_hall.world.offices[0].parameters.administration.turnover = 1;
  town_hall.run();
  CHECK(before > 0);
  CHECK(total() < 0.5 * before);
}

TEST_CASE("an affair from outside makes salience and measures rise", "[discretion]") {
  const auto born = [](double affair) {
    const auto plan =
        scenario(town(3000) + at(0, 0) + Settings{{"administration.affair", affair}}, {36, 12});
    return test::mean(test::series(test::simulate(plan), "measures_born"));
  };
  CHECK(born(20) > born(0));
}

TEST_CASE("a special unit and another decider exclude each other", "[discretion]") {
  const auto conflict = model().conflict(scenario(town(3000) + special_unit + manager_decides));
  REQUIRE(conflict);
  CHECK(conflict->why.find("special unit") != std::string::npos);
  CHECK(model().conflict(scenario(town(400, 2) + special_unit)));
  CHECK_FALSE(model().conflict(scenario(town(3000) + special_unit)));
}

TEST_CASE("a number is a document's only where it says what states it", "[unit][design]") {
  std::vector<std::string> stated;
  for (const auto& row : discretion::model().parameters()) {
    CAPTURE(row.name);
    CHECK_FALSE(row.source.citation.empty());
    CHECK(row.source.stated.empty() == (row.source.number == sim::Grade::assumed));
    if (row.source.number != sim::Grade::assumed) stated.push_back(row.name);
  }
  CHECK(stated == std::vector<std::string>{"need.problem_share", "need.problem_exponent",
                                           "need.fitting_quantile", "citizens.revocation_loss",
                                           "administration.failure_found", "administration.repeal",
                                           "levers.administration_cap_share"});
}

TEST_CASE("the spread of problems is that of the households it is taken from", "[unit][design]") {
  const discretion::NeedParameters need;
  constexpr double households = 5000;
  CHECK(households * need.problem_share == Approx(1000));
  CHECK(std::round(households * need.problem_share * std::pow(25.0, -need.problem_exponent)) == 25);
}
