#pragma once

#include <tuple>

#include "models/discretion/sources.hpp"
#include "sim/core/parameter.hpp"

/// Levers: their strengths, sizes and costs.
namespace discretion {

/// Levers that may break or bend a dynamic. A strength of 0 leaves everything as it is; the other
/// rows say how large a lever is at strength 1, and what it costs.
struct LeverParameters {
  double front_line_signals = 0.0;
  double front_line_signals_rate = 0.5;
  double front_line_signals_hours = 0.1;
  double precedent = 0.0;
  double reasons = 0.0;
  double reasons_hours = 0.25;
  double reasons_review = 0.5;
  double reasons_felt = 0.3;
  double situational_equality = 0.0;
  double situational_equality_limit = 1.0;
  double situational_equality_hours = 0.25;
  double perspectives_circle = 0.0;
  double perspectives_circle_months = 12;
  double perspectives_circle_gain = 0.5;
  double perspectives_circle_time = 0.02;
  double repair_at_source = 0.0;
  double pause = 0.0;
  double pause_months = 6;
  double pause_side_effect = 0.5;
  double cover = 0.0;
  double cover_worry = 1.0;
  double room_for_error = 0.0;
  int room_for_error_months = 12;
  double room_for_error_hours = 2.0;
  double explanation = 0.0;
  double explanation_gain = 0.5;
  double explanation_hours = 0.1;
  double personal_no = 0.0;
  double personal_no_felt = 0.5;
  double personal_no_hours = 0.25;
  double help = 0.0;
  double help_gain = 0.5;
  double help_hours = 0.5;
  double longer_validity = 0.0;
  int longer_validity_months = 24;
  double longer_validity_tolerance = 0.5;
  double administration_cap = 0.0;
  double administration_cap_share = 0.05;
  double outside_time = 0.0;
  double outside_time_share = 0.1;
  double outside_time_gain = 0.3;
  double costs_and_benefits = 0.0;
  double costs_and_benefits_weight = 0.8;
  double costs_and_benefits_hours = 0.25;
  double sunset = 0.0;
  int sunset_months = 24;
  double trust_contract = 0.0;
  double trust_contract_floor = 0.8;
  double trust_contract_time = 0.03;
  double slack = 0.0;
  double slack_share = 0.2;
  double deliberation = 0.0;
  double deliberation_gain = 0.4;
  double deliberation_blame = 0.5;
  double deliberation_hours = 1.5;
  double deliberation_share = 0.05;
  int deliberation_cases = 6;
  double deliberation_lesson = 0.25;
  double separate_processes = 0.0;
  double separate_processes_time = 0.03;
  double fix_team = 0.0;
  int fix_team_problems = 5;
  double fix_team_hours = 4.0;
  double know_the_law = 0.0;
  double know_the_law_gain = 0.5;
  double know_the_law_time = 0.02;
  double pilots = 0.0;
  double pilots_share = 0.25;
  double pilots_months = 6;
  double pilots_gain = 0.5;
  double pilots_spread = 0.1;
  double pilots_time = 0.02;

  template <class P = LeverParameters>
  static constexpr auto table() {
    using sim::Parameter;
    using namespace sources;
    // clang-format off
    return std::tuple{
        Parameter{&P::front_line_signals, "front_line_signals", "1", {0, 1}, magazine, live},
        Parameter{&P::front_line_signals_rate, "front_line_signals_rate", "month-1", {0, 10},
                  assumed, live},
        Parameter{&P::front_line_signals_hours, "front_line_signals_hours", "hour", {0, 10},
                  assumed, live},
        Parameter{&P::precedent, "precedent", "1", {0, 1}, kruiter, live},
        Parameter{&P::reasons, "reasons", "1", {0, 1}, kruiter, live},
        Parameter{&P::reasons_hours, "reasons_hours", "hour", {0, 10}, assumed, live},
        Parameter{&P::reasons_review, "reasons_review", "1", {0, 1}, assumed, live},
        Parameter{&P::reasons_felt, "reasons_felt", "1", {0, 1}, assumed, live},
        Parameter{&P::situational_equality, "situational_equality", "1", {0, 1}, meurs, live},
        Parameter{&P::situational_equality_limit, "situational_equality_limit", need_unit, {0, 10},
                  assumed, live},
        Parameter{&P::situational_equality_hours, "situational_equality_hours", "hour", {0, 10},
                  assumed, live},
        Parameter{&P::perspectives_circle, "perspectives_circle", "1", {0, 1}, magazine, live},
        Parameter{&P::perspectives_circle_months, "perspectives_circle_months", "month", {1, 240},
                  assumed, live},
        Parameter{&P::perspectives_circle_gain, "perspectives_circle_gain", "1", {0, 1},
                  assumed, live},
        Parameter{&P::perspectives_circle_time, "perspectives_circle_time", "1", {0, 0.5},
                  assumed, live},
        Parameter{&P::repair_at_source, "repair_at_source", "1", {0, 1}, magazine, live},
        Parameter{&P::pause, "pause", "1", {0, 1}, essay, live},
        Parameter{&P::pause_months, "pause_months", "month", {0, 60}, assumed, live},
        Parameter{&P::pause_side_effect, "pause_side_effect", "1", {0, 1}, assumed, live},
        Parameter{&P::cover, "cover", "1", {0, 1}, magazine, live},
        Parameter{&P::cover_worry, "cover_worry", "1", {0, 10}, assumed, live},
        Parameter{&P::room_for_error, "room_for_error", "1", {0, 1}, magazine, live},
        Parameter{&P::room_for_error_months, "room_for_error_months", "month", {1, 240},
                  assumed, live},
        Parameter{&P::room_for_error_hours, "room_for_error_hours", "hour", {0, 40}, assumed, live},
        Parameter{&P::explanation, "explanation", "1", {0, 1}, magazine, live},
        Parameter{&P::explanation_gain, "explanation_gain", "1", {0, 1}, assumed, live},
        Parameter{&P::explanation_hours, "explanation_hours", "hour", {0, 10}, assumed, live},
        Parameter{&P::personal_no, "personal_no", "1", {0, 1}, magazine, live},
        Parameter{&P::personal_no_felt, "personal_no_felt", "1", {0, 1}, assumed, live},
        Parameter{&P::personal_no_hours, "personal_no_hours", "hour", {0, 10}, assumed, live},
        Parameter{&P::help, "help", "1", {0, 1}, magazine, live},
        Parameter{&P::help_gain, "help_gain", "1", {0, 1}, assumed, live},
        Parameter{&P::help_hours, "help_hours", "hour", {0, 10}, assumed, live},
        Parameter{&P::longer_validity, "longer_validity", "1", {0, 1}, magazine, live},
        Parameter{&P::longer_validity_months, "longer_validity_months", "month", {1, 240},
                  assumed, live},
        Parameter{&P::longer_validity_tolerance, "longer_validity_tolerance", need_unit, {0, 5},
                  assumed, live},
        Parameter{&P::administration_cap, "administration_cap", "1", {0, 1}, magazine, live},
        Parameter{&P::administration_cap_share, "administration_cap_share", "1", {0, 1},
                  administration_time, live},
        Parameter{&P::outside_time, "outside_time", "1", {0, 1}, inside_out, live},
        Parameter{&P::outside_time_share, "outside_time_share", "1", {0, 0.5}, assumed, live},
        Parameter{&P::outside_time_gain, "outside_time_gain", "1", {0, 1}, assumed, live},
        Parameter{&P::costs_and_benefits, "costs_and_benefits", "1", {0, 1}, kruiter, live},
        Parameter{&P::costs_and_benefits_weight, "costs_and_benefits_weight", "1", {0, 100},
                  assumed, live},
        Parameter{&P::costs_and_benefits_hours, "costs_and_benefits_hours", "hour", {0, 10},
                  assumed, live},
        Parameter{&P::sunset, "sunset", "1", {0, 1}, assumed, live},
        Parameter{&P::sunset_months, "sunset_months", "month", {1, 240}, assumed, live},
        Parameter{&P::trust_contract, "trust_contract", "1", {0, 1}, assumed, live},
        Parameter{&P::trust_contract_floor, "trust_contract_floor", "1", {0, 1}, assumed, live},
        Parameter{&P::trust_contract_time, "trust_contract_time", "1", {0, 0.5}, assumed, live},
        Parameter{&P::slack, "slack", "1", {0, 1}, assumed, live},
        Parameter{&P::slack_share, "slack_share", "1", {0, 5}, assumed, live},
        Parameter{&P::deliberation, "deliberation", "1", {0, 1}, magazine, live},
        Parameter{&P::deliberation_gain, "deliberation_gain", "1", {0, 1}, assumed, live},
        Parameter{&P::deliberation_blame, "deliberation_blame", "1", {0, 1}, assumed, live},
        Parameter{&P::deliberation_hours, "deliberation_hours", "hour", {0, 40}, assumed, live},
        Parameter{&P::deliberation_share, "deliberation_share", "1", {0, 0.5}, assumed, live},
        Parameter{&P::deliberation_cases, "deliberation_cases", "1", {1, 1000}, assumed, live},
        Parameter{&P::deliberation_lesson, "deliberation_lesson", "1", {0, 1}, assumed, live},
        Parameter{&P::separate_processes, "separate_processes", "1", {0, 1}, inside_out, live},
        Parameter{&P::separate_processes_time, "separate_processes_time", "1", {0, 0.5},
                  assumed, live},
        Parameter{&P::fix_team, "fix_team", "1", {0, 1}, magazine, live},
        Parameter{&P::fix_team_problems, "fix_team_problems", "1", {0, 40}, assumed, live},
        Parameter{&P::fix_team_hours, "fix_team_hours", "hour", {0, 100}, assumed, live},
        Parameter{&P::know_the_law, "know_the_law", "1", {0, 1}, poster, live},
        Parameter{&P::know_the_law_gain, "know_the_law_gain", "1", {0, 1}, assumed, live},
        Parameter{&P::know_the_law_time, "know_the_law_time", "1", {0, 0.5}, assumed, live},
        Parameter{&P::pilots, "pilots", "1", {0, 1}, inside_out, live},
        Parameter{&P::pilots_share, "pilots_share", "1", {0, 1}, assumed, live},
        Parameter{&P::pilots_months, "pilots_months", "month", {1, 240}, assumed, live},
        Parameter{&P::pilots_gain, "pilots_gain", "1", {0, 1}, assumed, live},
        Parameter{&P::pilots_spread, "pilots_spread", "1", {0, 1}, assumed, live},
        Parameter{&P::pilots_time, "pilots_time", "1", {0, 0.5}, assumed, live},
    };
    // clang-format on
  }
};

}  // namespace discretion
