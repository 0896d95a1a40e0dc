// Where the random numbers of citizens come from as they are made: as the table of `Draw` promises.
#include <cmath>
#include <cstdint>

#include <catch2/catch.hpp>

#include "tests/support/discretion_world.hpp"
#include "tests/support/luck.hpp"

using namespace discretion;
using test::check_kept;
using test::luck;
using test::Promises;
using test::scenario;
using test::Settings;
using test::SteppedWorld;
using test::town;

TEST_CASE("problems, traits and the first decision are drawn by citizen", "[unit][addresses]") {
  const SteppedWorld town_hall(
      scenario(town(300, 2) + Settings{{"need.problem_share", 0.5}, {"citizens.overstating", 0.5}}),
      3);
  const World& world = town_hall.world;
  const CitizenParameters& p = world.offices[0].parameters.citizens;
  Promises problems, traits, overstates, decided;
  for (std::uint32_t i = 0; i < world.population(); ++i) {
    const Citizen& citizen = world.citizens[i];
    sim::Random random = luck(world, Draw::person, i, 0);
    problems.add(citizen.problems > 0, random.bernoulli(0.5));
    traits.add(static_cast<double>(citizen.circumstance), world.circumstance_sd * random.normal());
    const double able = random.normal();
    const double log_odds =
        p.capacity_level - p.capacity_problems * std::log(1.0 + citizen.problems) + able;
    traits.add(static_cast<double>(citizen.capacity), 1 / (1 + std::exp(-log_odds)));
    traits.add(static_cast<double>(citizen.assertiveness), 0.5 * able + 0.87 * random.normal());
    traits.add(static_cast<double>(citizen.want_beyond), p.want_sd * random.normal());
    overstates.add((citizen.flags & flag::overstates) != 0, random.bernoulli(0.5));
    const double wait = random.exponential() / world.wish_hazard[citizen.problems];
    decided.add(world.outcomes[i].month, -std::ceil(wait));
  }
  check_kept(problems), check_kept(traits), check_kept(overstates), check_kept(decided);
}

TEST_CASE("contacts are drawn by citizen", "[unit][addresses]") {
  const SteppedWorld town_hall(
      scenario(town(300, 1) + Settings{{"population.contacts", 12},
                                       {"population.contacts_alike", 0},
                                       {"population.contacts_elsewhere", 0}}),
      3);
  const World& world = town_hall.world;
  Promises contacts;
  for (std::uint32_t i = 0; i < world.population(); ++i) {
    sim::Random random = luck(world, Draw::contacts, i, 0);
    for (std::size_t k = 0; k < 12; ++k) {
      random.word();  // alike or not
      random.word();  // elsewhere or not
      const std::uint32_t other = random.below(300);
      contacts.add(world.contacts(i, k).citizen, other == i ? (other + 1) % 300 : other);
    }
  }
  check_kept(contacts);
}
