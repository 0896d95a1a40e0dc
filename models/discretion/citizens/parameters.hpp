#pragma once

#include <cstddef>
#include <tuple>

#include "models/discretion/sources.hpp"
#include "sim/core/parameter.hpp"

/// Who the citizens are, what they need, and how they feel and act.
namespace discretion {

/// Of a citizen: those who are seen are bits of a word.
inline constexpr std::size_t most_contacts = 32;

struct PopulationParameters {
  int size = 10000;
  int offices = 4;
  int life_situations = 16;
  int citizens_per_worker = 100;
  int workers_per_team = 5;
  int contacts = 8;
  double contacts_alike = 0.6;
  double contacts_elsewhere = 0.1;

  template <class P = PopulationParameters>
  static constexpr auto table() {
    using sim::Parameter;
    // clang-format off
    return std::tuple{
        Parameter{&P::size, "size", "1", {100, 2e7}, sources::assumed, setup},
        Parameter{&P::offices, "offices", "1", {1, 1000}, sources::assumed, setup},
        Parameter{&P::life_situations, "life_situations", "1", {1, 64}, sources::assumed, setup},
        Parameter{&P::citizens_per_worker, "citizens_per_worker", "1", {10, 10000},
                  sources::assumed, setup},
        Parameter{&P::workers_per_team, "workers_per_team", "1", {1, 100}, sources::assumed, setup},
        Parameter{&P::contacts, "contacts", "1", {0, most_contacts}, sources::assumed, setup},
        Parameter{&P::contacts_alike, "contacts_alike", "1", {0, 1}, sources::assumed, setup},
        Parameter{&P::contacts_elsewhere, "contacts_elsewhere", "1", {0, 1},
                  sources::assumed, setup},
    };
    // clang-format on
  }
};

/// Life situations that can be told apart by number: those whose share and need a scenario gives.
inline constexpr int most_given = 8;

/// One life situation of which something is known. Where every share is 0 the life situations are
/// equally large, and where every need is 0 their needs are drawn.
struct LifeSituationParameters {
  double share = 0.0;
  double need = 0.0;

  template <class P = LifeSituationParameters>
  static constexpr auto table() {
    using sim::Parameter;
    // clang-format off
    return std::tuple{
        Parameter{&P::share, "share", "1", {0, 1}, sources::assumed, setup},
        Parameter{&P::need, "need", need_unit, {-3, 3}, sources::assumed, setup},
    };
    // clang-format on
  }
};

struct NeedParameters {
  double group_share = 0.4;
  double problem_share = 0.20;
  double problem_exponent = 1.15;
  double problem_weight = 0.25;
  double circumstance_persistence = 0.9;
  double fitting_quantile = 0.90;
  double wish_rate = 0.05;
  double inflow = 1.0;
  double hardship_unclaimed = 0.02;
  double hardship_waiting = 0.02;
  double hardship_underserved = 0.1;
  double hardship_step = 0.2;
  double hardship_relief = 0.2;

  template <class P = NeedParameters>
  static constexpr auto table() {
    using sim::Parameter;
    // clang-format off
    return std::tuple{
        Parameter{&P::group_share, "group_share", "1", {0, 1}, sources::assumed, setup, by_odds},
        Parameter{&P::problem_share, "problem_share", "1", {0, 1},
                  sources::problems, setup, by_odds},
        Parameter{&P::problem_exponent, "problem_exponent", "1", {0.2, 5},
                  sources::problem_tail, setup, by_factor},
        Parameter{&P::problem_weight, "problem_weight", need_unit, {0, 2},
                  sources::assumed, setup, by_factor},
        Parameter{&P::circumstance_persistence, "circumstance_persistence", "1", {0, 0.999},
                  sources::assumed, setup, by_half_life},
        Parameter{&P::fitting_quantile, "fitting_quantile", "1", {0.5, 0.999},
                  sources::rules_fit, setup},
        Parameter{&P::wish_rate, "wish_rate", "month-1", {0.001, 0.9},
                  sources::assumed, setup, by_odds},
        Parameter{&P::inflow, "inflow", "1", {0, 10}, sources::assumed, live},
        Parameter{&P::hardship_unclaimed, "hardship_unclaimed", "1", {0, 1},
                  sources::assumed, live, by_factor},
        Parameter{&P::hardship_waiting, "hardship_waiting", "month-1", {0, 1},
                  sources::assumed, live, by_factor},
        Parameter{&P::hardship_underserved, "hardship_underserved", "1", {0, 1},
                  sources::assumed, live, by_factor},
        Parameter{&P::hardship_step, "hardship_step", need_unit, {0, 2},
                  sources::assumed, live, by_factor},
        Parameter{&P::hardship_relief, "hardship_relief", "1", {0, 1},
                  sources::assumed, live, by_odds},
    };
    // clang-format on
  }
};

struct CitizenParameters {
  double want_margin = 0.2;
  double want_sd = 0.4;
  double capacity_level = 1.0;
  double capacity_problems = 0.35;
  double overstating = 0.01;
  double overstatement = 1.0;
  double take_up_level = 2.8;
  double take_up_trust = 2.0;
  double take_up_need = 0.5;
  double take_up_complexity = 0.8;
  double take_up_fear = 0.35;
  double lens = 0.35;
  double difference_tolerance = 0.25;
  double own_tolerance = 0.5;
  int memory = 12;
  double felt_after_tailoring = 1.5;
  double felt_after_rule = 0.6;
  double own_weight = 0.5;
  double uncertainty_weight = 0.25;
  double grievance_rate = 0.3;
  double trust_level = 0.85;
  double trust_slope = 0.5;
  double trust_fall = 0.15;
  double trust_rise = 0.075;
  double complaint_level = -4.85;
  double complaint_grievance = 3.0;
  double complaint_now = 0.5;
  double claim_payoff = 3.0;
  double claim_rate = 0.05;
  double concession = 0.5;
  double upheld_base = 0.10;
  double upheld_misfit = 0.25;
  double upheld_routine = 0.3;
  double correction = 0.6;
  double revocation = 0.01;
  double revocation_loss = 2.25;
  double dependence = 1.0;
  int revocation_months = 24;
  double involuntary = 0.0;
  double opposed = 0.0;

  template <class P = CitizenParameters>
  static constexpr auto table() {
    using sim::Parameter;
    using namespace sources;
    // clang-format off
    return std::tuple{
        Parameter{&P::want_margin, "want_margin", need_unit, {0, 3}, assumed, live, by_factor},
        Parameter{&P::want_sd, "want_sd", need_unit, {0, 3}, assumed, setup, by_factor},
        Parameter{&P::capacity_level, "capacity_level", "1", {-5, 5}, assumed, setup, by_logit},
        Parameter{&P::capacity_problems, "capacity_problems", "1", {0, 3}, essay, setup, by_factor},
        Parameter{&P::overstating, "overstating", "1", {0, 1}, assumed, setup, by_odds},
        Parameter{&P::overstatement, "overstatement", need_unit, {0, 5}, assumed, live, by_factor},
        Parameter{&P::take_up_level, "take_up_level", "1", {-5, 8}, assumed, live, by_logit},
        Parameter{&P::take_up_trust, "take_up_trust", "1", {0, 10}, assumed, live, by_factor},
        Parameter{&P::take_up_need, "take_up_need", "1", {0, 5}, assumed, live, by_factor},
        Parameter{&P::take_up_complexity, "take_up_complexity", "1", {0, 5},
                  essay, live, by_factor},
        Parameter{&P::take_up_fear, "take_up_fear", "1", {0, 5}, magazine, live, by_factor},
        Parameter{&P::lens, "lens", "1", {0, 1}, essay, live, by_odds},
        Parameter{&P::difference_tolerance, "difference_tolerance", need_unit, {0, 5},
                  fehr_schmidt, live, by_factor},
        Parameter{&P::own_tolerance, "own_tolerance", need_unit, {0, 5}, assumed, live, by_factor},
        Parameter{&P::memory, "memory", "month", {1, 120}, assumed, live, by_factor},
        Parameter{&P::felt_after_tailoring, "felt_after_tailoring", "1", {0, 5},
                  essay, live, by_distance},
        Parameter{&P::felt_after_rule, "felt_after_rule", "1", {0, 5}, essay, live, by_distance},
        Parameter{&P::own_weight, "own_weight", "1", {0, 5}, assumed, live, by_factor},
        Parameter{&P::uncertainty_weight, "uncertainty_weight", "1", {0, 5},
                  assumed, live, by_factor},
        Parameter{&P::grievance_rate, "grievance_rate", "1", {0, 1}, assumed, live, by_odds},
        Parameter{&P::trust_level, "trust_level", "1", {0, 1}, assumed, live, by_odds},
        Parameter{&P::trust_slope, "trust_slope", "1", {0, 5}, assumed, live, by_factor},
        Parameter{&P::trust_fall, "trust_fall", "1", {0, 1}, assumed, live, by_odds},
        Parameter{&P::trust_rise, "trust_rise", "1", {0, 1}, assumed, live, by_odds},
        Parameter{&P::complaint_level, "complaint_level", "1", {-10, 0}, assumed, live, by_logit},
        Parameter{&P::complaint_grievance, "complaint_grievance", "1", {0, 10},
                  assumed, live, by_factor},
        Parameter{&P::complaint_now, "complaint_now", "1", {0, 10}, assumed, live, by_factor},
        Parameter{&P::claim_payoff, "claim_payoff", "1", {0, 10}, essay, live, by_factor},
        Parameter{&P::claim_rate, "claim_rate", "1", {0, 1}, assumed, live, by_odds},
        Parameter{&P::concession, "concession", "1", {0, 10}, assumed, live, by_factor},
        Parameter{&P::upheld_base, "upheld_base", "1", {0, 1}, assumed, live, by_odds},
        Parameter{&P::upheld_misfit, "upheld_misfit", "1", {0, 2}, assumed, live, by_factor},
        Parameter{&P::upheld_routine, "upheld_routine", "1", {0, 2}, assumed, live, by_factor},
        Parameter{&P::correction, "correction", "1", {0, 1}, assumed, live, by_odds},
        Parameter{&P::revocation, "revocation", "month-1", {0, 0.5}, essay, live, by_odds},
        Parameter{&P::revocation_loss, "revocation_loss", "1", {0, 10},
                  tversky_kahneman, live, by_factor},
        Parameter{&P::dependence, "dependence", "1", {0, 10}, essay, live, by_factor},
        Parameter{&P::revocation_months, "revocation_months", "month", {0, 120},
                  assumed, live, by_factor},
        Parameter{&P::involuntary, "involuntary", "1", {0, 1}, practices, live},
        Parameter{&P::opposed, "opposed", "1", {0, 1}, practices, live},
    };
    // clang-format on
  }
};

}  // namespace discretion
