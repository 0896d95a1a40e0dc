#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <tuple>

#include "models/discretion/sources.hpp"
#include "sim/core/parameter.hpp"

/// What administrators notice, remember and announce, and what their measures do.
namespace discretion {

enum class Level : std::uint8_t { office, all };

struct AdministrationParameters {
  Level level = Level::office;
  double weight_equality = 0.12;
  double weight_arbitrariness = 0.15;
  double weight_incidents = 0.25;
  double weight_underserved = 1.2;
  double underserved_tolerance = 0.05;
  double weight_overdistinction = 0.6;
  double overdistinction_tolerance = 0.15;
  double weight_verification = 0.6;
  double weight_misuse = 0.3;
  double weight_drift = 0.6;
  double drift_tolerance = 0.05;
  double weight_promise = 1.0;
  double weight_failure = 1.0;
  double failure_found = 0.017;
  double salience_decay = 0.75;
  double salience_limit = 60.0;
  double salience_spent = 0.5;
  double memory = 0.9;
  double mood = 1.0;
  double equality_rate = 0.1;
  double equality_weight = 0.1;
  double incident = 0.004;
  double incident_excitement = 0.3;
  double incident_decay = 0.7;
  double measure_hazard = 1.4;
  double measure_half = 6.5;
  double measure_steepness = 2.0;
  double density = -0.3;
  int delivery_lag = 12;
  double expectation_generous = 0.15;
  double expectation_other = 0.05;
  double expectation_decay = 0.95;
  double promise_trust = 0.5;
  double repair_share = 0.65;
  double effectiveness = 0.3;
  double erosion = 0.06;
  double binding_share = 0.15;
  double binding_relax = 0.5;
  double binding_other = 0.7;
  double side_effect = 0.3;
  double side_effect_down = 0.7;
  double revision = 0.4;
  double repeal = 0.00066;
  double repair_gain = 2.0;
  double repair_margin = 0.3;
  double repair_noise = 0.3;
  double shift_limit = 1.5;
  double verification_bite = 2.0;
  double misuse_found = 0.10;
  double misuse_verified = 0.50;
  double law_error = 0.2;
  double complexity_categories = 0.10;
  double complexity_measures = 0.03;
  double complexity_revisions = 0.3;
  double complexity_preconditions = 0.08;
  double complexity_limit = 3.0;
  double misreading = 0.08;
  double misreading_size = 0.5;
  double complexity_time = 0.15;
  double affair = 0.0;
  double turnover = 0.0;

  template <class P = AdministrationParameters>
  static constexpr auto table() {
    using sim::Parameter;
    using namespace sources;
    // clang-format off
    return std::tuple{
        Parameter{&P::level, "level", "1", {}, assumed, setup},
        Parameter{&P::weight_equality, "weight_equality", "1", {0, 100}, essay, live, by_factor},
        Parameter{&P::weight_arbitrariness, "weight_arbitrariness", "1", {0, 100},
                  essay, live, by_factor},
        Parameter{&P::weight_incidents, "weight_incidents", "1", {0, 100}, essay, live, by_factor},
        Parameter{&P::weight_underserved, "weight_underserved", "1", {0, 100},
                  essay, live, by_factor},
        Parameter{&P::underserved_tolerance, "underserved_tolerance", "1", {0, 1},
                  assumed, live, by_odds},
        Parameter{&P::weight_overdistinction, "weight_overdistinction", "1", {0, 100},
                  essay, live, by_factor},
        Parameter{&P::overdistinction_tolerance, "overdistinction_tolerance", need_unit, {0, 5},
                  assumed, live, by_factor},
        Parameter{&P::weight_verification, "weight_verification", "1", {0, 100},
                  essay, live, by_factor},
        Parameter{&P::weight_misuse, "weight_misuse", "1", {0, 100}, essay, live, by_factor},
        Parameter{&P::weight_drift, "weight_drift", "1", {0, 100}, essay, live, by_factor},
        Parameter{&P::drift_tolerance, "drift_tolerance", "1", {0, 5}, assumed, live, by_factor},
        Parameter{&P::weight_promise, "weight_promise", "1", {0, 100}, essay, live, by_factor},
        Parameter{&P::weight_failure, "weight_failure", "1", {0, 100}, essay, live, by_factor},
        Parameter{&P::failure_found, "failure_found", "month-1", {0, 1},
                  evaluation, live, by_factor},
        Parameter{&P::salience_decay, "salience_decay", "1", {0, 0.99},
                  assumed, live, by_half_life},
        Parameter{&P::salience_limit, "salience_limit", "1", {1, 1e6}, assumed, live, by_factor},
        Parameter{&P::salience_spent, "salience_spent", "1", {0, 1}, assumed, live, by_odds},
        Parameter{&P::memory, "memory", "1", {0, 0.99}, assumed, live, by_half_life},
        Parameter{&P::mood, "mood", "1", {0, 10}, assumed, live, by_factor},
        Parameter{&P::equality_rate, "equality_rate", "month-1", {0, 1}, assumed, live, by_odds},
        Parameter{&P::equality_weight, "equality_weight", "1", {0, 10}, assumed, live, by_factor},
        Parameter{&P::incident, "incident", "1", {0, 1}, assumed, live, by_odds},
        Parameter{&P::incident_excitement, "incident_excitement", "1", {0, 10},
                  hawkes, live, by_factor},
        Parameter{&P::incident_decay, "incident_decay", "1", {0, 0.99}, hawkes, live, by_half_life},
        Parameter{&P::measure_hazard, "measure_hazard", "month-1", {0, 10}, essay, live, by_factor},
        Parameter{&P::measure_half, "measure_half", "1", {0.01, 1000}, assumed, live, by_factor},
        Parameter{&P::measure_steepness, "measure_steepness", "1", {1, 10},
                  media_storms, live, by_distance},
        Parameter{&P::density, "density", "1", {-0.6, 0.3}, assumed, live, by_factor},
        Parameter{&P::delivery_lag, "delivery_lag", "month", {0, 120}, assumed, live, by_factor},
        Parameter{&P::expectation_generous, "expectation_generous", need_unit, {0, 5},
                  essay, live, by_factor},
        Parameter{&P::expectation_other, "expectation_other", need_unit, {0, 5},
                  assumed, live, by_factor},
        Parameter{&P::expectation_decay, "expectation_decay", "1", {0, 0.999},
                  assumed, live, by_half_life},
        Parameter{&P::promise_trust, "promise_trust", "1", {0, 10}, magazine, live, by_factor},
        Parameter{&P::repair_share, "repair_share", "1", {0, 1}, assumed, live, by_odds},
        Parameter{&P::effectiveness, "effectiveness", "1", {0, 1}, in_t_veld, live, by_odds},
        Parameter{&P::erosion, "erosion", "month-1", {0, 1}, in_t_veld, live, by_factor},
        Parameter{&P::binding_share, "binding_share", "1", {0.001, 1}, assumed, live, by_odds},
        Parameter{&P::binding_relax, "binding_relax", "1", {0, 1}, assumed, live, by_odds},
        Parameter{&P::binding_other, "binding_other", "1", {0, 1}, assumed, live, by_odds},
        Parameter{&P::side_effect, "side_effect", need_unit, {0, 5}, in_t_veld, live, by_factor},
        Parameter{&P::side_effect_down, "side_effect_down", "1", {0, 1}, assumed, live, by_odds},
        Parameter{&P::revision, "revision", "1", {0, 1}, in_t_veld, live, by_odds},
        Parameter{&P::repeal, "repeal", "month-1", {0, 1}, laws_in_force, live, by_factor},
        Parameter{&P::repair_gain, "repair_gain", "1", {0, 10}, assumed, live, by_factor},
        Parameter{&P::repair_margin, "repair_margin", need_unit, {0, 5}, assumed, live, by_factor},
        Parameter{&P::repair_noise, "repair_noise", need_unit, {0, 5}, assumed, live, by_factor},
        Parameter{&P::shift_limit, "shift_limit", need_unit, {0.1, 100}, assumed, live, by_factor},
        Parameter{&P::verification_bite, "verification_bite", "1", {0, 100},
                  assumed, live, by_factor},
        Parameter{&P::misuse_found, "misuse_found", "1", {0, 1}, assumed, live, by_odds},
        Parameter{&P::misuse_verified, "misuse_verified", "1", {0, 1}, essay, live, by_odds},
        Parameter{&P::law_error, "law_error", need_unit, {0, 5}, assumed, setup, by_factor},
        Parameter{&P::complexity_categories, "complexity_categories", "1", {0, 5},
                  assumed, live, by_factor},
        Parameter{&P::complexity_measures, "complexity_measures", "1", {0, 5},
                  assumed, live, by_factor},
        Parameter{&P::complexity_revisions, "complexity_revisions", "1", {0, 5},
                  assumed, live, by_factor},
        Parameter{&P::complexity_preconditions, "complexity_preconditions", "1", {0, 5},
                  lipsky, live, by_factor},
        Parameter{&P::complexity_limit, "complexity_limit", "1", {0.1, 1000},
                  assumed, live, by_factor},
        Parameter{&P::misreading, "misreading", "1", {0, 5}, assumed, live, by_factor},
        Parameter{&P::misreading_size, "misreading_size", need_unit, {0, 5},
                  assumed, live, by_factor},
        Parameter{&P::complexity_time, "complexity_time", "1", {0, 5}, assumed, live, by_factor},
        Parameter{&P::affair, "affair", "month-1", {0, 100}, assumed, live},
        Parameter{&P::turnover, "turnover", "month-1", {0, 1}, assumed, live},
    };
    // clang-format on
  }
};

}  // namespace discretion

template <>
struct sim::ChoiceNames<discretion::Level> {
  static constexpr std::array<std::string_view, 2> names{"office", "all"};
};
