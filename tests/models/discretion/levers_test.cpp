
#include "models/discretion/citizens/levers.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "models/discretion/citizens/looking.hpp"
#include "models/discretion/rules/levers.hpp"
#include "models/discretion/rules/measures.hpp"
#include "models/discretion/rules/rules_in_force.hpp"
#include "models/discretion/workers/levers.hpp"
#include "models/discretion/workers/referral.hpp"
#include "models/discretion/workers/workers.hpp"
#include "tests/support/discretion_world.hpp"
#include "tests/support/statistics.hpp"

using namespace discretion;
using test::at;
using test::bits_of;
using test::desk_of;
using test::FirstMonth;
using test::loops_cut;
using test::scenario;
using test::Settings;
using test::SteppedWorld;
using test::town;

namespace {

bool is_in_section(const sim::ParameterInfo& row) { return row.name.starts_with("levers."); }

/// The strengths: rows of the section whose default is 0.
std::vector<std::string> strengths() {
  std::vector<std::string> names;
  for (const auto& row : model().parameters()) {
    if (is_in_section(row) && sim::as_number(row.default_value) == 0) names.push_back(row.name);
  }
  return names;
}

/// A lever's own parameters, at half or double their defaults.
Settings own_parameters_moved(const std::string& lever) {
  Settings moved;
  for (const auto& row : model().parameters()) {
    if (!row.name.starts_with(lever + "_")) continue;
    const double usual = sim::as_number(row.default_value);
    moved.emplace_back(row.name, 2 * usual <= row.range.max ? 2 * usual : 0.5 * usual);
  }
  return moved;
}

Settings all_pulled(double strength) {
  Settings all;
  for (const auto& row : model().parameters()) {
    if (is_in_section(row) && sim::as_number(row.default_value) == 0)
      all.emplace_back(row.name, strength);
  }
  return all;
}

/// Where every lever finds something to do: some gate, room, preconditions and measures.
sim::Scenario lively_town(const Settings& levers) {
  return scenario(town(2000) + at(60, 100) +
                      Settings{{"administration.measure_half", 1},
                               {"administration.delivery_lag", 2},
                               {"managers.precondition_hazard", 10},
                               {"workers.rule_requests", 1},
                               {"levers.sunset_months", 3},
                               {"levers.administration_cap_share", 0.01}} +
                      levers,
                  {18, 6});
}

/// The tally of a first month; what comes before the decisions is the same for all.
Tally first_month(const Settings& settings, double individual = 100) {
  SteppedWorld town_hall(scenario(town(3000) + at(100, individual) + settings, {24, 0}));
  town_hall.run();
  return town_hall.tally();
}

/// A town whose measures are put in by hand.
struct Council : SteppedWorld {
  explicit Council(const Settings& settings)
      : SteppedWorld(scenario(
            town(800, 1) +
                Settings{{"administration.measure_hazard", 0}, {"administration.repeal", 0}} +
                settings,
            {120, 0})) {}
  Administration& administration() { return world.administrations[0]; }
  Office& office() { return world.offices[0]; }
  void add(MeasureKind kind, int life_situation = -1) {
    Measure m;
    m.kind = kind;
    m.life_situation = life_situation;
    m.side_situation = 5;
    m.announced = world.month;
    m.effective = world.month + 1;
    administration().measures.push_back(m);
  }
};

/// A month in which a measure is sure to be announced, for harshness.
struct Alarm : SteppedWorld {
  explicit Alarm(const Settings& settings)
      : SteppedWorld(scenario(town(800, 1) + at(100, 100) + settings, {120, 0})) {
    for (int month = 0; month < 60 && administration().measures.empty(); ++month) {
      run();
      administration().salience[0] = administration().considered = 1e6;
    }
    REQUIRE(!administration().measures.empty());
  }
  Administration& administration() { return world.administrations[0]; }
  const Measure& measure() { return administration().measures.front(); }
};

}  // namespace

TEST_CASE("a strength of 0 changes no bit, whatever the lever's own parameters", "[unit][levers]") {
  const auto without = bits_of(test::simulate(lively_town({})));
  CHECK(strengths().size() == 24);
  for (const std::string& lever : strengths()) {
    INFO(lever);
    const Settings idle = lever == "levers.sunset" ? Settings{} : own_parameters_moved(lever);
    CHECK(bits_of(test::simulate(lively_town(Settings{{lever, 0}} + idle))) == without);
  }
}

TEST_CASE("every lever changes something, at half strength and in full", "[unit][levers]") {
  const auto without = bits_of(test::simulate(lively_town({})));
  for (const std::string& lever : strengths()) {
    INFO(lever);
    const auto half = bits_of(test::simulate(lively_town({{lever, 0.5}})));
    const auto full = bits_of(test::simulate(lively_town({{lever, 1}})));
    CHECK(half != without);
    CHECK(full != without);
    CHECK(full != half);
  }
}

TEST_CASE("with every lever pulled threads and order change no bit", "[unit][levers]") {
  const sim::Scenario all = lively_town(all_pulled(0.7));
  const auto run_on = [&](sim::Parallel parallel) {
    return bits_of(model().simulate(all, 0, parallel));
  };
  const auto one = run_on(sim::Parallel(1));
  CHECK(run_on(sim::Parallel(3)) == one);
  CHECK(run_on(sim::Parallel::shuffled(1)) == one);
}

TEST_CASE("no lever acts before the first recorded month", "[unit][levers]") {
  SteppedWorld without(lively_town({}));
  SteppedWorld pulled(lively_town(all_pulled(1)));
  without.run(6);
  pulled.run(6);
  CHECK(test::column(pulled.world, &Citizen::trust) ==
        test::column(without.world, &Citizen::trust));
  auto norms = pulled.world.workers.norm;
  norms.resize(without.world.workers.norm.size());  // less those of workshops, which are open
  CHECK(norms == without.world.workers.norm);
  without.run();
  pulled.run();
  CHECK(test::column(pulled.world, &Citizen::trust) !=
        test::column(without.world, &Citizen::trust));
}

TEST_CASE("an event pulls every lever, and lets it go", "[unit][levers]") {
  const auto without = test::simulate(lively_town({}));
  for (const std::string& lever : strengths()) {
    INFO(lever);
    sim::Scenario with = lively_town({});
    with.events.push_back(test::event(7, {}, {{lever, 1}}));
    with.events.push_back(test::event(17, {}, {{lever, 0}}));
    const auto result = test::simulate(with);
    for (std::size_t month = 0; month < 6; ++month)
      CHECK(test::series(result, "misfit")[month] == test::series(without, "misfit")[month]);
    CHECK(bits_of(result) != bits_of(without));
  }
}

TEST_CASE("front line signals: recurring tailored answers are repaired without an incident",
          "[unit][levers]") {
  const Settings quiet{{"administration.measure_hazard", 0}, {"administration.incident", 0}};
  const auto repairs = [&](double strength) {
    const auto result = test::simulate(scenario(
        town(2000) + at(0, 100) + quiet + Settings{{"levers.front_line_signals", strength}},
        {48, 0}));
    return test::measures(result, "kind");
  };
  CHECK(repairs(0).empty());
  const auto kinds = repairs(1);
  CHECK(!kinds.empty());
  for (const double kind : kinds) CHECK(kind == static_cast<double>(MeasureKind::repair));
}

TEST_CASE("front line signals: the repair is where most recurs, and gives what workers gave",
          "[unit][levers]") {
  Council council(at(0, 100) + Settings{{"levers.front_line_signals", 1},
                                        {"levers.front_line_signals_rate", 10}});
  council.office().recurring[3] = 5;
  council.run(2);
  REQUIRE(!council.administration().measures.empty());
  const Measure& repair = council.administration().measures.front();
  CHECK(repair.life_situation == 3);
  CHECK(repair.amount > 2 * 0.9 * 5 * 0.5);
}

TEST_CASE("front line signals: a repair promises nothing and has no side effect",
          "[unit][levers]") {
  Council council(at(0, 100) + Settings{{"levers.front_line_signals", 1},
                                        {"levers.front_line_signals_rate", 10},
                                        {"administration.delivery_lag", 1}});
  council.office().recurring[3] = 5;
  council.run(40);
  REQUIRE(!council.administration().measures.empty());
  CHECK(council.administration().expectation == 0);
  CHECK(council.office().disappointment == 0);
  for (const Measure& repair : council.administration().measures) {
    REQUIRE((!repair.acted || worn(repair) > 0));
    CHECK(slip(repair, council.office().parameters.administration) == 0);
  }
}

TEST_CASE(
    "front line signals: a repair stands for those of the same rule, and keeps what they gave",
    "[unit][levers]") {
  Council council(at(0, 0));
  const double law = council.office().law[3];
  council.add(MeasureKind::repair, 3);
  council.add(MeasureKind::repair, 4);
  council.run(2);
  const double before = council.office().rule[3];
  REQUIRE(before != law);
  const double given = council.administration().measures[0].effectiveness *
                       council.administration().measures[0].amount;
  council.add(MeasureKind::repair, 3);
  council.administration().measures[2].from_front_line = true;
  council.administration().measures[2].amount = 1;
  council.run();
  const auto& measures = council.administration().measures;
  CHECK_FALSE(measures[0].in_force(council.world.month));
  CHECK(measures[1].in_force(council.world.month));
  CHECK(council.administration().in_force == 2);
  CHECK(measures[2].fresh * measures[2].amount == Approx(given + measures[2].fresh));
}

TEST_CASE("precedent: an answer that works opens the gate to look-alikes", "[unit][levers]") {
  FirstMonth month(at(0, 100) + Settings{{"levers.precedent", 1}});
  CHECK_FALSE(month.judge_gap(0.3).may_tailor);
  month.office().works[0] = 0.8;
  CHECK(month.judge_gap(0.3).may_tailor);  // the gate of 1 is 0.2 now
  CHECK_FALSE(month.judge_gap(0.19).may_tailor);
  month.office().works[0] = 0;
  month.office().claimants[0] = 0.5;
  const double before = month.judge_gap(2).probability[tailor];
  month.office().works[0] = 0.8;
  CHECK(month.judge_gap(2).probability[tailor] > before);
}

TEST_CASE("precedent: only tailored answers that stand up become one", "[unit][levers]") {
  const auto works = [](const Settings& settings) {
    SteppedWorld town_hall(scenario(
        town(2000, 1) + at(100, 100) + Settings{{"levers.precedent", 1}} + settings, {24, 0}));
    town_hall.run(12);
    return test::mean(town_hall.world.offices[0].works);
  };
  CHECK(works({{"policy.individual_tailoring", 0}, {"loops.risk_rule_reflex", 0}}) == 0);
  CHECK(works({}) > 0.5);
  CHECK(works({{"citizens.upheld_base", 1}, {"citizens.complaint_level", 0}}) < works({}));
}

TEST_CASE("reasons: more hours for larger deviations, and half as illegal", "[unit][levers]") {
  FirstMonth plain(at(100, 100));
  FirstMonth month(at(100, 100) + Settings{{"levers.reasons", 1}});
  for (const double gap : {0.5, -1.5}) {
    const Judgement j = month.judge_gap(gap);
    CHECK(j.hours[tailor] == Approx(2 + 0.25 * (1 + std::abs(gap))));
    CHECK(j.hours[apply] == 1.0);
    CHECK(j.votes[Loyalty::law][tailor] - plain.judge_gap(gap).votes[Loyalty::law][tailor] ==
          Approx(0.1 * std::abs(gap)));
  }
}

TEST_CASE("reasons: the same complaints, fewer upheld, and less felt", "[unit][levers]") {
  const Settings no_effort{{"levers.reasons_hours", 0}, {"workers.tailoring_illegality", 0}};
  const Settings complaining{{"citizens.complaint_level", -2}};
  const Tally without = first_month(no_effort + complaining);
  const Tally reviewed = first_month(no_effort + complaining +
                                     Settings{{"levers.reasons", 1}, {"levers.reasons_felt", 0}});
  CHECK(reviewed(Count::complaints) == without(Count::complaints));
  CHECK(reviewed(Count::upheld_tailored) < without(Count::upheld_tailored));
  const Tally felt = first_month(no_effort + complaining + Settings{{"levers.reasons", 1}});
  CHECK(felt(Total::grievance_change) < without(Total::grievance_change));
}

TEST_CASE("situational equality: explained differences are not envied", "[unit][levers]") {
  const Settings no_effort{{"levers.situational_equality_hours", 0},
                           {"levers.situational_equality_limit", 10}};
  const Tally without = first_month(no_effort);
  const Tally explained = first_month(no_effort + Settings{{"levers.situational_equality", 1}});
  CHECK(explained(Count::tailored) == without(Count::tailored));
  CHECK(explained(Total::difference_seen) < without(Total::difference_seen));
}

TEST_CASE("situational equality: beyond its limit a difference is forbidden", "[unit][levers]") {
  FirstMonth month(at(100, 100) + Settings{{"levers.situational_equality", 1}});
  const double rule = month.office().rule[0];
  CHECK(month.judge_gap(0.8).treatment[tailor] - rule == Approx(0.8));
  CHECK(month.judge_gap(2.5).treatment[tailor] - rule == Approx(1.0));
  CHECK(month.judge_gap(-2.5).treatment[tailor] - rule == Approx(-1.0));
  CHECK(month.judge_gap(0.8).hours[tailor] == Approx(2.25));
}

TEST_CASE("perspectives circle: the rule that fits cases least moves half way, at a price",
          "[unit][levers]") {
  Council plain(at(0, 0));
  Council council(at(0, 0) + Settings{{"levers.perspectives_circle", 1},
                                      {"levers.perspectives_circle_months", 1}});
  plain.run(2);
  council.run();
  const auto unmet = council.office().unmet;
  const auto worst =
      std::ranges::max_element(unmet, [](double a, double b) { return std::abs(a) < std::abs(b); });
  const auto g = static_cast<std::size_t>(worst - unmet.begin());
  const double before = council.office().rule[g];
  council.run();
  CHECK(council.office().rewritten_rules == 1);
  CHECK(council.office().rule[g] - before == Approx(0.5 * unmet[g]));
  CHECK(council.office().now.complexity > plain.office().now.complexity);
  CHECK(council.office().now.hours == Approx(0.98 * plain.office().now.hours));
}

TEST_CASE("repair at source: everybody whom a repair concerns is settled at once",
          "[unit][levers]") {
  const auto short_of_the_rule = [](double strength, double& paid) {
    Council council(at(0, 0) + Settings{{"levers.repair_at_source", strength}});
    council.run();
    const auto worst = static_cast<int>(std::ranges::max_element(council.world.mean_need_of) -
                                        council.world.mean_need_of.begin());
    council.add(MeasureKind::repair, worst);
    ++council.world.month;
    for (auto& notebook : council.world.notebooks) std::ranges::fill(notebook.cells, Tally{});
    put_rules_in_force(council.world);
    paid = 0;
    for (const Tally& cell : council.world.notebooks[0].cells) paid += cell(Total::cost_treatment);
    int count = 0;
    for (std::uint32_t i = 0; i < council.world.population(); ++i) {
      if (council.world.citizens[i].life_situation == worst &&
          standing_treatment(council.world, CitizenId{i}) <
              council.office().rule[static_cast<std::size_t>(worst)] - 1e-6)
        ++count;
    }
    return count;
  };
  double paid = 0;
  CHECK(short_of_the_rule(0, paid) == 50);  // 800 citizens in 16 life situations
  CHECK(paid == 0);
  CHECK(short_of_the_rule(1, paid) == 0);
  CHECK(paid > 0);
}

TEST_CASE("repair at source: harshness is answered by a repair, never by exceptions",
          "[unit][levers]") {
  const auto relaxations = [](double strength) {
    const auto result = test::simulate(scenario(
        town(2000) + at(0, 0) + Settings{{"levers.repair_at_source", strength}}, {120, 0}));
    const auto& kinds = test::measures(result, "kind");
    return std::ranges::count(kinds, static_cast<double>(MeasureKind::relax));
  };
  CHECK(relaxations(0) > 0);
  CHECK(relaxations(1) == 0);
}

TEST_CASE("pause: half the side effect, half a year later", "[unit][levers]") {
  Alarm hasty({}), paused({{"levers.pause", 1}});
  const Measure& at_once = hasty.measure();
  const Measure& analysed = paused.measure();
  CHECK(at_once.effective - at_once.announced == 12);
  CHECK(analysed.effective - analysed.announced == 18);
  Measure worn = analysed;
  worn.fresh = 0.3, worn.effectiveness = 0;
  CHECK(std::abs(slip(worn, {})) == Approx(0.15));
}

TEST_CASE("pause: salience is heeded when the heat is off", "[unit][levers]") {
  Council paused({{"levers.pause", 1}}), hasty({});
  for (Council* council : {&paused, &hasty}) {
    council->run();
    council->administration().considered = 0;
    council->administration().salience.fill(100);
    council->run();
  }
  CHECK(hasty.administration().considered == Approx(hasty.administration().total_salience()));
  CHECK(paused.administration().considered == Approx(paused.administration().total_salience() / 7));
}

TEST_CASE("cover: blame falls on the manager instead of the worker", "[unit][levers]") {
  const Settings complaining =
      town(2000, 1) + at(100, 100) + Settings{{"citizens.complaint_level", -2}};
  SteppedWorld bare(scenario(complaining, {24, 0}));
  SteppedWorld covered(scenario(complaining + Settings{{"levers.cover", 1}}, {24, 0}));
  bare.run();
  covered.run();
  REQUIRE(bare.tally()(Count::complaints_tailored) > 10);
  CHECK(test::mean(covered.world.workers.blame_expectation) <
        test::mean(bare.world.workers.blame_expectation));
  CHECK(test::mean(covered.world.teams.trust) < test::mean(bare.world.teams.trust));
}

TEST_CASE("room for error: the first upheld complaint brings no blame, but hours to talk it over",
          "[unit][levers]") {
  const Settings complaining =
      town(2000, 1) + at(100, 100) +
      Settings{{"citizens.complaint_level", -2}, {"workers.blame_team", 0}};
  SteppedWorld strict(scenario(complaining, {24, 0}));
  SteppedWorld mild(scenario(complaining + Settings{{"levers.room_for_error", 1}}, {24, 0}));
  strict.run();
  mild.run();
  int pardoned = 0;
  for (std::size_t w = 0; w < 20; ++w) {
    const double with = mild.world.workers.blame_expectation[w];
    const double without = strict.world.workers.blame_expectation[w];
    if (mild.world.workers.owed[w] > 0) {
      ++pardoned;
      CHECK(mild.world.workers.upheld[w] > 0);
      CHECK(mild.world.workers.owed[w] == 2);
      CHECK(with < without);
    } else {
      CHECK(with == without);
    }
  }
  CHECK(pardoned > 3);
  mild.world.workers.upheld = std::vector<std::int32_t>(20, 1);
  pardon_errors(mild.world);  // the next one within a year is not the first
  CHECK(std::ranges::count(mild.world.workers.owed, 2.0) <= 20 - pardoned);
}

TEST_CASE(
    "explanation: half as much is expected and half as much disappoints, for a tenth of an hour",
    "[unit][levers]") {
  Council plain(at(100, 100)), told(at(100, 100) + Settings{{"levers.explanation", 1}});
  for (Council* council : {&plain, &told}) {
    council->run();
    council->administration().expectation = 1;
    council->office().disappointment = 0.4;
    council->run();
  }
  CHECK(plain.office().now.expectation == Approx(0.95));
  CHECK(told.office().now.expectation == Approx(0.475));
  CHECK(std::log(plain.office().now.trust_kept) == Approx(-0.4));
  CHECK(std::log(told.office().now.trust_kept) == Approx(-0.2));
  CHECK(told.office().now.lens == plain.office().now.lens);
  FirstMonth month(at(100, 100) + Settings{{"levers.explanation", 1}});
  const auto hours = month.judge_gap(1).hours;
  CHECK(hours[apply] == Approx(1.1));
  CHECK(hours[tailor] == Approx(2.1));
  CHECK(hours[shortcut] == Approx(1.0));
}

TEST_CASE("personal no: a refusal takes time and hurts less", "[unit][levers]") {
  FirstMonth month(at(100, 100) + Settings{{"levers.personal_no", 1}});
  const double norm = month.world.workers.norm[0];
  CHECK(month.judge_gap(norm + 0.1).hours[apply] == Approx(1.25));
  CHECK(month.judge_gap(norm - 0.1).hours[apply] == 1.0);
  const Settings no_effort{{"levers.personal_no_hours", 0}};
  const Tally by_letter = first_month(no_effort, 0);
  const Tally in_person = first_month(no_effort + Settings{{"levers.personal_no", 1}}, 0);
  CHECK(in_person(Total::grievance_change) < by_letter(Total::grievance_change));
}

TEST_CASE("personal no: nothing is promised", "[unit][levers]") {
  Alarm promising({}), honest({{"levers.personal_no", 1}});
  CHECK(promising.measure().promised > 0);
  CHECK(honest.measure().promised == 0);
  CHECK(honest.administration().expectation == 0);
}

TEST_CASE("help: more is claimed and more disclosed, in hours of the office", "[unit][levers]") {
  const Settings helped{{"levers.help", 1}};
  const Settings daunting{{"citizens.take_up_complexity", 5}};
  CHECK(first_month(daunting + helped)(Count::filed) > first_month(daunting)(Count::filed));
  const auto beyond_gate = [](const Settings& settings) {
    SteppedWorld town_hall(
        scenario(town(2000) + at(0, 100) + test::exact_perception() + settings, {24, 0}));
    for (Citizen& citizen : town_hall.world.citizens) citizen.capacity = 0;
    town_hall.decide();
    return town_hall.tally()(Count::beyond_gate);
  };
  CHECK(beyond_gate({}) == 0);  // who cannot disclose has no gap
  CHECK(beyond_gate(helped) > 0);
  FirstMonth month(at(100, 100) + helped);
  CaseFile file;
  file.capacity = 0.2;
  CHECK(judge(month.world, month.office(), desk_of(1), file).hours[apply] == Approx(1.4));
}

TEST_CASE("longer validity: an unchanged case that its citizen accepts is not filed anew",
          "[unit][levers]") {
  SteppedWorld town_hall(
      scenario(town(2000) + at(100, 100) + Settings{{"levers.longer_validity", 1}}, {36, 0}));
  town_hall.run(12);
  World& world = town_hall.world;
  int valid = 0;
  for (std::uint32_t i = 0; i < world.population(); ++i) {
    if (!still_valid(world, CitizenId{i})) continue;
    ++valid;
    const double before = world.need(CitizenId{i});
    world.citizens[i].circumstance += 1.01F;
    CHECK_FALSE(still_valid(world, CitizenId{i}));
    world.citizens[i].circumstance -= 1.01F;
    REQUIRE(world.need(CitizenId{i}) == Approx(before));
    world.month += 25;
    CHECK_FALSE(still_valid(world, CitizenId{i}));
    world.month -= 25;
  }
  CHECK(valid > 100);
  const auto filed = [](double strength) {
    return test::mean(test::series(
        test::simulate(scenario(
            town(2000) + at(100, 100) + Settings{{"levers.longer_validity", strength}}, {24, 0})),
        "filed"));
  };
  CHECK(filed(1) < filed(0));
}

TEST_CASE("longer validity: what leaves citizens underserved is known for each citizen too",
          "[unit][levers]") {
  const auto run = test::simulate(
      scenario(town(2000) + at(100, 100) + Settings{{"levers.longer_validity", 1}}, {24, 0}));
  for (std::size_t month = 0; month < 24; ++month) {
    const auto in = [&](const char* metric) { return test::series(run, metric)[month]; };
    CHECK(in("underserved_per_citizen") * 2000 == Approx(in("underserved") * in("decisions")));
  }
}

TEST_CASE("administration cap: preconditions beyond five per cent of time lapse",
          "[unit][levers]") {
  const auto most_time = [](double strength) {
    SteppedWorld town_hall(scenario(
        town(2000, 1) + at(100, 100) + loops_cut() +
            Settings{{"managers.precondition_drop", 0}, {"levers.administration_cap", strength}},
        {24, 0}));
    std::ranges::fill(town_hall.world.teams.preconditions, 6);
    town_hall.run();
    double most = 0;
    const World& world = town_hall.world;
    for (std::size_t t = 0; t < world.teams.trust.size(); ++t) {
      double tailored = 0;
      for (std::uint32_t w = world.teams.first_worker[t]; w < world.teams.first_worker[t + 1]; ++w)
        tailored += world.workers.tailored[w];
      const auto& month = world.offices[0].now;
      const double time =
          0.1 * 2 * month.time_factor * tailored * world.teams.preconditions[t] / (5 * month.hours);
      most = std::max(most, time);
    }
    return most;
  };
  CHECK(most_time(0) > 0.05);
  CHECK(most_time(1) <= 0.05);
}

TEST_CASE("outside time: a tenth of the hours, and gaps seen with less bias and error",
          "[unit][levers]") {
  FirstMonth inside(at(100, 100)), outside(at(100, 100) + Settings{{"levers.outside_time", 1}});
  CHECK(outside.office().now.hours == Approx(0.9 * inside.office().now.hours));
  for (FirstMonth* month : {&inside, &outside}) month->world.worker_traits.bias[0] = 0.5;
  CHECK(inside.judge_gap(1).gap == Approx(1.5));
  CHECK(outside.judge_gap(1).gap == Approx(1.35));
}

TEST_CASE("costs and benefits: hardship avoided counts for society, and only that",
          "[unit][levers]") {
  FirstMonth plain(at(100, 100));
  FirstMonth month(at(100, 100) + Settings{{"levers.costs_and_benefits", 1}});
  const double h = month.world.threshold;
  const auto gain = [&](double gap) {
    return month.judge_gap(gap).votes[Loyalty::society][tailor] -
           plain.judge_gap(gap).votes[Loyalty::society][tailor];
  };
  CHECK(gain(h + 0.5) == Approx(0.8 * 0.7));  // the half beyond the threshold, and the step
  CHECK(gain(h - 0.1) == 0);
  CHECK(gain(-2) == 0);
  CHECK(month.judge_gap(1).hours[tailor] == Approx(2.25));
}

TEST_CASE("sunset: a measure lapses at the end of its term", "[unit][levers]") {
  const auto lasted = [](const Settings& settings) {
    Council council(settings);
    council.add(MeasureKind::restrict);
    council.run(100);
    const Measure& m = council.administration().measures[0];
    return m.ended == 0 ? 0 : m.ended - m.effective;
  };
  CHECK(lasted({}) == 0);
  CHECK(lasted({{"levers.sunset", 1}}) == 25);  // the last month in force is the 24th after effect
  CHECK(lasted({{"levers.sunset", 1}, {"levers.sunset_months", 6}}) == 7);
}

TEST_CASE("trust contract: managers keep their trust, and account takes time", "[unit][levers]") {
  const auto run = [](double strength) {
    auto town_hall = std::make_unique<SteppedWorld>(
        scenario(town(1000, 1) + at(100, 100) +
                     Settings{{"managers.trust_slope", 100}, {"levers.trust_contract", strength}},
                 {24, 0}));
    town_hall->run(12);
    return town_hall;
  };
  const auto without = run(0), agreed = run(1);
  CHECK(std::ranges::min(without->world.teams.trust) < 0.5);
  CHECK(std::ranges::min(agreed->world.teams.trust) >= 0.8 - 1e-12);
  CHECK(agreed->world.offices[0].now.hours == Approx(0.97 * without->world.offices[0].now.hours));
}

TEST_CASE("slack: more hours, less waiting, and idle hours are paid", "[unit][levers]") {
  const auto year = [](const char* metric, double strength, double margin) {
    return test::mean(
        test::series(test::simulate(scenario(
                         town(2000) + at(100, 100) + loops_cut() +
                             Settings{{"workers.hours_margin", margin}, {"levers.slack", strength}},
                         {12, 0})),
                     metric));
  };
  CHECK(year("waiting", 1, 0.9) < year("waiting", 0, 0.9));
  CHECK(year("cost_administration", 1, 5) > year("cost_administration", 0, 5));
  FirstMonth plain({}), spare({{"levers.slack", 1}});
  CHECK(spare.office().now.hours == Approx(1.2 * plain.office().now.hours));
}

TEST_CASE("deliberation: only what is stuck is passed on to the workshop", "[unit][levers]") {
  FirstMonth month(at(100, 100) + Settings{{"levers.deliberation", 1}});
  const double norm = month.world.workers.norm[0];
  Desk desk = set_desk(month.world, month.office(), WorkerId{0});
  REQUIRE(desk.tailors);
  REQUIRE_FALSE(desk.refers_all);
  desk.refers = true;
  const auto passes = [&](double gap) {
    return judge(month.world, month.office(), desk, test::case_with_gap(month.world, gap))
        .probability[escalate];
  };
  const double error = month.world.worker_traits.bias[0];
  CHECK(passes(2 * norm - error + 0.01) > 0);
  CHECK(passes(2 * norm - error - 0.01) == 0);
  CHECK(passes(-3 * norm - error) == 0);
  desk.refers = false;
  CHECK(passes(3 * norm - error) == 0);
}

TEST_CASE("deliberation: several perspectives see better, fear less and take longer",
          "[unit][levers]") {
  FirstMonth month(at(100, 100) + Settings{{"levers.deliberation", 1}});
  Office& office = month.office();
  std::ranges::fill(month.world.teams.preconditions, 4);
  const Desk alone = set_desk(month.world, office, WorkerId{0});
  const Desk together = set_desk(month.world, office, WorkerId{office.workshop});
  CHECK(together.error == Approx(0.6 * alone.error));
  CHECK(together.exposure == Approx(0.5 * alone.exposure));
  CHECK(together.hours[apply] == Approx(1.5 + alone.hours[apply]));
  CHECK(together.room > alone.room);  // no manager's preconditions
  CHECK_FALSE(together.refers);
  FirstMonth without(at(100, 100));
  CHECK(without.office().workshop == nobody);
  CHECK(office.now.hours == Approx(0.95 * without.office().now.hours));
  const double workers = office.last_worker - office.first_worker;
  CHECK(hours_of(month.world, office, WorkerId{office.workshop}) ==
        Approx(0.05 * workers * without.office().now.hours));
}

TEST_CASE("deliberation: cases wait at the workshop, are decided there, and none is lost",
          "[unit][levers]") {
  for (const Settings& unit : {Settings{}, Settings{{"policy.unit", 1}}}) {
    SteppedWorld town_hall(
        scenario(town(3000) + at(100, 100) + Settings{{"levers.deliberation", 1}} + unit, {24, 0}));
    World& world = town_hall.world;
    int decided = 0;
    int longest = 0;
    for (int month = 0; month < 24; ++month) {
      town_hall.run();
      const std::uint32_t workshop = world.offices[0].workshop;
      for (std::uint32_t i = 0; i < world.population(); ++i) {
        const Citizen& citizen = world.citizens[i];
        const bool pending = (citizen.flags & flag::pending) != 0;
        if (pending || citizen.handler != workshop || world.outcomes[i].month != world.month)
          continue;
        ++decided;
        longest = std::max(longest, world.month - citizen.filed);
        CHECK(citizen.filed < world.month);
      }
      std::int64_t pending = 0;
      for (const Office& office : world.offices) pending += pending_cases(world, office);
      CHECK(pending == std::ranges::count_if(world.citizens, [](const Citizen& citizen) {
              return (citizen.flags & flag::pending) != 0;
            }));
    }
    CHECK(decided > 12);
    CHECK(longest > 1);
    if (unit.empty()) continue;
    // Those beside the unit pass on to it, and it passes on to the workshop.
    CHECK_FALSE(has_workshop_for(world, world.offices[0], WorkerId{world.offices[0].first_worker}));
    CHECK(has_workshop_for(world, world.offices[0], WorkerId{world.offices[0].first_unit_worker}));
  }
}

TEST_CASE("deliberation: solved cases raise the rule that leaves most alike short, and no other",
          "[unit][levers]") {
  Council council(at(0, 100) + Settings{{"levers.deliberation", 1}});
  council.run();
  Office& office = council.office();
  const std::size_t groups = office.solved.size();
  const auto solve = [&](std::size_t g, int cases, double unmet) {
    office.unmet[g] = unmet;
    office.solved[g] = 0;
    council.world.workers.seen[office.workshop * groups + g] = cases;
  };
  std::ranges::fill(office.rewritten, 0.0);
  solve(2, 6, 0.8), solve(3, 5, 0.8), solve(4, 6, -0.8);
  teach_the_rule(council.world, office);
  CHECK(office.rewritten[2] == Approx(0.2));
  CHECK(office.unmet[2] == Approx(0.6));
  CHECK(office.rewritten[3] == 0);
  CHECK(office.solved[3] == 5);
  CHECK(office.rewritten[4] == 0);
  CHECK(office.rewritten_rules == 1);
}

TEST_CASE("deliberation: where the lever is let go the workshop closes and its cases go back",
          "[unit][levers]") {
  sim::Scenario plan =
      scenario(town(3000) + at(100, 100) +
                   Settings{{"levers.deliberation", 1}, {"levers.deliberation_share", 0.3}},
               {24, 0});
  plan.events.push_back(test::event(13, {}, {{"levers.deliberation", 0}}));
  SteppedWorld town_hall(plan);
  town_hall.run(12);
  const std::uint32_t workshop = town_hall.world.offices[0].workshop;
  const auto there = [&] {
    const WorkerState& s = town_hall.world.workers;
    return s.pending[workshop] + s.referrals[workshop];
  };
  REQUIRE(there() > 0);
  town_hall.run();
  CHECK(town_hall.world.offices[0].workshop == nobody);
  CHECK(there() == 0);
  CHECK(std::ranges::none_of(town_hall.world.citizens, [](const Citizen& citizen) {
    return (citizen.flags & flag::referred) != 0;
  }));
}

TEST_CASE("know the law: what is lawful feels lawful, and less is misread", "[unit][levers]") {
  FirstMonth plain(at(100, 100)), taught(at(100, 100) + Settings{{"levers.know_the_law", 1}});
  FirstMonth reasoned(at(100, 100) + Settings{{"levers.reasons", 1}});
  FirstMonth both(at(100, 100) + Settings{{"levers.reasons", 1}, {"levers.know_the_law", 1}});
  for (FirstMonth* month : {&plain, &taught, &reasoned, &both})
    month->office().parameters.workers.precedent_weight = 0;
  const auto law = [](FirstMonth& month) { return month.judge_gap(2).votes[Loyalty::law][tailor]; };
  CHECK(law(plain) == Approx(-0.4));
  CHECK(law(taught) == Approx(-0.2));
  CHECK(law(reasoned) == Approx(-0.2));
  CHECK(law(both) == Approx(-0.1));
  CHECK(taught.office().now.hours == Approx(0.98 * plain.office().now.hours));
  Council one(at(100, 100)), two(at(100, 100) + Settings{{"levers.know_the_law", 1}});
  one.run(), two.run();
  CHECK(std::log(1 - two.office().now.misread) ==
        Approx(0.5 * std::log(1 - one.office().now.misread)));
}

TEST_CASE("pilots: a pilot makes a rule of what recurs, and the others take it over",
          "[unit][levers]") {
  SteppedWorld land(scenario(
      town(2000, 4) + at(0, 100) + Settings{{"levers.pilots", 1}, {"levers.pilots_months", 1}},
      {24, 0}));
  land.run();
  auto& offices = land.world.offices;
  for (Office& office : offices) {
    std::ranges::fill(office.recurring, 0.0);
    std::ranges::fill(office.rewritten, 0.0);
    office.recurring[5] = 0.8;
    office.precedent[5] = &office == offices.data() ? 2 : 1;
  }
  try_and_spread(land.world);
  CHECK(offices[0].rewritten[5] == Approx(0.4));
  CHECK(offices[0].recurring[5] == Approx(0.4));
  CHECK(offices[0].precedent[5] == 2);
  for (std::size_t o = 1; o < 4; ++o) {
    CHECK(offices[o].rewritten[5] == Approx(0.04));
    CHECK(offices[o].precedent[5] == Approx(1.1));
    CHECK(offices[o].recurring[5] == 0.8);
    CHECK(offices[o].rewritten[4] == 0);
  }
  offices[3].now.levers.pulled.pilots = 0;
  try_and_spread(land.world);
  CHECK(offices[2].rewritten[5] > 0.04);
  CHECK(offices[3].rewritten[5] == Approx(0.04));
}

TEST_CASE("pilots: trying, telling and listening take time", "[unit][levers]") {
  FirstMonth plain({}), trying({{"levers.pilots", 1}});
  CHECK(trying.office().now.hours == Approx(0.98 * plain.office().now.hours));
}

TEST_CASE("separate processes: the pressure of the bulk does not weigh on tailoring",
          "[unit][levers]") {
  const auto vote = [](double strength, double pressure) {
    FirstMonth month(at(100, 100) + Settings{{"levers.separate_processes", strength}});
    Desk desk = desk_of(1);
    desk.pressure = pressure;
    CaseFile file;
    file.need = file.want = 1;
    return judge(month.world, month.office(), desk, file).votes[Loyalty::organisation];
  };
  CHECK(vote(0, 1)[tailor] == Approx(2 * vote(0, 0)[tailor]));
  CHECK(vote(1, 1)[tailor] == Approx(vote(0, 0)[tailor]));
  CHECK(vote(0.5, 1)[tailor] == Approx(1.5 * vote(0, 0)[tailor]));
  CHECK(vote(1, 1)[shortcut] == vote(0, 1)[shortcut]);
  FirstMonth one({}), two({{"levers.separate_processes", 1}});
  CHECK(two.office().now.hours == Approx(0.97 * one.office().now.hours));
}

TEST_CASE("fix team: many problems are one case, told in full and long to handle",
          "[unit][levers]") {
  FirstMonth month({{"levers.fix_team", 1}});
  Citizen& citizen = month.world.citizens[0];
  citizen.capacity = 0.2F;
  citizen.problems = 5;
  CaseFile few, many;
  open_file(month.world, month.office(), desk_of(1), CitizenId{0}, few);
  CHECK(few.disclosed == Approx(0.2));
  citizen.problems = 6;
  open_file(month.world, month.office(), desk_of(1), CitizenId{0}, many);
  CHECK(many.disclosed == Approx(1.0));
  const auto hours_of = [&](const CaseFile& file) {
    return judge(month.world, month.office(), desk_of(1), file).hours;
  };
  CHECK(hours_of(few)[apply] == Approx(1.0));
  CHECK(hours_of(many)[apply] == Approx(5.0));
}

TEST_CASE("fix team: seven wish processes become one", "[statistical][levers]") {
  FirstMonth month({{"levers.fix_team", 1}});
  month.world.citizens[0].problems = 6;
  constexpr int wishes = 20000;
  int kept = 0;
  for (int wish = 0; wish < wishes; ++wish) {
    month.world.citizens[0].wish = static_cast<std::uint16_t>(wish);
    kept += part_of_one_case(month.world, month.office(), CitizenId{0}) ? 0 : 1;
  }
  const double expected = month.world.wish_hazard[0] / month.world.wish_hazard[6];
  const double error = std::sqrt(expected * (1 - expected) / wishes);
  CHECK(std::abs(static_cast<double>(kept) / wishes - expected) < test::z_limit * error);
  month.world.citizens[0].problems = 5;
  CHECK_FALSE(part_of_one_case(month.world, month.office(), CitizenId{0}));
}
