#include "models/discretion/citizens.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>

#include "models/discretion/levers.hpp"
#include "sim/core/math.hpp"

namespace discretion {

namespace {

/// Whether a tailored treatment has been revoked by this month. A function of clocks, so nothing
/// is touched until somebody looks.
bool is_revoked(const World& world, std::uint32_t citizen, const Outcome& outcome) {
  if (outcome.revocation == Outcome::never) return false;
  const Office& office = world.offices[world.traits.office[citizen]];
  const int last =
      std::min(world.month, outcome.month + office.parameters.citizens.revocation_months);
  const auto& clock = office.revocation_clock;
  return clock[static_cast<std::size_t>(last)] - clock[static_cast<std::size_t>(outcome.month)] >=
         outcome.revocation;
}

double treatment_now(const World& world, std::uint32_t citizen, const Outcome& outcome) {
  if (is_revoked(world, citizen, outcome)) {
    return world.offices[world.traits.office[citizen]].rule[world.traits.life_situation[citizen]];
  }
  return static_cast<double>(outcome.treatment);
}

template <class Value>
void count_one(Value& counter) {
  std::atomic_ref<Value>(counter).fetch_add(1, std::memory_order_relaxed);
}

/// Moves a stored trait and the population's stock of it together.
void move_to(float& stored, double value, Tally& cell, Total change) {
  const auto next = static_cast<float>(value);
  cell.totals[static_cast<std::size_t>(change)].replace(static_cast<double>(stored),
                                                        static_cast<double>(next));
  stored = next;
}

struct Comparison {
  double difference_seen = 0;
  double uncertainty = 0;
  std::uint32_t envied = nobody;  ///< the contact who is best off, if tailored
};

/// What a citizen sees of contacts decided within memory: look-alikes who got more
/// (disadvantageous inequality, Fehr & Schmidt 1999), and how much tailored outcomes vary.
Comparison compare(const World& world, std::uint32_t i, double treatment,
                   const CitizenParameters& p, const LeverEffects& levers) {
  sim::Random random(world.stream, Draw::look, i, world.citizens.case_number[i]);
  const auto contacts = static_cast<std::size_t>(world.contacts);
  const std::uint32_t* contact = world.traits.contacts.data() + i * contacts;
  double seen = 0;
  double largest = 0;
  double tailored_sum = 0;
  double tailored_squares = 0;
  int alike = 0;
  int tailored = 0;
  Comparison result;
  const double lens = p.lens * levers.lens * 65536.0;
  std::uint32_t word = 0;
  for (std::size_t k = 0; k < contacts; ++k) {
    word = k % 2 == 0 ? random.word() : word >> 16U;
    const std::uint32_t j = contact[k] & ~contact_alike;
    const Outcome& other = world.citizens.outcome[j];
    if (world.month - other.month > p.memory || j == i) continue;
    if ((contact[k] & contact_alike) == 0 && static_cast<double>(word & 0xffffU) >= lens) continue;
    const double theirs = treatment_now(world, j, other);
    const double explained = other.option == Option::tailor ? levers.envy : 1.0;
    const double more = explained * (theirs - treatment - p.difference_tolerance);
    ++alike;
    if (more > 0) {
      seen += more;
      if (more > largest) {
        largest = more;
        result.envied = other.option == Option::tailor ? j : nobody;
      }
    }
    if (other.option == Option::tailor) {
      ++tailored;
      tailored_sum += theirs;
      tailored_squares += theirs * theirs;
    }
  }
  if (alike > 0) result.difference_seen = seen / alike;
  if (tailored > 1) {
    const double variance =
        (tailored_squares - tailored_sum * tailored_sum / tailored) / (tailored - 1);
    result.uncertainty = std::sqrt(std::max(0.0, variance));
  }
  return result;
}

/// A rule one can point at is felt less, a judgement more.
double felt_after(const CitizenParameters& p, const LeverEffects& levers, Option option) {
  switch (option) {
    case Option::tailor: return p.felt_after_tailoring * levers.felt_after_tailoring;
    case Option::apply: return p.felt_after_rule * levers.felt_after_rule;
    default: return 1.0;
  }
}

void complain(World& world, std::uint32_t i, Tally& cell, const Comparison& seen, double shortfall,
              double misfit, const CitizenParameters& p, const OfficeMonth& month,
              sim::Random& random) {
  const Outcome& own = world.citizens.outcome[i];
  const std::uint32_t worker = world.citizens.handler[i];
  const bool equality = seen.difference_seen > p.own_weight * shortfall;
  const bool tailored = own.option == Option::tailor;
  cell[Count::complaints] += 1;
  if (equality) cell[Count::equality_complaints] += 1;
  if (tailored) {
    cell[Count::complaints_tailored] += 1;
    if (month.own_relation) cell[Count::arbitrariness_complaints] += 1;
  }
  if (equality && seen.envied != nobody && world.citizens.handler[seen.envied] != nobody) {
    // The neighbour's worker, who tailored, is blamed for what the neighbour got.
    count_one(world.workers.blame[world.citizens.handler[seen.envied]]
                                 [static_cast<std::size_t>(Option::tailor)]);
  } else {
    count_one(world.workers.blame[worker][static_cast<std::size_t>(own.option)]);
  }
  count_one(world.workers.objections[worker]);

  double probability =
      p.upheld_base + p.upheld_misfit * std::max(0.0, misfit - 0.5 * world.threshold);
  if (own.option == Option::shortcut) {
    const std::size_t g = world.traits.life_situation[i];
    const Office& office = world.offices[world.traits.office[i]];
    probability += p.upheld_routine * std::abs(static_cast<double>(own.treatment) - office.rule[g]);
  }
  if (tailored) probability *= month.levers.upheld_tailored;
  if (random.uniform() < probability) {
    cell[Count::upheld] += 1;
    if (tailored) cell[Count::upheld_tailored] += 1;
    count_one(world.workers.upheld[worker]);
    world.citizens.flags[i] |= flag::upheld;
  }
}

/// The second party of a case looks at the decision as well; it has no history with the office.
/// Nothing is taken back from a citizen on its complaint (no reformatio in peius).
void let_second_party_complain(World& world, std::uint32_t i, double want, double treatment,
                               const CitizenParameters& p, const OfficeMonth& month, Tally& cell) {
  const Outcome& own = world.citizens.outcome[i];
  const double given_up =
      std::max(0.0, treatment - opposite_want(world, world.traits.life_situation[i], want) -
                        p.own_tolerance);
  const double now = p.own_weight * given_up * felt_after(p, month.levers, own.option);
  sim::Random random(world.stream, Draw::opponent, i, world.citizens.case_number[i]);
  random.word();  // whether there is one
  const double logit = p.complaint_level + (p.complaint_grievance + p.complaint_now) * now;
  if (random.uniform() >= sim::logistic(logit)) return;
  cell[Count::complaints] += 1;
  cell[Count::opponent_complaints] += 1;
  if (own.option == Option::tailor) {
    cell[Count::complaints_tailored] += 1;
    if (month.own_relation) cell[Count::arbitrariness_complaints] += 1;
  }
  const std::uint32_t worker = world.citizens.handler[i];
  count_one(world.workers.blame[worker][static_cast<std::size_t>(own.option)]);
  count_one(world.workers.objections[worker]);
}

void look(World& world, std::uint32_t i, Notebook& notebook) {
  const Office& office = world.offices[world.traits.office[i]];
  const CitizenParameters& p = office.parameters.citizens;
  CitizenState& s = world.citizens;
  Tally& cell = notebook.cells[world.cell(i)];
  const Outcome& own = s.outcome[i];
  const auto treatment = static_cast<double>(own.treatment);
  const double need = world.need(i);
  const double want = need + p.want_margin + office.month.expectation +
                      static_cast<double>(world.traits.want_beyond[i]);

  const LeverEffects& levers = office.month.levers;
  const Comparison seen =
      office.month.others ? compare(world, i, treatment, p, levers) : Comparison{};
  const double shortfall =
      std::max(0.0, want - treatment - p.own_tolerance) * felt_after(p, levers, own.option);
  const double now =
      seen.difference_seen + p.own_weight * shortfall + p.uncertainty_weight * seen.uncertainty;
  const double misfit = std::abs(need - treatment);

  const auto grievance = static_cast<double>(s.grievance[i]);
  const double next_grievance = grievance + p.grievance_rate * (now - grievance);
  const auto trust = static_cast<double>(s.trust[i]);
  const double target = std::clamp(p.trust_level - p.trust_slope * now, 0.0, 1.0);
  const double next_trust =
      trust + (target < trust ? p.trust_fall : p.trust_rise) * (target - trust);
  move_to(s.grievance[i], next_grievance, cell, Total::grievance_change);
  move_to(s.trust[i], next_trust, cell, Total::trust_change);
  move_to(s.uncertainty[i], seen.uncertainty, cell, Total::uncertainty_change);
  cell.add(Total::difference_seen, seen.difference_seen);
  if (misfit <= 0.5 * world.threshold && want - treatment > p.own_tolerance)
    cell[Count::unwanted] += 1;

  sim::Random random(world.stream, Draw::complaint, i, s.case_number[i]);
  const double logit = p.complaint_level + p.complaint_grievance * next_grievance +
                       p.complaint_now * now + static_cast<double>(world.traits.assertiveness[i]);
  if (random.uniform() < sim::logistic(logit)) {
    complain(world, i, cell, seen, shortfall, misfit, p, office.month, random);
  }
  if (is_opposed(world, p, i))
    let_second_party_complain(world, i, want, treatment, p, office.month, cell);
}

/// Calls visit(citizen, notebook) for everybody decided this month, in blocks of workers.
template <class Visit>
void for_each_decided(World& world, sim::Parallel& parallel, Visit visit) {
  const auto workers = static_cast<std::uint32_t>(world.workers.decided.size());
  parallel.for_each_block(
      (workers + workers_per_block - 1) / workers_per_block, [&](std::size_t block, int slot) {
        const auto begin = static_cast<std::uint32_t>(block) * workers_per_block;
        for (std::uint32_t w = begin; w < std::min(workers, begin + workers_per_block); ++w) {
          std::uint32_t i = world.workers.decided[w];
          for (int k = 0; k < world.workers.decisions[w]; ++k) {
            visit(i, world.notebooks[static_cast<std::size_t>(slot)]);
            i = world.citizens.next_case[i];
          }
        }
      });
}

/// Nested in the share: who cannot choose at 20 % cannot at 40 % either.
bool is_involuntary(const World& world, const CitizenParameters& p, std::uint32_t citizen) {
  return p.involuntary > 0 &&
         sim::Random(world.stream, Draw::involuntary, citizen, 0).bernoulli(p.involuntary);
}

}  // namespace

double take_up_probability(const CitizenParameters& p, double trust, double need, double complexity,
                           double capacity) {
  constexpr double typical_trust = 0.6;
  return sim::logistic(p.take_up_level + p.take_up_trust * (trust - typical_trust) +
                       p.take_up_need * need -
                       p.take_up_complexity * complexity * (1.0 - capacity));
}

bool is_opposed(const World& world, const CitizenParameters& p, std::uint32_t citizen) {
  if (p.opposed <= 0) return false;
  return sim::Random(world.stream, Draw::opponent, citizen, world.citizens.case_number[citizen])
      .bernoulli(p.opposed);
}

double opposite_want(const World& world, std::size_t life_situation, double want) {
  return 2.0 * world.mean_need_of[life_situation] - want;
}

void schedule_wish(World& world, std::uint32_t citizen, int month) {
  sim::Random random(world.stream, Draw::wish, citizen, world.citizens.wish[citizen]);
  const Office& office = world.offices[world.traits.office[citizen]];
  const auto& clock = office.inflow_clock;
  const double due = clock[static_cast<std::size_t>(month)] +
                     random.exponential() / world.wish_hazard[world.traits.problems[citizen]];
  const auto found = std::lower_bound(clock.begin() + month + 1, clock.end(), due);
  if (found == clock.end()) return;
  const std::size_t block = citizen / World::citizens_per_block;
  std::uint32_t& head = world.calendar[block * (static_cast<std::size_t>(world.months) + 1) +
                                       static_cast<std::size_t>(found - clock.begin())];
  world.citizens.next_wish[citizen] = head;
  head = citizen;
}

double standing_treatment(const World& world, std::uint32_t citizen) {
  return treatment_now(world, citizen, world.citizens.outcome[citizen]);
}

void file_wishes(World& world, sim::Parallel& parallel) {
  const std::size_t stride = static_cast<std::size_t>(world.months) + 1;
  CitizenState& s = world.citizens;
  parallel.for_each_block(world.calendar.size() / stride, [&](std::size_t block, int slot) {
    Notebook& notebook = world.notebooks[static_cast<std::size_t>(slot)];
    std::uint32_t i = world.calendar[block * stride + static_cast<std::size_t>(world.month)];
    while (i != nobody) {
      const std::uint32_t next = s.next_wish[i];
      ++s.wish[i];
      schedule_wish(world, i, world.month);
      const Office& office = world.offices[world.traits.office[i]];
      // Circumstances are an outside process: they move with every wish, taken up or not.
      const double keep = office.parameters.need.circumstance_persistence;
      sim::Random circumstance(world.stream, Draw::circumstance, i, s.wish[i]);
      s.circumstance[i] = static_cast<float>(keep * static_cast<double>(s.circumstance[i]) +
                                             world.circumstance_sd * std::sqrt(1.0 - keep * keep) *
                                                 circumstance.normal());
      const bool settled =
          office.month.levers.any && (still_valid(world, i) || part_of_one_case(world, office, i));
      if ((s.flags[i] & flag::pending) == 0 && !settled) {
        Tally& cell = notebook.cells[world.cell(i)];
        cell[Count::wishes] += 1;
        sim::Random random(world.stream, Draw::wish, i, s.wish[i]);
        random.word();  // the gap to the next wish
        const std::uint32_t worker =
            office.first_worker + random.below(office.first_unit_worker - office.first_worker);
        random.word();  // the place in the queue
        const double trust = static_cast<double>(s.trust[i]) - office.month.disappointment;
        const double need = world.need(i);
        double capacity = static_cast<double>(world.traits.capacity[i]);
        capacity += office.month.levers.help * (1.0 - capacity);
        const double taking_up = take_up_probability(office.parameters.citizens, trust, need,
                                                     office.month.complexity, capacity);
        if (random.uniform() < taking_up || is_involuntary(world, office.parameters.citizens, i)) {
          cell[Count::filed] += 1;
          s.flags[i] |= flag::pending;
          s.case_number[i] = s.wish[i];
          s.filed[i] = static_cast<std::int16_t>(world.month);
          s.next_case[i] = std::atomic_ref<std::uint32_t>(world.workers.inbox[worker])
                               .exchange(i, std::memory_order_relaxed);
        } else {
          const double shortfall = std::max(0.0, need - standing_treatment(world, i));
          const double hardship = static_cast<double>(s.hardship[i]) +
                                  office.parameters.need.hardship_unclaimed * shortfall;
          move_to(s.hardship[i], std::min(1.0, hardship), cell, Total::hardship_change);
        }
      }
      i = next;
    }
  });
}

void look_and_complain(World& world, sim::Parallel& parallel) {
  for_each_decided(world, parallel,
                   [&](std::uint32_t i, Notebook& notebook) { look(world, i, notebook); });
}

void correct(World& world, sim::Parallel& parallel) {
  CitizenState& s = world.citizens;
  for_each_decided(world, parallel, [&](std::uint32_t i, Notebook& notebook) {
    const NeedParameters& p = world.offices[world.traits.office[i]].parameters.need;
    const double need = world.need(i);
    const double gap = need - static_cast<double>(s.outcome[i].treatment);
    const auto before = static_cast<double>(s.hardship[i]);
    double hardship = before;
    // Every decision brings hardship part of the way to where such decisions leave it; where they
    // fit, to none.
    hardship -= p.hardship_relief * hardship;
    if (gap > world.threshold) {
      hardship += p.hardship_underserved * (gap - world.threshold + p.hardship_step);
    }
    if (hardship != before) {
      move_to(s.hardship[i], std::min(1.0, hardship), notebook.cells[world.cell(i)],
              Total::hardship_change);
    }
    if ((s.flags[i] & flag::upheld) != 0) {
      // Nobody is worse off for having complained (no reformatio in peius).
      const double share = world.offices[world.traits.office[i]].parameters.citizens.correction;
      s.outcome[i].treatment = static_cast<float>(static_cast<double>(s.outcome[i].treatment) +
                                                  share * std::max(0.0, gap));
      s.flags[i] = static_cast<std::uint8_t>(s.flags[i] & ~flag::upheld);
    }
  });
}

}  // namespace discretion
