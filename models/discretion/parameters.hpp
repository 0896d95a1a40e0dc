#pragma once

#include <array>
#include <string_view>
#include <tuple>

#include "models/discretion/contacts.hpp"
#include "sim/core/parameter.hpp"

/// Every parameter of the model, once: default, unit, range, meaning, source.
/// Defaults stand at the members and nowhere else; rows say the rest.
namespace discretion {

enum class Level : std::uint8_t { office, all };
/// Which of the two must be accounted for is the other one (essay, table 2.3).
enum class Default : std::uint8_t { rule, tailoring };
/// Whether everybody tailors, or a special unit to which cases are referred.
enum class Unit : std::uint8_t { whole, special };
/// Who decides on tailoring.
enum class Decider : std::uint8_t { worker, manager, administrator };
/// What an audit holds decisions against.
enum class Yardstick : std::uint8_t { rule, need };

namespace sources {
using sim::Grade;
using sim::Source;
// Numbers are own assumptions too, but for the rows whose constant says what states them.
inline constexpr Source assumed{Grade::assumed, "own assumption"};
inline constexpr Source essay{Grade::document, "Maatwerk als standaard, chapters 4 and 5"};
inline constexpr Source design{Grade::document, "Maatwerk als standaard, table 2.3"};
inline constexpr Source practices{Grade::document, "Maatwerk als standaard, table 2.2"};
inline constexpr Source loyalties{Grade::document, "Maatwerk als standaard, chapter 3, table 3.1"};
inline constexpr Source magazine{Grade::document, "Dag van de Publieke Dienstverlening 2022"};
inline constexpr Source problems{Grade::document, magazine.citation, Grade::document,
                                 "lecture by Kruiter: 1,000 of 5,000 households have a problem"};
inline constexpr Source problem_tail{
    Grade::document, magazine.citation, Grade::document,
    "follows from the lecture by Kruiter: 25 of 5,000 households have 25 problems or more"};
inline constexpr Source rules_fit{Grade::document, magazine.citation, Grade::document,
                                  "a table's report: rules fit ninety per cent of citizens"};
inline constexpr Source administration_time{
    Grade::document, magazine.citation, Grade::document,
    "lecture by Kruiter: five per cent of professionals' time on administration"};
inline constexpr Source kruiter{Grade::document, "Maatwerk als standaard, chapter 2, on Kruiter"};
inline constexpr Source meurs{Grade::document, "Maatwerk als standaard, chapter 2, on Meurs"};
inline constexpr Source inside_out{Grade::document,
                                   "Binnenstebuiten, ondersteboven, achterstevoren 2015"};
inline constexpr Source fehr_schmidt{Grade::literature, "Fehr & Schmidt 1999"};
inline constexpr Source mcfadden{Grade::literature, "McFadden 1974"};
inline constexpr Source zacka{Grade::literature, "Zacka 2017; Brodkin 2011"};
inline constexpr Source lally{Grade::literature, "Lally et al. 2010"};
inline constexpr Source arthur{Grade::literature, "Arthur et al. 1998"};
inline constexpr Source crozier{Grade::literature, "Crozier 1964"};
inline constexpr Source friedkin{Grade::literature, "Friedkin & Johnsen 1990"};
inline constexpr Source lipsky{Grade::literature, "Lipsky 1980"};
inline constexpr Source in_t_veld{Grade::literature, "In 't Veld 1989"};
inline constexpr Source tversky_kahneman{Grade::literature, "Tversky & Kahneman 1992",
                                         Grade::literature,
                                         "median loss aversion of their subjects: 2.25"};
inline constexpr Source frey{Grade::literature, "Frey 1993; Falk & Kosfeld 2006"};
inline constexpr Source hawkes{Grade::literature, "Hawkes 1971"};
inline constexpr Source evaluation{Grade::document, "Aanwijzingen voor de regelgeving",
                                   Grade::document,
                                   "model clause of Aanwijzing 5.58: a report within five years"};
inline constexpr Source media_storms{Grade::literature,
                                     "Boydstun, Hardy & Walgrave 2014; Baumgartner & Jones 1993"};
inline constexpr Source laws_in_force{Grade::literature, "De Jong & Herweijer 2004",
                                      Grade::literature,
                                      "follows from De Jong & Herweijer 2004: of the laws of 1976, "
                                      "80 per cent were in force in 2004"};
}  // namespace sources

inline constexpr auto setup = sim::Change::setup;
inline constexpr auto live = sim::Change::live;
inline constexpr auto by_factor = sim::Drawing::factor;
inline constexpr auto by_odds = sim::Drawing::odds;
inline constexpr auto by_logit = sim::Drawing::logit;
inline constexpr auto by_half_life = sim::Drawing::half_life;
inline constexpr auto by_distance = sim::Drawing::distance;
inline constexpr std::string_view need_unit = "standard deviation of need";

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
        Parameter{&P::contacts, "contacts", "1", {0, Contacts::most},
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

  static constexpr auto table() {
    using P = WorkerParameters;
    using sim::Parameter;
    using namespace sources;
    // clang-format off
    return std::tuple{
        Parameter{&P::hours_margin, "hours_margin", "1", {0.1, 10},
                  "A worker's hours a month, over those that the mean load takes if each case "
                  "gets the rule.",
                  assumed, live, by_distance},
        Parameter{&P::hours_rule, "hours_rule", "hour", {0.1, 100},
                  "Time to apply the rule; the other times are drawn around it.", assumed, live},
        Parameter{&P::hours_tailoring, "hours_tailoring", "hour", {0.1, 100},
                  "Time to tailor, without preconditions.", assumed, live, by_distance},
        Parameter{&P::hours_shortcut, "hours_shortcut", "hour", {0.1, 100},
                  "Time of an informal routine.", zacka, live, by_distance},
        Parameter{&P::hours_escalation, "hours_escalation", "hour", {0, 100},
                  "Time to pass a case on.", assumed, live},
        Parameter{&P::hours_objection, "hours_objection", "hour", {0, 100},
                  "Time that an objection costs the worker in the month after.",
                  assumed, live, by_factor},
        Parameter{&P::perception_bias, "perception_bias", need_unit, {0, 5},
                  "Standard deviation between workers of their bias about gaps.",
                  assumed, setup, by_factor},
        Parameter{&P::perception_noise, "perception_noise", need_unit, {0, 5},
                  "Standard deviation of a worker's error about one citizen's gap.",
                  assumed, live, by_factor},
        Parameter{&P::loyalty_citizen, "loyalty_citizen", "1", {0, 10},
                  "Typical weight of the loyalty to the citizen.", loyalties, setup, by_factor},
        Parameter{&P::loyalty_law, "loyalty_law", "1", {0, 10},
                  "Typical weight of the loyalty to the rule of law.", loyalties, setup, by_factor},
        Parameter{&P::loyalty_organisation, "loyalty_organisation", "1", {0, 10},
                  "Typical weight of the loyalty to the organisation.",
                  loyalties, setup, by_factor},
        Parameter{&P::loyalty_profession, "loyalty_profession", "1", {0, 10},
                  "Typical weight of the loyalty to the profession.", loyalties, setup, by_factor},
        Parameter{&P::loyalty_society, "loyalty_society", "1", {0, 10},
                  "Typical weight of the loyalty to society.", loyalties, setup, by_factor},
        Parameter{&P::loyalty_spread, "loyalty_spread", "1", {0, 3},
                  "Standard deviation between workers of the log of each weight, before they are "
                  "made to add up to 1.",
                  assumed, setup, by_factor},
        Parameter{&P::temperature, "temperature", "1", {0.001, 10},
                  "Scale of what is left to chance in a choice (multinomial logit).",
                  mcfadden, live, by_factor},
        Parameter{&P::gap_weight, "gap_weight", "1", {0, 100},
                  "Loyalty to the citizen: cost of a remaining perceived gap, times moral "
                  "sensitivity.",
                  assumed, live, by_factor},
        Parameter{&P::queue_weight, "queue_weight", "1", {0, 100},
                  "Loyalty to the citizen: cost of an hour for each unit of mean hardship in the "
                  "queue.",
                  loyalties, live, by_factor},
        Parameter{&P::shortcut_illegality, "shortcut_illegality", "1", {0, 100},
                  "Loyalty to the law: cost of a shortcut's deviation from the rule.",
                  assumed, live, by_factor},
        Parameter{&P::tailoring_illegality, "tailoring_illegality", "1", {0, 100},
                  "Loyalty to the law: cost of a tailored treatment's deviation from the rule.",
                  assumed, live, by_factor},
        Parameter{&P::precedent_weight, "precedent_weight", "1", {0, 100},
                  "Loyalty to the law: cost of distance from the office's precedent; equality "
                  "salience adds to it.",
                  loyalties, live, by_factor},
        Parameter{&P::precedent_rate, "precedent_rate", "1", {0, 1},
                  "Share of the way that a precedent moves with each decision.",
                  assumed, live, by_odds},
        Parameter{&P::effort_weight, "effort_weight", "hour-1", {0, 100},
                  "Loyalty to the organisation: cost of an hour beyond the first, times 1 + "
                  "pressure.",
                  assumed, live, by_factor},
        Parameter{&P::unrest_complexity, "unrest_complexity", "1", {0, 10},
                  "What a unit of felt complexity weighs beside full overload in unrest: it makes "
                  "shortcuts appeal and routines wander, and wears moral sensitivity.",
                  assumed, live, by_factor},
        Parameter{&P::shortcut_relief, "shortcut_relief", "1", {0, 100},
                  "Loyalty to the organisation: appeal of a shortcut for each unit of unrest.",
                  zacka, live, by_factor},
        Parameter{&P::precondition_burden, "precondition_burden", "hour", {0, 100},
                  "Loyalty to the organisation: burden of the first preconditions of tailoring, "
                  "as felt hours.",
                  lipsky, live, by_factor},
        Parameter{&P::yielding_weight, "yielding_weight", "1", {0, 100},
                  "Loyalty to the profession: cost of tailoring with a citizen who wants more "
                  "than is needed.",
                  loyalties, live, by_factor},
        Parameter{&P::shortcut_shame, "shortcut_shame", "1", {0, 100},
                  "Loyalty to the profession: cost of a shortcut.", assumed, live, by_factor},
        Parameter{&P::generosity_weight, "generosity_weight", "1", {0, 100},
                  "Loyalty to society: cost of what is given above the rule; more when many may "
                  "claim it.",
                  loyalties, live, by_factor},
        Parameter{&P::suspicion, "suspicion", "1", {0, 100},
                  "Loyalty to society: cost of tailoring upwards for each unit of verification "
                  "of the life situation.",
                  loyalties, live, by_factor},
        Parameter{&P::crisis, "crisis", "1", {0, 10},
                  "Added weight of loyalty to society in a crisis; 0.5: half as much again.",
                  loyalties, live},
        Parameter{&P::exposure_tailoring, "exposure_tailoring", "1", {0, 10},
                  "Part of blame that falls on the worker for a tailored decision.", essay, live},
        Parameter{&P::exposure_shortcut, "exposure_shortcut", "1", {0, 10},
                  "The same for a shortcut.", assumed, live, by_factor},
        Parameter{&P::exposure_rule, "exposure_rule", "1", {0, 10},
                  "The same for applying the rule: one hides behind it.", crozier, live, by_factor},
        Parameter{&P::exposure_escalation, "exposure_escalation", "1", {0, 10},
                  "The same, as workers expect it, for a case that was passed on.", assumed, live},
        Parameter{&P::escalation_faith, "escalation_faith", "1", {0, 1},
                  "Share of the room, and of the call for tailoring, that a worker thinks is served "
                  "by passing a case on without a waiting list.",
                  assumed, live},
        Parameter{&P::blame_start, "blame_start", "1", {0, 10},
                  "Blame expectation at the start.", assumed, setup, by_factor},
        Parameter{&P::blame_gain, "blame_gain", "1", {0, 100},
                  "Blame expectation for each unit of blame per decision.",
                  assumed, live, by_factor},
        Parameter{&P::blame_memory, "blame_memory", "1", {0, 0.9999},
                  "What is kept from month to month of blame and of the decisions it was for: "
                  "months are pooled, so that the luck of one is no signal.",
                  assumed, live, by_half_life},
        Parameter{&P::blame_team, "blame_team", "1", {0, 10},
                  "Weight of the team's blame beside one's own.", assumed, live, by_factor},
        Parameter{&P::blame_salience, "blame_salience", "1", {0, 1},
                  "Blame expectation for each unit of the administrators' salience.",
                  assumed, live, by_factor},
        Parameter{&P::blame_direction, "blame_direction", "1", {0, 1},
                  "How far blame goes where criticism points: harshness, and complaints about "
                  "rules applied, to applying the rule; at 0 all of it to deviating.",
                  assumed, live},
        Parameter{&P::blame_superiors, "blame_superiors", "1", {0, 10},
                  "Blame for deviating that is expected of a manager without any trust in the "
                  "team.",
                  essay, live, by_factor},
        Parameter{&P::blame_rise, "blame_rise", "month-1", {0, 1},
                  "Share of the way that blame expectation rises in a month.",
                  assumed, live, by_odds},
        Parameter{&P::blame_fall, "blame_fall", "month-1", {0, 1},
                  "Share of the way that blame expectation falls in a month.",
                  assumed, live, by_odds},
        Parameter{&P::rule_requests, "rule_requests", "month-1", {0, 10},
                  "Requests for rules by a team in a month, for each unit of mean blame "
                  "expectation.",
                  crozier, live, by_factor},
        Parameter{&P::sensitivity_start, "sensitivity_start", "1", {0, 1},
                  "Mean moral sensitivity at the start.", assumed, setup, by_odds},
        Parameter{&P::sensitivity_spread, "sensitivity_spread", "1", {0, 1},
                  "Its standard deviation between workers.", assumed, setup, by_factor},
        Parameter{&P::sensitivity_recovery, "sensitivity_recovery", "month-1", {0, 1},
                  "Share of the way that moral sensitivity recovers in a month.",
                  zacka, live, by_odds},
        Parameter{&P::sensitivity_erosion, "sensitivity_erosion", "month-1", {0, 1},
                  "Rate at which moral sensitivity is lost, for each unit of unrest and of "
                  "complexity times overload.",
                  zacka, live, by_factor},
        Parameter{&P::harshness_mandate, "harshness_mandate", "1", {0, 1},
                  "Share of what moral sensitivity lacks that the loudest call for the human "
                  "measure makes up for, where it rests.",
                  essay, live, by_odds},
        Parameter{&P::routine_rate, "routine_rate", "1", {0, 1},
                  "Share of the way that a routine moves with each decision at full complexity.",
                  zacka, live, by_odds},
        Parameter{&P::routine_persistence, "routine_persistence", "1", {0, 0.9999},
                  "What a worker keeps from month to month of a habit and of the own drift.",
                  zacka, live, by_half_life},
        Parameter{&P::routine_wander, "routine_wander", need_unit, {0, 1},
                  "Standard deviation of its monthly step for each unit of unrest.",
                  zacka, live, by_factor},
        Parameter{&P::habit_needed, "habit_needed", "1", {0, 1},
                  "Share of the odds of a shortcut that takes a habit; at 0 a shortcut is there from "
                  "the first day.",
                  essay, live},
        Parameter{&P::habit_rate, "habit_rate", "1", {0, 1},
                  "Rate at which each case of a life situation makes a habit of its routine, for "
                  "each unit of unrest.",
                  lally, live, by_factor},
        Parameter{&P::skill_loss, "skill_loss", "1", {0, 10},
                  "Share that is added to perception noise and to the hours of tailoring, for who "
                  "has no skill in it.",
                  essay, live, by_factor},
        Parameter{&P::skill_rate, "skill_rate", "month-1", {0, 1},
                  "Share of the way that skill moves to what is practised in a month.",
                  arthur, live, by_odds},
        Parameter{&P::skill_cases, "skill_cases", "month-1", {0.01, 1000},
                  "Tailored cases that keep nearly two thirds of the skill (1 - 1/e).",
                  assumed, live, by_factor},
        Parameter{&P::norm_start, "norm_start", need_unit, {0, 10},
                  "Median of the norm at the start: the gap beyond which tailoring is called for.",
                  assumed, setup, by_factor},
        Parameter{&P::norm_spread, "norm_spread", "1", {0, 3},
                  "Standard deviation between workers of the log of the norm.",
                  assumed, setup, by_factor},
        Parameter{&P::norm_rate, "norm_rate", "month-1", {0, 1},
                  "Share of the way that the norm moves in a month.", friedkin, live, by_odds},
        Parameter{&P::norm_susceptibility, "norm_susceptibility", "1", {0, 1},
                  "Share of the team's mean in the norm that is moved to; the rest is where the "
                  "worker started, and blame.",
                  friedkin, live, by_odds},
        Parameter{&P::norm_blame, "norm_blame", need_unit, {0, 10},
                  "Rise of a worker's own norm for each unit of blame expectation.",
                  assumed, live, by_factor},
        Parameter{&P::turnover, "turnover", "month-1", {0, 1},
                  "Probability that a worker leaves and a new one takes the desk, with traits of "
                  "their own and no routines.",
                  assumed, live, by_odds},
        Parameter{&P::socialisation, "socialisation", "month-1", {0, 1},
                  "Share of the way to their team's mean that norm, blame expectations, routines "
                  "and habits of newcomers move in each month of the first year.",
                  essay, live, by_odds},
    };
    // clang-format on
  }
};

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

  static constexpr auto table() {
    using P = ManagerParameters;
    using sim::Parameter;
    using namespace sources;
    // clang-format off
    return std::tuple{
        Parameter{&P::sight, "sight", "month", {1, 120},
                  "Months over which a manager pools what is seen of a team.",
                  assumed, live, by_factor},
        Parameter{&P::benefit_of_doubt, "benefit_of_doubt", "1", {0.1, 1000},
                  "Cases without a mishap that a manager adds in thought for each worker of the "
                  "team: one mishap among few is no signal.",
                  assumed, live, by_factor},
        Parameter{&P::dispersion_tolerance, "dispersion_tolerance", need_unit, {0, 5},
                  "Difference between a team's workers in like cases that a manager accepts.",
                  assumed, live, by_factor},
        Parameter{&P::blame_weight, "blame_weight", "1", {0, 100},
                  "Weight of blame per tailored decision in what worries a manager.",
                  assumed, live, by_factor},
        Parameter{&P::upheld_weight, "upheld_weight", "1", {0, 100},
                  "Weight of upheld complaints per decision.", assumed, live, by_factor},
        Parameter{&P::request_weight, "request_weight", "1", {0, 100},
                  "Weight of the team's requests for rules.", crozier, live, by_factor},
        Parameter{&P::trust_start, "trust_start", "1", {0, 1},
                  "A manager's trust at the start.", assumed, setup, by_odds},
        Parameter{&P::trust_level, "trust_level", "1", {0, 1},
                  "Trust of a manager without worries.", assumed, live, by_odds},
        Parameter{&P::trust_slope, "trust_slope", "1", {0, 100},
                  "Fall of that trust with worries.", assumed, live, by_factor},
        Parameter{&P::trust_fall, "trust_fall", "month-1", {0, 1},
                  "Share of the way that trust falls in a month.", assumed, live, by_odds},
        Parameter{&P::trust_rise, "trust_rise", "month-1", {0, 1},
                  "Share of the way that trust rises in a month.", assumed, live, by_odds},
        Parameter{&P::precondition_hazard, "precondition_hazard", "month-1", {0, 10},
                  "Hazard of a new precondition for each unit of distrust times worries.",
                  lipsky, live, by_factor},
        Parameter{&P::precondition_crowding, "precondition_crowding", "1", {0.1, 1000},
                  "Preconditions at which that hazard has halved.", assumed, live, by_factor},
        Parameter{&P::precondition_drop, "precondition_drop", "month-1", {0, 1},
                  "Hazard that a precondition is dropped.", assumed, live, by_factor},
        Parameter{&P::precondition_narrowing, "precondition_narrowing", "1", {0, 5},
                  "Rate at which room shrinks with preconditions.", lipsky, live, by_factor},
        Parameter{&P::precondition_time, "precondition_time", "1", {0, 5},
                  "Share of time that a precondition adds to tailoring.", lipsky, live, by_factor},
        Parameter{&P::crowding_out, "crowding_out", "1", {0, 1},
                  "Share of a team's loyalty to citizen and profession that a precondition crowds "
                  "out where the manager trusted fully.",
                  frey, live, by_odds},
        Parameter{&P::harshness_mandate, "harshness_mandate", "1", {0, 1},
                  "Share of a manager's lack of trust that an affair of harshness sets aside while "
                  "it calls most loudly.",
                  essay, live, by_odds},
    };
    // clang-format on
  }
};

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

struct PolicyParameters {
  double group_tailoring = 50.0;
  double individual_tailoring = 50.0;
  double hardship_gate = 1.0;
  double conditions_cap = 100.0;
  double output_steering = 0.0;
  Default default_treatment = Default::rule;
  double default_illegality = 0.5;
  Unit unit = Unit::whole;
  double unit_share = 0.2;
  double unit_information = 0.5;
  double unit_grading = 0.2;
  Decider decider = Decider::worker;
  double waiting_list = 2.0;
  double decider_time = 0.25;
  double decider_exposure = 0.5;
  double citizen_cost = 0.0;
  double citizen_cost_able = 0.5;
  double framework = 0.0;
  double framework_clarity = 0.5;
  double framework_narrowing = 0.2;
  double framework_time = 0.2;
  Yardstick audit_yardstick = Yardstick::rule;
  double audit_tolerance = 0.5;
  double wrong_route = 0.0;
  double payback = 0.0;
  double payback_months = 12.0;
  double own_norms = 0.0;
  double surge_coarsening = 0.2;

  static constexpr auto table() {
    using P = PolicyParameters;
    using sim::Parameter;
    using namespace sources;
    // clang-format off
    return std::tuple{
        Parameter{&P::group_tailoring, "group_tailoring", "percent", {0, 100},
                  "How far printed categories follow the needs of life situations.", essay, live},
        Parameter{&P::individual_tailoring, "individual_tailoring", "percent", {0, 100},
                  "Share of a perceived gap that a worker may close.", essay, live},
        Parameter{&P::hardship_gate, "hardship_gate", need_unit, {0, 10},
                  "Perceived gap beyond which individual treatment opens where there is no group "
                  "tailoring.",
                  essay, live},
        Parameter{&P::conditions_cap, "conditions_cap", need_unit, {0, 100},
                  "Perceived gap beyond which nothing may be tailored (100: no such condition).",
                  essay, live},
        Parameter{&P::output_steering, "output_steering", "1", {0, 10},
                  "Weight of output in steering: added weight on hours.", loyalties, live},
        Parameter{&P::default_treatment, "default", "1", {},
                  "What needs no reasons: preconditions attach to the other, and tailoring as the "
                  "default is less far from the law.",
                  design, live},
        Parameter{&P::default_illegality, "default_illegality", "1", {0, 1},
                  "What is left of the illegality of tailoring where it is the default.",
                  assumed, live},
        Parameter{&P::unit, "unit", "1", {},
                  "Whether everybody may tailor, or only a special unit to which cases are "
                  "referred.",
                  design, live},
        Parameter{&P::unit_share, "unit_share", "1", {0, 1},
                  "Share of an office's teams that form the special unit, at least one.",
                  practices, live},
        Parameter{&P::unit_information, "unit_information", "1", {0, 1},
                  "Share of what other workers would miss or misjudge that the unit gets right.",
                  practices, live},
        Parameter{&P::unit_grading, "unit_grading", "1", {0, 1},
                  "By how much the unit is graded above others: its hours cost so much more, and "
                  "the moral sensitivity of the others rests so much lower.",
                  practices, live},
        Parameter{&P::decider, "decider", "1", {},
                  "Who decides on tailoring; workers pass cases on to the others.",
                  design, live},
        Parameter{&P::waiting_list, "waiting_list", "month", {0, 120},
                  "Work that lies at a special unit, manager or administrator when no more cases "
                  "are taken in.",
                  assumed, live},
        Parameter{&P::decider_time, "decider_time", "1", {0, 10},
                  "Hours that a manager or administrator has for cases, in a worker's hours.",
                  design, live},
        Parameter{&P::decider_exposure, "decider_exposure", "1", {0, 10},
                  "Part of a worker's blame for tailoring that managers and administrators "
                  "expect for themselves.",
                  assumed, live},
        Parameter{&P::citizen_cost, "citizen_cost", "1", {0, 10},
                  "What tailoring costs the citizen: hazard of doing without it, times what is "
                  "lacking of full capacity and a part that everybody bears.",
                  design, live},
        Parameter{&P::citizen_cost_able, "citizen_cost_able", "1", {0, 10},
                  "That part: what the cost weighs at full capacity.", assumed, live},
        Parameter{&P::framework, "framework", "1", {0, 1},
                  "Assessment by framework instead of free judgement.", design, live},
        Parameter{&P::framework_clarity, "framework_clarity", "1", {0, 1},
                  "Share of bias and noise that a full framework takes away.", assumed, live},
        Parameter{&P::framework_narrowing, "framework_narrowing", "1", {0, 1},
                  "Share of room that a full framework takes away.", assumed, live},
        Parameter{&P::framework_time, "framework_time", "1", {0, 5},
                  "Share of time that a full framework adds to tailoring.", assumed, live},
        Parameter{&P::audit_yardstick, "audit_yardstick", "1", {},
                  "What audits hold decisions against: the rule or the citizen's need.",
                  practices, live},
        Parameter{&P::audit_tolerance, "audit_tolerance", need_unit, {0, 100},
                  "Deviation from the yardstick beyond which an audit marks an error.",
                  assumed, live},
        Parameter{&P::wrong_route, "wrong_route", "1", {0, 1},
                  "Probability that a citizen without capacity takes the wrong one of very many "
                  "routes; less with capacity and with fewer categories.",
                  practices, live},
        Parameter{&P::payback, "payback", "1", {0, 1},
                  "Share of what tailoring gives above the rule that others pay: the office's "
                  "rules fall by so much of its mean.",
                  practices, live},
        Parameter{&P::payback_months, "payback_months", "month", {1, 240},
                  "How slowly that mean follows the month.", assumed, live},
        Parameter{&P::own_norms, "own_norms", need_unit, {0, 5},
                  "Standard deviation between offices of how they read the same open norm.",
                  practices, live},
        Parameter{&P::surge_coarsening, "surge_coarsening", "1", {0, 1},
                  "Share of what printed categories distinguish that a fully overloaded desk lets go.",
                  practices, live, by_odds},
    };
    // clang-format on
  }
};

struct CostParameters {
  double hour = 60.0;
  double treatment = 1000.0;
  double hardship = 500.0;

  static constexpr auto table() {
    using P = CostParameters;
    using sim::Parameter;
    // clang-format off
    return std::tuple{
        Parameter{&P::hour, "hour", "euro", {0, 1e4},
                  "Cost of a worker's hour.", sources::assumed, setup},
        Parameter{&P::treatment, "treatment", "euro", {0, 1e6},
                  "Cost of one standard deviation of treatment above zero.",
                  sources::assumed, setup},
        Parameter{&P::hardship, "hardship", "euro", {0, 1e6},
                  "Cost of one unit of hardship in a month.", sources::assumed, setup},
    };
    // clang-format on
  }
};

struct LoopParameters {
  bool see_difference = true;
  bool own_relation = true;
  bool others = true;
  bool seek_shelter = true;
  bool self_protection = true;
  bool survival = true;
  bool pile_preconditions = true;
  bool risk_rule_reflex = true;
  bool see_difference_effect = true;
  bool own_relation_effect = true;
  bool others_effect = true;
  bool seek_shelter_effect = true;
  bool self_protection_effect = true;
  bool survival_effect = true;
  bool pile_preconditions_effect = true;
  bool risk_rule_reflex_effect = true;
  double added_complaints = 0.0;
  double added_rules = 0.0;
  int added_preconditions = 0;
  int added_measures = 0;

  static constexpr auto table() {
    using P = LoopParameters;
    using sim::Parameter;
    using sources::assumed;
    using sources::essay;
    // clang-format off
    return std::tuple{
        Parameter{&P::see_difference, "see_difference", "1", {},
                  "Citizens see difference and demand equality; false cuts both parts.",
                  essay, live},
        Parameter{&P::own_relation, "own_relation", "1", {},
                  "Part of see_difference: arbitrariness in the own relation counts.", essay, live},
        Parameter{&P::others, "others", "1", {},
                  "Part of see_difference: citizens look at others.", essay, live},
        Parameter{&P::seek_shelter, "seek_shelter", "1", {},
                  "Workers seek shelter in rules; false cuts both parts.", essay, live},
        Parameter{&P::self_protection, "self_protection", "1", {},
                  "Part of seek_shelter: blame expectation learns.", sources::crozier, live},
        Parameter{&P::survival, "survival", "1", {},
                  "Part of seek_shelter: moral sensitivity and routines move.",
                  sources::zacka, live},
        Parameter{&P::pile_preconditions, "pile_preconditions", "1", {},
                  "Managers add preconditions.", essay, live},
        Parameter{&P::risk_rule_reflex, "risk_rule_reflex", "1", {},
                  "Administrators add measures.", essay, live},
        Parameter{&P::see_difference_effect, "see_difference_effect", "1", {},
                  "What citizens make of difference acts on the world; false: it is counted only.",
                  assumed, live},
        Parameter{&P::own_relation_effect, "own_relation_effect", "1", {},
                  "Part of see_difference_effect: arbitrariness reaches administrators.",
                  assumed, live},
        Parameter{&P::others_effect, "others_effect", "1", {},
                  "Part of see_difference_effect: difference seen moves trust, grievance and "
                  "complaints that are heard.", assumed, live},
        Parameter{&P::seek_shelter_effect, "seek_shelter_effect", "1", {},
                  "The sheltered choice is carried out; false: it is counted only.",
                  assumed, live},
        Parameter{&P::self_protection_effect, "self_protection_effect", "1", {},
                  "Part of seek_shelter_effect: blame expectation enters what is carried out.",
                  assumed, live},
        Parameter{&P::survival_effect, "survival_effect", "1", {},
                  "Part of seek_shelter_effect: moral sensitivity and routines enter what is "
                  "carried out.", assumed, live},
        Parameter{&P::pile_preconditions_effect, "pile_preconditions_effect", "1", {},
                  "Preconditions are felt; false: they are counted only.", assumed, live},
        Parameter{&P::risk_rule_reflex_effect, "risk_rule_reflex_effect", "1", {},
                  "Measures take effect; false: they are counted only.", assumed, live},
        Parameter{&P::added_complaints, "added_complaints", "1", {0, 1},
                  "Share of decisions after which a complaint about equality is put in from "
                  "outside.", assumed, live},
        Parameter{&P::added_rules, "added_rules", "1", {0, 1},
                  "Share of calls for tailoring in which the rule is forced from outside.",
                  assumed, live},
        Parameter{&P::added_preconditions, "added_preconditions", "1", {0, 100},
                  "Preconditions that each team gets from outside this month.", assumed, live},
        Parameter{&P::added_measures, "added_measures", "1", {0, 100},
                  "Measures that each administration gets from outside this month.",
                  assumed, live},
    };
    // clang-format on
  }
};

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
  double separate_processes = 0.0;
  double separate_processes_time = 0.03;
  double fix_team = 0.0;
  int fix_team_problems = 5;
  double fix_team_hours = 4.0;

  static constexpr auto table() {
    using P = LeverParameters;
    using sim::Parameter;
    using namespace sources;
    // clang-format off
    return std::tuple{
        Parameter{&P::front_line_signals, "front_line_signals", "1", {0, 1},
                  "Recurring tailored answers become a repair of the rule, without an "
                  "incident.", magazine, live},
        Parameter{&P::front_line_signals_rate, "front_line_signals_rate", "month-1", {0, 10},
                  "Hazard of such a repair for each standard deviation of recurring "
                  "tailoring above the rule, at strength 1.", assumed, live},
        Parameter{&P::front_line_signals_hours, "front_line_signals_hours", "hour", {0, 10},
                  "Hours to report a tailored case, at strength 1.", assumed, live},
        Parameter{&P::precedent, "precedent", "1", {0, 1},
                  "A tailored answer that works is open to all look-alikes.", kruiter, live},
        Parameter{&P::reasons, "reasons", "1", {0, 1},
                  "No tailoring without a plan: every tailored decision carries its reasons.",
                  kruiter, live},
        Parameter{&P::reasons_hours, "reasons_hours", "hour", {0, 10},
                  "Hours for reasons: once for a tailored case, and again for each standard "
                  "deviation given.", assumed, live},
        Parameter{&P::reasons_review, "reasons_review", "1", {0, 1},
                  "Fall of the probability that a complaint about a tailored decision is "
                  "upheld.", assumed, live},
        Parameter{&P::reasons_felt, "reasons_felt", "1", {0, 1},
                  "Fall of the weight of the own shortfall after a tailored decision.",
                  assumed, live},
        Parameter{&P::situational_equality, "situational_equality", "1", {0, 1},
                  "Explained differences are no envy; beyond a limit they are forbidden.",
                  meurs, live},
        Parameter{&P::situational_equality_limit, "situational_equality_limit", need_unit, {0, 10},
                  "Largest deviation from the rule that may be tailored, at strength 1.",
                  assumed, live},
        Parameter{&P::situational_equality_hours, "situational_equality_hours", "hour", {0, 10},
                  "Hours to account for a tailored case, at strength 1.", assumed, live},
        Parameter{&P::perspectives_circle, "perspectives_circle", "1", {0, 1},
                  "Several perspectives rewrite the policy rule of one life situation at a "
                  "time.", magazine, live},
        Parameter{&P::perspectives_circle_months, "perspectives_circle_months", "month", {1, 240},
                  "Mean time between two rewritten rules of an office, at strength 1.",
                  assumed, live},
        Parameter{&P::perspectives_circle_gain, "perspectives_circle_gain", "1", {0, 1},
                  "Share of the gap between the cases and the rule that a rewritten rule "
                  "closes.", assumed, live},
        Parameter{&P::perspectives_circle_time, "perspectives_circle_time", "1", {0, 0.5},
                  "Share of workers' hours that the circle takes, at strength 1.", assumed, live},
        Parameter{&P::repair_at_source, "repair_at_source", "1", {0, 1},
                  "One change of the rule for all whom it concerns, at once, instead of "
                  "exceptions.", magazine, live},
        Parameter{&P::pause, "pause", "1", {0, 1},
                  "Analysis before a measure: less of a side effect, decided when the heat is "
                  "off.", essay, live},
        Parameter{&P::pause_months, "pause_months", "month", {0, 60},
                  "Months of analysis: how slowly salience is heeded, and how much later a "
                  "measure acts.", assumed, live},
        Parameter{&P::pause_side_effect, "pause_side_effect", "1", {0, 1},
                  "Share of the side effect that analysis takes away, at strength 1.", assumed, live},
        Parameter{&P::cover, "cover", "1", {0, 1},
                  "The manager takes the blame for what a worker decides.", magazine, live},
        Parameter{&P::cover_worry, "cover_worry", "1", {0, 10},
                  "Added weight of blame in the manager's own worries, at strength 1.",
                  assumed, live},
        Parameter{&P::room_for_error, "room_for_error", "1", {0, 1},
                  "The first upheld complaint brings its worker no blame.", magazine, live},
        Parameter{&P::room_for_error_months, "room_for_error_months", "month", {1, 240},
                  "Months until a first upheld complaint is the first again.", assumed, live},
        Parameter{&P::room_for_error_hours, "room_for_error_hours", "hour", {0, 40},
                  "Hours to talk a pardoned error over, at strength 1.", assumed, live},
        Parameter{&P::explanation, "explanation", "1", {0, 1},
                  "The honest story: citizens see more sharply which cases are alike.",
                  magazine, live},
        Parameter{&P::explanation_gain, "explanation_gain", "1", {0, 1},
                  "Fall of the probability that an unlike case looks alike.", assumed, live},
        Parameter{&P::explanation_hours, "explanation_hours", "hour", {0, 10},
                  "Hours to explain a decision, at strength 1.", assumed, live},
        Parameter{&P::personal_no, "personal_no", "1", {0, 1},
                  "A no is given in person, and no promise is made that cannot be kept.",
                  magazine, live},
        Parameter{&P::personal_no_felt, "personal_no_felt", "1", {0, 1},
                  "Fall of the weight of the own shortfall after a rule.", assumed, live},
        Parameter{&P::personal_no_hours, "personal_no_hours", "hour", {0, 10},
                  "Hours for a no in person: the rule applied to a gap above the own norm.",
                  assumed, live},
        Parameter{&P::help, "help", "1", {0, 1},
                  "Help to claim and to disclose.", magazine, live},
        Parameter{&P::help_gain, "help_gain", "1", {0, 1},
                  "Share of the lack of capacity that help makes up for.", assumed, live},
        Parameter{&P::help_hours, "help_hours", "hour", {0, 10},
                  "Hours to help a citizen without capacity, at strength 1.", assumed, live},
        Parameter{&P::longer_validity, "longer_validity", "1", {0, 1},
                  "A case that has not changed need not be filed anew.", magazine, live},
        Parameter{&P::longer_validity_months, "longer_validity_months", "month", {1, 240},
                  "How long a decision stays valid then.", assumed, live},
        Parameter{&P::longer_validity_tolerance, "longer_validity_tolerance", need_unit, {0, 5},
                  "Change of circumstance that counts as none.", assumed, live},
        Parameter{&P::administration_cap, "administration_cap", "1", {0, 1},
                  "Preconditions that take more than a share of time lapse.", magazine, live},
        Parameter{&P::administration_cap_share, "administration_cap_share", "1", {0, 1},
                  "That share of the hours of a team.", administration_time, live},
        Parameter{&P::outside_time, "outside_time", "1", {0, 1},
                  "Time outside: workers meet citizens where they live, and see gaps better.",
                  inside_out, live},
        Parameter{&P::outside_time_share, "outside_time_share", "1", {0, 0.5},
                  "Share of workers' hours spent outside, at strength 1.", assumed, live},
        Parameter{&P::outside_time_gain, "outside_time_gain", "1", {0, 1},
                  "Fall of bias and error in perceived gaps.", assumed, live},
        Parameter{&P::costs_and_benefits, "costs_and_benefits", "1", {0, 1},
                  "Hardship that tailoring avoids counts beside what it costs.", kruiter, live},
        Parameter{&P::costs_and_benefits_weight, "costs_and_benefits_weight", "1", {0, 100},
                  "Value to society of a unit by which an underserved gap is lessened, at "
                  "strength 1.", assumed, live},
        Parameter{&P::costs_and_benefits_hours, "costs_and_benefits_hours", "hour", {0, 10},
                  "Hours to reckon a tailored case, at strength 1.", assumed, live},
        Parameter{&P::sunset, "sunset", "1", {0, 1},
                  "A measure lapses at the end of its term unless renewed.", assumed, live},
        Parameter{&P::sunset_months, "sunset_months", "month", {1, 240},
                  "Term of a measure from its effect.", assumed, live},
        Parameter{&P::trust_contract, "trust_contract", "1", {0, 1},
                  "Managers owe their team a least trust, for which the team gives account.",
                  assumed, live},
        Parameter{&P::trust_contract_floor, "trust_contract_floor", "1", {0, 1},
                  "Least trust that a manager moves to, at strength 1.", assumed, live},
        Parameter{&P::trust_contract_time, "trust_contract_time", "1", {0, 0.5},
                  "Share of workers' hours for giving account, at strength 1.", assumed, live},
        Parameter{&P::slack, "slack", "1", {0, 1},
                  "Spare capacity: more hours than the expected load takes.", assumed, live},
        Parameter{&P::slack_share, "slack_share", "1", {0, 5},
                  "Hours added, at strength 1; paid also where idle.", assumed, live},
        Parameter{&P::deliberation, "deliberation", "1", {0, 1},
                  "Several perspectives decide a hard case, at the desk where it lies: a "
                  "perceived gap beyond twice the own norm.", magazine, live},
        Parameter{&P::deliberation_gain, "deliberation_gain", "1", {0, 1},
                  "Fall of bias and error in a hard case's perceived gap; 1 - 1 / sqrt(3) for "
                  "three perspectives.", assumed, live},
        Parameter{&P::deliberation_blame, "deliberation_blame", "1", {0, 1},
                  "Fall of the blame that one worker expects for it.", assumed, live},
        Parameter{&P::deliberation_hours, "deliberation_hours", "hour", {0, 40},
                  "Hours to deliberate a hard case, at strength 1.", assumed, live},
        Parameter{&P::separate_processes, "separate_processes", "1", {0, 1},
                  "Bulk apart from tailored work: the pressure of the bulk does not weigh on "
                  "tailoring.", inside_out, live},
        Parameter{&P::separate_processes_time, "separate_processes_time", "1", {0, 0.5},
                  "Share of workers' hours that two processes take beside one, at strength 1.",
                  assumed, live},
        Parameter{&P::fix_team, "fix_team", "1", {0, 1},
                  "Citizens with many problems have one team, one case and one budget: one "
                  "wish process, and nothing undisclosed.", magazine, live},
        Parameter{&P::fix_team_problems, "fix_team_problems", "1", {0, 40},
                  "Most problems that are not many.", assumed, live},
        Parameter{&P::fix_team_hours, "fix_team_hours", "hour", {0, 100},
                  "Hours to handle such a case as one, at strength 1.", assumed, live},
    };
    // clang-format on
  }
};

/// All parameters; each office holds its own copy, which events change.
struct RecordParameters {
  int sampled_citizens = 0;

  static constexpr auto table() {
    using P = RecordParameters;
    // clang-format off
    return std::tuple{
        sim::Parameter{&P::sampled_citizens, "sampled_citizens", "1", {0, 100000},
                       "Citizens whose decisions are written down one by one, by keyed draw: the "
                       "same under every policy.", sources::assumed, setup},
    };
    // clang-format on
  }
};

struct Parameters {
  PopulationParameters population;
  NeedParameters need;
  CitizenParameters citizens;
  WorkerParameters workers;
  ManagerParameters managers;
  AdministrationParameters administration;
  PolicyParameters policy;
  CostParameters costs;
  LoopParameters loops;
  LeverParameters levers;
  RecordParameters record;

  static constexpr auto sections() {
    using P = Parameters;
    using sim::Section;
    return std::tuple{
        Section{"population", &P::population}, Section{"need", &P::need},
        Section{"citizens", &P::citizens},     Section{"workers", &P::workers},
        Section{"managers", &P::managers},     Section{"administration", &P::administration},
        Section{"policy", &P::policy},         Section{"costs", &P::costs},
        Section{"loops", &P::loops},           Section{"levers", &P::levers},
        Section{"record", &P::record}};
  }
};

}  // namespace discretion

template <>
struct sim::ChoiceNames<discretion::Level> {
  static constexpr std::array<std::string_view, 2> names{"office", "all"};
};
template <>
struct sim::ChoiceNames<discretion::Default> {
  static constexpr std::array<std::string_view, 2> names{"rule", "tailoring"};
};
template <>
struct sim::ChoiceNames<discretion::Unit> {
  static constexpr std::array<std::string_view, 2> names{"whole", "special"};
};
template <>
struct sim::ChoiceNames<discretion::Decider> {
  static constexpr std::array<std::string_view, 3> names{"worker", "manager", "administrator"};
};
template <>
struct sim::ChoiceNames<discretion::Yardstick> {
  static constexpr std::array<std::string_view, 2> names{"rule", "need"};
};
