#include "models/discretion/administrators.hpp"

#include <algorithm>
#include <cmath>

#include "models/discretion/policy.hpp"
#include "sim/core/math.hpp"

namespace discretion {

namespace {

constexpr auto harshness = static_cast<std::size_t>(Cause::harshness);
constexpr auto equality = static_cast<std::size_t>(Cause::equality);
constexpr auto arbitrariness = static_cast<std::size_t>(Cause::arbitrariness);
constexpr auto profiling = static_cast<std::size_t>(Cause::profiling);
constexpr auto misuse = static_cast<std::size_t>(Cause::misuse);
constexpr auto drift = static_cast<std::size_t>(Cause::drift);

bool governs(const Office& office, std::size_t administration) {
  return office.administration == static_cast<int>(administration);
}

const Parameters& parameters_of(const World& world, std::size_t administration) {
  for (const Office& office : world.offices) {
    if (governs(office, administration)) return office.parameters;
  }
  return world.offices.front().parameters;
}

double slip(const Measure& m, const AdministrationParameters& p) {
  const double lost = m.fresh > 0 ? 1.0 - m.effectiveness / m.fresh : 0.0;
  return p.side_effect * lost * m.side_sign;
}

// --- measures taking effect ---------------------------------------------------------------

void take_effect(World& world, std::size_t a, Measure& m, const AdministrationParameters& p) {
  Administration& administration = world.administrations[a];
  m.acted = true;
  m.effectiveness = p.effectiveness;
  m.fresh = p.effectiveness;
  double delivered = p.effectiveness;
  if (m.kind == MeasureKind::repair) {
    const auto g = static_cast<std::size_t>(m.life_situation);
    double rule = 0;
    double offices = 0;
    for (const Office& office : world.offices) {
      if (!governs(office, a)) continue;
      rule += office.rule[g];
      offices += 1;
    }
    m.amount = p.repair_gain * (world.mean_need_of[g] + p.repair_margin - rule / offices);
    delivered = std::min(1.0, p.repair_gain * p.effectiveness);
  }
  if (m.kind == MeasureKind::restrict) ++administration.restrictions_started;
  const double gap = m.promised * (1.0 - delivered);
  administration.promise_gap += gap;
  for (Office& office : world.offices) {
    if (governs(office, a)) office.disappointment += p.promise_trust * gap;
  }
}

void sum_up(Administration& administration, int month) {
  administration.in_force = administration.revisions = 0;
  administration.restriction = administration.relaxation = 0;
  for (const Measure& m : administration.measures) {
    if (!m.in_force(month)) continue;
    ++administration.in_force;
    administration.revisions += m.revisions;
    if (m.kind == MeasureKind::restrict) administration.restriction += m.effectiveness;
    if (m.kind == MeasureKind::relax) administration.relaxation += m.effectiveness;
  }
}

void set_rules(const World& world, Office& office, const Administration& administration) {
  const AdministrationParameters& p = office.parameters.administration;
  const std::size_t groups = office.law.size();
  std::vector<double>& shift = office.rule;  // becomes the rule below
  std::ranges::fill(shift, 0.0);
  std::ranges::fill(office.rule_loss, 0.0);
  std::ranges::fill(office.verification, 0.0);
  for (const Measure& m : administration.measures) {
    if (!m.in_force(world.month)) continue;
    const double slipped = slip(m, p);
    const auto side = static_cast<std::size_t>(m.side_situation);
    shift[side] += slipped;
    office.rule_loss[side] += std::max(0.0, -slipped);
    if (m.kind == MeasureKind::repair) {
      const auto g = static_cast<std::size_t>(m.life_situation);
      shift[g] += m.effectiveness * m.amount;
      office.rule_loss[g] += std::max(0.0, (m.fresh - m.effectiveness) * m.amount);
    }
    if (m.kind == MeasureKind::verify) {
      office.verification[static_cast<std::size_t>(m.life_situation)] += m.effectiveness;
    }
  }
  for (std::size_t g = 0; g < groups; ++g) {
    office.rule[g] = office.law[g] + p.shift_limit * sim::tanh(shift[g] / p.shift_limit);
  }
}

double mean_preconditions(const World& world, const Office& office) {
  double sum = 0;
  for (std::uint32_t t = office.first_team; t < office.last_team; ++t)
    sum += world.teams.preconditions[t];
  return sum / (office.last_team - office.first_team);
}

double complexity_of_measures(const AdministrationParameters& p, const Administration& a) {
  return p.complexity_measures * (a.in_force + p.complexity_revisions * a.revisions);
}

double raw_complexity(const World& world, const Office& office, const Administration& a) {
  const AdministrationParameters& p = office.parameters.administration;
  return p.complexity_categories * sim::log2(office.categories) + complexity_of_measures(p, a) +
         p.complexity_preconditions * mean_preconditions(world, office);
}

void set_office_month(const World& world, Office& office, const Administration& administration) {
  const Parameters& p = office.parameters;
  const AdministrationParameters& ap = p.administration;
  OfficeMonth& m = office.month;
  const double raw = raw_complexity(world, office, administration);
  m.complexity = raw / (1.0 + raw / ap.complexity_limit);
  m.misread = 1.0 - sim::exp(-ap.misreading * m.complexity);
  m.time_factor = 1.0 + ap.complexity_time * m.complexity;
  const double individual = p.policy.individual_tailoring / 100.0;
  m.room = room(individual, administration.relaxation, administration.restriction);
  m.room_unrestricted = room(individual, administration.relaxation, 0.0);
  m.room_unrelaxed = room(individual, 0.0, administration.restriction);
  m.gate = p.policy.hardship_gate * (1.0 - p.policy.group_tailoring / 100.0);
  const double citizens = office.last_citizen - office.first_citizen;
  const double workers = office.last_worker - office.first_worker;
  m.hours = p.workers.hours_margin * world.load * citizens / workers * p.workers.hours_rule;
  m.equality_salience = office.equality_salience;
  m.expectation = administration.expectation;
  m.disappointment = office.disappointment;
  // The warm-up runs with all loops cut (model, section 6).
  const bool open = world.month > world.warm_up;
  const LoopParameters& loops = p.loops;
  m.others = open && loops.see_difference && loops.others;
  m.own_relation = open && loops.see_difference && loops.own_relation;
  m.self_protection = open && loops.seek_shelter && loops.self_protection;
  m.survival = open && loops.seek_shelter && loops.survival;
  m.pile_preconditions = open && loops.pile_preconditions;
  m.risk_rule_reflex = open && loops.risk_rule_reflex;
}

// --- signals ------------------------------------------------------------------------------

/// The month's signals of one administration, and what of each came from its own measures.
struct Signals {
  ByCause strength{};
  ByCause own{};  ///< share of the strength that measures supplied, 0..1
  double incidents_per_10000 = 0;
  double equality_per_1000 = 0;
};

struct Sums {
  Tally tally;
  double citizens = 0;
  double overdistinction = 0;  ///< of the rules in force, mean over offices
  double overdistinction_at_start = 0;
  double relaxed = 0;           ///< share of room that measures opened
  double complexity_share = 0;  ///< share of complexity that measures supply
  double verified = 0;          ///< share of found misuse that verification supplied
};

Sums add_up(const World& world, std::size_t a) {
  const auto groups = static_cast<std::size_t>(world.life_situations);
  const Administration& administration = world.administrations[a];
  Sums sums;
  double offices = 0;
  double found = 0;
  double found_by_verification = 0;
  for (std::size_t o = 0; o < world.offices.size(); ++o) {
    const Office& office = world.offices[o];
    if (!governs(office, a)) continue;
    const AdministrationParameters& p = office.parameters.administration;
    offices += 1;
    sums.citizens += office.last_citizen - office.first_citizen;
    sums.overdistinction += overdistinction(world, office.rule);
    sums.overdistinction_at_start += overdistinction(world, office.law);
    if (office.month.room > 0)
      sums.relaxed += 1.0 - office.month.room_unrelaxed / office.month.room;
    const double raw = raw_complexity(world, office, administration);
    if (raw > 0) sums.complexity_share += complexity_of_measures(p, administration) / raw;
    for (std::size_t g = 0; g < groups; ++g) {
      const Tally& cell = world.record.cells[o * groups + g];
      sums.tally += cell;
      const double verified = p.misuse_verified * office.verification[g];
      const double total = p.misuse_found + verified;
      found += cell(Count::misuse_found);
      if (total > 0) found_by_verification += cell(Count::misuse_found) * verified / total;
    }
  }
  sums.overdistinction /= offices;
  sums.overdistinction_at_start /= offices;
  sums.relaxed /= offices;
  sums.complexity_share /= offices;
  sums.verified = found > 0 ? found_by_verification / found : 0.0;
  return sums;
}

double share(double part, double whole) {
  return whole > 0 ? std::clamp(part / whole, 0.0, 1.0) : 0.0;
}

Signals take_in(const World& world, std::size_t a, const Sums& sums) {
  const Parameters& parameters = parameters_of(world, a);
  const AdministrationParameters& p = parameters.administration;
  const Tally& t = sums.tally;
  const double per_1000 = 1000.0 / sums.citizens;
  const double per_10000 = 10000.0 / sums.citizens;
  const double decisions = t(Count::decisions);
  // Embraced difference damps equality salience for everybody (essay, table 2.3).
  const double damped = 1.0 / (1.0 + parameters.citizens.difference_tolerance);
  Signals s;
  s.equality_per_1000 = t(Count::equality_complaints) * per_1000 * damped;
  s.incidents_per_10000 = t(Count::incidents) * per_10000;
  const double underserved = decisions > 0 ? t(Count::underserved) / decisions : 0.0;
  const double deviation = decisions > 0 ? t(Total::deviation_squared) / decisions : 0.0;
  const double promise = p.weight_promise * world.administrations[a].promise_gap;
  const double seen = p.weight_incidents * s.incidents_per_10000 +
                      p.weight_underserved * std::max(0.0, underserved - p.underserved_tolerance);
  s.strength[harshness] = seen + promise;
  s.strength[equality] = p.weight_equality * s.equality_per_1000;
  s.strength[arbitrariness] =
      p.weight_arbitrariness * t(Count::arbitrariness_complaints) * per_1000;
  s.strength[profiling] =
      p.weight_overdistinction * std::max(0.0, sums.overdistinction - p.overdistinction_tolerance);
  s.strength[misuse] = p.weight_misuse * t(Count::misuse_found) * per_10000;
  s.strength[drift] = p.weight_drift * std::max(0.0, deviation - p.drift_tolerance);

  const double own_harm =
      share(t(Count::slipped) + t(Total::restricted) + t(Count::misread) * sums.complexity_share,
            t(Count::underserved));
  s.own[harshness] = share(own_harm * seen + promise, s.strength[harshness]);
  s.own[equality] = s.own[arbitrariness] = sums.relaxed;
  s.own[profiling] =
      share(sums.overdistinction - sums.overdistinction_at_start, sums.overdistinction);
  s.own[misuse] = sums.verified;
  const double complex = share(t(Total::deviation_complex), t(Total::deviation_squared));
  s.own[drift] = complex * sums.complexity_share + (1.0 - complex) * sums.relaxed;
  return s;
}

/// How much a measure did, this month, of what supplies a cause: its weight among the measures.
double supply(const Measure& m, std::size_t cause, const AdministrationParameters& p,
              const Tally& t) {
  const double slipped = std::abs(slip(m, p));
  const double eroded =
      m.kind == MeasureKind::repair ? std::abs((m.fresh - m.effectiveness) * m.amount) : 0.0;
  const double size = 1.0 + p.complexity_revisions * m.revisions;
  const double restrict = m.kind == MeasureKind::restrict ? m.effectiveness : 0.0;
  const double relax = m.kind == MeasureKind::relax ? m.effectiveness : 0.0;
  switch (static_cast<Cause>(cause)) {
    case Cause::harshness:
      return t(Count::slipped) * (m.side_sign < 0 ? slipped : 0.0) + t(Count::slipped) * eroded +
             t(Total::restricted)* restrict + p.complexity_measures * t(Count::misread) * size;
    case Cause::equality:
    case Cause::arbitrariness: return relax;
    case Cause::profiling:
      return slipped + std::abs(m.kind == MeasureKind::repair ? m.effectiveness * m.amount : 0.0);
    case Cause::misuse: return m.kind == MeasureKind::verify ? m.effectiveness : 0.0;
    case Cause::drift: return p.complexity_measures * size + relax;
  }
  return 0;
}

void remember(Administration& administration, const Signals& signals, const Sums& sums,
              const AdministrationParameters& p, int month) {
  double total = 0;
  for (std::size_t c = 0; c < causes; ++c) {
    administration.salience[c] =
        p.salience_decay * administration.salience[c] + signals.strength[c];
    administration.memory[c] = p.memory * administration.memory[c] + signals.strength[c];
    total += administration.salience[c];
    double weights = 0;
    for (const Measure& m : administration.measures) {
      if (m.in_force(month)) weights += supply(m, c, p, sums.tally);
    }
    const double own = weights > 0 ? signals.own[c] * signals.strength[c] : 0.0;
    administration.outside[c] = p.memory * administration.outside[c] + signals.strength[c] - own;
    for (Measure& m : administration.measures) {
      m.supplied[c] *= p.memory;
      if (own > 0 && m.in_force(month))
        m.supplied[c] += own * supply(m, c, p, sums.tally) / weights;
    }
  }
  for (double& part : administration.salience) part /= 1.0 + total / p.salience_limit;
}

// --- measures -----------------------------------------------------------------------------

std::size_t pick_cause(const Administration& administration, double mood, double uniform) {
  ByCause weights{};
  double sum = 0;
  for (std::size_t c = 0; c < causes; ++c) {
    if (administration.memory[c] > 0) weights[c] = sim::power(administration.memory[c], mood);
    sum += weights[c];
  }
  double left = uniform * sum;
  for (std::size_t c = 0; c + 1 < causes; ++c) {
    if (left < weights[c]) return c;
    left -= weights[c];
  }
  return causes - 1;
}

MeasureKind kind_for(std::size_t cause, double repair_share, double uniform) {
  switch (static_cast<Cause>(cause)) {
    case Cause::harshness: return uniform < repair_share ? MeasureKind::repair : MeasureKind::relax;
    case Cause::profiling: return MeasureKind::repair;
    case Cause::misuse: return MeasureKind::verify;
    default: return MeasureKind::restrict;
  }
}

/// The measure that supplied most of a cause's remembered signal; -1 if the outside supplied more
/// than all measures together.
int find_parent(const Administration& administration, std::size_t cause) {
  int parent = -1;
  double most = 0;
  double own = 0;
  for (std::size_t k = 0; k < administration.measures.size(); ++k) {
    const double supplied = administration.measures[k].supplied[cause];
    own += supplied;
    if (supplied > most) {
      most = supplied;
      parent = static_cast<int>(k);
    }
  }
  return own > administration.outside[cause] ? parent : -1;
}

/// The life situation that looks worst off, with an error (model, section 11: repair).
int worst_off(const World& world, std::size_t a, double noise) {
  int worst = 0;
  double most = 0;
  for (std::size_t g = 0; g < world.mean_need_of.size(); ++g) {
    double rule = 0;
    double offices = 0;
    for (const Office& office : world.offices) {
      if (!governs(office, a)) continue;
      rule += office.rule[g];
      offices += 1;
    }
    sim::Random random(world.stream, Draw::aim,
                       static_cast<std::uint32_t>(a) * 64U + static_cast<std::uint32_t>(g),
                       static_cast<std::uint32_t>(world.month));
    const double gap = world.mean_need_of[g] - rule / offices + noise * random.normal();
    if (g == 0 || gap > most) {
      most = gap;
      worst = static_cast<int>(g);
    }
  }
  return worst;
}

Measure* most_eroded(Administration& administration, MeasureKind kind, int month) {
  Measure* found = nullptr;
  for (Measure& m : administration.measures) {
    if (m.kind == kind && m.in_force(month) &&
        (found == nullptr || m.effectiveness < found->effectiveness))
      found = &m;
  }
  return found;
}

void announce(World& world, std::size_t a, const AdministrationParameters& p) {
  Administration& administration = world.administrations[a];
  const double s = administration.total_salience();
  const double hazard = p.measure_hazard * s * s / (s * s + p.measure_half * p.measure_half) *
                        sim::exp(p.density * administration.in_force / 10.0);
  sim::Random random(world.stream, Draw::measure, static_cast<std::uint32_t>(a),
                     static_cast<std::uint32_t>(world.month));
  if (!(random.uniform() < 1.0 - sim::exp(-hazard))) return;
  const std::size_t cause = pick_cause(administration, p.mood, random.uniform());
  const MeasureKind kind = kind_for(cause, p.repair_share, random.uniform());
  const bool revise = random.uniform() < p.revision;
  const bool generous = kind == MeasureKind::repair || kind == MeasureKind::relax;
  const double promised = generous ? p.expectation_generous : p.expectation_other;
  administration.expectation += promised;
  for (double& part : administration.salience) part *= 0.5;

  Measure* old = revise ? most_eroded(administration, kind, world.month) : nullptr;
  if (old != nullptr) {
    old->effectiveness = p.effectiveness;
    old->fresh = p.effectiveness;
    ++old->revisions;
    ++administration.revised;
    return;
  }
  Measure m;
  m.kind = kind;
  m.cause = static_cast<Cause>(cause);
  m.parent = find_parent(administration, cause);
  m.announced = world.month;
  m.effective = world.month + std::max(1, p.delivery_lag);  // at the earliest next month
  m.promised = promised;
  m.side_situation =
      static_cast<int>(random.below(static_cast<std::uint32_t>(world.life_situations)));
  m.side_sign = random.bernoulli(p.side_effect_down) ? -1.0 : 1.0;
  if (kind == MeasureKind::repair) m.life_situation = worst_off(world, a, p.repair_noise);
  if (kind == MeasureKind::verify) {
    m.life_situation = static_cast<int>(std::ranges::max_element(administration.misuse) -
                                        administration.misuse.begin());
  }
  if (m.life_situation == m.side_situation) {  // the side effect is another's
    m.side_situation = (m.side_situation + 1) % world.life_situations;
  }
  ++administration.born;
  ++administration.born_of_kind[static_cast<std::size_t>(kind)];
  if (m.parent >= 0) ++administration.descended;
  administration.measures.push_back(m);
}

void wear_and_repeal(World& world, std::size_t a, const Sums& sums,
                     const AdministrationParameters& p) {
  Administration& administration = world.administrations[a];
  const double decisions = sums.tally(Count::decisions);
  const double calls = decisions > 0 ? sums.tally(Count::binding) / decisions : 0.0;
  const double binding = std::min(1.0, calls / p.binding_share);
  const std::size_t count = world.administrations.size();
  for (std::size_t k = 0; k < administration.measures.size(); ++k) {
    Measure& m = administration.measures[k];
    if (!m.in_force(world.month)) continue;
    // Erosion by use (In 't Veld 1989): the more a measure binds, the faster one lives around it.
    const double use = m.kind == MeasureKind::restrict ? binding
                       : m.kind == MeasureKind::relax  ? p.binding_relax
                                                       : p.binding_other;
    m.effectiveness *= sim::exp(-p.erosion * use);
    sim::Random random(
        world.stream, Draw::repeal, static_cast<std::uint32_t>(k),
        static_cast<std::uint32_t>(static_cast<std::size_t>(world.month) * count + a));
    if (random.uniform() < 1.0 - sim::exp(-p.repeal)) {
      m.ended = world.month + 1;
      ++administration.repealed;
    }
  }
}

void govern_one(World& world, std::size_t a) {
  const AdministrationParameters p = parameters_of(world, a).administration;
  Administration& administration = world.administrations[a];
  const Sums sums = add_up(world, a);
  const Signals signals = take_in(world, a, sums);
  remember(administration, signals, sums, p, world.month);
  administration.recent_incidents =
      p.incident_decay * administration.recent_incidents + signals.incidents_per_10000;
  const auto groups = static_cast<std::size_t>(world.life_situations);
  for (double& found : administration.misuse) found *= p.memory;
  bool reflex = false;
  for (std::size_t o = 0; o < world.offices.size(); ++o) {
    Office& office = world.offices[o];
    if (!governs(office, a)) continue;
    office.equality_salience += p.equality_rate * (p.equality_weight * signals.equality_per_1000 -
                                                   office.equality_salience);
    reflex = reflex || office.month.risk_rule_reflex;
    for (std::size_t g = 0; g < groups; ++g) {
      administration.misuse[g] += world.record.cells[o * groups + g](Count::misuse_found);
    }
  }
  if (reflex) announce(world, a, p);
  wear_and_repeal(world, a, sums, p);
}

}  // namespace

double overdistinction(const World& world, const std::vector<double>& rule) {
  const std::size_t groups = rule.size();
  if (groups < 2) return 0;
  double squares = 0;
  for (std::size_t a = 0; a < groups; ++a) {
    for (std::size_t b = a + 1; b < groups; ++b) {
      const double drawn = rule[a] - rule[b];
      const double warranted = world.mean_need_of[a] - world.mean_need_of[b];
      const double beyond =
          std::max({0.0, drawn - std::max(0.0, warranted), std::min(0.0, warranted) - drawn});
      squares += beyond * beyond;
    }
  }
  return std::sqrt(squares / (0.5 * static_cast<double>(groups * (groups - 1))));
}

void put_rules_in_force(World& world) {
  for (std::size_t a = 0; a < world.administrations.size(); ++a) {
    Administration& administration = world.administrations[a];
    const AdministrationParameters& p = parameters_of(world, a).administration;
    administration.born = administration.revised = administration.repealed =
        administration.descended = 0;
    administration.restrictions_started = 0;
    administration.born_of_kind = {};
    administration.promise_gap = 0;
    administration.expectation *= p.expectation_decay;
    for (Measure& m : administration.measures) {
      if (!m.acted && m.effective <= world.month) take_effect(world, a, m, p);
    }
    sum_up(administration, world.month);
  }
  for (Office& office : world.offices) {
    const Administration& administration =
        world.administrations[static_cast<std::size_t>(office.administration)];
    set_rules(world, office, administration);
    set_office_month(world, office, administration);
    office.disappointment *= office.parameters.administration.expectation_decay;
    const auto now = static_cast<std::size_t>(world.month);
    office.revocation_clock[now] =
        office.revocation_clock[now - 1] + 1 + administration.restrictions_started;
  }
}

void govern(World& world) {
  for (std::size_t a = 0; a < world.administrations.size(); ++a) govern_one(world, a);
}

}  // namespace discretion
