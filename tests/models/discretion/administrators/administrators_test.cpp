
#include "models/discretion/administrators/administrators.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <catch2/catch.hpp>

#include "models/discretion/checks/closed_forms.hpp"
#include "models/discretion/rules/measures.hpp"
#include "models/discretion/rules/rules_in_force.hpp"
#include "tests/support/council.hpp"
#include "tests/support/discretion_world.hpp"
#include "tests/support/statistics.hpp"

using namespace discretion;
using test::at;
using test::Council;
using test::scenario;
using test::set_incidents;
using test::Settings;
using test::SteppedWorld;
using test::town;

namespace {

constexpr auto harshness = static_cast<std::size_t>(Cause::harshness);

/// Thirty years of standardisation in which harshness makes the news five times as often.
sim::RunResult thirty_years(double density = -0.3, std::uint32_t replicate = 0) {
  return test::simulate(
      scenario(town(2000) + at(0, 0) +
                   Settings{{"administration.incident", 0.02}, {"administration.density", density}},
               {360, 12}),
      replicate);
}

}  // namespace

TEST_CASE("steady incidents hold salience at signal over 1 - decay", "[unit][administrators]") {
  Council council(at(0, 0) + Settings{{"administration.salience_limit", 1e6}});
  set_incidents(council.world, 2);  // 25 per 10,000 citizens
  for (int k = 0; k < 300; ++k) council.pass_month();
  const double linear = 0.25 * 25 / (1 - 0.75);
  const double salience = council.administration().salience[harshness];
  // The limit of 10^6 takes S/10^6 a month: S = (0.75 S + s) / (1 + (0.75 S + s) / 10^6).
  const double raw = 0.75 * salience + 0.25 * 25;
  CHECK(salience == Approx(raw / (1 + raw / 1e6)).epsilon(1e-12));
  CHECK(salience == Approx(linear).epsilon(1e-3));
  CHECK(council.administration().total_salience() == salience);
}

TEST_CASE("salience fades by a quarter a month when nothing happens", "[unit][administrators]") {
  Council council({{"administration.salience_limit", 1e6}});
  council.administration().salience[harshness] = 1e-3;
  council.pass_month();
  CHECK(council.administration().salience[harshness] == Approx(0.75e-3).epsilon(1e-6));
}

TEST_CASE("a measure takes effect after the delivery lag, next month at the earliest",
          "[unit][administrators]") {
  for (const int lag : {0, 1, 12}) {
    const auto result = test::simulate(scenario(town(2000) + at(100, 100) +
                                                    Settings{{"administration.delivery_lag", lag},
                                                             {"administration.repeal", 0},
                                                             {"administration.revision", 0}},
                                                {60, 6}));
    const auto& announced = test::measures(result, "month_announced");
    const auto in_force = test::series(result, "measures");
    REQUIRE(announced.size() > 3);
    for (int month = 1; month <= 60; ++month) {
      const double due = static_cast<double>(std::ranges::count_if(
          announced, [&](double when) { return when + std::max(1, lag) <= month; }));
      CHECK(in_force[static_cast<std::size_t>(month - 1)] == due / 2);  // mean of two offices
    }
  }
}

TEST_CASE("a restriction narrows room by e to the power of its effectiveness",
          "[unit][administrators]") {
  Council council(at(100, 100));
  council.next_rules();
  CHECK(council.office().now.room == 1);
  council.announce(MeasureKind::restrict);
  CHECK(council.office().now.room == 1);
  council.next_rules();
  CHECK(council.office().now.room == Approx(std::exp(-0.3)).epsilon(1e-12));
  council.announce(MeasureKind::restrict);
  council.next_rules();
  CHECK(council.office().now.room == Approx(std::exp(-0.6)).epsilon(1e-12));
}

TEST_CASE("a relaxation opens room where the policy gives none", "[unit][administrators]") {
  Council council(at(0, 0));
  council.next_rules();
  CHECK(council.office().now.room == 0);
  council.announce(MeasureKind::relax);
  council.next_rules();
  CHECK(council.office().now.room == Approx(1 - std::exp(-0.3)).epsilon(1e-12));
}

TEST_CASE("a repair moves the rule of its life situation towards its need",
          "[unit][administrators]") {
  Council council(at(0, 0));
  council.next_rules();
  const auto& need = council.world.mean_need_of;
  const auto worst = static_cast<std::size_t>(std::ranges::max_element(need) - need.begin());
  const double before = council.office().rule[worst];
  council.announce(MeasureKind::repair, static_cast<int>(worst),
                   (static_cast<int>(worst) + 1) % 16);
  council.next_rules();
  const double shift = 0.3 * 2 * (need[worst] + 0.3 - before);
  CHECK(council.office().rule[worst] ==
        Approx(before + 1.5 * std::tanh(shift / 1.5)).epsilon(1e-9));
  CHECK(std::abs(need[worst] - council.office().rule[worst]) < std::abs(need[worst] - before));
}

TEST_CASE("repair at source at half strength: half of what would be exceptions is a repair",
          "[unit][administrators]") {
  const auto repairs_expected = [](double strength) {
    Council council(at(0, 0) + Settings{{"administration.measure_hazard", 0.1},
                                        {"administration.repair_share", 0.4},
                                        {"levers.repair_at_source", strength}});
    council.administration().salience[harshness] = 5;
    council.administration().memory[harshness] = 5;
    council.pass_month();
    const auto& born = council.administration().expected_born[harshness];
    const double repairs = born[static_cast<std::size_t>(MeasureKind::repair)];
    return repairs / (repairs + born[static_cast<std::size_t>(MeasureKind::relax)]);
  };
  CHECK(repairs_expected(0) == Approx(0.4));
  CHECK(repairs_expected(0.5) == Approx(0.7));
  CHECK(repairs_expected(1) == Approx(1));
}

TEST_CASE("verification falls on one life situation and lowers what overstaters are paid",
          "[unit][administrators]") {
  const auto misuse_paid = [](double verification) {
    Council council(at(100, 100) + test::loops_cut() +
                    Settings{{"citizens.overstating", 1}, {"citizens.capacity_level", 5}});
    for (int g = 0; g < 16 && verification > 0; ++g)
      council.announce(MeasureKind::verify, g, (g + 1) % 16);
    council.decide();
    CHECK(council.office().verification[0] == Approx(verification));
    return council.tally()(Total::misuse_paid) / council.tally()(Count::decisions);
  };
  CHECK(misuse_paid(0.3) < misuse_paid(0));
}

TEST_CASE("effectiveness erodes by use", "[unit][administrators]") {
  Council council({{"administration.repeal", 0}});
  council.announce(MeasureKind::relax);
  council.announce(MeasureKind::verify, 2);
  council.announce(MeasureKind::restrict);
  for (int k = 0; k < 10; ++k) council.pass_month();
  const auto& measures = council.administration().measures;
  CHECK(measures[0].effectiveness == Approx(0.3 * std::exp(-0.06 * 0.5 * 10)));
  CHECK(measures[1].effectiveness == Approx(0.3 * std::exp(-0.06 * 0.7 * 10)));
  CHECK(measures[2].effectiveness == Approx(0.3));  // binds nobody in an empty record
}

TEST_CASE("a restriction that binds more erodes faster, up to one decision in 15 %",
          "[unit][administrators]") {
  const auto after_a_month = [](std::int64_t binding) {
    Council council({{"administration.repeal", 0}});
    council.announce(MeasureKind::restrict);
    council.world.record.cells[0][Count::decisions] = 100;
    council.world.record.cells[0][Count::binding] = binding;
    council.pass_month();
    return council.measure().effectiveness;
  };
  CHECK(after_a_month(0) == Approx(0.3));
  CHECK(after_a_month(6) == Approx(0.3 * std::exp(-0.06 * 0.4)));
  CHECK(after_a_month(15) == Approx(0.3 * std::exp(-0.06)));
  CHECK(after_a_month(60) == Approx(0.3 * std::exp(-0.06)));
}

TEST_CASE("the side effect grows as the measure erodes", "[unit][administrators]") {
  Council council(at(0, 0));
  council.announce(MeasureKind::restrict, -1, 5);
  council.next_rules();
  const double law = council.office().law[5];
  CHECK(council.office().rule[5] == law);
  double before = law;
  for (const double left : {0.2, 0.1, 0.0}) {
    council.measure().effectiveness = left;
    council.next_rules();
    const double slip = 0.3 * (1 - left / 0.3);
    CHECK(council.office().rule[5] == Approx(law - 1.5 * std::tanh(slip / 1.5)).epsilon(1e-9));
    CHECK(council.office().rule[5] < before);
    before = council.office().rule[5];
  }
  CHECK(council.office().rule[4] == council.office().law[4]);
}

TEST_CASE("what side effects and erosion take from a rule is known, and what they add is no loss",
          "[unit][administrators]") {
  Council council(at(0, 0));
  council.announce(MeasureKind::restrict, -1, 5);
  council.measure().side_sign = -1;
  council.next_rules();
  CHECK(council.office().rule_loss[5] == 0);
  council.measure().effectiveness = 0.1;
  council.next_rules();
  CHECK(council.office().rule_loss[5] == Approx(0.3 * (1 - 0.1 / 0.3)));
  CHECK(council.office().rule_loss[4] == 0);
  council.measure().side_sign = 1;
  council.next_rules();
  CHECK(council.office().rule_loss[5] == 0);

  Council repaired(at(0, 0));
  repaired.announce(MeasureKind::repair, 2, 5);
  repaired.next_rules();
  CHECK(repaired.office().rule_loss[2] == 0);
  repaired.measure().effectiveness = 0.1;
  repaired.next_rules();
  CHECK(repaired.office().rule_loss[2] == Approx(0.2 * repaired.measure().amount));
}

TEST_CASE("repeal ends a measure: room, rules and complexity go back", "[unit][administrators]") {
  Council council(at(100, 100) + Settings{{"administration.repeal", 1}});
  council.next_rules();
  const double complexity = council.office().now.complexity;
  council.announce(MeasureKind::restrict);
  council.next_rules();
  CHECK(council.office().now.complexity > complexity);
  for (int k = 0; k < 60 && council.measure().ended == 0; ++k)
    govern(council.world), council.next_rules();
  REQUIRE(council.measure().ended == council.world.month);
  CHECK(council.office().now.room == 1);
  CHECK(council.office().now.complexity == complexity);
  CHECK(council.office().rule == council.office().law);
}

// Of 4,000 measures 80.1 % are expected to be left: e to the power of minus 336 times the hazard.
TEST_CASE("four of five measures are in force 28 years later", "[statistical][administrators]") {
  constexpr int measures = 4000, months = 28 * 12;
  Council council({});
  for (int k = 0; k < measures; ++k) council.announce(MeasureKind::relax);
  for (int k = 0; k < months; ++k) council.pass_month();
  const double left = static_cast<double>(
      std::ranges::count_if(council.administration().measures,
                            [&](const Measure& m) { return m.in_force(council.world.month + 1); }));
  const double p = std::exp(-0.00066 * months);
  CHECK(p == Approx(0.8).margin(0.002));
  CHECK(std::abs(left - p * measures) / std::sqrt(measures * p * (1 - p)) < test::z_limit);
}

TEST_CASE("no rule ends up further than 1.5 from the law, however many measures",
          "[unit][administrators]") {
  Council council(at(0, 0));
  for (int k = 0; k < 100; ++k) council.announce(MeasureKind::restrict, -1, 5);
  council.next_rules();
  for (Measure& m : council.administration().measures) m.effectiveness = 0;
  council.next_rules();
  CHECK(council.office().rule[5] >= council.office().law[5] - 1.5);
  CHECK(council.office().rule[5] < council.office().law[5] - 1.49);
}

// Births come with hazard 0.35 and each measure is repealed with hazard 0.1, looked at monthly. The
// sd over administrations is some 1.6 of a mean of 3.1: hazards wrong by a fifth are seen.
TEST_CASE("measures settle where births balance repeals", "[statistical][administrators]") {
  SteppedWorld town_hall(
      scenario(town(5000, 500) + Settings{{"population.life_situations", 1},
                                          {"population.contacts", 0},
                                          {"administration.measure_hazard", 0.35},
                                          {"administration.measure_half", 0.01},
                                          {"administration.density", 0},
                                          {"administration.delivery_lag", 0},
                                          {"administration.revision", 0},
                                          {"administration.repeal", 0.1}},
               {150, 0}));
  World& world = town_hall.world;
  set_incidents(world, 1);  // salience some 50, so that the hazard is 0.35 within 4e-8
  for (world.month = 1; world.month <= 120; ++world.month) put_rules_in_force(world), govern(world);
  std::vector<double> in_force;
  for (const auto& administration : world.administrations)
    in_force.push_back(administration.in_force);
  CHECK(std::abs(test::z_score(in_force, closed_form::births_over_ends(0.35, 0.1))) <
        test::z_limit);
}

// Four worlds of thirty years each; births differ by half and more between the signs.
TEST_CASE("many measures slow births or speed them up, by the sign of density",
          "[unit][administrators]") {
  const auto born = [](double density) {
    double sum = 0;
    for (std::uint32_t replicate = 0; replicate < 4; ++replicate)
      sum += test::mean(test::series(thirty_years(density, replicate), "measures_born"));
    return sum;
  };
  CHECK(born(-0.6) < born(0));
  CHECK(born(0) < born(0.3));
}

// Given the past, each underserved decision becomes an incident with a known probability, so that
// observed less expected is a sum of martingale differences with a known variance.
TEST_CASE("incidents excite incidents at the rate of the model", "[statistical][administrators]") {
  double excess = 0;
  double variance = 0;
  double quiet_excess = 0;
  for (std::uint32_t replicate = 0; replicate < 4; ++replicate) {
    SteppedWorld town_hall(scenario(town(4000, 2) + at(0, 0) + test::loops_cut() +
                                        Settings{{"administration.incident", 0.01}},
                                    {60, 12}),
                           replicate);
    World& world = town_hall.world;
    while (world.month < 72) {
      const std::array<double, 2> recent{world.administrations[0].recent_incidents,
                                         world.administrations[1].recent_incidents};
      town_hall.run();
      for (std::size_t o = 0; o < 2; ++o) {
        Tally office;
        for (std::size_t g = 0; g < 16; ++g) office += world.record.cells[16 * o + g];
        const double p = std::min(1.0, 0.01 * (1 + 0.3 * recent[o]));
        excess += office(Count::incidents) - p * office(Count::underserved);
        quiet_excess += office(Count::incidents) - 0.01 * office(Count::underserved);
        variance += p * (1 - p) * office(Count::underserved);
        REQUIRE(world.administrations[o].recent_incidents ==
                Approx(0.7 * recent[o] + office(Count::incidents) * 10000 / 2000));
      }
    }
  }
  CHECK(std::abs(excess) / std::sqrt(variance) < test::z_limit);
  CHECK(quiet_excess / std::sqrt(variance) > test::z_limit);  // it would see no excitement
}

// Runs are the sample; a run's own count of underserved decisions is what excites. Their changes
// within a run move the mean by less than a thousandth of a standard error.
TEST_CASE("incidents come as often as a self-exciting process of their branching number",
          "[statistical][administrators]") {
  constexpr double per_10000 = 2.5;  // in a town of 4,000
  for (const double excitement : {0.0, 0.3}) {
    std::vector<double> excess;
    for (std::uint32_t replicate = 0; replicate < 60; ++replicate) {
      const auto result = test::simulate(
          scenario(town(4000, 1) + at(0, 0) + test::loops_cut() + test::need_stays() +
                       Settings{{"need.problem_share", 0},
                                {"administration.incident", 0.01},
                                {"administration.incident_excitement", excitement}},
                   {180, 60}),
          replicate);
      const auto decisions = test::series(result, "decisions");
      const auto underserved = test::series(result, "underserved");
      double risky = 0;
      for (std::size_t t = 0; t < decisions.size(); ++t)
        risky += decisions[t] * underserved[t] / static_cast<double>(decisions.size());
      const double background = 0.01 * risky * per_10000;
      const double branching = background * excitement / (1 - 0.7);
      REQUIRE(branching < 0.8);
      excess.push_back(test::mean(test::series(result, "incidents")) -
                       closed_form::self_exciting_mean(background, branching));
    }
    CHECK(std::abs(test::z_score(excess, 0)) < test::z_limit);
  }
}

TEST_CASE("announcing halves salience and raises what citizens expect", "[unit][administrators]") {
  int announced = 0;
  for (std::uint32_t replicate = 0; replicate < 10; ++replicate) {
    SteppedWorld town_hall(scenario(town(800, 1) + at(0, 0) +
                                        Settings{{"administration.measure_hazard", 1},
                                                 {"administration.measure_half", 0.01},
                                                 {"administration.salience_limit", 1e6}},
                                    {24, 0}),
                           replicate);
    World& world = town_hall.world;
    Administration& administration = world.administrations[0];
    set_incidents(world, 8);
    world.month = 1;
    put_rules_in_force(world);
    govern(world);
    const double full = 0.25 * 100;
    CHECK(administration.total_salience() ==
          Approx(administration.born == 1 ? full / 2 : full).epsilon(1e-4));
    CHECK(administration.expectation == (administration.born == 1 ? 0.15 : 0));
    if (administration.born == 0) continue;
    ++announced;
    CHECK(administration.measures[0].cause == Cause::harshness);
    CHECK(administration.measures[0].effective == 1 + 12);
    ++world.month;
    put_rules_in_force(world);
    CHECK(administration.expectation == Approx(0.15 * 0.95));
  }
  CHECK(announced > 0);
}

TEST_CASE("an answer spends the share of salience that its parameter says",
          "[unit][administrators]") {
  const auto left = [](double spent) {
    Council council(at(0, 0) + Settings{{"administration.measure_hazard", 10},
                                        {"administration.measure_half", 0.01},
                                        {"administration.salience_limit", 1e6},
                                        {"administration.salience_spent", spent}});
    set_incidents(council.world, 8);
    council.pass_month();
    REQUIRE(council.administration().born == 1);
    return council.administration().total_salience();
  };
  CHECK(left(0) == Approx(25).epsilon(1e-4));
  CHECK(left(0.5) == Approx(12.5).epsilon(1e-4));
  CHECK(left(1) == 0);
}

TEST_CASE("a promise that is not kept costs trust when the measure takes effect",
          "[unit][administrators]") {
  Council council(at(0, 0));
  council.announce(MeasureKind::relax).promised = 0.15;
  council.next_rules();
  CHECK(council.administration().promise_gap == Approx(0.15 * 0.7));
  CHECK(council.office().now.trust_kept == Approx(std::exp(-0.5 * 0.15 * 0.7)));
  council.next_rules();
  CHECK(council.administration().promise_gap == 0);
  CHECK(council.office().now.trust_kept == Approx(std::exp(-0.5 * 0.15 * 0.7 * 0.95)));
}

TEST_CASE("each measure's parent was announced before it, by the same administration",
          "[unit][administrators]") {
  const auto result = thirty_years();
  const auto& office = test::measures(result, "office_id");
  const auto& number = test::measures(result, "measure_id");
  const auto& parent = test::measures(result, "parent");
  const auto& announced = test::measures(result, "month_announced");
  int with_parent = 0;
  for (std::size_t k = 0; k < parent.size(); ++k) {
    if (parent[k] < 0) continue;
    ++with_parent;
    REQUIRE(parent[k] < number[k]);
    bool found = false;
    for (std::size_t p = 0; p < k; ++p)
      found = found ||
              (office[p] == office[k] && number[p] == parent[k] && announced[p] < announced[k]);
    REQUIRE(found);
  }
  CHECK(with_parent > 0);
}

TEST_CASE("a cause gets a measure of the kind that answers it", "[unit][administrators]") {
  const auto result = test::simulate(scenario(town(2000) + at(100, 100), {240, 12}));
  const auto& kind = test::measures(result, "kind");
  const auto& cause = test::measures(result, "cause");
  for (std::size_t k = 0; k < kind.size(); ++k) {
    const auto what = static_cast<MeasureKind>(static_cast<int>(kind[k]));
    switch (static_cast<Cause>(static_cast<int>(cause[k]))) {
      case Cause::harshness:
        CHECK((what == MeasureKind::repair || what == MeasureKind::relax));
        break;
      case Cause::profiling: CHECK(what == MeasureKind::repair); break;
      case Cause::misuse: CHECK(what == MeasureKind::verify); break;
      default: CHECK(what == MeasureKind::restrict);
    }
  }
}

TEST_CASE("one administration for all gives every office the same measures",
          "[unit][administrators]") {
  SteppedWorld town_hall(
      scenario(town(2000, 3) + at(100, 100) + Settings{{"administration.level", 1}}, {48, 0}));
  town_hall.run(48);
  const World& world = town_hall.world;
  REQUIRE(world.administrations.size() == 1);
  REQUIRE_FALSE(world.administrations[0].measures.empty());
  CHECK(world.offices[0].rule == world.offices[2].rule);
  CHECK(world.offices[0].now.room == world.offices[2].now.room);
}

TEST_CASE("rules distinguish too much only beyond what needs warrant", "[unit][administrators]") {
  SteppedWorld town_hall(scenario(town(800, 1) + Settings{{"population.life_situations", 2}}));
  World& world = town_hall.world;
  world.mean_need_of = {-1.0, 1.0};
  CHECK(overdistinction(world, {0.0, 0.0}, 0) == 0);
  CHECK(overdistinction(world, {-1.0, 1.0}, 0) == 0);
  CHECK(overdistinction(world, {-0.4, 0.4}, 0) == 0);
  CHECK(overdistinction(world, {-1.5, 1.5}, 0) == Approx(1.0));  // drawn 3, warranted 2
  CHECK(overdistinction(world, {0.2, -0.2}, 0) == Approx(0.4));  // drawn against the order of need
  CHECK(overdistinction(world, {-1.5, 1.5}, 0.15) == Approx(0.85));
}
