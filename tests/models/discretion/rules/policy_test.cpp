
#include "models/discretion/rules/policy.hpp"

#include <cmath>
#include <set>

#include <catch2/catch.hpp>

#include "models/discretion/workers/workers.hpp"
#include "tests/support/discretion_world.hpp"
#include "tests/support/statistics.hpp"

using namespace discretion;
using test::scenario;
using test::Settings;
using test::SteppedWorld;

namespace {
const Settings exact_law{{"administration.law_error", 0}};

/// Slope of an office's printed treatment on mean need, over life situations.
double slope_of_law(const World& world) {
  double n = 0, x = 0, y = 0, xx = 0, xy = 0;
  for (std::size_t g = 0; g < world.mean_need_of.size(); ++g) {
    const double need = world.mean_need_of[g];
    const double treatment = world.offices[0].law[g];
    n += 1, x += need, y += treatment, xx += need * need, xy += need * treatment;
  }
  return (xy - x * y / n) / (xx - x * x / n);
}
}  // namespace

TEST_CASE("the printed law rises with need by the policy's group tailoring", "[unit][policy]") {
  for (const double tailoring : {0.0, 25.0, 50.0, 75.0, 100.0, 33.0}) {
    const SteppedWorld town_hall(scenario(test::town(800) + test::at(tailoring, 0) + exact_law));
    CAPTURE(tailoring);
    CHECK(slope_of_law(town_hall.world) == Approx(tailoring / 100).margin(1e-12));
  }
}

TEST_CASE("a quarter more group tailoring doubles the categories of 16 life situations",
          "[unit][policy]") {
  for (const auto& [tailoring, categories] :
       {std::pair{0, 1}, {25, 2}, {50, 4}, {75, 8}, {100, 16}}) {
    const SteppedWorld town_hall(scenario(test::town(800) + test::at(tailoring, 0) + exact_law));
    const Office& office = town_hall.world.offices[0];
    CHECK(office.categories == categories);
    CHECK(std::set(office.law.begin(), office.law.end()).size() ==
          static_cast<std::size_t>(categories));
  }
}

TEST_CASE("categories have equal numbers of life situations and follow the order of need",
          "[unit][policy]") {
  const SteppedWorld town_hall(scenario(test::town(800) + test::at(50, 0) + exact_law));
  const World& world = town_hall.world;
  const auto& law = world.offices[0].law;
  for (std::size_t a = 0; a < 16; ++a) {
    int alike = 0;
    for (std::size_t b = 0; b < 16; ++b) {
      alike += law[a] == law[b] ? 1 : 0;
      if (world.mean_need_of[a] < world.mean_need_of[b]) REQUIRE(law[a] <= law[b]);
    }
    REQUIRE(alike == 4);
  }
}

TEST_CASE("standardisation prints the mean need of all citizens for everybody", "[unit][policy]") {
  const SteppedWorld town_hall(scenario(test::town(1000) + test::at(0, 100)));
  for (const double treatment : town_hall.world.offices[0].law)
    CHECK(treatment == town_hall.world.mean_need);
}

// Sees a category's distance of rounding errors being scaled up to the slope that is asked.
TEST_CASE("too little group tailoring for a second category prints the mean need as well",
          "[unit][policy]") {
  for (std::uint32_t replicate = 0; replicate < 10; ++replicate) {
    const SteppedWorld town_hall(scenario(test::town(800) + test::at(10, 0)), replicate);
    REQUIRE(town_hall.world.offices[0].categories == 1);
    for (const double treatment : town_hall.world.offices[0].law)
      REQUIRE(treatment == Approx(town_hall.world.mean_need).margin(1e-12));
  }
}

TEST_CASE("all offices of one policy print the same law", "[unit][policy]") {
  const SteppedWorld town_hall(scenario(test::town(1000, 3) + test::at(100, 0)));
  CHECK(town_hall.world.offices[0].law == town_hall.world.offices[1].law);
  CHECK(town_hall.world.offices[0].law == town_hall.world.offices[2].law);
}

// Sees an error that does not shrink with fewer categories, or one drawn for each life situation.
TEST_CASE("a category's error of estimation has variance law_error^2 K / G",
          "[statistical][policy]") {
  for (const double tailoring : {25.0, 100.0}) {
    std::vector<double> squares;
    for (std::uint32_t replicate = 0; replicate < 400; ++replicate) {
      SteppedWorld town_hall(scenario(test::town(100, 1) + test::at(tailoring, 0)), replicate);
      Office& office = town_hall.world.offices[0];
      const double printed = office.law[0];
      office.parameters.administration.law_error = 0;
      print_law(town_hall.world, office);
      squares.push_back((printed - office.law[0]) * (printed - office.law[0]));
    }
    const double categories = std::pow(16, tailoring / 100);
    CHECK(std::abs(test::z_score(squares, 0.04 * categories / 16)) < test::z_limit);
  }
}

TEST_CASE("room is what the policy grants, opened or narrowed by what measures add up to",
          "[unit][policy]") {
  CHECK(room(0, 0, 0) == 0);
  CHECK(room(0, 0, 5) == 0);
  CHECK(room(1, 0, 0) == 1);
  CHECK(room(1, 3, 0) == 1);
  CHECK(room(1, 0, 0.3) == Approx(std::exp(-0.3)).epsilon(1e-12));
  CHECK(room(0, 0.3, 0) == Approx(1 - std::exp(-0.3)).epsilon(1e-12));
  CHECK(room(0.4, 0.5, 0.7) == Approx(0.4 * std::exp(-0.2)).epsilon(1e-12));
  CHECK(room(0.4, 0.7, 0.5) == Approx(0.4 + 0.6 * (1 - std::exp(-0.2))).epsilon(1e-12));
}

TEST_CASE("a relaxation undoes a restriction of the same size, whatever room the policy grants",
          "[unit][policy]") {
  for (const double granted : {0.0, 0.4, 1.0}) {
    CHECK(room(granted, 0.3, 0.3) == granted);
    CHECK(room(granted, 0.2, 0.3) <= granted);
    CHECK(room(granted, 0.3, 0.2) >= granted);
  }
  CHECK(room(1, 0.2, 0.3) > room(1, 0, 0.3));
}

TEST_CASE("an overloaded desk tells groups apart less, by its overload and no more",
          "[unit][policy]") {
  SteppedWorld town_hall(
      scenario(test::town(800) + test::at(100, 0) + Settings{{"policy.surge_coarsening", 0.2}}));
  town_hall.file();
  const World& world = town_hall.world;
  const Office& office = world.offices[0];
  double mean = 0;
  for (const double printed : office.law) mean += printed / 16;
  Desk desk = set_desk(world, office, WorkerId{0});
  for (const double overload : {0.0, 0.5, 1.0}) {
    desk.overload = overload;
    for (std::uint32_t i = office.first_citizen; i < office.last_citizen; i += 40) {
      const double rule = office.rule[world.citizens[i].life_situation];
      CaseFile file;
      open_file(world, office, desk, CitizenId{i}, file);
      REQUIRE(file.rule == Approx(rule - 0.2 * overload * (rule - mean)).margin(1e-12));
    }
  }
}

// At four times the inflow desks are overloaded throughout.
TEST_CASE("in a surge realised group tailoring falls by what gives way", "[unit][policy]") {
  const auto realised = [](double coarsening, double inflow) {
    const auto result = test::simulate(
        scenario(test::town(4000) + test::at(100, 0) + test::loops_cut() + exact_law +
                     Settings{{"policy.surge_coarsening", coarsening}, {"need.inflow", inflow}},
                 {12, 6}));
    return test::mean(test::series(result, "realised_group"));
  };
  CHECK(realised(0.5, 4) < realised(0, 4) - 0.1);
  CHECK(realised(0.5, 4) < realised(0.5, 1));
}

TEST_CASE("preconditions narrow room by a tenth each, in the exponent", "[unit][policy]") {
  SteppedWorld town_hall(
      scenario(test::town(800) + test::at(100, 100) + test::loops_cut() + test::exact_perception() +
               test::need_stays() +
               Settings{{"citizens.capacity_level", 5}, {"policy.surge_coarsening", 0}}));
  for (Citizen& citizen : town_hall.world.citizens) citizen.capacity = 1;
  for (int& preconditions : town_hall.world.teams.preconditions) preconditions = 4;
  town_hall.decide();
  const World& world = town_hall.world;
  int tailored = 0;
  for (const std::uint32_t i : town_hall.decided()) {
    if (!town_hall.tailored(i)) continue;
    ++tailored;
    const double rule =
        world.offices[world.citizens[i].office].rule[world.citizens[i].life_situation];
    REQUIRE(static_cast<double>(world.outcomes[i].treatment) ==
            Approx(rule + std::exp(-0.4) * (world.need(CitizenId{i}) - rule))
                .epsilon(1e-5)
                .margin(1e-6));
  }
  CHECK(tailored > 0);
}
