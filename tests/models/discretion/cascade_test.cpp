#include <cmath>

#include <catch2/catch.hpp>

#include "tests/support/council.hpp"
#include "tests/support/statistics.hpp"

using namespace discretion;
using test::at;
using test::Council;
using test::Settings;

namespace {

/// Probability that administrators answer so much salience this month.
double chance_of_answer(double salience, const Settings& settings = {}) {
  Council council(at(0, 0) +
                  Settings{{"administration.measure_hazard", 1.4},
                           {"administration.salience_decay", 0},
                           {"administration.weight_incidents", salience},
                           {"administration.salience_limit", 1e6},
                           {"administration.affair", 1}} +
                  settings);
  council.pass_month();
  return council.administration().expected_answers;
}

double hazard_of_answer(double salience, const Settings& settings = {}) {
  return -std::log(1 - chance_of_answer(salience, settings));
}

/// Answers that administrators are expected to give in a month in which the media bring up so many
/// incidents per 10,000 citizens.
double answers_to(double incidents, std::uint32_t replicate, const Settings& settings) {
  constexpr int month = 24;
  sim::Scenario plan = test::scenario(test::town(4000) + at(50, 50) + settings, {month, 12});
  plan.events.push_back(test::event(month, {}, {{"administration.affair", incidents}}));
  return test::series(test::simulate(plan, replicate), "answers_expected").back();
}

/// What five incidents set going beyond five times what one does, by replicate.
std::vector<double> beyond_proportion(const Settings& settings) {
  std::vector<double> excess;
  for (std::uint32_t replicate = 0; replicate < 30; ++replicate) {
    const double none = answers_to(0, replicate, settings);
    const double one = answers_to(1, replicate, settings) - none;
    const double five = answers_to(5, replicate, settings) - none;
    excess.push_back(five - 5 * one);
  }
  return excess;
}

}  // namespace

TEST_CASE("below the bend attention moves administrators more than in proportion, above it less",
          "[unit][administrators]") {
  CHECK(hazard_of_answer(6.5) == Approx(0.7).epsilon(1e-4));
  CHECK(hazard_of_answer(2) / hazard_of_answer(1) == Approx(4 * 43.25 / 46.25).epsilon(1e-4));
  const double bend = 3.75;
  CHECK(hazard_of_answer(bend) - hazard_of_answer(bend - 1) >
        hazard_of_answer(bend - 1) - hazard_of_answer(bend - 2));
  CHECK(hazard_of_answer(bend + 2) - hazard_of_answer(bend + 1) <
        hazard_of_answer(bend + 1) - hazard_of_answer(bend));
}

TEST_CASE("without a bend attention moves administrators less than in proportion",
          "[unit][administrators]") {
  const Settings flat{{"administration.measure_steepness", 1}};
  CHECK(hazard_of_answer(1, flat) == Approx(1.4 / 7.5).epsilon(1e-4));
  CHECK(hazard_of_answer(2, flat) < 2 * hazard_of_answer(1, flat));
}

TEST_CASE("the attention that is usual is answered with hazard 0.07", "[unit][administrators]") {
  CHECK(hazard_of_answer(1.5) == Approx(0.07).epsilon(0.02));
}

// Until that month the worlds are the same. Were the response straight, the excess would be 0.
TEST_CASE("in the month of the news five incidents move administrators more than five times one",
          "[statistical][administrators]") {
  CHECK(test::z_score(beyond_proportion({}), 0) > test::z_limit);
}

TEST_CASE("without a bend five incidents move administrators less than five times one",
          "[statistical][administrators]") {
  const Settings flat{{"administration.measure_steepness", 1}};
  CHECK(test::z_score(beyond_proportion(flat), 0) < -test::z_limit);
}
