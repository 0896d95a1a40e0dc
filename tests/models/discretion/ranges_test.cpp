#include <cmath>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/support/discretion_world.hpp"

using namespace discretion;
using test::at;
using test::series;
using test::Settings;

namespace {

/// Every cause at its loudest, and administrators who answer every month.
const Settings storm{{"administration.affair", 100},
                     {"administration.incident", 1},
                     {"administration.incident_excitement", 10},
                     {"administration.incident_decay", 0.99},
                     {"administration.weight_incidents", 100},
                     {"administration.weight_equality", 100},
                     {"administration.weight_arbitrariness", 100},
                     {"administration.weight_underserved", 100},
                     {"administration.weight_overdistinction", 100},
                     {"administration.weight_verification", 100},
                     {"administration.weight_misuse", 100},
                     {"administration.weight_drift", 100},
                     {"administration.weight_promise", 100},
                     {"administration.weight_failure", 100},
                     {"administration.failure_found", 1},
                     {"administration.salience_decay", 0.99},
                     {"administration.memory", 0.99},
                     {"administration.mood", 10},
                     {"administration.measure_hazard", 10},
                     {"administration.measure_half", 0.01},
                     {"administration.measure_steepness", 10},
                     {"administration.density", 0.3},
                     {"administration.delivery_lag", 1}};
/// Promises that are large, broken at once and not forgotten.
const Settings broken_promises{{"administration.expectation_generous", 5},
                               {"administration.expectation_other", 5},
                               {"administration.expectation_decay", 0.999},
                               {"administration.promise_trust", 10},
                               {"administration.effectiveness", 0}};
/// Measures that move rules as far as they can, in offices that pay back what they give.
const Settings swept_away{{"administration.effectiveness", 1}, {"administration.repair_gain", 10},
                          {"administration.repair_margin", 5}, {"administration.side_effect", 5},
                          {"administration.erosion", 1},       {"policy.payback", 1},
                          {"policy.payback_months", 1},        {"loops.added_measures", 100}};

sim::RunResult run(const Settings& settings) {
  return test::simulate(test::scenario(test::town(600) + settings, {24, 2}));
}

void check_ranges(const sim::RunResult& result) {
  for (const sim::MetricInfo& metric : sim::reported_metrics(model())) {
    INFO(metric.name);
    for (const double value : series(result, metric.name)) CHECK_FALSE(std::isinf(value));
  }
  for (const char* share : {"trust", "room", "hardship"}) {
    INFO(share);
    for (const double value : series(result, share)) CHECK((value >= 0 && value <= 1));
  }
  // Months in which nobody files or gets a decision have none of these.
  for (const char* share : {"take_up", "underserved", "complaints"}) {
    INFO(share);
    for (const double value : series(result, share)) CHECK_FALSE((value < 0 || value > 1));
  }
  for (const double salience : series(result, "salience")) CHECK((salience >= 0 && salience <= 60));
  for (const double paid : series(result, "paid_by_others")) CHECK((paid >= 0 && paid <= 1.5));
  for (const double answers : series(result, "answers_expected"))
    CHECK((answers >= 0 && answers <= 1));
}

}  // namespace

TEST_CASE("nothing leaves its range where administrators are at the limits of their parameters",
          "[unit][administrators]") {
  for (const Settings& corner : {at(0, 0), at(100, 0), at(0, 100), at(100, 100)}) {
    check_ranges(run(corner + storm));
    check_ranges(run(corner + storm + broken_promises));
    check_ranges(run(corner + storm + swept_away));
  }
}

TEST_CASE("broken promises cost trust, and never more than there is", "[unit][administrators]") {
  const auto result = run(at(0, 0) + storm + broken_promises);
  const auto trust = series(result, "trust");
  CHECK(trust.front() > 0.5);
  CHECK(trust.back() < 1e-3);
  CHECK(trust.back() >= 0);
}

namespace {
struct Strain {
  std::string name;
  Settings settings;
  std::string metric;
};
/// Allowed values that once gave a moral sensitivity of 7.6e54 or -0.43, and a trust of -5.
const std::vector<Strain> once_ran_away{
    {"complexity wears sensitivity",
     {{"workers.sensitivity_erosion", 1},
      {"administration.complexity_limit", 422},
      {"administration.complexity_categories", 1.55}},
     "moral_sensitivity"},
    {"overload wears sensitivity",
     {{"workers.sensitivity_erosion", 1}, {"workers.hours_margin", 0.1}},
     "moral_sensitivity"},
    {"broken promises cost trust", storm + broken_promises, "trust"}};
}  // namespace

TEST_CASE("allowed values that once ran away wear a share down, and never out of its range",
          "[unit][administrators]") {
  for (const Strain& strain : once_ran_away) {
    CAPTURE(strain.name);
    const auto usual = run(at(100, 100));
    const auto strained = run(at(100, 100) + strain.settings);  // fails if any metric leaves
    CHECK(series(strained, strain.metric).back() < 0.9 * series(usual, strain.metric).back());
    for (const double value : series(strained, strain.metric)) CHECK((value >= 0 && value <= 1));
  }
}
