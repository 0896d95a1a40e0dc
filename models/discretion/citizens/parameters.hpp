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

  static constexpr auto table() {
    using P = PopulationParameters;
    using sim::Parameter;
    // clang-format off
    return std::tuple{
        Parameter{&P::size, "size", "1", {100, 2e7}, "Citizens.", sources::assumed, setup},
        Parameter{&P::offices, "offices", "1", {1, 1000},
                  "Offices; citizens are split over them as evenly as possible.",
                  sources::assumed, setup},
        Parameter{&P::life_situations, "life_situations", "1", {1, 64},
                  "Life situations: groups of citizens whose needs are alike, of equal size.",
                  sources::assumed, setup},
        Parameter{&P::citizens_per_worker, "citizens_per_worker", "1", {10, 10000},
                  "Citizens for each frontline worker.", sources::assumed, setup},
        Parameter{&P::workers_per_team, "workers_per_team", "1", {1, 100},
                  "Workers in a team; each team has one manager.", sources::assumed, setup},
        Parameter{&P::contacts, "contacts", "1", {0, most_contacts},
                  "Contacts that a citizen compares with.", sources::assumed, setup},
        Parameter{&P::contacts_alike, "contacts_alike", "1", {0, 1},
                  "Probability that a contact is in the same life situation.",
                  sources::assumed, setup},
        Parameter{&P::contacts_elsewhere, "contacts_elsewhere", "1", {0, 1},
                  "Probability that a contact belongs to another office.", sources::assumed, setup},
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

  static constexpr auto table() {
    using P = NeedParameters;
    using sim::Parameter;
    // clang-format off
    return std::tuple{
        Parameter{&P::group_share, "group_share", "1", {0, 1},
                  "Share of the variance of need that lies between life situations.",
                  sources::assumed, setup, by_odds},
        Parameter{&P::problem_share, "problem_share", "1", {0, 1},
                  "Share of citizens with one problem or more.", sources::problems, setup, by_odds},
        Parameter{&P::problem_exponent, "problem_exponent", "1", {0.2, 5},
                  "Tail of the number of problems: P(p >= x) falls with x to minus this power.",
                  sources::problem_tail, setup, by_factor},
        Parameter{&P::problem_weight, "problem_weight", need_unit, {0, 2},
                  "Need added for each unit of ln(1 + problems).",
                  sources::assumed, setup, by_factor},
        Parameter{&P::circumstance_persistence, "circumstance_persistence", "1", {0, 0.999},
                  "Autocorrelation of a citizen's individual circumstance from wish to wish.",
                  sources::assumed, setup, by_half_life},
        Parameter{&P::fitting_quantile, "fitting_quantile", "1", {0.5, 0.999},
                  "Share of citizens whom one rule at mean need would serve; sets the threshold "
                  "of underserved.",
                  sources::rules_fit, setup},
        Parameter{&P::wish_rate, "wish_rate", "month-1", {0.001, 0.9},
                  "Monthly probability of a wish to file, times 1 + problems, at most 0.9.",
                  sources::assumed, setup, by_odds},
        Parameter{&P::inflow, "inflow", "1", {0, 10},
                  "Speed of the office's inflow: 2 makes wishes come twice as fast.",
                  sources::assumed, live},
        Parameter{&P::hardship_unclaimed, "hardship_unclaimed", "1", {0, 1},
                  "Hardship added for each unit of shortfall when a wish is not taken up.",
                  sources::assumed, live, by_factor},
        Parameter{&P::hardship_waiting, "hardship_waiting", "month-1", {0, 1},
                  "Hardship added for each unit of shortfall and month of waiting.",
                  sources::assumed, live, by_factor},
        Parameter{&P::hardship_underserved, "hardship_underserved", "1", {0, 1},
                  "Hardship added by an underserved decision, for each unit beyond the threshold "
                  "less the step.",
                  sources::assumed, live, by_factor},
        Parameter{&P::hardship_step, "hardship_step", need_unit, {0, 2},
                  "Shortfall counted at the threshold of underserved.",
                  sources::assumed, live, by_factor},
        Parameter{&P::hardship_relief, "hardship_relief", "1", {0, 1},
                  "Share of hardship that a decision takes away; where it does not fit, more may "
                  "come back.",
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

  static constexpr auto table() {
    using P = CitizenParameters;
    using sim::Parameter;
    using namespace sources;
    // clang-format off
    return std::tuple{
        Parameter{&P::want_margin, "want_margin", need_unit, {0, 3},
                  "What citizens want beyond what they need, on average.",
                  assumed, live, by_factor},
        Parameter{&P::want_sd, "want_sd", need_unit, {0, 3},
                  "Standard deviation between citizens of want beyond need.",
                  assumed, setup, by_factor},
        Parameter{&P::capacity_level, "capacity_level", "1", {-5, 5},
                  "Log-odds of the capacity to disclose without problems.",
                  assumed, setup, by_logit},
        Parameter{&P::capacity_problems, "capacity_problems", "1", {0, 3},
                  "Fall of those log-odds for each unit of ln(1 + problems): who has most "
                  "problems can disclose least.",
                  essay, setup, by_factor},
        Parameter{&P::overstating, "overstating", "1", {0, 1},
                  "Share of citizens who overstate their gap.", assumed, setup, by_odds},
        Parameter{&P::overstatement, "overstatement", need_unit, {0, 5},
                  "By how much they overstate it without verification.", assumed, live, by_factor},
        Parameter{&P::take_up_level, "take_up_level", "1", {-5, 8},
                  "Log-odds of turning a wish into a case at full trust, need 0 and no problems.",
                  assumed, live, by_logit},
        Parameter{&P::take_up_trust, "take_up_trust", "1", {0, 10},
                  "Fall of those log-odds for each unit of trust lost.", assumed, live, by_factor},
        Parameter{&P::take_up_need, "take_up_need", "1", {0, 5},
                  "Rise of those log-odds with need.", assumed, live, by_factor},
        Parameter{&P::take_up_complexity, "take_up_complexity", "1", {0, 5},
                  "Fall of those log-odds with felt complexity, whole for a citizen without "
                  "capacity.",
                  essay, live, by_factor},
        Parameter{&P::take_up_fear, "take_up_fear", "1", {0, 5},
                  "Fall of those log-odds for each unit of ln(1 + problems): who has most "
                  "problems fears most that it is claimed back.",
                  magazine, live, by_factor},
        Parameter{&P::lens, "lens", "1", {0, 1},
                  "Probability that a contact in another life situation looks alike to a citizen.",
                  essay, live, by_odds},
        Parameter{&P::difference_tolerance, "difference_tolerance", need_unit, {0, 5},
                  "Difference with a look-alike that a citizen accepts; it damps equality "
                  "salience as well.",
                  fehr_schmidt, live, by_factor},
        Parameter{&P::own_tolerance, "own_tolerance", need_unit, {0, 5},
                  "Shortfall of treatment on want that a citizen accepts.",
                  assumed, live, by_factor},
        Parameter{&P::memory, "memory", "month", {1, 120},
                  "How long ago a contact's decision may be to be compared with.",
                  assumed, live, by_factor},
        Parameter{&P::felt_after_tailoring, "felt_after_tailoring", "1", {0, 5},
                  "Weight of the own shortfall after a tailored decision: no rule to point at.",
                  essay, live, by_distance},
        Parameter{&P::felt_after_rule, "felt_after_rule", "1", {0, 5},
                  "Weight of the own shortfall after a rule: procedure accepted.",
                  essay, live, by_distance},
        Parameter{&P::own_weight, "own_weight", "1", {0, 5},
                  "Weight of the own shortfall felt beside difference seen.",
                  assumed, live, by_factor},
        Parameter{&P::uncertainty_weight, "uncertainty_weight", "1", {0, 5},
                  "Weight of uncertainty beside difference seen.", assumed, live, by_factor},
        Parameter{&P::grievance_rate, "grievance_rate", "1", {0, 1},
                  "Share of the way that grievance moves at a decision.", assumed, live, by_odds},
        Parameter{&P::trust_level, "trust_level", "1", {0, 1},
                  "Trust of a citizen with nothing to complain of.", assumed, live, by_odds},
        Parameter{&P::trust_slope, "trust_slope", "1", {0, 5},
                  "Fall of that trust with what is felt now.", assumed, live, by_factor},
        Parameter{&P::trust_fall, "trust_fall", "1", {0, 1},
                  "Share of the way that trust falls at a decision.", assumed, live, by_odds},
        Parameter{&P::trust_rise, "trust_rise", "1", {0, 1},
                  "Share of the way that trust rises at a decision.", assumed, live, by_odds},
        Parameter{&P::complaint_level, "complaint_level", "1", {-10, 0},
                  "Log-odds of a complaint without grievance.", assumed, live, by_logit},
        Parameter{&P::complaint_grievance, "complaint_grievance", "1", {0, 10},
                  "Rise of those log-odds with grievance.", assumed, live, by_factor},
        Parameter{&P::complaint_now, "complaint_now", "1", {0, 10},
                  "Rise of those log-odds with what is felt now.", assumed, live, by_factor},
        Parameter{&P::claim_payoff, "claim_payoff", "1", {0, 10},
                  "Rise of those log-odds where difference is seen and every claim to equality "
                  "succeeds; more for the assertive.",
                  essay, live, by_factor},
        Parameter{&P::claim_rate, "claim_rate", "1", {0, 1},
                  "Share of the way that what is known of claims' success moves with each claim.",
                  assumed, live, by_odds},
        Parameter{&P::concession, "concession", "1", {0, 10},
                  "Hazard that a desk gives in to a claim, for each unit of its blame expectation.",
                  assumed, live, by_factor},
        Parameter{&P::upheld_base, "upheld_base", "1", {0, 1},
                  "Probability that a complaint about a fitting decision is upheld.",
                  assumed, live, by_odds},
        Parameter{&P::upheld_misfit, "upheld_misfit", "1", {0, 2},
                  "Rise of that probability for each unit of misfit beyond half the threshold.",
                  assumed, live, by_factor},
        Parameter{&P::upheld_routine, "upheld_routine", "1", {0, 2},
                  "Rise of that probability for each unit of a shortcut's deviation from the rule.",
                  assumed, live, by_factor},
        Parameter{&P::correction, "correction", "1", {0, 1},
                  "Share of the gap that an upheld complaint closes.", assumed, live, by_odds},
        Parameter{&P::revocation, "revocation", "month-1", {0, 0.5},
                  "Probability that a tailored treatment is revoked, times 1 + the month's new "
                  "restrictions.",
                  essay, live, by_odds},
        Parameter{&P::revocation_loss, "revocation_loss", "1", {0, 10},
                  "Weight of a revoked favour: what is lost of what one had counts more than "
                  "what one never got.",
                  tversky_kahneman, live, by_factor},
        Parameter{&P::dependence, "dependence", "1", {0, 10},
                  "Uncertainty of who holds a favour, for each unit of it that may be expected to "
                  "be revoked.",
                  essay, live, by_factor},
        Parameter{&P::revocation_months, "revocation_months", "month", {0, 120},
                  "How long a tailored treatment may be revoked.", assumed, live, by_factor},
        Parameter{&P::involuntary, "involuntary", "1", {0, 1},
                  "Share of citizens who cannot choose: each of their wishes becomes a case.",
                  practices, live},
        Parameter{&P::opposed, "opposed", "1", {0, 1},
                  "Share of cases with a second party, who wants the opposite.",
                  practices, live},
    };
    // clang-format on
  }
};

}  // namespace discretion
