#include "models/discretion/workers/workers.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "models/discretion/citizens/levers.hpp"
#include "models/discretion/citizens/looking.hpp"
#include "models/discretion/rules/policy.hpp"
#include "models/discretion/workers/constants.hpp"
#include "models/discretion/workers/decisions.hpp"
#include "models/discretion/workers/judgement.hpp"
#include "models/discretion/workers/levers.hpp"
#include "models/discretion/workers/referral.hpp"
#include "models/discretion/workers/replay.hpp"
#include "models/discretion/world/lists.hpp"
#include "sim/core/batch.hpp"
#include "sim/core/math.hpp"
#include "sim/core/prefetch.hpp"

namespace discretion {

namespace {

/// Several perspectives on each case: less bias and error, blame that is shared, more hours.
void deliberate(const LeverParameters& l, Desk& desk) {
  desk.error *= 1.0 - l.deliberation * l.deliberation_gain;
  desk.exposure = 1.0 - l.deliberation * l.deliberation_blame;
  for (double& hours : desk.hours) hours += l.deliberation * l.deliberation_hours;
}

}  // namespace

Desk set_desk(const World& world, const Office& office, WorkerId worker) {
  const Parameters& p = office.parameters;
  const std::uint32_t w = number(worker);
  Desk desk;
  desk.worker = worker;
  const Seat seat = world.worker_traits.seat[w];
  // What managers demand of their teams binds neither administrators nor a workshop.
  const int in_force = world.teams.preconditions[world.worker_traits.team[w]];
  const bool bound = seat != Seat::administrator && seat != Seat::workshop;
  const int preconditions = bound ? felt_preconditions(office, in_force) : 0;
  const double narrowed = narrowing(p, preconditions);
  if (preconditions > 0) desk.loyal = 1.0 - world.teams.crowded_out[world.worker_traits.team[w]];
  desk.tailors = decides(world, office, worker);
  desk.refers_all = !desk.tailors;
  if (!desk.tailors || has_workshop_for(world, office, worker)) {
    const double waits = waiting_list_for(world, office, worker);
    desk.quota = quota_of(world, office, worker);
    desk.refers = desk.quota > 0;
    desk.faith = p.workers.escalation_faith / (1.0 + waits);
  }
  desk.error = office.now.error;
  desk.unskilled = 1.0 + p.workers.skill_loss * (1.0 - world.workers.skill[w]);
  if (seat == Seat::unit) {
    desk.information = p.policy.unit_information;
    desk.error *= 1.0 - p.policy.unit_information;
    desk.pay = 1.0 + p.policy.unit_grading;
  }
  if (is_superior(seat)) {
    desk.exposure = p.policy.decider_exposure;
    desk.routines = false;
  }
  desk.room = office.now.room * narrowed;
  desk.room_unrestricted = office.now.room_unrestricted * narrowed;
  desk.burden = p.workers.precondition_burden * preconditions /
                (1.0 + preconditions / p.managers.precondition_crowding);
  desk.hours[apply] = p.workers.hours_rule * office.now.time_factor;
  const double tailoring = p.workers.hours_tailoring * desk.unskilled * office.now.time_factor *
                           (1.0 + p.policy.framework_time * p.policy.framework);
  const double accounting = p.managers.precondition_time * preconditions;
  if (p.policy.default_treatment == Default::tailoring) {
    desk.hours[tailor] = tailoring;
    desk.reasons = tailoring * accounting;
  } else {
    desk.hours[tailor] = tailoring * (1.0 + accounting);
  }
  desk.hours[shortcut] = p.workers.hours_shortcut;
  desk.hours[escalate] = p.workers.hours_escalation;
  if (seat == Seat::workshop) deliberate(office.now.levers.pulled, desk);
  return desk;
}

namespace {

/// Mean hardship over what is left of a worker's queue.
double queue_hardship(const World& world, std::size_t w) {
  double sum = 0;
  for (std::uint32_t i = world.workers.queue[w]; i != nobody; i = world.citizens[i].next_case)
    sum += static_cast<double>(world.citizens[i].hardship);
  return world.workers.pending[w] > 0 ? sum / world.workers.pending[w] : 0.0;
}

}  // namespace

Desk desk_at_the_end(const World& world, WorkerId worker) {
  const std::uint32_t w = number(worker);
  Desk desk = set_desk(world, world.offices[world.worker_traits.office[w]], worker);
  desk.pressure = world.workers.pressure[w];
  desk.overload = world.workers.overload[w];
  desk.queue_hardship = queue_hardship(world, w);
  return desk;
}

namespace {

/// The same desk with another worker at it: own traits and room, this worker's pressure.
Desk seat(const World& world, const Office& office, const Desk& desk, WorkerId worker) {
  Desk other = set_desk(world, office, worker);
  other.pressure = desk.pressure;
  other.overload = desk.overload;
  other.queue_hardship = desk.queue_hardship;
  return other;
}

}  // namespace

namespace {

/// The random numbers of one decision.
struct Chance {
  Reading reading;
  double choice = 0;
  double incident = 0;
  double second_opinion = 0;  ///< asked or not
};

/// A decision's numbers on their own, for who sits so.
Chance draw_chance(const World& world, Seat seat, std::uint32_t i) {
  const Citizen& citizen = world.citizens[i];
  const bool referred = (citizen.flags & flag::referred) != 0;
  const Draw elsewhere = seat == Seat::workshop ? Draw::workshop : Draw::referred;
  sim::Random random(world.stream, referred ? elsewhere : Draw::judgement, i, citizen.case_number);
  Chance chance;
  chance.reading.noise = random.normal();
  chance.reading.misread = random.uniform();
  chance.choice = random.uniform();
  chance.incident = random.uniform();
  chance.second_opinion =
      sim::Random(world.stream, Draw::second_opinion, i, citizen.case_number).uniform();
  return chance;
}

/// Those of the cases in front of the queues of a block of workers, drawn side by side.
class Chances {
 public:
  void draw(const World& world, std::uint32_t begin, std::uint32_t end) {
    begin_ = begin;
    std::array<std::uint32_t, most> citizens;
    std::array<std::uint32_t, most> cases;
    std::uint32_t count = 0;
    for (std::uint32_t w = begin; w < end; ++w) {
      first_[w - begin] = count;
      const std::uint32_t last = count + cases_each;
      for (std::uint32_t i = world.workers.queue[w]; i != nobody && count < last;
           i = world.citizens[i].next_case) {
        citizens[count] = i;
        cases[count++] = world.citizens[i].case_number;
      }
    }
    first_[end - begin] = count;
    const auto entities = std::span<const std::uint32_t>(citizens).first(count);
    const auto occasions = std::span<const std::uint32_t>(cases).first(count);
    sim::RandomBatch<most> words;
    words.draw(world.stream, Draw::judgement, entities, occasions);
    for (std::size_t w = 0; w < 4; ++w) sim::uniform(words.word(w), numbers_[w]);
    sim::normal_quantile(std::span(numbers_[0]).first(count));
    words.draw(world.stream, Draw::second_opinion, entities, occasions);
    sim::uniform(words.word(0), numbers_[4]);
  }
  /// Those of case number `place` of a worker's queue as it was; of any case, if need be alone.
  Chance of(const World& world, std::size_t worker, std::uint32_t place, std::uint32_t i) const {
    const std::uint32_t k = first_[worker - begin_] + place;
    if (k >= first_[worker - begin_ + 1] || (world.citizens[i].flags & flag::referred) != 0)
      return draw_chance(world, world.worker_traits.seat[worker], i);
    return {{numbers_[0][k], numbers_[1][k]}, numbers_[2][k], numbers_[3][k], numbers_[4][k]};
  }

 private:
  static constexpr std::uint32_t cases_each = 16;  // twice what is filed in a month at the defaults
  static constexpr std::size_t most = std::size_t{cases_each} * workers_per_block;
  std::uint32_t begin_ = 0;
  std::array<std::uint32_t, workers_per_block + 1> first_{};
  std::array<std::array<double, most>, 5> numbers_;
};

/// Puts a share of all files before a second worker of the office, in the same kind of seat.
/// \param other place to work it out
void ask_second_opinion(const World& world, const Office& office, const Desk& desk,
                        const Decisions& decisions, std::size_t lane, const Chance& chance,
                        Decisions& other, Tally& cell) {
  if (chance.second_opinion >= second_opinions) return;
  const Peers peers = peers_of(world, office, desk.worker);
  const std::uint32_t others = peers.last - peers.first - 1;
  if (others == 0) return;
  const std::uint32_t citizen = decisions.citizens[lane];
  sim::Random random(world.stream, Draw::second_opinion, citizen,
                     world.citizens[citizen].case_number);
  random.word();  // asked or not
  std::uint32_t worker = peers.first + random.below(others);
  if (worker >= number(desk.worker)) ++worker;
  const Desk second = seat(world, office, desk, WorkerId{worker});
  // The case as it was read, and read afresh.
  constexpr std::size_t as_read = 0;
  constexpr std::size_t afresh = 1;
  Cases& cases = other.cases;
  cases.count = 2;
  cases.files[as_read] = decisions.cases.files[lane];
  cases.files[afresh] = decisions.cases.files[lane];
  cases.files[afresh].noise =
      office.parameters.workers.perception_noise * desk.error * second.unskilled * random.normal();
  cases.lay_before(world, office, second, as_read);
  cases.lay_before(world, office, second, afresh);
  other.choices.uniform[as_read] = chance.choice;
  judge(world, office, second, cases, other.judgements);
  choose(other.judgements, cases.count, other.choices);
  cell[Count::sampled] += 1;
  if (option_in_lane(other.choices, as_read) != option_in_lane(decisions.choices, lane))
    cell[Count::sampled_otherwise] += 1;

  // Variance of this case's treatment over workers, their noise and their choices: within each
  // of two workers, and between them (unbiased with two).
  const Moments here = treatment_moments(decisions.judgements, lane);
  const Moments there = treatment_moments(other.judgements, afresh);
  const double between = here.mean - there.mean;
  cell.add(Total::sampled_variance, 0.5 * (here.variance + there.variance + between * between));
}

/// The life situation whose rule is applied: another one's if the citizen took the wrong route,
/// which is likelier with many categories and little capacity.
std::size_t route_of(const World& world, const Office& office, std::uint32_t i) {
  const Citizen& citizen = world.citizens[i];
  const std::size_t g = citizen.life_situation;
  sim::Random random(world.stream, Draw::route, i, citizen.case_number);
  const double wrong = office.parameters.policy.wrong_route * (1.0 - 1.0 / office.categories) *
                       (1.0 - static_cast<double>(citizen.capacity));
  if (!random.bernoulli(wrong)) return g;
  const auto groups = static_cast<std::uint32_t>(world.life_situations);
  const std::size_t other = random.below(groups - 1);
  return other < g ? other : other + 1;
}

/// Whether the citizen cannot bear what tailoring costs: most likely with little capacity.
bool declines_tailoring(const World& world, const PolicyParameters& p, std::uint32_t i) {
  const auto capacity = static_cast<double>(world.citizens[i].capacity);
  const double hazard = p.citizen_cost * (1.0 + p.citizen_cost_able - capacity);
  return sim::Random(world.stream, Draw::price, i, world.citizens[i].case_number)
      .bernoulli(1.0 - sim::exp(-hazard));
}

}  // namespace

double disclosed_share(const Office& office, const Desk& desk, double capacity,
                       LifeSituationId life_situation, bool has_fix_team) {
  const double verification = office.verification[number(life_situation)];
  double disclosed = capacity;
  if (verification > 0) disclosed = sim::power(disclosed, 1.0 + verification);
  disclosed += office.now.levers.help * (1.0 - disclosed);
  disclosed += desk.information * (1.0 - disclosed);
  if (has_fix_team) disclosed += office.now.levers.pulled.fix_team * (1.0 - disclosed);
  return disclosed;
}

double claimed_beyond_need(const Office& office, LifeSituationId life_situation) {
  const Parameters& p = office.parameters;
  return p.citizens.overstatement * sim::exp(-p.administration.verification_bite *
                                             office.verification[number(life_situation)]);
}

double rule_at(const Office& office, const Desk& desk, LifeSituationId life_situation) {
  const std::uint32_t g = number(life_situation);
  const double beyond_mean = office.law[g] - office.now.mean_law;
  return office.rule[g] - office.parameters.policy.surge_coarsening * desk.overload * beyond_mean;
}

void open_file(const World& world, const Office& office, const Desk& desk, CitizenId id,
               CaseFile& file) {
  const std::uint32_t i = number(id);
  const Citizen& citizen = world.citizens[i];
  const Parameters& p = office.parameters;
  const std::size_t g = citizen.life_situation;
  const LifeSituationId situation{citizen.life_situation};
  const double need = world.need(citizen);
  const double want = need + p.citizens.want_margin + office.now.expectation +
                      static_cast<double>(citizen.want_beyond);
  const auto capacity = static_cast<double>(citizen.capacity);
  const bool has_fix_team =
      office.now.levers.any && is_fix_teams(office.now.levers.pulled, citizen);
  const double disclosed = disclosed_share(office, desk, capacity, situation, has_fix_team);
  const bool overstates = (citizen.flags & flag::overstates) != 0;
  const std::size_t route = p.policy.wrong_route > 0 ? route_of(world, office, i) : g;
  const bool opposed = is_opposed(world, p.citizens, id);
  // Every member: the file may have been another case's.
  file.need = need;
  file.want = want;
  file.capacity = capacity;
  file.disclosed = disclosed;
  file.overstatement = overstates ? claimed_beyond_need(office, situation) : 0.0;
  file.rule = rule_at(office, desk, LifeSituationId{static_cast<std::uint32_t>(route)});
  file.route = route;
  file.noise = 0;
  file.life_situation = g;
  file.declines = p.policy.citizen_cost > 0 && declines_tailoring(world, p.policy, i);
  file.opposed = opposed;
  file.opposite_want = opposed ? opposite_want(world, situation, want) : 0.0;
  file.has_fix_team = has_fix_team;
  file.misread = false;
  file.wrong_route = route != g;
  file.circumstance = static_cast<double>(citizen.circumstance);
  file.waited = world.month - citizen.filed;
  file.rule_in_force = office.rule[g];
  file.law_at_start = office.law_at_start[g];
  file.rule_loss = office.rule_loss[g];
}

void misperceive(const World& world, const Office& office, const Desk& desk, CitizenId citizen,
                 const Reading& reading, CaseFile& file) {
  const Parameters& p = office.parameters;
  file.noise = p.workers.perception_noise * desk.error * desk.unskilled * reading.noise;
  file.misread = reading.misread < office.now.misread;
  if (file.misread) {
    const std::uint32_t i = number(citizen);
    file.rule +=
        p.administration.misreading_size *
        sim::Random(world.stream, Draw::misreading, i, world.citizens[i].case_number).normal();
  }
}

namespace {

/// A favour lost since the last decision is felt when the citizen comes back, by what one had.
void resent_revocation(World& world, const Office& office, std::uint32_t i, Tally& cell) {
  Citizen& citizen = world.citizens[i];
  const Outcome& before = world.outcomes[i];
  if (before.revocation == Outcome::never) return;
  const double standing = standing_treatment(world, CitizenId{i});
  if (standing >= static_cast<double>(before.treatment)) return;
  const CitizenParameters& p = office.parameters.citizens;
  const double lost = static_cast<double>(before.treatment) - standing;
  const double felt = p.own_weight * p.revocation_loss * lost;
  const double left = std::clamp(p.trust_level - p.trust_slope * felt, 0.0, 1.0);
  const auto aggrieved = [&](float grievance) {
    const auto now = static_cast<double>(grievance);
    return static_cast<float>(now + p.grievance_rate * std::max(0.0, felt - now));
  };
  const auto disappointed = [&](float trust) {
    const auto now = static_cast<double>(trust);
    return static_cast<float>(now + p.trust_fall * std::min(0.0, left - now));
  };
  move_to(citizen.grievance, aggrieved(citizen.grievance), cell, Total::grievance_change);
  move_to(citizen.trust, disappointed(citizen.trust), cell, Total::trust_change);
  if (!world.comparing.grievance.empty()) {
    world.comparing.grievance[i] = aggrieved(world.comparing.grievance[i]);
    world.comparing.trust[i] = disappointed(world.comparing.trust[i]);
  }
}

/// Months and misuse of a favour: when it will be revoked, whether misuse of it is found.
void grant_favour(const World& world, const Office& office, std::uint32_t i, const CaseFile& file,
                  double gap, double treatment, Outcome& outcome, Tally& cell) {
  const Parameters& p = office.parameters;
  sim::Random random(world.stream, Draw::favour, i, world.citizens[i].case_number);
  if (p.citizens.revocation > 0) {
    const double ticks = std::ceil(random.exponential() / -sim::log(1.0 - p.citizens.revocation));
    outcome.revocation = ticks < Outcome::never ? static_cast<std::uint8_t>(ticks) : Outcome::never;
  }
  if (file.overstatement > 0 && gap > 0) {
    cell.add(Total::misuse_paid, treatment - file.rule);
    const double found =
        p.administration.misuse_found +
        p.administration.misuse_verified * office.verification[file.life_situation];
    if (random.bernoulli(found)) cell[Count::misuse_found] += 1;
  }
}

/// Time goes into a case that somebody else will decide.
void refer(World& world, const Office& office, const Desk& desk, std::uint32_t i, double hours,
           Tally& cell) {
  cell[Count::escalated] += 1;
  cell.add(Total::hours, hours);
  const double cost = hours * desk.pay * office.parameters.costs.hour / euro_per_thousand;
  cell.add(Total::cost_hours, cost);
  cell.add(Total::cost, cost);
  if (world.recording()) world.citizens[i].cost += static_cast<float>(cost);
  pass_on(world, CitizenId{i}, desk_for(world, office, desk.worker, CitizenId{i}));
}

/// How torn the choice of tailoring was, of a case that calls for it.
void tally_entropy(const Judgements& judgements, std::size_t lane, Tally& cell) {
  const double q = judgements.probability[tailor][lane];
  if (q > 0 && q < 1) cell.add(Total::entropy, -q * sim::log2(q) - (1.0 - q) * sim::log2(1.0 - q));
}

/// Carries out one decision: what changes for the citizen and the worker.
void carry_out(World& world, const Office& office, const Desk& desk, const Decisions& decisions,
               const Entries& entries, std::size_t lane, Notebook& notebook, Tally& cell) {
  const std::uint32_t i = decisions.citizens[lane];
  const CaseFile& file = decisions.cases.files[lane];
  Citizen& citizen = world.citizens[i];
  const std::size_t w = number(desk.worker);
  const auto choice = option_in_lane(decisions.choices, lane);
  const double treatment = decisions.choices.treatment[lane];
  const double gap = decisions.judgements.gap[lane];
  resent_revocation(world, office, i, cell);
  if (entries.counts[static_cast<std::size_t>(Count::severe)][lane] != 0)
    tally_entropy(decisions.judgements, lane, cell);
  Outcome outcome{static_cast<float>(treatment), static_cast<std::int16_t>(world.month), choice,
                  Outcome::never};
  if (choice == Option::tailor) {
    grant_favour(world, office, i, file, gap, treatment, outcome, cell);
    ++world.workers.tailored[w];
  }
  const std::size_t routine =
      w * static_cast<std::size_t>(world.life_situations) + file.life_situation;
  const int waited = world.month - citizen.filed;
  WaitingHistogram& waiting = notebook.waiting[citizen.office];
  if (static_cast<std::size_t>(waited) >= waiting.size())
    waiting.resize(static_cast<std::size_t>(waited) + 1);
  ++waiting[static_cast<std::size_t>(waited)];
  if (world.recording()) {
    citizen.cost += static_cast<float>(entries.cost[lane]);
    world.case_mix.add(desk.worker, routine, entries.above_rule[lane],
                       decisions.cases.need[lane] - decisions.cases.rule_in_force[lane]);
  }
  world.outcomes[i] = outcome;
  citizen.handler = static_cast<std::uint32_t>(w);
  citizen.flags =
      static_cast<std::uint8_t>(citizen.flags & ~(flag::pending | flag::referred | flag::lasting));
  if (office.now.levers.any) stamp_validity(world, CitizenId{i});
  world.workers.required[routine] += gap;
  ++world.workers.seen[routine];
}

/// Where cases are worked on, for one worker after the other.
struct Tools {
  Decisions decisions;
  Entries entries;
  std::array<Chance, sim::lanes> chances;
  Decisions chosen;  ///< of a worker whose shelter is counted only
  Decisions second_opinion;
  Tally nowhere;  ///< for lanes without a decision
};

/// A worker's month of work on the queue, up to eight cases at a time.
class Work {
 public:
  Work(World& world, const Office& office, Desk& desk, const Chances& chances, Tools& tools,
       Notebook& notebook)
      : world_(world),
        office_(office),
        desk_(desk),
        chances_(chances),
        notebook_(notebook),
        tools_(tools) {}

  /// Takes cases off the front of the queue and handles them until the hours are used. Cases count
  /// the hours that they take; the last one may overrun.
  void handle_queue(double hours) {
    WorkerState& s = world_.workers;
    const std::size_t w = number(desk_.worker);
    std::uint32_t front = s.queue[w];
    while (front != nobody && used_ < hours) {
      const std::uint32_t next = open(front);
      decide();
      const std::size_t done = handle(hours);
      front = done < tools_.decisions.cases.count ? tools_.decisions.citizens[done] : next;
      finish(done);
    }
    if (last_ != nobody) world_.citizens[last_].next_case = nobody;
    s.queue[w] = front;
    if (front == nobody) s.queue_end[w] = nobody;
    s.pending[w] -= static_cast<std::int32_t>(handled_);
  }
  double used() const { return used_; }
  double above_rule() const { return above_rule_; }       ///< summed over decisions
  double above_rule_squared() const { return squares_; }  ///< summed over decisions

 private:
  /// Opens the files of the next cases. \return the citizen behind them
  std::uint32_t open(std::uint32_t front) {
    std::size_t& count = tools_.decisions.cases.count;
    count = 0;
    std::uint32_t i = front;
    for (; i != nobody && count < sim::lanes; i = world_.citizens[i].next_case) {
      const std::size_t k = count++;
      Decisions& d = tools_.decisions;
      d.citizens[k] = i;
      Chance& chance = tools_.chances[k];
      chance =
          chances_.of(world_, number(desk_.worker), handled_ + static_cast<std::uint32_t>(k), i);
      CaseFile& file = d.cases.files[k];
      open_file(world_, office_, desk_, CitizenId{i}, file);
      misperceive(world_, office_, desk_, CitizenId{i}, chance.reading, file);
      d.cases.lay_before(world_, office_, desk_, k);
      d.incident[k] = chance.incident;
      d.choices.uniform[k] = chance.choice;
    }
    return i;
  }
  void decide() {
    if (!world_.followed.empty()) judged_at_ = desk_;
    judge(world_, office_, desk_, tools_.decisions.cases, tools_.decisions.judgements);
    choose(tools_.decisions.judgements, tools_.decisions.cases.count, tools_.decisions.choices);
    const bool apart =
        office_.now.effects.judges_twice() || office_.parameters.loops.added_rules > 0;
    if (apart) tools_.chosen.choices = tools_.decisions.choices;
    if (office_.now.effects.judges_twice()) take_shelter();
    if (office_.parameters.loops.added_rules > 0) force_rules();
    work_out(world_, office_, desk_, tools_.decisions,
             apart ? tools_.chosen.choices : tools_.decisions.choices, tools_.entries);
  }
  /// What the worker would choose who has learnt to shelter: the same cases on the same draws.
  void take_shelter() {
    Desk desk = desk_;
    desk.minds = &world_.sheltered;
    Decisions& chosen = tools_.chosen;
    chosen.cases = tools_.decisions.cases;
    for (std::size_t k = 0; k < chosen.cases.count; ++k)
      chosen.cases.recall_routine(world_, office_, desk, k);
    judge(world_, office_, desk, chosen.cases, chosen.judgements);
    choose(chosen.judgements, chosen.cases.count, chosen.choices);
  }
  /// The rule is forced on some of the cases that call for tailoring.
  void force_rules() {
    Decisions& d = tools_.decisions;
    for (std::size_t k = 0; k < d.cases.count; ++k) {
      const bool calls =
          d.judgements.beyond_gate[k] != 0 &&
          std::abs(d.judgements.gap[k]) > world_.worker_traits.norm_start[number(desk_.worker)];
      if (!calls) continue;
      const std::uint32_t i = d.citizens[k];
      sim::Random random(world_.stream, Draw::pulse, i, world_.citizens[i].case_number);
      if (!random.bernoulli(office_.parameters.loops.added_rules)) continue;
      d.choices.tailors[k] = d.choices.cuts_short[k] = d.choices.passes_on[k] = 0;
      d.choices.treatment[k] = d.judgements.treatment[apply][k];
      d.choices.hours[k] = d.judgements.hours[apply][k];
    }
  }
  /// As many of them as there are hours and places for. \return how many
  std::size_t handle(double hours) {
    std::size_t done = 0;
    while (done < tools_.decisions.cases.count && used_ < hours) {
      used_ += tools_.decisions.choices.hours[done];
      const bool passed_on = tools_.decisions.choices.passes_on[done] != 0;
      ++done;
      if (passed_on) {
        desk_.refers = --desk_.quota > 0;
        if (!desk_.refers) break;  // the rest is judged again, without that option
      }
    }
    handled_ += static_cast<std::uint32_t>(done);
    return done;
  }
  void finish(std::size_t done) {
    if (world_.recording()) {
      count_dilemmas(tools_.decisions.judgements, loyalties_at(world_, desk_),
                     office_.parameters.workers.temperature, done,
                     notebook_.dilemmas[world_.worker_traits.office[number(desk_.worker)]],
                     tools_.decisions.choices);
    }
    Cells cells;
    cells.fill(&tools_.nowhere);
    for (std::size_t k = 0; k < done; ++k) {
      const std::uint32_t i = tools_.decisions.citizens[k];
      Tally& cell = notebook_.cells[world_.cell(world_.citizens[i])];
      if (world_.recording()) cell[Count::conflict] -= tools_.decisions.choices.conflict[k];
      const auto choice = option_in_lane(tools_.decisions.choices, k);
      if (is_written_down(world_, CitizenId{i})) trace(k, choice);
      if (choice == Option::escalate) {
        refer(world_, office_, desk_, i, tools_.decisions.choices.hours[k], cell);
        continue;
      }
      if (world_.recording())
        ask_second_opinion(world_, office_, desk_, tools_.decisions, k, tools_.chances[k],
                           tools_.second_opinion, cell);
      cells[k] = &cell;
      carry_out(world_, office_, desk_, tools_.decisions, tools_.entries, k, notebook_, cell);
      const double above = tools_.entries.above_rule[k];
      above_rule_ += above;
      squares_ += above * above;
      put_last(i);
    }
    add_up(tools_.entries, done, cells);
  }
  /// Writes down what the worker made of a case, worked out alone.
  void trace(std::size_t lane, Option choice) {
    const CaseFile& file = tools_.decisions.cases.files[lane];
    const Judgement alone = judge(world_, office_, judged_at_, file);
    assert(alone == in_lane(tools_.decisions.judgements, lane) &&
           "a case alone is judged as it is side by side");
    write_down(world_, desk_, CitizenId{tools_.decisions.citizens[lane]}, file, alone, choice,
               notebook_);
  }
  /// Appends to the list of the month's decisions, which leaves out what was passed on.
  void put_last(std::uint32_t i) {
    (last_ == nobody ? world_.workers.decided[number(desk_.worker)]
                     : world_.citizens[last_].next_case) = i;
    last_ = i;
    ++world_.workers.decisions[number(desk_.worker)];
  }

  World& world_;
  const Office& office_;
  Desk& desk_;
  Desk judged_at_;  ///< as it was before cases were passed on, where citizens are followed
  const Chances& chances_;
  Notebook& notebook_;
  Tools& tools_;
  std::uint32_t handled_ = 0;
  std::uint32_t last_ = nobody;
  double used_ = 0;
  double above_rule_ = 0;
  double squares_ = 0;
};

/// Rising order, of a few by counting those below each: they come in any order, so that the
/// branches of a sort would be guessed wrong.
void put_in_order(std::vector<std::uint64_t>& keys) {
  constexpr std::size_t few = 24;
  if (keys.size() > few) {
    std::ranges::sort(keys);
    return;
  }
  std::array<std::uint64_t, few> in_order;
  for (const std::uint64_t key : keys) {
    std::size_t below = 0;
    for (const std::uint64_t other : keys) below += other < key ? 1 : 0;
    in_order[below] = key;
  }
  std::copy_n(in_order.begin(), keys.size(), keys.begin());
}

/// Appends this month's cases to the queue, in the order of a keyed draw.
void empty_inbox(World& world, std::size_t w, std::vector<std::uint64_t>& scratch) {
  WorkerState& workers = world.workers;
  scratch.clear();
  for (std::uint32_t i = workers.inbox[w]; i != nobody; i = world.citizens[i].next_case)
    scratch.push_back((std::uint64_t{world.citizens[i].place} << 32U) | i);
  workers.inbox[w] = nobody;
  put_in_order(scratch);
  for (const std::uint64_t place_and_citizen : scratch) {
    const auto i = static_cast<std::uint32_t>(place_and_citizen);
    world.citizens[i].next_case = nobody;
    if (workers.queue[w] == nobody)
      workers.queue[w] = i;
    else
      world.citizens[workers.queue_end[w]].next_case = i;
    workers.queue_end[w] = i;
    ++workers.pending[w];
  }
}

/// Waiting is hardship. \return mean hardship over the queue
double wait_in_queue(World& world, const Office& office, std::size_t w, Notebook& notebook) {
  double sum = 0;
  for (std::uint32_t i = world.workers.queue[w]; i != nobody; i = world.citizens[i].next_case) {
    Citizen& citizen = world.citizens[i];
    if (citizen.filed < world.month) {
      const double shortfall =
          std::max(0.0, world.need(citizen) - standing_treatment(world, CitizenId{i}));
      const auto before = static_cast<double>(citizen.hardship);
      const auto after = static_cast<float>(
          std::min(1.0, before + office.parameters.need.hardship_waiting * shortfall));
      notebook.cells[world.cell(citizen)]
          .totals[static_cast<std::size_t>(Total::hardship_change)]
          .replace(before, static_cast<double>(after));
      citizen.hardship = after;
    }
    sum += static_cast<double>(citizen.hardship);
  }
  return world.workers.pending[w] > 0 ? sum / world.workers.pending[w] : 0.0;
}

void work_month(World& world, std::uint32_t w, const Chances& chances, Tools& tools,
                Notebook& notebook) {
  WorkerState& s = world.workers;
  const Office& office = world.offices[world.worker_traits.office[w]];
  Desk desk = set_desk(world, office, WorkerId{w});
  desk.queue_hardship = wait_in_queue(world, office, w, notebook);
  const double paid = hours_of(world, office, WorkerId{w});
  const double hours = std::max(
      0.0, paid - office.parameters.workers.hours_objection * s.objections_before[w] - s.owed[w]);
  const double asked = s.pending[w] * office.parameters.workers.hours_rule;
  desk.pressure = paid > 0 ? std::max(0.0, asked / paid - 1.0) : 0.0;
  desk.overload = std::min(1.0, desk.pressure);
  s.pressure[w] = desk.pressure;
  s.overload[w] = desk.overload;
  s.decided[w] = nobody;
  s.corrected[w] = nobody;
  s.decisions[w] = 0;
  s.tailored[w] = 0;
  Work work(world, office, desk, chances, tools, notebook);
  work.handle_queue(hours);
  if (office.now.levers.any) pay_besides(world, WorkerId{w}, hours, work.used(), notebook);
  const double n = s.decisions[w];
  s.above_rule[w] = n > 0 ? work.above_rule() / n : sim::not_a_number;
  s.above_rule_squared[w] = n > 0 ? work.above_rule_squared() / n : sim::not_a_number;
}

}  // namespace

void decide_cases(World& world, sim::Parallel& parallel) {
  for_each_block_of_workers<Tools>(
      world, parallel, {&world.workers.inbox, &world.workers.queue},
      [&world](std::uint32_t i) { sim::prefetch(world.outcomes[i]); },
      [&](std::uint32_t begin, std::uint32_t end, Notebook& notebook, auto& ahead, Tools& tools) {
        for (std::uint32_t w = begin; w < end; ++w) empty_inbox(world, w, notebook.inbox);
        Chances chances;
        chances.draw(world, begin, end);
        for (std::uint32_t w = begin; w < end; ++w) {
          work_month(world, w, chances, tools, notebook);
          ahead.step();
        }
      });
}

}  // namespace discretion
