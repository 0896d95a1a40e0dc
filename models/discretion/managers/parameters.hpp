#pragma once

#include <tuple>

#include "models/discretion/sources.hpp"
#include "sim/core/parameter.hpp"

/// What managers see, whom they trust and what they ask for.
namespace discretion {

struct ManagerParameters {
  double sight = 6.0;
  double benefit_of_doubt = 1.0;
  double dispersion_tolerance = 0.05;
  double blame_weight = 0.5;
  double upheld_weight = 2.0;
  double request_weight = 0.3;
  double trust_start = 0.8;
  double trust_level = 0.9;
  double trust_slope = 1.5;
  double trust_fall = 0.15;
  double trust_rise = 0.075;
  double precondition_hazard = 0.36;
  double precondition_crowding = 6.0;
  double precondition_drop = 0.01;
  double precondition_narrowing = 0.1;
  double precondition_time = 0.10;
  double crowding_out = 0.05;
  double harshness_mandate = 0.5;

  template <class P = ManagerParameters>
  static constexpr auto table() {
    using sim::Parameter;
    using namespace sources;
    // clang-format off
    return std::tuple{
        Parameter{&P::sight, "sight", "month", {1, 120}, assumed, live, by_factor},
        Parameter{&P::benefit_of_doubt, "benefit_of_doubt", "1", {0.1, 1000},
                  assumed, live, by_factor},
        Parameter{&P::dispersion_tolerance, "dispersion_tolerance", need_unit, {0, 5},
                  assumed, live, by_factor},
        Parameter{&P::blame_weight, "blame_weight", "1", {0, 100}, assumed, live, by_factor},
        Parameter{&P::upheld_weight, "upheld_weight", "1", {0, 100}, assumed, live, by_factor},
        Parameter{&P::request_weight, "request_weight", "1", {0, 100}, crozier, live, by_factor},
        Parameter{&P::trust_start, "trust_start", "1", {0, 1}, assumed, setup, by_odds},
        Parameter{&P::trust_level, "trust_level", "1", {0, 1}, assumed, live, by_odds},
        Parameter{&P::trust_slope, "trust_slope", "1", {0, 100}, assumed, live, by_factor},
        Parameter{&P::trust_fall, "trust_fall", "month-1", {0, 1}, assumed, live, by_odds},
        Parameter{&P::trust_rise, "trust_rise", "month-1", {0, 1}, assumed, live, by_odds},
        Parameter{&P::precondition_hazard, "precondition_hazard", "month-1", {0, 10},
                  lipsky, live, by_factor},
        Parameter{&P::precondition_crowding, "precondition_crowding", "1", {0.1, 1000},
                  assumed, live, by_factor},
        Parameter{&P::precondition_drop, "precondition_drop", "month-1", {0, 1},
                  assumed, live, by_factor},
        Parameter{&P::precondition_narrowing, "precondition_narrowing", "1", {0, 5},
                  lipsky, live, by_factor},
        Parameter{&P::precondition_time, "precondition_time", "1", {0, 5}, lipsky, live, by_factor},
        Parameter{&P::crowding_out, "crowding_out", "1", {0, 1}, frey, live, by_odds},
        Parameter{&P::harshness_mandate, "harshness_mandate", "1", {0, 1}, essay, live, by_odds},
    };
    // clang-format on
  }
};

}  // namespace discretion
