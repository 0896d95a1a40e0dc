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

  static constexpr auto table() {
    using P = AdministrationParameters;
    using sim::Parameter;
    using namespace sources;
    // clang-format off
    return std::tuple{
        Parameter{&P::level, "level", "1", {},
                  "Whether each office has its administrators, or all share them.", assumed, setup},
        Parameter{&P::weight_equality, "weight_equality", "1", {0, 100},
                  "Salience of an equality complaint per 1,000 citizens.", essay, live, by_factor},
        Parameter{&P::weight_arbitrariness, "weight_arbitrariness", "1", {0, 100},
                  "Salience of a complaint about a tailored decision per 1,000 citizens.",
                  essay, live, by_factor},
        Parameter{&P::weight_incidents, "weight_incidents", "1", {0, 100},
                  "Salience of an incident in the media per 10,000 citizens.",
                  essay, live, by_factor},
        Parameter{&P::weight_underserved, "weight_underserved", "1", {0, 100},
                  "Salience of visible harshness: share underserved beyond its tolerance.",
                  essay, live, by_factor},
        Parameter{&P::underserved_tolerance, "underserved_tolerance", "1", {0, 1},
                  "Share underserved that nobody remarks.", assumed, live, by_odds},
        Parameter{&P::weight_overdistinction, "weight_overdistinction", "1", {0, 100},
                  "Salience of distinctions that needs do not warrant, beyond their tolerance, mean over "
                  "pairs of life situations.",
                  essay, live, by_factor},
        Parameter{&P::overdistinction_tolerance, "overdistinction_tolerance", need_unit, {0, 5},
                  "Unwarranted distinction between two life situations that nobody remarks.",
                  assumed, live, by_factor},
        Parameter{&P::weight_verification, "weight_verification", "1", {0, 100},
                  "Salience of verification aimed at life situations: its mean absolute deviation "
                  "between them.",
                  essay, live, by_factor},
        Parameter{&P::weight_misuse, "weight_misuse", "1", {0, 100},
                  "Salience of a case of misuse found per 10,000 citizens.",
                  essay, live, by_factor},
        Parameter{&P::weight_drift, "weight_drift", "1", {0, 100},
                  "Salience of the mean squared deviation of practice from the law, beyond its "
                  "tolerance.",
                  essay, live, by_factor},
        Parameter{&P::drift_tolerance, "drift_tolerance", "1", {0, 5},
                  "Mean squared deviation that no audit remarks.", assumed, live, by_factor},
        Parameter{&P::weight_promise, "weight_promise", "1", {0, 100},
                  "Salience of a broken promise when a measure takes effect.",
                  essay, live, by_factor},
        Parameter{&P::weight_failure, "weight_failure", "1", {0, 100},
                  "Salience of failing measures: of a cause that persists in spite of them, and of "
                  "wear that is found.",
                  essay, live, by_factor},
        Parameter{&P::failure_found, "failure_found", "month-1", {0, 1},
                  "Hazard that an evaluation finds a measure worn, if it is worn out.",
                  evaluation, live, by_factor},
        Parameter{&P::salience_decay, "salience_decay", "1", {0, 0.99},
                  "Salience kept from month to month.", assumed, live, by_half_life},
        Parameter{&P::salience_limit, "salience_limit", "1", {1, 1e6},
                  "Salience at which it is halved: attention is finite.", assumed, live, by_factor},
        Parameter{&P::salience_spent, "salience_spent", "1", {0, 1},
                  "Share of salience that an answer spends.", assumed, live, by_odds},
        Parameter{&P::memory, "memory", "1", {0, 0.99},
                  "Memory kept of each cause from month to month.", assumed, live, by_half_life},
        Parameter{&P::mood, "mood", "1", {0, 10},
                  "Power to which causes weigh by their memory: 0 forgets, above 1 follows the "
                  "mood.",
                  assumed, live, by_factor},
        Parameter{&P::equality_rate, "equality_rate", "month-1", {0, 1},
                  "Share of the way that equality salience moves in a month.",
                  assumed, live, by_odds},
        Parameter{&P::equality_weight, "equality_weight", "1", {0, 10},
                  "Equality salience for each equality complaint per 1,000 citizens.",
                  assumed, live, by_factor},
        Parameter{&P::incident, "incident", "1", {0, 1},
                  "Probability that an underserved decision becomes an incident in the media.",
                  assumed, live, by_odds},
        Parameter{&P::incident_excitement, "incident_excitement", "1", {0, 10},
                  "Rise of that probability with recent incidents per 10,000 citizens "
                  "(self-exciting).",
                  hawkes, live, by_factor},
        Parameter{&P::incident_decay, "incident_decay", "1", {0, 0.99},
                  "Recent incidents kept from month to month.", hawkes, live, by_half_life},
        Parameter{&P::measure_hazard, "measure_hazard", "month-1", {0, 10},
                  "Highest hazard of a new measure.", essay, live, by_factor},
        Parameter{&P::measure_half, "measure_half", "1", {0.01, 1000},
                  "Salience at which that hazard is halved.", assumed, live, by_factor},
        Parameter{&P::measure_steepness, "measure_steepness", "1", {1, 10},
                  "Power of salience in that hazard: above 1, attention below the bend moves it more "
                  "than in proportion.",
                  media_storms, live, by_distance},
        Parameter{&P::density, "density", "1", {-0.6, 0.3},
                  "Growth of that hazard for each ten measures in force; its sign is contested.",
                  assumed, live, by_factor},
        Parameter{&P::delivery_lag, "delivery_lag", "month", {0, 120},
                  "Months from announcing a measure to its effect.", assumed, live, by_factor},
        Parameter{&P::expectation_generous, "expectation_generous", need_unit, {0, 5},
                  "Rise of what citizens expect when a repair or more room is announced.",
                  essay, live, by_factor},
        Parameter{&P::expectation_other, "expectation_other", need_unit, {0, 5},
                  "The same for other measures.", assumed, live, by_factor},
        Parameter{&P::expectation_decay, "expectation_decay", "1", {0, 0.999},
                  "Expectation kept from month to month.", assumed, live, by_half_life},
        Parameter{&P::promise_trust, "promise_trust", "1", {0, 10},
                  "Hazard of losing trust in the office for each unit of promise not kept.",
                  magazine, live, by_factor},
        Parameter{&P::repair_share, "repair_share", "1", {0, 1},
                  "Share of measures against harshness that repair a rule; the others give room.",
                  assumed, live, by_odds},
        Parameter{&P::effectiveness, "effectiveness", "1", {0, 1},
                  "Effectiveness of a new measure.", in_t_veld, live, by_odds},
        Parameter{&P::erosion, "erosion", "month-1", {0, 1},
                  "Monthly loss of a measure's effectiveness in full use.",
                  in_t_veld, live, by_factor},
        Parameter{&P::binding_share, "binding_share", "1", {0.001, 1},
                  "Share of cases that call for tailoring at which a restriction binds fully.",
                  assumed, live, by_odds},
        Parameter{&P::binding_relax, "binding_relax", "1", {0, 1},
                  "Use of a measure that gives room.", assumed, live, by_odds},
        Parameter{&P::binding_other, "binding_other", "1", {0, 1},
                  "Use of a repair or a verification.", assumed, live, by_odds},
        Parameter{&P::side_effect, "side_effect", need_unit, {0, 5},
                  "Slip of another life situation's treatment when a measure has lost its effect.",
                  in_t_veld, live, by_factor},
        Parameter{&P::side_effect_down, "side_effect_down", "1", {0, 1},
                  "Share of those slips that go down.", assumed, live, by_odds},
        Parameter{&P::revision, "revision", "1", {0, 1},
                  "Probability that a measure of the same kind is revised instead of one added.",
                  in_t_veld, live, by_odds},
        Parameter{&P::repeal, "repeal", "month-1", {0, 1},
                  "Hazard that a measure is repealed.", laws_in_force, live, by_factor},
        Parameter{&P::repair_gain, "repair_gain", "1", {0, 10},
                  "Part of a repaired life situation's gap that is closed, for each unit of "
                  "effectiveness.",
                  assumed, live, by_factor},
        Parameter{&P::repair_margin, "repair_margin", need_unit, {0, 5},
                  "Margin above mean need that a repair aims at.", assumed, live, by_factor},
        Parameter{&P::repair_noise, "repair_noise", need_unit, {0, 5},
                  "Error in picking the life situation that is worst off.",
                  assumed, live, by_factor},
        Parameter{&P::shift_limit, "shift_limit", need_unit, {0.1, 100},
                  "How far measures can move a rule from the law.", assumed, live, by_factor},
        Parameter{&P::verification_bite, "verification_bite", "1", {0, 100},
                  "Rate at which overstatement falls with verification.", assumed, live, by_factor},
        Parameter{&P::misuse_found, "misuse_found", "1", {0, 1},
                  "Share of tailored misuse found without verification.", assumed, live, by_odds},
        Parameter{&P::misuse_verified, "misuse_verified", "1", {0, 1},
                  "Share found in addition for each unit of verification: misuse is found where "
                  "one looks.",
                  essay, live, by_odds},
        Parameter{&P::law_error, "law_error", need_unit, {0, 5},
                  "Error of a printed treatment when each life situation has its own category.",
                  assumed, setup, by_factor},
        Parameter{&P::complexity_categories, "complexity_categories", "1", {0, 5},
                  "Complexity for each doubling of the printed categories.",
                  assumed, live, by_factor},
        Parameter{&P::complexity_measures, "complexity_measures", "1", {0, 5},
                  "Complexity of a measure.", assumed, live, by_factor},
        Parameter{&P::complexity_revisions, "complexity_revisions", "1", {0, 5},
                  "Complexity of a revision, in measures.", assumed, live, by_factor},
        Parameter{&P::complexity_preconditions, "complexity_preconditions", "1", {0, 5},
                  "Complexity of a precondition: it weighs more than a law.",
                  lipsky, live, by_factor},
        Parameter{&P::complexity_limit, "complexity_limit", "1", {0.1, 1000},
                  "Highest felt complexity.", assumed, live, by_factor},
        Parameter{&P::misreading, "misreading", "1", {0, 5},
                  "Hazard of misreading the rule for each unit of felt complexity.",
                  assumed, live, by_factor},
        Parameter{&P::misreading_size, "misreading_size", need_unit, {0, 5},
                  "Standard deviation of a misread rule.", assumed, live, by_factor},
        Parameter{&P::complexity_time, "complexity_time", "1", {0, 5},
                  "Share of time that felt complexity adds to applying and tailoring.",
                  assumed, live, by_factor},
        Parameter{&P::affair, "affair", "month-1", {0, 100},
                  "Incidents per 10,000 citizens that the media bring up from outside.",
                  assumed, live},
        Parameter{&P::turnover, "turnover", "month-1", {0, 1},
                  "Probability that an administrator leaves: the successor has not lived through "
                  "what made the old one act.",
                  assumed, live},
    };
    // clang-format on
  }
};

}  // namespace discretion

template <>
struct sim::ChoiceNames<discretion::Level> {
  static constexpr std::array<std::string_view, 2> names{"office", "all"};
};
