#pragma once

#include <tuple>

#include "models/discretion/sources.hpp"
#include "sim/core/parameter.hpp"

/// How frontline workers see, weigh and learn, and the hours they have.
namespace discretion {

struct WorkerParameters {
  double hours_margin = 1.3;
  double hours_rule = 1.0;
  double hours_tailoring = 2.0;
  double hours_shortcut = 0.9;
  double hours_escalation = 0.4;
  double hours_objection = 2.0;
  double perception_bias = 0.25;
  double perception_noise = 0.35;
  double loyalty_citizen = 0.30;
  double loyalty_law = 0.20;
  double loyalty_organisation = 0.20;
  double loyalty_profession = 0.15;
  double loyalty_society = 0.15;
  double loyalty_spread = 0.3;
  double temperature = 0.15;
  double gap_weight = 4.0;
  double queue_weight = 0.1;
  double shortcut_illegality = 0.4;
  double tailoring_illegality = 0.2;
  double precedent_weight = 0.4;
  double precedent_rate = 0.05;
  double effort_weight = 0.4;
  double unrest_complexity = 0.5;
  double shortcut_relief = 2.0;
  double precondition_burden = 0.75;
  double yielding_weight = 0.3;
  double shortcut_shame = 1.0;
  double generosity_weight = 0.4;
  double suspicion = 0.5;
  double crisis = 0.0;
  double exposure_tailoring = 1.0;
  double exposure_shortcut = 0.3;
  double exposure_rule = 0.05;
  double exposure_escalation = 0.3;
  double escalation_faith = 0.5;
  double blame_start = 0.05;
  double blame_gain = 4.0;
  double blame_memory = 0.8;
  double blame_team = 0.5;
  double blame_salience = 0.03;
  double blame_direction = 1.0;
  double blame_superiors = 0.1;
  double blame_rise = 0.2;
  double blame_fall = 0.1;
  double rule_requests = 0.1;
  double sensitivity_start = 0.8;
  double sensitivity_spread = 0.12;
  double sensitivity_recovery = 0.03;
  double sensitivity_erosion = 0.02;
  double harshness_mandate = 0.5;
  double routine_rate = 0.05;
  double routine_persistence = 0.97;
  double routine_wander = 0.01;
  double habit_needed = 1.0;
  double habit_rate = 0.05;
  double skill_loss = 0.3;
  double skill_rate = 0.1;
  double skill_cases = 1.0;
  double norm_start = 0.5;
  double norm_spread = 0.2;
  double norm_rate = 0.05;
  double norm_susceptibility = 0.5;
  double norm_blame = 0.6;
  double turnover = 0.01;
  double socialisation = 0.1;

  template <class P = WorkerParameters>
  static constexpr auto table() {
    using sim::Parameter;
    using namespace sources;
    // clang-format off
    return std::tuple{
        Parameter{&P::hours_margin, "hours_margin", "1", {0.1, 10}, assumed, live, by_distance},
        Parameter{&P::hours_rule, "hours_rule", "hour", {0.1, 100}, assumed, live},
        Parameter{&P::hours_tailoring, "hours_tailoring", "hour", {0.1, 100},
                  assumed, live, by_distance},
        Parameter{&P::hours_shortcut, "hours_shortcut", "hour", {0.1, 100},
                  zacka, live, by_distance},
        Parameter{&P::hours_escalation, "hours_escalation", "hour", {0, 100}, assumed, live},
        Parameter{&P::hours_objection, "hours_objection", "hour", {0, 100},
                  assumed, live, by_factor},
        Parameter{&P::perception_bias, "perception_bias", need_unit, {0, 5},
                  assumed, setup, by_factor},
        Parameter{&P::perception_noise, "perception_noise", need_unit, {0, 5},
                  assumed, live, by_factor},
        Parameter{&P::loyalty_citizen, "loyalty_citizen", "1", {0, 10},
                  loyalties, setup, by_factor},
        Parameter{&P::loyalty_law, "loyalty_law", "1", {0, 10}, loyalties, setup, by_factor},
        Parameter{&P::loyalty_organisation, "loyalty_organisation", "1", {0, 10},
                  loyalties, setup, by_factor},
        Parameter{&P::loyalty_profession, "loyalty_profession", "1", {0, 10},
                  loyalties, setup, by_factor},
        Parameter{&P::loyalty_society, "loyalty_society", "1", {0, 10},
                  loyalties, setup, by_factor},
        Parameter{&P::loyalty_spread, "loyalty_spread", "1", {0, 3}, assumed, setup, by_factor},
        Parameter{&P::temperature, "temperature", "1", {0.001, 10}, mcfadden, live, by_factor},
        Parameter{&P::gap_weight, "gap_weight", "1", {0, 100}, assumed, live, by_factor},
        Parameter{&P::queue_weight, "queue_weight", "1", {0, 100}, loyalties, live, by_factor},
        Parameter{&P::shortcut_illegality, "shortcut_illegality", "1", {0, 100},
                  assumed, live, by_factor},
        Parameter{&P::tailoring_illegality, "tailoring_illegality", "1", {0, 100},
                  assumed, live, by_factor},
        Parameter{&P::precedent_weight, "precedent_weight", "1", {0, 100},
                  loyalties, live, by_factor},
        Parameter{&P::precedent_rate, "precedent_rate", "1", {0, 1}, assumed, live, by_odds},
        Parameter{&P::effort_weight, "effort_weight", "hour-1", {0, 100}, assumed, live, by_factor},
        Parameter{&P::unrest_complexity, "unrest_complexity", "1", {0, 10},
                  assumed, live, by_factor},
        Parameter{&P::shortcut_relief, "shortcut_relief", "1", {0, 100}, zacka, live, by_factor},
        Parameter{&P::precondition_burden, "precondition_burden", "hour", {0, 100},
                  lipsky, live, by_factor},
        Parameter{&P::yielding_weight, "yielding_weight", "1", {0, 100},
                  loyalties, live, by_factor},
        Parameter{&P::shortcut_shame, "shortcut_shame", "1", {0, 100}, assumed, live, by_factor},
        Parameter{&P::generosity_weight, "generosity_weight", "1", {0, 100},
                  loyalties, live, by_factor},
        Parameter{&P::suspicion, "suspicion", "1", {0, 100}, loyalties, live, by_factor},
        Parameter{&P::crisis, "crisis", "1", {0, 10}, loyalties, live},
        Parameter{&P::exposure_tailoring, "exposure_tailoring", "1", {0, 10}, essay, live},
        Parameter{&P::exposure_shortcut, "exposure_shortcut", "1", {0, 10},
                  assumed, live, by_factor},
        Parameter{&P::exposure_rule, "exposure_rule", "1", {0, 10}, crozier, live, by_factor},
        Parameter{&P::exposure_escalation, "exposure_escalation", "1", {0, 10}, assumed, live},
        Parameter{&P::escalation_faith, "escalation_faith", "1", {0, 1}, assumed, live},
        Parameter{&P::blame_start, "blame_start", "1", {0, 10}, assumed, setup, by_factor},
        Parameter{&P::blame_gain, "blame_gain", "1", {0, 100}, assumed, live, by_factor},
        Parameter{&P::blame_memory, "blame_memory", "1", {0, 0.9999}, assumed, live, by_half_life},
        Parameter{&P::blame_team, "blame_team", "1", {0, 10}, assumed, live, by_factor},
        Parameter{&P::blame_salience, "blame_salience", "1", {0, 1}, assumed, live, by_factor},
        Parameter{&P::blame_direction, "blame_direction", "1", {0, 1}, assumed, live},
        Parameter{&P::blame_superiors, "blame_superiors", "1", {0, 10}, essay, live, by_factor},
        Parameter{&P::blame_rise, "blame_rise", "month-1", {0, 1}, assumed, live, by_odds},
        Parameter{&P::blame_fall, "blame_fall", "month-1", {0, 1}, assumed, live, by_odds},
        Parameter{&P::rule_requests, "rule_requests", "month-1", {0, 10}, crozier, live, by_factor},
        Parameter{&P::sensitivity_start, "sensitivity_start", "1", {0, 1}, assumed, setup, by_odds},
        Parameter{&P::sensitivity_spread, "sensitivity_spread", "1", {0, 1},
                  assumed, setup, by_factor},
        Parameter{&P::sensitivity_recovery, "sensitivity_recovery", "month-1", {0, 1},
                  zacka, live, by_odds},
        Parameter{&P::sensitivity_erosion, "sensitivity_erosion", "month-1", {0, 1},
                  zacka, live, by_factor},
        Parameter{&P::harshness_mandate, "harshness_mandate", "1", {0, 1}, essay, live, by_odds},
        Parameter{&P::routine_rate, "routine_rate", "1", {0, 1}, zacka, live, by_odds},
        Parameter{&P::routine_persistence, "routine_persistence", "1", {0, 0.9999},
                  zacka, live, by_half_life},
        Parameter{&P::routine_wander, "routine_wander", need_unit, {0, 1}, zacka, live, by_factor},
        Parameter{&P::habit_needed, "habit_needed", "1", {0, 1}, essay, live},
        Parameter{&P::habit_rate, "habit_rate", "1", {0, 1}, lally, live, by_factor},
        Parameter{&P::skill_loss, "skill_loss", "1", {0, 10}, essay, live, by_factor},
        Parameter{&P::skill_rate, "skill_rate", "month-1", {0, 1}, arthur, live, by_odds},
        Parameter{&P::skill_cases, "skill_cases", "month-1", {0.01, 1000},
                  assumed, live, by_factor},
        Parameter{&P::norm_start, "norm_start", need_unit, {0, 10}, assumed, setup, by_factor},
        Parameter{&P::norm_spread, "norm_spread", "1", {0, 3}, assumed, setup, by_factor},
        Parameter{&P::norm_rate, "norm_rate", "month-1", {0, 1}, friedkin, live, by_odds},
        Parameter{&P::norm_susceptibility, "norm_susceptibility", "1", {0, 1},
                  friedkin, live, by_odds},
        Parameter{&P::norm_blame, "norm_blame", need_unit, {0, 10}, assumed, live, by_factor},
        Parameter{&P::turnover, "turnover", "month-1", {0, 1}, assumed, live, by_odds},
        Parameter{&P::socialisation, "socialisation", "month-1", {0, 1}, essay, live, by_odds},
    };
    // clang-format on
  }
};

}  // namespace discretion
