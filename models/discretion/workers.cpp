#include "models/discretion/workers.hpp"

#include <algorithm>
#include <cmath>

#include "models/discretion/citizens.hpp"
#include "models/discretion/levers.hpp"
#include "models/discretion/lists.hpp"
#include "models/discretion/policy.hpp"
#include "models/discretion/referral.hpp"
#include "models/discretion/replay.hpp"
#include "sim/core/batch.hpp"
#include "sim/core/math.hpp"
#include "sim/core/prefetch.hpp"

namespace discretion {

namespace {

constexpr auto apply = static_cast<std::size_t>(Option::apply);
constexpr auto tailor = static_cast<std::size_t>(Option::tailor);
constexpr auto shortcut = static_cast<std::size_t>(Option::shortcut);
constexpr auto escalate = static_cast<std::size_t>(Option::escalate);

}  // namespace

Desk set_desk(const World& world, const Office& office, std::size_t worker) {
  const Parameters& p = office.parameters;
  Desk desk;
  desk.worker = worker;
  const Seat seat = world.worker_traits.seat[worker];
  // What managers demand of their teams does not bind administrators.
  const int preconditions =
      seat == Seat::administrator ? 0 : world.teams.preconditions[world.worker_traits.team[worker]];
  const double narrowed = narrowing(p, preconditions);
  desk.tailors = seat != Seat::worker || !has_desks(office);
  if (!desk.tailors) {
    const double waits = waiting_list_for(world, office, worker);
    desk.quota = quota_of(world, office, worker);
    desk.refers = desk.quota > 0;
    desk.faith = p.workers.escalation_faith / (1.0 + waits);
  }
  desk.error = office.month.error;
  if (seat == Seat::unit) {
    desk.information = p.policy.unit_information;
    desk.error *= 1.0 - p.policy.unit_information;
    desk.pay = 1.0 + p.policy.unit_grading;
  }
  if (seat == Seat::manager || seat == Seat::administrator) {
    desk.exposure = p.policy.decider_exposure;
    desk.routines = false;
  }
  desk.room = office.month.room * narrowed;
  desk.room_unrestricted = office.month.room_unrestricted * narrowed;
  desk.burden = p.workers.precondition_burden * preconditions /
                (1.0 + preconditions / p.managers.precondition_crowding);
  desk.hours[apply] = p.workers.hours_rule * office.month.time_factor;
  const double tailoring = p.workers.hours_tailoring * office.month.time_factor *
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
  return desk;
}

namespace {

/// The same desk with another worker at it: own traits and room, this worker's pressure.
Desk seat(const World& world, const Office& office, const Desk& desk, std::size_t worker) {
  Desk other = set_desk(world, office, worker);
  other.pressure = desk.pressure;
  other.overload = desk.overload;
  other.queue_hardship = desk.queue_hardship;
  return other;
}

}  // namespace

Moments treatment_moments(const Judgement& judgement) {
  Moments m;
  for (std::size_t x = 0; x < options; ++x)
    m.mean += judgement.probability[x] * judgement.treatment[x];
  for (std::size_t x = 0; x < options; ++x) {
    const double distance = judgement.treatment[x] - m.mean;
    m.variance += judgement.probability[x] * distance * distance;
  }
  return m;
}

namespace {

/// The random numbers of one decision.
struct Chance {
  Reading reading;
  double choice = 0;
  double incident = 0;
  double second_opinion = 0;  ///< asked or not
};

/// A decision's numbers on their own.
Chance draw_chance(const World& world, std::uint32_t i) {
  const Citizen& citizen = world.citizens[i];
  const bool referred = (citizen.flags & flag::referred) != 0;
  sim::Random random(world.stream, referred ? Draw::referred : Draw::judgement, i,
                     citizen.case_number);
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
    std::array<std::uint32_t, most> citizens;  // NOLINT(*-member-init): filled below
    std::array<std::uint32_t, most> cases;     // NOLINT(*-member-init): filled below
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
      return draw_chance(world, i);
    return {{numbers_[0][k], numbers_[1][k]}, numbers_[2][k], numbers_[3][k], numbers_[4][k]};
  }

 private:
  static constexpr std::uint32_t cases_each = 16;  // twice what is filed in a month at the defaults
  static constexpr std::size_t most = cases_each * workers_per_block;
  std::uint32_t begin_ = 0;
  std::array<std::uint32_t, workers_per_block + 1> first_{};
  std::array<std::array<double, most>, 5> numbers_;  // NOLINT(*-member-init): filled by draw
};

/// Puts a tenth of all files before a second worker of the office, in the same kind of seat.
void ask_second_opinion(const World& world, const Office& office, const Desk& desk,
                        const CaseFile& file, const Judgement& judgement, Option choice,
                        const Chance& chance, std::uint32_t citizen, Tally& cell) {
  constexpr double sampled_share = 0.1;
  if (chance.second_opinion >= sampled_share) return;
  const Peers peers = peers_of(world, office, desk.worker);
  const std::uint32_t others = peers.last - peers.first - 1;
  if (others == 0) return;
  sim::Random random(world.stream, Draw::second_opinion, citizen,
                     world.citizens[citizen].case_number);
  random.word();  // asked or not
  std::uint32_t worker = peers.first + random.below(others);
  if (worker >= desk.worker) ++worker;
  const Desk second = seat(world, office, desk, worker);
  cell[Count::sampled] += 1;
  if (choose(judge(world, office, second, file), chance.choice) != choice)
    cell[Count::sampled_otherwise] += 1;

  // Variance of this case's treatment over workers, their noise and their choices: within each
  // of two workers, and between them (unbiased with two).
  CaseFile fresh = file;
  fresh.noise = office.parameters.workers.perception_noise * desk.error * random.normal();
  const Moments here = treatment_moments(judgement);
  const Moments there = treatment_moments(judge(world, office, second, fresh));
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
  const double hazard = p.citizen_cost * (1.5 - capacity);
  return sim::Random(world.stream, Draw::price, i, world.citizens[i].case_number)
      .bernoulli(1.0 - sim::exp(-hazard));
}

}  // namespace

CaseFile open_file(const World& world, const Office& office, const Desk& desk, std::uint32_t i) {
  const Citizen& citizen = world.citizens[i];
  const Parameters& p = office.parameters;
  const std::size_t g = citizen.life_situation;
  CaseFile file;
  file.life_situation = g;
  file.need = world.need(citizen);
  file.want = file.need + p.citizens.want_margin + office.month.expectation +
              static_cast<double>(citizen.want_beyond);
  const double verification = office.verification[g];
  file.capacity = static_cast<double>(citizen.capacity);
  file.disclosed = file.capacity;
  if (verification > 0) file.disclosed = sim::power(file.disclosed, 1.0 + verification);
  file.disclosed += office.month.levers.help * (1.0 - file.disclosed);
  file.disclosed += desk.information * (1.0 - file.disclosed);
  if (office.month.levers.any) open_to_fix_team(world, office, i, file);
  if ((citizen.flags & flag::overstates) != 0) {
    file.overstatement =
        p.citizens.overstatement * sim::exp(-p.administration.verification_bite * verification);
  }
  file.route = p.policy.wrong_route > 0 ? route_of(world, office, i) : g;
  file.rule = office.rule[file.route];
  file.declines = p.policy.citizen_cost > 0 && declines_tailoring(world, p.policy, i);
  file.opposed = is_opposed(world, p.citizens, i);
  if (file.opposed) file.opposite_want = opposite_want(world, g, file.want);
  return file;
}

bool misperceive(const World& world, const Office& office, const Desk& desk, std::uint32_t i,
                 const Reading& reading, CaseFile& file) {
  const Parameters& p = office.parameters;
  file.noise = p.workers.perception_noise * desk.error * reading.noise;
  const bool misread = reading.misread < office.month.misread;
  if (misread) {
    file.rule +=
        p.administration.misreading_size *
        sim::Random(world.stream, Draw::misreading, i, world.citizens[i].case_number).normal();
  }
  return misread;
}

namespace {

/// A favour lost since the last decision is felt when the citizen comes back.
void resent_revocation(World& world, const Office& office, std::uint32_t i, const CaseFile& file,
                       Tally& cell) {
  Citizen& citizen = world.citizens[i];
  const Outcome& before = world.outcomes[i];
  if (before.revocation == Outcome::never) return;
  const double standing = standing_treatment(world, i);
  if (standing >= static_cast<double>(before.treatment)) return;
  const CitizenParameters& p = office.parameters.citizens;
  const double felt =
      p.own_weight * p.felt_after_tailoring * std::max(0.0, file.want - standing - p.own_tolerance);
  const auto grievance = static_cast<double>(citizen.grievance);
  const auto next =
      static_cast<float>(grievance + p.grievance_rate * std::max(0.0, felt - grievance));
  cell.totals[static_cast<std::size_t>(Total::grievance_change)].replace(grievance,
                                                                         static_cast<double>(next));
  citizen.grievance = next;
}

/// Months and misuse of a favour: when it will be revoked, whether misuse of it is found.
void grant_favour(const World& world, const Office& office, std::uint32_t i, const CaseFile& file,
                  const Judgement& judgement, Outcome& outcome, Tally& cell) {
  const Parameters& p = office.parameters;
  sim::Random random(world.stream, Draw::favour, i, world.citizens[i].case_number);
  if (p.citizens.revocation > 0) {
    const double ticks = std::ceil(random.exponential() / -sim::log(1.0 - p.citizens.revocation));
    outcome.revocation = ticks < Outcome::never ? static_cast<std::uint8_t>(ticks) : Outcome::never;
  }
  if (file.overstatement > 0 && judgement.gap > 0) {
    cell.add(Total::misuse_paid, judgement.treatment[tailor] - file.rule);
    const double found =
        p.administration.misuse_found +
        p.administration.misuse_verified * office.verification[file.life_situation];
    if (random.bernoulli(found)) cell[Count::misuse_found] += 1;
  }
}

void tally_fit(const World& world, const Office& office, const Desk& desk, const CaseFile& file,
               const Judgement& judgement, Option choice, bool misread, double incident_draw,
               Tally& cell) {
  const Parameters& p = office.parameters;
  const std::size_t g = file.life_situation;
  const double treatment = judgement.treatment[static_cast<std::size_t>(choice)];
  const double gap = file.need - treatment;
  const double h = world.threshold;
  if (file.route != g) cell[Count::wrong_route] += 1;
  if (file.declines) cell[Count::declined] += 1;
  const double off_by = std::abs(gap) - p.policy.audit_tolerance;
  if (off_by > 0) cell.add(Total::misfit_beyond, off_by * off_by);
  const double off_rule = std::abs(treatment - office.rule[g]) - p.policy.audit_tolerance;
  if ((p.policy.audit_yardstick == Yardstick::need ? off_by : off_rule) > 0) {
    cell[Count::audit_error] += 1;
    if (choice == Option::tailor) cell[Count::audit_error_tailored] += 1;
  }
  if (file.need - office.rule[g] > h) {
    cell[Count::severe] += 1;
    if (choice == Option::tailor) cell[Count::severe_tailored] += 1;
    const double q = judgement.probability[tailor];
    if (q > 0 && q < 1)
      cell.add(Total::entropy, -q * sim::log2(q) - (1.0 - q) * sim::log2(1.0 - q));
  }
  if (gap <= h) return;
  cell[Count::underserved] += 1;
  const auto& administration =
      world.administrations[static_cast<std::size_t>(office.administration)];
  const double incident = p.administration.incident * (1.0 + p.administration.incident_excitement *
                                                                 administration.recent_incidents);
  if (incident_draw < incident) cell[Count::incidents] += 1;
  // What the rules themselves did: without it the decision would have fitted (section 5, parents).
  if (gap - office.rule_loss[g] <= h) cell[Count::slipped] += 1;
  if (judgement.may_tailor && file.need - file.rule - desk.room_unrestricted * judgement.gap <= h) {
    // Tailoring in full room would have fitted. If the worker did not tailor at all, restrictions
    // bear the share of room that they took: so much less was there to gain.
    cell.add(Total::restricted,
             choice == Option::tailor ? 1.0 : 1.0 - desk.room / desk.room_unrestricted);
  }
  if (misread && gap + file.rule - office.rule[g] <= h) cell[Count::misread] += 1;
}

void tally_choice(const Office& office, const Desk& desk, const CaseFile& file,
                  const Judgement& judgement, Option choice, double norm, Tally& cell) {
  constexpr double little_room = 0.05;
  const double size = std::abs(judgement.gap);
  const bool calls = judgement.beyond_gate && size > norm;
  if (judgement.beyond_gate) cell[Count::beyond_gate] += 1;
  if (calls) cell[Count::binding] += 1;
  if (judgement.has_room) {
    const auto x = static_cast<std::size_t>(choice);
    cell[Count::with_room] += 1;
    cell.add(Total::perceived_gap, size);
    cell.add(Total::gap_closed,
             size - std::abs(judgement.gap - (judgement.treatment[x] - file.rule)));
    const bool refused = calls && desk.room > little_room && choice != Option::tailor;
    if (choice == Option::tailor || refused) cell[Count::asked] += 1;
    if (calls && choice == Option::apply) cell[Count::over_conform] += 1;
  }
  switch (choice) {
    case Option::apply: cell[Count::applied] += 1; break;
    case Option::tailor:
      cell[Count::tailored] += 1;
      cell.add(Total::adaptation,
               std::abs(judgement.treatment[tailor] - office.rule[file.life_situation]));
      cell.add(Total::tailored_above,
               judgement.treatment[tailor] - office.rule[file.life_situation]);
      break;
    case Option::shortcut: cell[Count::shortcut] += 1; break;
    case Option::escalate: break;  // no decision
  }
}

/// Money of a handling: hours at the desk's pay, and treatment. \return thousand euro
double cost_of(const Office& office, const Desk& desk, double hours, double treatment) {
  const CostParameters& p = office.parameters.costs;
  return (hours * desk.pay * p.hour + std::max(0.0, treatment) * p.treatment) / euro_per_thousand;
}

void tally_treatment(const World& world, const Office& office, const Desk& desk, std::uint32_t i,
                     const CaseFile& file, double treatment, bool complex, bool tailored,
                     double hours, double base_hours, Tally& cell) {
  const std::size_t g = file.life_situation;
  const double above = treatment - office.rule[g];
  const double above_law = treatment - office.law_at_start[g];
  const auto circumstance = static_cast<double>(world.citizens[i].circumstance);
  const double misfit = std::abs(file.need - treatment);
  cell[Count::decisions] += 1;
  cell.add(Total::treatment, treatment);
  cell.add(Total::treatment_squared, treatment * treatment);
  cell.add(Total::need, file.need);
  cell.add(Total::above_rule, above);
  cell.add(Total::above_law_squared, above_law * above_law);
  cell.add(Total::deviation_squared, above * above);
  if (complex) cell.add(Total::deviation_complex, above * above);
  cell.add(Total::circumstance, circumstance);
  cell.add(Total::circumstance_squared, circumstance * circumstance);
  cell.add(Total::circumstance_above_rule, circumstance * above);
  cell.add(Total::misfit, misfit);
  constexpr double low = 0.5;
  constexpr double high = 0.8;
  const auto capacity = static_cast<double>(world.citizens[i].capacity);
  if (capacity < low) {
    cell[Count::low_capacity] += 1;
    cell[Count::tailored_low_capacity] += tailored ? 1 : 0;
    cell.add(Total::misfit_low_capacity, misfit);
  }
  if (capacity > high) {
    cell[Count::high_capacity] += 1;
    cell[Count::tailored_high_capacity] += tailored ? 1 : 0;
    cell.add(Total::misfit_high_capacity, misfit);
  }
  const double cost_hours = hours * desk.pay * office.parameters.costs.hour / euro_per_thousand;
  const double cost_treatment =
      std::max(0.0, treatment) * office.parameters.costs.treatment / euro_per_thousand;
  cell.add(Total::hours, hours);
  cell.add(Total::hours_squared, hours * hours);
  cell.add(Total::hours_overhead, hours - base_hours);
  cell.add(Total::cost_hours, cost_hours);
  cell.add(Total::cost_treatment, cost_treatment);
  cell.add(Total::cost, cost_hours + cost_treatment);
  cell.add(Total::cost_squared, (cost_hours + cost_treatment) * (cost_hours + cost_treatment));
}

/// What one handling came to.
struct Handling {
  double hours = 0;
  double above_rule = 0;
  bool decided = true;  ///< not passed on
};

/// Time goes into a case that somebody else will decide.
Handling refer(World& world, const Office& office, const Desk& desk, std::uint32_t i, double hours,
               Tally& cell) {
  cell[Count::escalated] += 1;
  cell.add(Total::hours, hours);
  const double cost = cost_of(office, desk, hours, 0.0);
  cell.add(Total::cost_hours, cost);
  cell.add(Total::cost, cost);
  if (world.recording()) world.citizens[i].cost += static_cast<float>(cost);
  pass_on(world, i, desk_for(world, office, desk.worker, i));
  return {hours, 0.0, false};
}

/// Handles one case: decides it or passes it on.
Handling handle(World& world, const Office& office, const Desk& desk, std::uint32_t i,
                const Chance& chance, Notebook& notebook) {
  Citizen& citizen = world.citizens[i];
  const std::size_t office_number = citizen.office;
  const std::size_t w = desk.worker;
  Tally& cell = notebook.cells[world.cell(citizen)];
  CaseFile file = open_file(world, office, desk, i);
  const bool misread = misperceive(world, office, desk, i, chance.reading, file);
  const Judgement judgement = judge(world, office, desk, file);
  const Option choice = choose(judgement, chance.choice);
  const auto x = static_cast<std::size_t>(choice);
  const double treatment = judgement.treatment[x];
  const std::array<double, options> base{office.parameters.workers.hours_rule,
                                         office.parameters.workers.hours_tailoring,
                                         office.parameters.workers.hours_shortcut, 0.0};
  const double hours = judgement.hours[x];
  if (!world.followed.empty()) follow(world, desk, i, file, judgement, choice, notebook);

  if (world.recording() &&
      count_dilemmas(judgement, world.worker_traits.loyalty[w],
                     office.parameters.workers.temperature, notebook.dilemmas[office_number]))
    cell[Count::conflict] += 1;
  if (choice == Option::escalate) return refer(world, office, desk, i, hours, cell);
  resent_revocation(world, office, i, file, cell);
  tally_treatment(world, office, desk, i, file, treatment, misread || choice == Option::shortcut,
                  choice == Option::tailor, hours, base[x], cell);
  tally_fit(world, office, desk, file, judgement, choice, misread, chance.incident, cell);
  tally_choice(office, desk, file, judgement, choice, world.workers.norm[w], cell);
  if (world.recording())
    ask_second_opinion(world, office, desk, file, judgement, choice, chance, i, cell);

  Outcome outcome{static_cast<float>(treatment), static_cast<std::int16_t>(world.month), choice,
                  Outcome::never};
  if (choice == Option::tailor) {
    cell.add(Total::hours_tailored, hours);
    cell.add(Total::hours_tailored_squared, hours * hours);
    grant_favour(world, office, i, file, judgement, outcome, cell);
    ++world.workers.tailored[w];
  }
  const int waited = world.month - citizen.filed;
  cell.add(Total::waiting, waited);
  ++notebook.waiting[office_number][static_cast<std::size_t>(std::min(waited, 63))];
  if (world.recording())
    citizen.cost += static_cast<float>(cost_of(office, desk, hours, treatment));
  world.outcomes[i] = outcome;
  citizen.handler = static_cast<std::uint32_t>(w);
  citizen.flags =
      static_cast<std::uint8_t>(citizen.flags & ~(flag::pending | flag::referred | flag::lasting));
  if (office.month.levers.any) stamp_validity(world, i);
  const std::size_t routine =
      w * static_cast<std::size_t>(world.life_situations) + file.life_situation;
  world.workers.required[routine] += judgement.gap;
  ++world.workers.seen[routine];
  return {hours, treatment - office.rule[file.life_situation]};
}

/// Appends this month's cases to the queue, in the order of a keyed draw.
void empty_inbox(World& world, std::size_t w, std::vector<std::uint64_t>& scratch) {
  WorkerState& workers = world.workers;
  scratch.clear();
  for (std::uint32_t i = workers.inbox[w]; i != nobody; i = world.citizens[i].next_case)
    scratch.push_back((std::uint64_t{world.citizens[i].place} << 32U) | i);
  workers.inbox[w] = nobody;
  std::ranges::sort(scratch);
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
      const double shortfall = std::max(0.0, world.need(citizen) - standing_treatment(world, i));
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

void work_month(World& world, std::size_t w, const Chances& chances, Notebook& notebook) {
  WorkerState& s = world.workers;
  const Office& office = world.offices[world.worker_traits.office[w]];
  Desk desk = set_desk(world, office, w);
  desk.queue_hardship = wait_in_queue(world, office, w, notebook);
  const double paid = hours_of(world, office, w);
  const double hours = std::max(
      0.0, paid - office.parameters.workers.hours_objection * s.objections_before[w] - s.owed[w]);
  desk.pressure = paid > 0 ? std::max(0.0, s.pending[w] / paid - 1.0) : 0.0;
  desk.overload = std::min(1.0, desk.pressure);
  s.pressure[w] = desk.pressure;
  s.overload[w] = desk.overload;
  s.decided[w] = nobody;
  s.corrected[w] = nobody;
  s.decisions[w] = 0;
  s.tailored[w] = 0;
  double used = 0;
  double above_rule = 0;
  std::uint32_t handled = 0;
  std::uint32_t i = s.queue[w];
  std::uint32_t last = nobody;
  // Cases count the hours that they take; the last one may overrun.
  while (i != nobody && used < hours) {
    const std::uint32_t next = world.citizens[i].next_case;
    const Handling handling =
        handle(world, office, desk, i, chances.of(world, w, handled, i), notebook);
    used += handling.hours;
    above_rule += handling.above_rule;
    ++handled;
    if (handling.decided) {
      // The list of the month's decisions, without what was passed on.
      (last == nobody ? s.decided[w] : world.citizens[last].next_case) = i;
      last = i;
      ++s.decisions[w];
    } else {
      desk.refers = --desk.quota > 0;
    }
    i = next;
  }
  if (last != nobody) world.citizens[last].next_case = nobody;
  s.queue[w] = i;
  if (i == nobody) s.queue_end[w] = nobody;
  s.pending[w] -= static_cast<std::int32_t>(handled);
  if (office.month.levers.any && w < office.last_worker)
    pay_besides(world, w, hours, used, notebook);
  s.above_rule[w] = s.decisions[w] > 0 ? above_rule / s.decisions[w] : sim::not_a_number;
}

}  // namespace

void decide_cases(World& world, sim::Parallel& parallel) {
  for_each_block_of_workers(
      world, parallel, {&world.workers.inbox, &world.workers.queue},
      [&world](std::uint32_t i) { sim::prefetch(world.outcomes[i]); },
      [&](std::uint32_t begin, std::uint32_t end, Notebook& notebook, auto& ahead) {
        for (std::uint32_t w = begin; w < end; ++w) empty_inbox(world, w, notebook.inbox);
        Chances chances;
        chances.draw(world, begin, end);
        for (std::uint32_t w = begin; w < end; ++w) {
          work_month(world, w, chances, notebook);
          ahead.step();
        }
      });
}

}  // namespace discretion
