#include "models/discretion/administrators/administrators.hpp"

#include <algorithm>
#include <cmath>

#include "models/discretion/administrators/levers.hpp"
#include "models/discretion/administrators/signals.hpp"
#include "models/discretion/rules/levers.hpp"
#include "models/discretion/rules/measures.hpp"
#include "sim/core/math.hpp"

namespace discretion {

namespace {

/// How much each cause weighs by what is remembered of it.
ByCause weights_of_causes(const Administration& administration, double mood) {
  ByCause weights{};
  for (std::size_t c = 0; c < causes; ++c) {
    if (administration.memory[c] > 0) weights[c] = sim::power(administration.memory[c], mood);
  }
  return weights;
}

std::size_t pick_cause(const Administration& administration, double mood, double uniform) {
  const ByCause weights = weights_of_causes(administration, mood);
  double sum = 0;
  for (const double weight : weights) sum += weight;
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
int worst_off(const World& world, AdministrationId a, double noise) {
  int worst = 0;
  double most = 0;
  for (std::size_t g = 0; g < world.mean_need_of.size(); ++g) {
    sim::Random random(world.stream, Draw::aim, number(a) * 64U + static_cast<std::uint32_t>(g),
                       static_cast<std::uint32_t>(world.month));
    const double gap = world.mean_need_of[g] -
                       mean_rule(world, a, LifeSituationId{static_cast<std::uint32_t>(g)}) +
                       noise * random.normal();
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

/// What is expected of the month, before chance: answers, and births by cause and kind. Less spread
/// than counts of what is rare.
void expect(Administration& administration, const AdministrationParameters& p, double repairs,
            double answers, int month) {
  administration.expected_answers = answers;
  const ByCause weights = weights_of_causes(administration, p.mood);
  double sum = 0;
  for (const double weight : weights) sum += weight;
  for (std::size_t c = 0; c < causes; ++c) {
    const double of_cause = sum > 0 ? weights[c] / sum : (c + 1 == causes ? 1.0 : 0.0);
    const auto add = [&](MeasureKind kind, double share) {
      const bool revisable = most_eroded(administration, kind, month) != nullptr;
      administration.expected_born[c][static_cast<std::size_t>(kind)] +=
          answers * of_cause * share * (revisable ? 1.0 - p.revision : 1.0);
    };
    // The kinds that answer a cause are those of the lowest and the highest draw.
    add(kind_for(c, 1.0, 0.0), repairs);
    add(kind_for(c, 0.0, 0.0), 1.0 - repairs);
  }
}

void count_birth(Administration& administration, const Measure& m) {
  ++administration.born;
  ++administration.born_of_kind[static_cast<std::size_t>(m.kind)];
  const bool of_difference = m.cause == Cause::equality || m.cause == Cause::arbitrariness;
  if (m.kind == MeasureKind::restrict && of_difference) ++administration.restrictions_of_difference;
  if (m.parent >= 0) ++administration.descended;
}

/// Adds a measure, announced this month, to the body of rules.
void enact(World& world, AdministrationId a, const AdministrationParameters& p, Measure m,
           sim::Random& random) {
  Administration& administration = world.administrations[number(a)];
  const LeverParameters& levers = levers_of(world, a);
  m.announced = world.month;
  m.effective = world.month + std::max(1, p.delivery_lag) +  // at the earliest next month
                static_cast<int>(std::llrint(levers.pause * levers.pause_months));
  m.side_scale *= 1.0 - levers.pause_side_effect * levers.pause;
  m.side_situation =
      static_cast<int>(random.below(static_cast<std::uint32_t>(world.life_situations)));
  m.side_sign = random.bernoulli(p.side_effect_down) ? -1.0 : 1.0;
  if (m.life_situation == m.side_situation) {  // the side effect is another's
    m.side_situation = (m.side_situation + 1) % world.life_situations;
  }
  administration.measures.push_back(m);
}

/// What a measure of this kind makes citizens expect; nothing, where measures are only counted.
double promise(const Administration& administration, const AdministrationParameters& p,
               const LeverParameters& levers, MeasureKind kind) {
  if (!administration.takes_effect) return 0;
  const bool generous = kind == MeasureKind::repair || kind == MeasureKind::relax;
  return (generous ? p.expectation_generous : p.expectation_other) * (1.0 - levers.personal_no);
}

/// Recurring tailored answers become a repair of the rule, before anything has gone wrong: nobody
/// announces it, and what it does is known from practice.
void heed_front_line(World& world, AdministrationId a, const AdministrationParameters& p) {
  const int life_situation = heard_from_front_line(world, a);
  if (life_situation < 0) return;
  Measure m;
  m.kind = MeasureKind::repair;
  m.life_situation = life_situation;
  m.from_front_line = true;
  m.amount =
      p.repair_gain *
      recurring_answer(world, a, LifeSituationId{static_cast<std::uint32_t>(life_situation)});
  m.side_scale = 0;
  count_birth(world.administrations[number(a)], m);
  sim::Random random(world.stream, Draw::front_line, number(a),
                     static_cast<std::uint32_t>(world.month));
  random.uniform();  // whether they are heard
  enact(world, a, p, m, random);
}

/// A new measure that answers a cause, aimed where it looks needed.
Measure draft(const World& world, AdministrationId a, const AdministrationParameters& p,
              std::size_t cause, MeasureKind kind, double promised) {
  const Administration& administration = world.administrations[number(a)];
  Measure m;
  m.kind = kind;
  m.cause = static_cast<Cause>(cause);
  m.parent = find_parent(administration, cause);
  m.promised = promised;
  if (kind == MeasureKind::repair) {
    const double exactness = 1.0 - levers_of(world, a).repair_at_source;
    m.life_situation = worst_off(world, a, p.repair_noise * exactness);
  }
  if (kind == MeasureKind::verify) {
    m.life_situation = static_cast<int>(std::ranges::max_element(administration.misuse) -
                                        administration.misuse.begin());
  }
  return m;
}

/// Hazard of an answer to so much salience.
double hazard_of_answer(const AdministrationParameters& p, double salience, int in_force) {
  if (salience <= 0) return 0;
  const double response = 1.0 / (1.0 + sim::power(p.measure_half / salience, p.measure_steepness));
  constexpr double largest_exponent = 700;  // an answer is certain long before
  return p.measure_hazard * response *
         sim::exp(std::min(largest_exponent, p.density * in_force / 10.0));
}

void announce(World& world, AdministrationId a, const AdministrationParameters& p) {
  Administration& administration = world.administrations[number(a)];
  const LeverParameters& levers = levers_of(world, a);
  const double s = levers.pause > 0 ? administration.considered : administration.total_salience();
  const double hazard = hazard_of_answer(p, s, administration.in_force);
  sim::Random random(world.stream, Draw::measure, number(a),
                     static_cast<std::uint32_t>(world.month));
  const double answers = 1.0 - sim::exp(-hazard);
  const double repairs = p.repair_share + levers.repair_at_source * (1.0 - p.repair_share);
  expect(administration, p, repairs, answers, world.month);
  if (!(random.uniform() < answers)) return;
  const std::size_t cause = pick_cause(administration, p.mood, random.uniform());
  const MeasureKind kind = kind_for(cause, repairs, random.uniform());
  const bool revise = random.uniform() < p.revision;
  const double promised = promise(administration, p, levers, kind);
  administration.expectation += promised;
  for (double& part : administration.salience) part *= 1.0 - p.salience_spent;
  administration.considered *= 1.0 - p.salience_spent;

  Measure* old = revise ? most_eroded(administration, kind, world.month) : nullptr;
  if (old != nullptr) {
    old->effectiveness = p.effectiveness;
    old->fresh = p.effectiveness;
    ++old->revisions;
    ++administration.revised;
    return;
  }
  const Measure m = draft(world, a, p, cause, kind, promised);
  count_birth(administration, m);
  enact(world, a, p, m, random);
}

/// Measures from outside, as administrators would make them; no answer of theirs, so not counted.
void put_in_measures(World& world, AdministrationId a, const Parameters& parameters) {
  if (parameters.loops.added_measures == 0) return;
  const AdministrationParameters& p = parameters.administration;
  Administration& administration = world.administrations[number(a)];
  sim::Random random(world.stream, Draw::pulse, number(a), static_cast<std::uint32_t>(world.month));
  for (int k = 0; k < parameters.loops.added_measures; ++k) {
    const std::size_t cause = pick_cause(administration, p.mood, random.uniform());
    const MeasureKind kind = kind_for(cause, p.repair_share, random.uniform());
    const double promised = promise(administration, p, levers_of(world, a), kind);
    administration.expectation += promised;
    enact(world, a, p, draft(world, a, p, cause, kind, promised), random);
  }
}

/// Salience as it is heeded: with a pause, only what is left when the heat is off.
void consider(Administration& administration, const LeverParameters& levers) {
  const double months = levers.pause * levers.pause_months;
  administration.considered +=
      (administration.total_salience() - administration.considered) / (1.0 + months);
}

void wear_and_repeal(World& world, AdministrationId a, const Sums& sums,
                     const AdministrationParameters& p) {
  Administration& administration = world.administrations[number(a)];
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
        static_cast<std::uint32_t>(static_cast<std::size_t>(world.month) * count + number(a)));
    if (random.uniform() < 1.0 - sim::exp(-p.repeal) || lapses(world, a, k)) {
      m.ended = world.month + 1;
      ++administration.repealed;
    }
  }
}

void govern_one(World& world, AdministrationId a) {
  const AdministrationParameters p = parameters_of(world, a).administration;
  Administration& administration = world.administrations[number(a)];
  const Sums sums = sums_of(world, a);
  if (p.turnover > 0 &&
      sim::Random(world.stream, Draw::successor, number(a), static_cast<std::uint32_t>(world.month))
          .bernoulli(p.turnover))
    administration.memory = {};
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
    reflex = reflex || office.now.risk_rule_reflex;
    for (std::size_t g = 0; g < groups; ++g) {
      administration.misuse[g] += world.record.cells[o * groups + g](Count::misuse_found);
    }
  }
  consider(administration, levers_of(world, a));
  if (reflex) announce(world, a, p);
  if (reflex) heed_front_line(world, a, p);
  put_in_measures(world, a, parameters_of(world, a));
  wear_and_repeal(world, a, sums, p);
}

}  // namespace

void govern(World& world) {
  for (std::uint32_t a = 0; a < world.administrations.size(); ++a)
    govern_one(world, AdministrationId{a});
}

}  // namespace discretion
