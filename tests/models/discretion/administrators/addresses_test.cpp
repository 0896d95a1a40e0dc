// Where the random numbers of administrators come from: as the table of `Draw` promises.
#include <cmath>
#include <cstdint>

#include <catch2/catch.hpp>

#include "models/discretion/administrators/levers.hpp"
#include "models/discretion/rules/measures.hpp"
#include "tests/support/council.hpp"
#include "tests/support/discretion_world.hpp"
#include "tests/support/luck.hpp"

using namespace discretion;
using test::check_kept;
using test::Council;
using test::luck;
using test::month_of;
using test::Promises;
using test::Settings;

namespace {

constexpr std::uint32_t administrations = 16;
constexpr auto profiling = static_cast<std::size_t>(Cause::profiling);
constexpr auto misuse = static_cast<std::size_t>(Cause::misuse);

/// Announced measures stay on paper; causes that are remembered are as likely as each other, and so
/// are what chance decides of a measure.
Settings on_paper() {
  return {{"administration.delivery_lag", 120},  {"administration.mood", 0},
          {"administration.repair_share", 0.5},  {"administration.side_effect_down", 0.5},
          {"administration.measure_half", 0.01}, {"population.citizens_per_worker", 50}};
}

/// Calls prepare(administration) for each, lets a month pass, and calls visit(number,
/// administration) for each.
template <class Prepare, class Visit>
void govern_months(const Settings& settings, Prepare prepare, Visit visit) {
  Council council(settings, administrations);
  for (int month = 0; month < 4; ++month) {
    for (Administration& administration : council.world.administrations) prepare(administration);
    council.pass_month();
    for (std::uint32_t a = 0; a < administrations; ++a)
      visit(council.world, a, council.world.administrations[a]);
  }
}

/// Chance decides on cause and kind.
struct Promised {
  std::size_t cause = 0;
  MeasureKind kind = MeasureKind::restrict;
};
Promised draw_cause(sim::Random& random) {
  Promised drawn;
  drawn.cause = static_cast<std::size_t>(random.uniform() * static_cast<double>(causes));
  const bool repairs = random.bernoulli(0.5);
  switch (static_cast<Cause>(drawn.cause)) {
    case Cause::harshness: drawn.kind = repairs ? MeasureKind::repair : MeasureKind::relax; break;
    case Cause::profiling: drawn.kind = MeasureKind::repair; break;
    case Cause::misuse: drawn.kind = MeasureKind::verify; break;
    default: break;
  }
  return drawn;
}

/// A measure beside what is promised of it: cause and kind, then whose treatment slips, and where.
void add_side_effect(const World& world, const Measure& m, sim::Random& random,
                     Promises& promises) {
  const auto groups = static_cast<std::uint32_t>(world.life_situations);
  std::uint32_t side = random.below(groups);
  const double sign = random.bernoulli(0.5) ? -1 : 1;
  if (m.life_situation == static_cast<int>(side)) side = (side + 1) % groups;
  promises.add(m.side_situation, side);
  promises.add(m.side_sign, sign);
}
void add_cause(const Measure& m, const Promised& drawn, Promises& promises) {
  promises.add(static_cast<double>(m.cause), static_cast<double>(drawn.cause));
  promises.add(static_cast<double>(m.kind), static_cast<double>(drawn.kind));
}

}  // namespace

TEST_CASE("measures are drawn by administration and month", "[unit][addresses]") {
  Promises born, measures;
  govern_months(
      on_paper() + Settings{{"administration.measure_hazard", 0.7}},
      [](Administration& administration) {
        administration.salience.fill(5);
        administration.memory.fill(1);
      },
      [&](const World& world, std::uint32_t a, const Administration& administration) {
        sim::Random random = luck(world, Draw::measure, a, month_of(world));
        const bool answers = random.bernoulli(1 - std::exp(-0.7));
        born.add(administration.born, answers);
        if (!answers || administration.born == 0) return;
        const Measure& m = administration.measures.back();
        add_cause(m, draw_cause(random), measures);
        random.word();  // whether an old measure is revised: none is in force
        add_side_effect(world, m, random, measures);
      });
  check_kept(born), check_kept(measures);
}

TEST_CASE("measures from outside are drawn by administration and month", "[unit][addresses]") {
  Promises measures;
  govern_months(
      on_paper() + Settings{{"loops.added_measures", 2}},
      [](Administration& administration) { administration.memory.fill(1); },
      [&](const World& world, std::uint32_t a, const Administration& administration) {
        sim::Random random = luck(world, Draw::pulse, a, month_of(world));
        REQUIRE(administration.measures.size() >= 2);
        for (auto m = administration.measures.end() - 2; m != administration.measures.end(); ++m) {
          add_cause(*m, draw_cause(random), measures);
          add_side_effect(world, *m, random, measures);
        }
      });
  check_kept(measures);
}

TEST_CASE("errors about who is worst off are drawn by administration, life situation and month",
          "[unit][addresses]") {
  Promises aims;
  govern_months(
      on_paper() +
          Settings{{"administration.measure_hazard", 10}, {"administration.repair_noise", 5}},
      [](Administration& administration) {
        administration.salience.fill(5);
        administration.memory = {};
        administration.memory[profiling] = 1;
      },
      [&](const World& world, std::uint32_t a, const Administration& administration) {
        std::uint32_t worst = 0;
        double most = -1000;
        for (std::uint32_t g = 0; g < static_cast<std::uint32_t>(world.life_situations); ++g) {
          const double gap = world.mean_need_of[g] -
                             mean_rule(world, AdministrationId{a}, LifeSituationId{g}) +
                             5 * luck(world, Draw::aim, a * 64 + g, month_of(world)).normal();
          if (gap > most) most = gap, worst = g;
        }
        REQUIRE(administration.born == 1);
        aims.add(administration.measures.back().life_situation, worst);
      });
  check_kept(aims);
}

TEST_CASE("who succeeds an administrator remembers nothing, by administration and month",
          "[unit][addresses]") {
  Promises memories;
  govern_months(
      {{"administration.turnover", 0.5}},
      [](Administration& administration) { administration.memory[misuse] = 1; },
      [&](const World& world, std::uint32_t a, const Administration& administration) {
        const bool leaves = luck(world, Draw::successor, a, month_of(world)).bernoulli(0.5);
        memories.add(administration.memory[misuse],
                     leaves ? 0 : world.offices[a].parameters.administration.memory);
      });
  check_kept(memories);
}

TEST_CASE("a measure's number, its administration and the month address its repeal",
          "[unit][addresses]") {
  Council council({{"administration.repeal", 0.7}}, 4);
  World& world = council.world;
  for (Administration& administration : world.administrations) {
    administration.measures.resize(20);
    for (Measure& m : administration.measures) m.effective = 1;
  }
  Promises ended;
  for (int month = 1; month <= 3; ++month) {
    council.pass_month();
    for (std::uint32_t a = 0; a < 4; ++a) {
      for (std::uint32_t k = 0; k < 20; ++k) {
        const Measure& m = world.administrations[a].measures[k];
        if (m.ended != 0 && m.ended <= month) continue;
        ended.add(
            m.ended == month + 1,
            luck(world, Draw::repeal, k, month_of(world) * 4 + a).bernoulli(1 - std::exp(-0.7)));
      }
    }
  }
  check_kept(ended);
}

TEST_CASE("a measure's number, its administration and the month address its lapse",
          "[unit][addresses]") {
  Council council({{"levers.sunset", 0.5}, {"levers.sunset_months", 1}}, 4);
  World& world = council.world;
  for (Administration& administration : world.administrations) administration.measures.resize(20);
  Promises lapsed;
  for (int month = 1; month <= 3; ++month) {
    council.next_rules();
    for (std::uint32_t a = 0; a < 4; ++a) {
      for (std::uint32_t k = 0; k < 20; ++k)
        lapsed.add(lapses(world, AdministrationId{a}, k),
                   luck(world, Draw::sunset, k, month_of(world) * 4 + a).bernoulli(0.5));
    }
  }
  check_kept(lapsed);
}

TEST_CASE("repairs that workers ask for are drawn by administration and month",
          "[unit][addresses]") {
  Council council(on_paper() + Settings{{"levers.front_line_signals", 1},
                                        {"levers.front_line_signals_rate", 0.7}},
                  administrations);
  World& world = council.world;
  Promises heard, measures;
  for (int month = 1; month <= 4; ++month) {
    for (Administration& administration : world.administrations) administration.measures.clear();
    for (Office& office : world.offices) office.recurring[3] = 1;
    council.pass_month();
    for (std::uint32_t a = 0; a < administrations; ++a) {
      sim::Random random = luck(world, Draw::front_line, a, month_of(world));
      const bool repairs = random.bernoulli(1 - std::exp(-0.7));
      const auto& made = world.administrations[a].measures;
      heard.add(static_cast<double>(made.size()), repairs ? 1 : 0);
      if (repairs && !made.empty()) add_side_effect(world, made.back(), random, measures);
    }
  }
  check_kept(heard), check_kept(measures);
}
