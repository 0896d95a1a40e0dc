#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/discretion/parameters.hpp"
#include "models/discretion/world/contacts.hpp"
#include "models/discretion/world/ids.hpp"
#include "models/discretion/world/observed.hpp"
#include "models/discretion/world/parts.hpp"
#include "models/discretion/world/rulebook.hpp"
#include "models/discretion/world/tally.hpp"
#include "models/discretion/world/worker_differences.hpp"
#include "sim/core/parallel.hpp"
#include "sim/core/random.hpp"

namespace discretion {

/// What a random number is for. A case bears the number of its wish. Append only: the values are
/// part of every stored result.
enum class Draw : std::uint32_t {
  life_situation,  ///< (life situation, 0): mean need
  person,          ///< (citizen, 0): problems, traits, first decision
  contacts,        ///< (citizen, 0)
  wish,            ///< (citizen, wish): gap to the next, worker, place in the queue, take-up
  circumstance,    ///< (citizen, wish)
  judgement,       ///< (citizen, case): noise, misreading, choice, incident
  misreading,      ///< (citizen, case)
  second_opinion,  ///< (citizen, case): sampled or not, other worker, its noise
  favour,          ///< (citizen, case): months to revocation, misuse found
  look,            ///< (citizen, case): which contacts look alike
  complaint,       ///< (citizen, case): complaint, upheld, or a claim that is given in to
  law,             ///< (category, number of categories): error of a printed treatment
  worker,          ///< (worker, 0): traits
  routine,         ///< (worker, month)
  precondition,    ///< (team, month): new, dropped
  measure,         ///< (administration, month): announced, cause, kind, revision, side effect
  aim,             ///< (64 * administration + life situation, month): error about that one
  repeal,          ///< (measure's number in its administration, month * administrations + it)
  referral,        ///< (citizen, case): desk that a case is passed on to
  referred,        ///< (citizen, case): judgement there
  price,           ///< (citizen, case): does without tailoring for its price
  route,           ///< (citizen, case): wrong or not, which
  opponent,        ///< (citizen, case): second party or not, its complaint
  involuntary,     ///< (citizen, 0)
  open_norm,       ///< (office, life situation): how the office reads it
  intake,          ///< (worker, month): rounding of how many cases may be passed on
  turnover,        ///< (worker, month): leaves or not, traits of the successor
  successor,       ///< (administration, month): administrator leaves or not
  front_line,      ///< (administration, month): a repair that workers asked for, side effect
  circle,          ///< (office, month): a rule is rewritten
  lapse,           ///< (team, month): preconditions beyond the cap lapse
  validity,        ///< (citizen, case): stays valid or not
  sunset,          ///< (measure's number in its administration, month * administrations + it)
  vignette,        ///< (citizen, month): put before a panel or not
  panel,           ///< (worker, month): places of it and of the team and office that it is first of
  opinion,         ///< (citizen, month * workers + worker): errors in a vignette study
  fix_team,        ///< (citizen, wish): the wish is part of the one case or not
  follow,          ///< (citizen, 0): written down or not
  pulse,           ///< (citizen, case), (administration, month): what is put in from outside
  pilot,           ///< (office, month): a rule is tried or not
  workshop         ///< (citizen, case): judgement there
};

/// Problems of a household beyond which none are counted.
inline constexpr int most_problems = 40;

/// What a worker can do with a case.
enum class Option : std::uint8_t { apply, tailor, shortcut, escalate };
inline constexpr std::size_t options = 4;
// Where each stands in arrays by option.
inline constexpr auto apply = static_cast<std::size_t>(Option::apply);
inline constexpr auto tailor = static_cast<std::size_t>(Option::tailor);
inline constexpr auto shortcut = static_cast<std::size_t>(Option::shortcut);
inline constexpr auto escalate = static_cast<std::size_t>(Option::escalate);

/// Where somebody sits who handles cases.
enum class Seat : std::uint8_t { worker, unit, manager, administrator, workshop };

/// Whether no manager of a team is above who sits there.
inline bool is_superior(Seat seat) { return seat != Seat::worker && seat != Seat::unit; }

/// The last decision on a citizen, as others see it. Eight bytes: one gather a contact.
struct Outcome {
  float treatment = 0;
  std::int16_t month = 0;
  Option option = Option::apply;
  std::uint8_t revocation = never;  ///< ticks of the office's revocation clock, if tailored

  static constexpr std::uint8_t never = 255;
};

/// A citizen, in one cache line: whoever looks at one reads most of it, and citizens come in random
/// order. Months count from the start of the warm-up, 1 first.
struct alignas(64) Citizen {
  // What never changes.
  std::uint16_t office = 0;
  std::uint8_t life_situation = 0;
  std::uint8_t problems = 0;
  float capacity = 0;  ///< to disclose, 0..1
  float assertiveness = 0;
  float want_beyond = 0;  ///< want beyond need, less margin and expectation [sd of need]
  // What changes.
  float circumstance = 0;          ///< [sd of need]
  float decided_circumstance = 0;  ///< when a lasting decision was made [sd of need]
  float hardship = 0;              ///< stock, 0..1
  float trust = 0;                 ///< 0..1
  float grievance = 0;
  float uncertainty = 0;
  float cost = 0;                 ///< since month 1 [thousand euro]
  std::uint32_t handler = 0;      ///< worker who decided last
  std::uint32_t place = 0;        ///< keyed draw: order among the month's new cases in the queue
  std::uint32_t next_case = 0;    ///< next citizen in the list of cases that this one is in
  std::uint16_t wish = 0;         ///< number of the last wish
  std::uint16_t case_number = 0;  ///< the wish that the last case came from
  std::int16_t filed = 0;         ///< month in which the pending case was filed
  std::uint8_t flags = 0;         ///< of flag
};
static_assert(sizeof(Citizen) == 64);

/// What a citizen can be marked with.
namespace flag {
inline constexpr std::uint8_t pending = 1;
inline constexpr std::uint8_t overstates = 2;
inline constexpr std::uint8_t referred = 4;   ///< the pending case was passed on
inline constexpr std::uint8_t lasting = 8;    ///< the last decision stays valid for longer
inline constexpr std::uint8_t conceded = 16;  ///< the desk gives in to the claim to equality
}  // namespace flag

inline constexpr std::uint32_t nobody = 0xffffffffU;
inline constexpr double euro_per_thousand = 1000.0;

/// Workers in order of office and team; behind the last office's, the desks of managers and
/// administrators who decide on tailoring, and workshops.
struct WorkerTraits {
  std::vector<Seat> seat;
  std::vector<std::uint16_t> office;
  std::vector<std::uint32_t> team;
  std::vector<double> bias;  ///< [sd of need]
  std::vector<std::array<double, loyalties>> loyalty;
  std::vector<double> sensitivity_start;
  std::vector<double> norm_start;
};

/// What moves in workers by what they go through.
struct WorkerMinds {
  std::vector<double> sensitivity;        ///< moral sensitivity, 0..1
  std::vector<double> norm;               ///< [sd of need]
  std::vector<double> blame_expectation;  ///< for deviating from the rule
  std::vector<double> blame_for_rule;     ///< expected for applying it
  std::vector<double> drift;              ///< of the worker's routines as a whole [sd of need]
  std::vector<float> routine;             ///< [worker][life situation] [sd of need]
  std::vector<float> habit;  ///< [worker][life situation] of following the routine, 0..1
};

/// What somebody remembers of blame and of the decisions it was for: a month less of each month
/// ago.
struct BlameRecord {
  double decisions = 0;
  double deviating = 0;  ///< blame for deviating from the rule, as far as it falls on the worker
  double applying = 0;   ///< blame for applying it
};

/// What a worker gave, as managers pool it: sums over cases, older months fading.
struct WorkerSight {
  double cases = 0, above_rule = 0, squares = 0;
  double beyond_like_cases = 0;  ///< above_rule less the office's mean in the same life situations
};

/// What an office gave in a life situation, as its managers remember it.
struct LikeCases {
  double cases = 0, above_rule = 0;
};

struct WorkerState : WorkerMinds {
  std::vector<double> required;    ///< [worker][life situation] perceived gaps, summed, this month
  std::vector<std::int32_t> seen;  ///< [worker][life situation] decisions this month
  // The queue: a list through Citizen::next_case, in order of filing.
  std::vector<std::uint32_t> inbox;      ///< filed this month, in any order
  std::vector<std::uint32_t> referred;   ///< passed on to this desk this month, in any order
  std::vector<std::int32_t> referrals;   ///< how many
  std::vector<double> waiting_list;      ///< work on the desk as the month began [month]
  std::vector<double> intake;            ///< cases that the desk takes in this month
  std::vector<std::uint32_t> queue;      ///< first case
  std::vector<std::uint32_t> queue_end;  ///< last case
  std::vector<std::uint32_t> decided;    ///< first case decided this month, until citizens look
  std::vector<std::uint32_t> corrected;  ///< first of those whose complaint was upheld
  std::vector<std::int32_t> pending;
  // Of this month.
  std::vector<std::int32_t> decisions;
  std::vector<std::int32_t> tailored;
  std::vector<double> overload;                          ///< 0..1
  std::vector<double> pressure;                          ///< pending over hours, less 1, at least 0
  std::vector<double> above_rule;                        ///< mean treatment - rule
  std::vector<double> above_rule_squared;                ///< the mean of its square
  std::vector<std::array<std::int32_t, options>> blame;  ///< by kind of decision
  std::vector<WorkerSight> shown;                        ///< to the manager
  std::vector<std::int32_t> objections;
  std::vector<std::int32_t> objections_before;  ///< last month's, which cost hours now
  std::vector<std::int32_t> upheld;
  std::vector<BlameRecord> blame_record;
  std::vector<double> skill;  ///< in tailoring, 0..1
  std::vector<int> arrived;   ///< month at whose end the worker came
  // Of levers.
  std::vector<double> pardon;  ///< blame forgiven this month, as a share of all
  std::vector<double> owed;    ///< hours besides cases, next month
  std::vector<int> pardoned;   ///< month of the last pardon; 0: never
};

/// What a manager has seen of a team, pooled over months.
struct TeamSight {
  double decisions = 0, tailored = 0, upheld = 0, blame = 0;
};
struct TeamState {
  std::vector<std::uint32_t> first_worker;  ///< [team], and one past the end
  std::vector<std::uint16_t> office;
  std::vector<int> preconditions;
  std::vector<int> preconditions_born;         ///< this month
  std::vector<double> preconditions_expected;  ///< probability of one this month
  std::vector<int> preconditions_before;       ///< those that held during this month's decisions
  std::vector<double> trust;                   ///< of the manager, 0..1
  std::vector<double> dispersion;              ///< this month, NaN without two busy workers
  std::vector<TeamSight> seen;                 ///< by the manager
  std::vector<double> crowded_out;             ///< of loyalty to citizen and profession, 0..1
  std::vector<double> norm_mean;
  std::vector<BlameRecord> blame_record;  ///< its workers' together
};

/// Levers as they act this month; as they stand here, nothing changes.
struct LeverEffects {
  bool any = false;                 ///< whether one is pulled
  LeverParameters pulled;           ///< with all strengths 0 if none is
  double perception = 1;            ///< factor on bias and error in perceived gaps
  double expectation = 1;           ///< factor on what announcements make citizens expect
  double law = 1;                   ///< factor on what workers hold illegal, and misread
  double envy = 1;                  ///< factor on difference with a tailored look-alike
  double felt_after_tailoring = 1;  ///< factor on the own shortfall
  double felt_after_rule = 1;
  double upheld_tailored = 1;  ///< factor on the probability of being upheld
  double help = 0;             ///< share of the lack of capacity that is made up for
  double hours = 1;            ///< factor on hours for cases
  double blame = 1;            ///< factor on what falls on workers
  double manager_blame = 1;    ///< factor on what managers feel of it
  double trust_floor = 0;      ///< least trust that managers move to
};

/// Whether what each actor does acts on the world this month, or is counted only.
struct LoopEffects {
  bool others = true;
  bool own_relation = true;
  bool self_protection = true;
  bool survival = true;
  bool pile_preconditions = true;

  /// Workers judge each case as they are and as they would be without shelter.
  bool judges_twice() const { return !self_protection || !survival; }
};

/// What holds for a whole office in a month, worked out before anybody acts.
struct OfficeMonth {
  double complexity = 0;  ///< felt
  double misread = 0;     ///< probability
  /// Share of the way to a month's mean that n seen cases move a routine; n from 0.
  std::array<double, 9> routine_step{};
  double time_factor = 1;        ///< on applying and tailoring
  double room = 0;               ///< before preconditions
  double room_unrestricted = 0;  ///< the same without restrictions
  double room_unrelaxed = 0;     ///< the same without measures that give room
  double gate = 0;
  double hours = 0;        ///< of a worker
  double mean_law = 0;     ///< over life situations [sd of need]
  double error = 1;        ///< share of bias and noise that a framework leaves
  double morale = 1;       ///< of workers beside a special unit: factor on where sensitivity rests
  std::uint32_t lens = 0;  ///< probability that unlike cases look alike [2^-16]
  double equality_salience = 0;
  double expectation = 0;
  double trust_kept = 1;  ///< share of trust that broken promises leave
  double insecurity = 0;  ///< uncertainty for each unit of a favour that one holds
  bool others = true;     ///< loops, as cut this month
  bool own_relation = true;
  bool self_protection = true;
  bool survival = true;
  bool pile_preconditions = true;
  bool risk_rule_reflex = true;
  LoopEffects effects;
  LeverEffects levers;
};

struct Office {
  Parameters parameters;
  std::uint32_t first_citizen = 0, last_citizen = 0;  ///< one past the end
  std::uint32_t first_worker = 0, last_worker = 0;
  std::uint32_t first_team = 0, last_team = 0;
  std::uint32_t first_unit_worker = 0;          ///< of the special unit; last_worker if none
  std::uint32_t first_desk = 0, last_desk = 0;  ///< of managers or administrators who decide
  std::uint32_t workshop = nobody;              ///< desk for cases that are stuck, if there is one
  double unit_waiting_list = 0;                 ///< mean over the special unit [month]
  double unit_intake = 0;                       ///< cases that the special unit takes in this month
  int administration = 0;
  int categories = 1;
  OfficeMonth now;
  double equality_salience = 0;
  double disappointment = 0;  ///< hazard of trust lost to broken promises
  double given = 0;           ///< running mean of treatment above the rule [sd of need]
  std::vector<double> law;    ///< printed treatment by life situation
  std::vector<double> law_at_start;
  std::vector<double> rule;            ///< in force: law and measures
  std::vector<double> rule_loss;       ///< what side effects and erosion took from it, >= 0
  std::vector<double> verification;    ///< by life situation
  std::vector<double> precedent;       ///< treatment by life situation
  std::vector<LikeCases> like_cases;   ///< by life situation
  std::vector<double> claims_succeed;  ///< recent share of claims, by life situation
  std::vector<double> claimants;       ///< recent share of cases beyond the gate, by life situation
  std::vector<int> revocation_clock;   ///< by month, cumulative
  std::vector<double> inflow_clock;    ///< by month, cumulative
  // What levers go by, by life situation; zero while none is pulled.
  std::vector<double> recurring;  ///< tailored treatment above the rule, mean over decisions
  std::vector<double> works;      ///< share of tailored decisions that stood up
  std::vector<double> unmet;      ///< mean need of cases less the rule in force
  std::vector<double> rewritten;  ///< shift of the law that levers wrote
  int rewritten_rules = 0;        ///< life situations whose rule was rewritten
  std::vector<int> solved;        ///< cases of the workshop since it last taught the rule
};

/// What unsettles a worker of an office: felt complexity, and an overload in 0..1.
inline double unrest(const Office& office, double overload) {
  return office.parameters.workers.unrest_complexity * office.now.complexity + overload;
}

/// Sums over all citizens of a cell, kept up to date by changes.
struct Stocks {
  sim::Sum hardship, trust, grievance, uncertainty;
};

/// Everything of one run.
struct World {
  sim::Stream stream;
  int life_situations = 0;
  int months = 0;  ///< warm-up included
  int warm_up = 0;
  int month = 0;                         ///< now, 1 first
  double threshold = 0;                  ///< h: beyond it a shortfall is underserved [sd of need]
  double mean_need = 0;                  ///< over citizens, at generation
  std::vector<double> group_need;        ///< m_g
  std::vector<double> mean_need_of;      ///< mean need by life situation, at generation
  std::vector<double> wish_hazard;       ///< by problems [per month]
  std::vector<double> need_of_problems;  ///< by problems [sd of need]
  std::vector<double> log_problems;      ///< by problems: ln(1 + problems)
  double circumstance_sd = 0;
  double load = 0;  ///< expected cases of a citizen in a month at the start

  std::vector<Office> offices;
  std::vector<Administration> administrations;
  std::vector<Citizen> citizens;  ///< in order of office and life situation
  std::vector<Outcome> outcomes;  ///< [citizen] last ones; apart, as contacts look at them
  Contacts contacts;
  WorkerTraits worker_traits;
  WorkerState workers;
  WorkerMinds sheltered;  ///< of workers whose shelter is counted only; else empty
  /// Of citizens whose view of others is counted only; else empty.
  struct {
    std::vector<float> grievance, trust;
  } comparing;
  TeamState teams;
  CaseMix case_mix;                     ///< of the recorded half-year
  std::vector<std::uint32_t> first_in;  ///< [office][life situation], and one past the last citizen
  std::vector<Stocks> stocks;           ///< [office][life situation]

  /// Wishes by month: a list of citizens for each block of 1,024 and month. Citizens are numbered
  /// from the first of their block.
  static constexpr std::uint32_t citizens_per_block = 1024;
  static constexpr std::uint16_t end_of_list = 0xffff;
  std::vector<std::uint16_t> calendar;   ///< [block][month], months from 0: first citizen
  std::vector<std::uint16_t> next_wish;  ///< [citizen]

  std::vector<Notebook> notebooks;                ///< one a thread
  Notebook record;                                ///< their sum, this month
  std::vector<DilemmaCounts> dilemmas;            ///< [office], since month 1
  std::vector<std::int64_t> decided_since_start;  ///< [office]
  std::vector<std::uint32_t> followed;            ///< citizens whose decisions are written down
  Observed observed;

  std::size_t population() const { return citizens.size(); }
  /// Offices times life situations.
  std::size_t cells() const { return first_in.size() - 1; }
  std::uint32_t citizens_in(std::size_t cell) const { return first_in[cell + 1] - first_in[cell]; }
  /// Whether this month's metrics are kept: what nothing else depends on is left out before.
  bool recording() const { return month > warm_up; }
  std::size_t cell(const Citizen& citizen) const {
    return static_cast<std::size_t>(citizen.office) * static_cast<std::size_t>(life_situations) +
           citizen.life_situation;
  }
  std::size_t cell(CitizenId citizen) const { return cell(citizens[number(citizen)]); }
  /// The office that serves a citizen, from the number alone: no line of memory is fetched.
  std::uint32_t office_of(CitizenId citizen) const {
    return part_of(static_cast<std::uint32_t>(population()),
                   static_cast<std::uint32_t>(offices.size()), number(citizen));
  }
  /// Need of a citizen now [sd of need].
  double need(const Citizen& citizen) const {
    return group_need[citizen.life_situation] + static_cast<double>(citizen.circumstance) +
           need_of_problems[citizen.problems] + static_cast<double>(citizen.hardship);
  }
  double need(CitizenId citizen) const { return need(citizens[number(citizen)]); }
};

/// How loudly harshness, as administrators feel it, calls for the human measure in an office, 0..1.
inline double call_for_the_human_measure(const World& world, const Office& office) {
  const double harshness = world.administrations[static_cast<std::size_t>(office.administration)]
                               .salience[static_cast<std::size_t>(Cause::harshness)];
  return harshness / (harshness + office.parameters.administration.measure_half);
}

/// Moves a stored trait and the population's stock of it together.
inline void move_to(float& stored, float next, Tally& cell, Total change) {
  cell.totals[static_cast<std::size_t>(change)].replace(static_cast<double>(stored),
                                                        static_cast<double>(next));
  stored = next;
}

}  // namespace discretion
