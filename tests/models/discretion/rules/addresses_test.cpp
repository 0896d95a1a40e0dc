// Where the random numbers of rules come from: as the table of `Draw` promises.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include <catch2/catch.hpp>

#include "models/discretion/rules/levers.hpp"
#include "tests/support/discretion_world.hpp"
#include "tests/support/luck.hpp"

using namespace discretion;
using test::at;
using test::check_kept;
using test::luck;
using test::month_of;
using test::Promises;
using test::scenario;
using test::Settings;
using test::SteppedWorld;
using test::town;

namespace {

constexpr std::uint32_t groups = 32;

/// The same town under a law with or without something.
SteppedWorld town_under(double group_tailoring, const Settings& settings) {
  return SteppedWorld(
      scenario(town(1280, 3) + at(group_tailoring, 50) +
               Settings{{"population.life_situations", groups}, {"administration.law_error", 0}} +
               settings),
      3);
}

/// Rank of a life situation by its mean need.
std::size_t rank_of(const World& world, std::size_t g) {
  const double need = world.mean_need_of[g];
  return static_cast<std::size_t>(
      std::ranges::count_if(world.mean_need_of, [&](double other) { return other < need; }));
}

/// Offices that write the rule of life situation 2 anew in half of all months: visit(world) tries.
template <class Try>
void check_rewriting(const Settings& settings, Draw purpose, Try try_it) {
  SteppedWorld town_hall(scenario(town(1200, 12) + settings, {24, 0}), 3);
  World& world = town_hall.world;
  town_hall.file();  // levers are pulled
  Promises rewritten;
  for (int month = 0; month < 4; ++month) {
    ++world.month;
    for (Office& office : world.offices) {
      std::ranges::fill(office.rewritten, 0.0);
      office.recurring[2] = office.unmet[2] = 1;
    }
    try_it(world);
    for (std::uint32_t o = 0; o < world.offices.size(); ++o)
      rewritten.add(world.offices[o].rewritten[2],
                    luck(world, purpose, o, month_of(world)).bernoulli(0.5) ? 0.5 : 0);
  }
  check_kept(rewritten);
}

}  // namespace

TEST_CASE("errors of the law are drawn by category and the number of categories",
          "[unit][addresses]") {
  for (const double group_tailoring : {80.0, 100.0}) {
    const SteppedWorld exact = town_under(group_tailoring, {});
    const SteppedWorld erring =
        town_under(group_tailoring, Settings{{"administration.law_error", 1}});
    Promises errors;
    for (std::size_t o = 0; o < 3; ++o) {
      const Office& office = erring.world.offices[o];
      const auto count = static_cast<std::uint32_t>(office.categories);
      for (std::size_t g = 0; g < groups; ++g) {
        const auto category = static_cast<std::uint32_t>(rank_of(erring.world, g) * count / groups);
        errors.add(office.law[g] - exact.world.offices[o].law[g],
                   std::sqrt(1.0 * count / groups) *
                       luck(erring.world, Draw::law, category, count).normal());
      }
    }
    check_kept(errors);
  }
}

TEST_CASE("how an office reads an open norm is drawn by office and life situation",
          "[unit][addresses]") {
  const SteppedWorld one_law = town_under(50, {});
  const SteppedWorld own_norms = town_under(50, Settings{{"policy.own_norms", 1}});
  Promises readings;
  for (std::uint32_t o = 0; o < 3; ++o) {
    for (std::uint32_t g = 0; g < groups; ++g)
      readings.add(own_norms.world.offices[o].law[g] - one_law.world.offices[o].law[g],
                   luck(own_norms.world, Draw::open_norm, o, g).normal());
  }
  check_kept(readings);
}

TEST_CASE("rules are rewritten by office and month", "[unit][addresses]") {
  check_rewriting({{"levers.perspectives_circle", 1},
                   {"levers.perspectives_circle_months", 2},
                   {"levers.perspectives_circle_gain", 0.5}},
                  Draw::circle, [](World& world) {
                    for (Office& office : world.offices) rewrite_rule(world, office);
                  });
  check_rewriting({{"levers.pilots", 1},
                   {"levers.pilots_share", 1},
                   {"levers.pilots_months", 2},
                   {"levers.pilots_gain", 0.5}},
                  Draw::pilot, [](World& world) { try_and_spread(world); });
}
