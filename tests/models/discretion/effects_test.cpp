#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "models/discretion/record/metrics.hpp"
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

constexpr int months = 30;

/// A town where there is much to respond to, run with these settings.
sim::RunResult run(const Settings& settings) {
  return test::simulate(scenario(town(1500) + at(100, 100) + settings, {months, 6}));
}

/// Reported metrics that differ in any bit of any month.
std::set<std::string> differing(const sim::RunResult& one, const sim::RunResult& other) {
  std::set<std::string> names;
  for (const sim::MetricInfo& metric : sim::reported_metrics(model())) {
    const auto a = series(one, metric.name);
    const auto b = series(other, metric.name);
    const auto same = [](double x, double y) {
      return std::bit_cast<std::uint64_t>(x) == std::bit_cast<std::uint64_t>(y);
    };
    if (!std::ranges::equal(a, b, same)) names.insert(metric.name);
  }
  return names;
}

double variance(const std::vector<double>& values) {
  const double middle = test::mean(values);
  double squares = 0;
  for (const double value : values) squares += (value - middle) * (value - middle);
  return squares;
}

double sum(std::span<const double> values) {
  double total = 0;
  for (const double value : values) total += value;
  return total;
}

}  // namespace

TEST_CASE("preconditions that are counted only leave the world of no preconditions",
          "[unit][effects]") {
  const auto counted = run({{"loops.pile_preconditions_effect", 0}});
  const auto cut = run({{"loops.pile_preconditions", 0}});
  CHECK(differing(counted, cut) ==
        std::set<std::string>{"preconditions", "preconditions_born", "preconditions_expected"});
  CHECK(series(counted, "preconditions").back() > 0);
}

TEST_CASE("measures that are counted only leave the world of no measures, but for salience",
          "[unit][effects]") {
  // Attention is halved by an answer, whatever comes of it; workers feel it unless told not to.
  const Settings unmoved{{"workers.blame_salience", 0},
                         {"workers.harshness_mandate", 0},
                         {"managers.harshness_mandate", 0},
                         {"administration.delivery_lag", 1}};
  const auto counted = run(unmoved + Settings{{"loops.risk_rule_reflex_effect", 0}});
  const auto cut = run(unmoved + Settings{{"loops.risk_rule_reflex", 0}});
  CHECK(series(counted, "measures").back() > 0);
  for (const std::string& name : differing(counted, cut)) {
    INFO(name);
    const bool of_administrators = name.starts_with("measures") || name.starts_with("salience") ||
                                   name.starts_with("restrictions") || name == "answers_expected" ||
                                   name == "births_descended";
    CHECK(of_administrators);
  }
  for (const double share : series(counted, "births_descended")) CHECK(!(share > 0));
}

TEST_CASE("difference that is counted only leaves the world in which nobody looks at others",
          "[unit][effects]") {
  const auto counted = run({{"loops.others_effect", 0}});
  const auto cut = run({{"loops.others", 0}});
  const std::set<std::string> said{"difference_seen",
                                   "uncertainty",
                                   "complaints",
                                   "upheld",
                                   "arbitrariness",
                                   "arbitrariness_complaints",
                                   "equality_complaints",
                                   "hardship_complaints",
                                   "equality_complaints_per_tailored"};
  for (const std::string& name : differing(counted, cut)) {
    INFO(name);
    CHECK(said.contains(name));
  }
  CHECK(sum(series(counted, "equality_complaints")) > 0);
  CHECK(test::mean(series(counted, "complaints")) > test::mean(series(cut, "complaints")));
}

TEST_CASE("arbitrariness that is counted only leaves administrators as unmoved as none",
          "[unit][effects]") {
  const auto counted = run({{"loops.own_relation_effect", 0}});
  const auto cut = run({{"loops.own_relation", 0}});
  CHECK(differing(counted, cut) == std::set<std::string>{"arbitrariness_complaints"});
  CHECK(sum(series(counted, "arbitrariness_complaints")) > 0);
}

TEST_CASE("shelter that is counted only leaves the world of workers who seek none",
          "[unit][effects]") {
  const std::set<std::string> chosen{"shelter", "rule_per_call", "away_by_choice", "room_left"};
  for (const std::string part : {"seek_shelter", "self_protection", "survival"}) {
    INFO(part);
    const auto counted = run({{"loops." + part + "_effect", 0}});
    const auto cut = run({{"loops." + part, 0}});
    const auto names = differing(counted, cut);
    for (const std::string& name : names) {
      INFO(name);
      CHECK(chosen.contains(name));
    }
    CHECK(names.contains("shelter"));
  }
}

TEST_CASE("workers choose more shelter than they carry out where it is counted only",
          "[unit][effects]") {
  const auto counted = run({{"loops.seek_shelter_effect", 0}});
  const auto cut = run({{"loops.seek_shelter", 0}});
  CHECK(test::mean(series(counted, "shelter")) > test::mean(series(cut, "shelter")));
}

TEST_CASE("what is counted of workers learns, and what acts stays", "[unit][effects]") {
  SteppedWorld town_hall(
      scenario(town(1500) + at(100, 100) + Settings{{"loops.self_protection_effect", 0}}, {24, 6}));
  town_hall.run(30);
  const World& world = town_hall.world;
  for (const double blame : world.workers.blame_expectation) CHECK(blame == 0.05);
  CHECK(world.sheltered.blame_expectation[0] != 0.05);
  CHECK(world.sheltered.sensitivity == world.workers.sensitivity);  // survival acts
}

TEST_CASE("threads change no bit of what is counted only", "[unit][effects][determinism]") {
  const auto with = scenario(town(20000, 3) + at(100, 100) +
                                 Settings{{"loops.others_effect", 0},
                                          {"loops.seek_shelter_effect", 0},
                                          {"workers.turnover", 0.05},
                                          {"loops.added_complaints", 0.1},
                                          {"loops.added_rules", 0.1}},
                             {8, 2});
  sim::Parallel one(1);
  sim::Parallel three(3);
  CHECK(test::bits_of(model().simulate(with, 0, one)) ==
        test::bits_of(model().simulate(with, 0, three)));
}

TEST_CASE("expected preconditions are those of the hazard", "[unit][expected]") {
  // Only requests of a team that is trusted fully and expects what it expected at the start.
  const auto result = test::simulate(scenario(town(1000, 2) + at(100, 100) +
                                                  Settings{{"managers.precondition_hazard", 0},
                                                           {"workers.rule_requests", 0.4},
                                                           {"managers.trust_start", 1},
                                                           {"managers.trust_level", 1},
                                                           {"managers.trust_slope", 0},
                                                           {"loops.self_protection", 0}},
                                              {1, 1}));
  CHECK(series(result, "preconditions_expected")[0] ==
        Approx(1 - std::exp(-0.4 * 0.05)).epsilon(1e-12));
}

TEST_CASE("expected births are the mean of those counted, with less spread",
          "[statistical][expected]") {
  for (const auto& [born, expected] :
       {std::pair{"preconditions_born", "preconditions_expected"},
        std::pair{"measures_born", "measures_expected"},
        std::pair{"measures_born_restrict", "restrictions_expected"},
        std::pair{"restrictions_born_of_difference", "restrictions_expected_of_difference"}}) {
    INFO(born);
    std::vector<double> counts, expectations, differences;
    for (std::uint32_t replicate = 0; replicate < 24; ++replicate) {
      static std::map<std::uint32_t, sim::RunResult> made;
      if (!made.contains(replicate)) {
        made[replicate] = test::simulate(scenario(town(600) + at(100, 100), {48, 6}), replicate);
      }
      counts.push_back(sum(series(made[replicate], born)));
      expectations.push_back(sum(series(made[replicate], expected)));
      differences.push_back(counts.back() - expectations.back());
    }
    CHECK(std::abs(test::z_score(differences, 0)) < test::z_limit);
    CHECK(variance(expectations) < 0.5 * variance(counts));
  }
}

TEST_CASE("expected births add up over causes to all", "[unit][expected]") {
  const auto result = run({});
  for (std::size_t month = 0; month < months; ++month) {
    double by_cause = 0;
    for (const char* cause : cause_names)
      by_cause += series(result, std::string("measures_expected_") + cause)[month];
    CHECK(by_cause == Approx(series(result, "measures_expected")[month]));
    CHECK(by_cause <= series(result, "answers_expected")[month] + 1e-12);
  }
  const auto without_revision = run({{"administration.revision", 0}});
  CHECK(sum(series(without_revision, "measures_expected")) ==
        Approx(sum(series(without_revision, "answers_expected"))));
}

TEST_CASE("who always tailors leaves no room and seeks no shelter", "[unit][metrics]") {
  const Settings all_profession{
      {"workers.loyalty_citizen", 0},      {"workers.loyalty_law", 0},
      {"workers.loyalty_organisation", 0}, {"workers.loyalty_profession", 1},
      {"workers.loyalty_society", 0},      {"workers.loyalty_spread", 0},
      {"workers.temperature", 0.001},      {"workers.blame_start", 0},
      {"workers.yielding_weight", 0},      {"policy.surge_coarsening", 0}};
  const auto result =
      test::simulate(scenario(town(1000) + at(100, 100) + test::loops_cut() + all_profession +
                                  Settings{{"workers.norm_rate", 0}},
                              {6, 2}));
  for (const double share : series(result, "shelter")) CHECK(share == 0);
  for (const double share : series(result, "away_by_choice")) CHECK(share == 0);
  // Room below the norm is left.
  const auto low =
      test::simulate(scenario(town(1000) + at(100, 100) + test::loops_cut() + all_profession +
                                  Settings{{"workers.norm_rate", 0}, {"workers.norm_start", 0}},
                              {6, 2}));
  CHECK(test::mean(series(low, "room_left")) < 0.001);
}

TEST_CASE("who fears blame beyond all applies the rule to every call", "[unit][metrics]") {
  const auto result = test::simulate(scenario(
      town(1000) + at(100, 100) + test::loops_cut() + Settings{{"workers.blame_start", 100}},
      {6, 2}));
  for (const double share : series(result, "room_left")) CHECK(share == 1);
  for (const double share : series(result, "rule_per_call")) CHECK(share == 1);
  for (const double share : series(result, "shelter")) CHECK(share == 1);
}

TEST_CASE("take-up by capacity and problems is that of all where filing is no choice",
          "[unit][metrics]") {
  const auto forced =
      test::simulate(scenario(town(1500) + Settings{{"citizens.involuntary", 1}}, {6, 2}));
  const auto hard = test::simulate(
      scenario(town(4000) + at(100, 0) + Settings{{"citizens.take_up_complexity", 5}}, {12, 2}));
  for (const char* name : {"take_up_low_capacity", "take_up_high_capacity",
                           "take_up_without_problems", "take_up_several_problems"}) {
    for (const double share : series(forced, name)) CHECK(share == 1);
  }
  CHECK(test::mean(series(hard, "take_up_low_capacity")) <
        test::mean(series(hard, "take_up_high_capacity")));
}

TEST_CASE("rules disperse between offices by how far each reads its own norm", "[unit][metrics]") {
  const auto alike = test::simulate(scenario(town(1000) + test::loops_cut(), {2, 0}));
  for (const double spread : series(alike, "rule_dispersion")) CHECK(spread == 0);
  SteppedWorld apart(
      scenario(town(1000) + test::loops_cut() + Settings{{"policy.own_norms", 0.4}}, {2, 0}));
  apart.run();
  double squares = 0;
  const auto& one = apart.world.offices[0].rule;
  const auto& other = apart.world.offices[1].rule;
  for (std::size_t g = 0; g < one.size(); ++g)
    squares += (one[g] - other[g]) * (one[g] - other[g]) / 2;
  const auto result = test::simulate(apart.plan);
  CHECK(series(result, "rule_dispersion")[0] ==
        Approx(std::sqrt(squares / static_cast<double>(one.size()))));
  CHECK(squares > 0);
}

TEST_CASE("like cases cost the same where only the rule is applied and nothing is paid out",
          "[unit][metrics]") {
  const Settings rule_only =
      test::loops_cut() + Settings{{"workers.blame_start", 100}, {"costs.treatment", 0}};
  const auto result = test::simulate(scenario(town(1000) + at(100, 100) + rule_only, {4, 2}));
  // Squares are added in units of 2^-30, of thousands of euros.
  const double rounding = 1000 * std::sqrt(std::ldexp(1.0, -30));
  for (const double sd : series(result, "cost_sd_within")) CHECK(sd == Approx(0).margin(rounding));
  CHECK(test::mean(series(run({}), "cost_sd_within")) > 1);
}

TEST_CASE("what is put in from outside acts and is not counted as a response", "[unit][pulse]") {
  // With hours in plenty the same cases are decided, whatever time each takes.
  const sim::Scenario plain =
      scenario(town(1500) + at(100, 100) + Settings{{"workers.hours_margin", 4}}, {12, 6});
  const auto with = [&](const char* parameter, double value) {
    sim::Scenario pulsed = plain;
    pulsed.events.push_back(test::event(6, {}, {{parameter, value}}));
    pulsed.events.push_back(test::event(7, {}, {{parameter, 0}}));
    return test::simulate(pulsed);
  };
  const auto before = test::simulate(plain);
  constexpr std::size_t month = 5;
  const auto same_in = [&](const sim::RunResult& pulsed, const char* metric) {
    return series(pulsed, metric)[month] == series(before, metric)[month];
  };
  const auto preconditions = with("loops.added_preconditions", 2);
  CHECK(series(preconditions, "preconditions")[month] ==
        Approx(series(before, "preconditions")[month] + 2));
  CHECK(same_in(preconditions, "preconditions_born"));
  CHECK(same_in(preconditions, "preconditions_expected"));

  const auto measures = with("loops.added_measures", 3);
  CHECK(same_in(measures, "measures_born"));
  CHECK(test::measures(measures, "month_announced").size() >=
        test::measures(before, "month_announced").size() + 2 * 3 - 2);
  CHECK(std::ranges::count(test::measures(measures, "month_announced"), 6.0) ==
        std::ranges::count(test::measures(before, "month_announced"), 6.0) + 2 * 3);

  const auto rules = with("loops.added_rules", 1);
  for (const char* counted : {"shelter", "rule_per_call", "away_by_choice"})
    CHECK(same_in(rules, counted));
  CHECK(series(rules, "tailored")[month] < 0.5 * series(before, "tailored")[month]);

  const auto complaints = with("loops.added_complaints", 0.5);
  CHECK(same_in(complaints, "complaints"));
  CHECK(same_in(complaints, "equality_complaints"));
  CHECK(series(complaints, "salience_equality")[month] >
        series(before, "salience_equality")[month]);
  CHECK(series(complaints, "blame_expectation")[month] >
        series(before, "blame_expectation")[month]);
}
