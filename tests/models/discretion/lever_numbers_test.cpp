// What levers do, in numbers and at the edges of their terms: shares, prices, clocks.
#include <cmath>
#include <memory>

#include <catch2/catch.hpp>

#include "models/discretion/administrators/levers.hpp"
#include "models/discretion/citizens/levers.hpp"
#include "models/discretion/rules/levers.hpp"
#include "models/discretion/workers/levers.hpp"
#include "models/discretion/workers/workers.hpp"
#include "tests/support/discretion_world.hpp"

using namespace discretion;
using test::at;
using test::scenario;
using test::Settings;
using test::SteppedWorld;
using test::town;

TEST_CASE("levers that take time each take their share of what the others leave",
          "[unit][levers]") {
  LeverParameters l;
  CHECK(time_besides(l) == 0);
  l.outside_time = 0.5;
  l.outside_time_share = 0.2;
  CHECK(time_besides(l) == Approx(0.1));
  l.perspectives_circle = 0.25;
  l.perspectives_circle_time = 0.4;
  CHECK(time_besides(l) == Approx(1 - 0.9 * 0.9));
  l.trust_contract = 0.5;
  l.trust_contract_time = 0.1;
  CHECK(time_besides(l) == Approx(1 - 0.9 * 0.9 * 0.95));
  l.separate_processes = 1;
  l.separate_processes_time = 0.03;
  CHECK(time_besides(l) == Approx(1 - 0.9 * 0.9 * 0.95 * 0.97));
}

TEST_CASE("each lever moves what it is said to move, by its strength times its size",
          "[unit][levers]") {
  LeverParameters l;
  const auto effects = [&] { return pull_levers(l, true); };
  CHECK_FALSE(effects().any);
  l.slack = 0.5;
  l.slack_share = 0.4;
  CHECK(effects().any);
  CHECK_FALSE(pull_levers(l, false).any);
  CHECK(pull_levers(l, false).hours == 1);
  CHECK(effects().hours == Approx(1.2));
  l.outside_time = 0.5;
  l.outside_time_share = 0.2;
  l.outside_time_gain = 0.6;
  CHECK(effects().hours == Approx(1.2 * 0.9));
  CHECK(effects().perception == Approx(0.7));
  l.explanation = 0.25;
  l.explanation_gain = 0.8;
  CHECK(effects().expectation == Approx(0.8));
  l.situational_equality = 0.3;
  CHECK(effects().envy == Approx(0.7));
  l.reasons = 0.5;
  l.reasons_felt = 0.3;
  l.reasons_review = 0.5;
  CHECK(effects().felt_after_tailoring == Approx(0.85));
  CHECK(effects().upheld_tailored == Approx(0.75));
  CHECK(effects().felt_after_rule == 1);
  l.personal_no = 0.4;
  l.personal_no_felt = 0.5;
  CHECK(effects().felt_after_rule == Approx(0.8));
  l.help = 0.5;
  l.help_gain = 0.6;
  CHECK(effects().help == Approx(0.3));
  CHECK(effects().blame == 1);
  l.cover = 0.25;
  l.cover_worry = 2;
  CHECK(effects().blame == Approx(0.75));
  CHECK(effects().manager_blame == Approx(1.5));
  l.trust_contract = 0.5;
  l.trust_contract_floor = 0.8;
  l.trust_contract_time = 0;
  CHECK(effects().trust_floor == Approx(0.4));
  CHECK(effects().pulled.slack_share == 0.4);
}

TEST_CASE("hours that are not for cases are paid: idle slack, time besides, and what is owed",
          "[unit][levers]") {
  SteppedWorld town_hall(scenario(town(500, 1) + at(100, 100) +
                                      Settings{{"levers.slack", 0.5},
                                               {"levers.slack_share", 0.4},
                                               {"levers.outside_time", 1},
                                               {"levers.outside_time_share", 0.1}},
                                  {12, 0}));
  town_hall.run();
  World& world = town_hall.world;
  world.workers.owed[0] = 3;
  const Office& office = world.offices[0];
  const double plain = office.now.hours / (1.2 * 0.9), spare = 0.2 * plain;
  const auto paid = [&](double available, double used) {
    Notebook notebook;
    notebook.cells.resize(static_cast<std::size_t>(world.life_situations));
    pay_besides(world, WorkerId{0}, available, used, notebook);
    return notebook.cells[0](Total::cost_hours) * euro_per_thousand / office.parameters.costs.hour;
  };
  const double besides = 0.1 * 1.2 * plain + 3;
  CHECK(paid(100, 100) == Approx(besides).epsilon(1e-6));
  CHECK(paid(100, 130) == Approx(besides).epsilon(1e-6));
  CHECK(paid(100, 100 - spare / 2) == Approx(besides + spare / 2).epsilon(1e-6));
  CHECK(paid(100, 0) == Approx(besides + spare).epsilon(1e-6));
}

TEST_CASE("room for error: one complaint a term is forgiven, of however many", "[unit][levers]") {
  SteppedWorld town_hall(scenario(town(500, 1) + at(100, 100) +
                                      Settings{{"levers.room_for_error", 0.5},
                                               {"levers.room_for_error_hours", 3},
                                               {"levers.room_for_error_months", 6}},
                                  {24, 0}));
  town_hall.run();
  World& world = town_hall.world;
  WorkerState& s = world.workers;
  const auto pardoned = [&](int month, std::array<std::int32_t, 3> blame, int upheld = 1) {
    world.month = month;
    s.blame[0] = {blame[0], blame[1], blame[2]};
    s.upheld[0] = upheld;
    pardon_errors(world);
    return s.pardon[0];
  };
  s.pardoned[0] = 0;
  CHECK(pardoned(20, {0, 0, 0}) == 0);
  CHECK(pardoned(20, {1, 2, 1}, 0) == 0);
  CHECK(s.owed[0] == 0);
  CHECK(pardoned(20, {1, 2, 1}) == Approx(0.5 / 4));
  CHECK(s.owed[0] == Approx(1.5));
  CHECK(pardoned(25, {1, 0, 0}) == 0);  // five months later
  CHECK(s.owed[0] == 0);
  CHECK(pardoned(26, {0, 0, 1}) == Approx(0.5));  // six
  CHECK(pardoned(31, {0, 1, 0}) == 0);
  CHECK(pardoned(32, {0, 1, 0}) == Approx(0.5));
}

TEST_CASE("longer validity: a decision lasts its term and no month more, and so much change",
          "[unit][levers]") {
  SteppedWorld town_hall(
      scenario(town(2000) + at(100, 100) +
                   Settings{{"levers.longer_validity", 1}, {"levers.longer_validity_months", 9}},
               {36, 0}));
  town_hall.run(12);
  World& world = town_hall.world;
  int valid = 0;
  for (std::uint32_t i = 0; i < world.population(); ++i) {
    Citizen& who = world.citizens[i];
    if (!still_valid(world, CitizenId{i}) || who.circumstance != who.decided_circumstance) continue;
    if (world.outcomes[i].revocation != Outcome::never) continue;  // another clock
    ++valid;
    const int month = world.month;
    world.month = world.outcomes[i].month + 9;
    CHECK(still_valid(world, CitizenId{i}));
    ++world.month;
    CHECK_FALSE(still_valid(world, CitizenId{i}));
    world.month = month;
    const float circumstance = who.circumstance;
    who.circumstance = circumstance - 0.49F;  // who needs less wants no more
    CHECK(still_valid(world, CitizenId{i}));
    who.circumstance = circumstance - 0.51F;
    CHECK_FALSE(still_valid(world, CitizenId{i}));
    who.circumstance = circumstance;
    who.flags = static_cast<std::uint8_t>(who.flags & ~flag::lasting);
    CHECK_FALSE(still_valid(world, CitizenId{i}));
    who.flags = static_cast<std::uint8_t>(who.flags | flag::lasting);
    // Whoever wants more than what stands may file.
    const float treatment = world.outcomes[i].treatment;
    world.outcomes[i].treatment = treatment - 5;
    CHECK_FALSE(still_valid(world, CitizenId{i}));
    world.outcomes[i].treatment = treatment;
  }
  CHECK(valid > 20);
}

TEST_CASE("what the front line tells of an administration is the mean of the offices it governs",
          "[unit][levers]") {
  SteppedWorld town_hall(scenario(town(600, 3) + at(100, 100), {12, 0}));
  World& world = town_hall.world;
  const LifeSituationId second{1};
  world.offices[0].recurring[1] = 0.2;
  world.offices[1].recurring[1] = 0.3;
  world.offices[2].recurring[1] = 0.7;
  world.offices[0].recurring[0] = 5;
  world.offices[1].administration = world.offices[0].administration;
  CHECK(recurring_answer(world, AdministrationId{0}, second) == Approx(0.25));
  CHECK(recurring_answer(world, AdministrationId{2}, second) == Approx(0.7));
}

TEST_CASE("offices remember what recurs, what a rule leaves unmet, and what stands up",
          "[unit][levers]") {
  SteppedWorld town_hall(
      scenario(town(2000, 1) + at(100, 100) + Settings{{"levers.precedent", 0.5}}, {12, 0}));
  town_hall.run(2);
  World& world = town_hall.world;
  Office& office = world.offices[0];
  const double rate = office.parameters.workers.precedent_rate;
  REQUIRE(world.record.cells[0](Count::decisions) > 0);
  REQUIRE(world.record.cells[0](Count::tailored) > 0);
  const Tally& cell = world.record.cells[0];
  const double n = cell(Count::decisions), tailored = cell(Count::tailored);
  office.recurring[0] = 0.9;
  office.unmet[0] = -2;
  office.works[0] = 0.1;
  take_note(world);
  const double left = std::pow(1 - rate, n), left_tailored = std::pow(1 - rate, tailored);
  const double above = cell(Total::tailored_above) / n;
  const double unmet = cell(sum_of("need")) / n - office.rule[0];
  const double works = 1 - cell(Count::upheld_tailored) / tailored;
  CHECK(office.recurring[0] == Approx(above + left * (0.9 - above)));
  CHECK(office.unmet[0] == Approx(unmet + left * (-2 - unmet)));
  CHECK(office.works[0] == Approx(works + left_tailored * (0.1 - works)));
}
