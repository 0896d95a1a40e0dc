#include "models/discretion/administrators/signals.hpp"

#include <algorithm>
#include <cmath>

#include "models/discretion/rules/measures.hpp"
#include "sim/core/math.hpp"

namespace discretion {

namespace {

constexpr auto harshness = static_cast<std::size_t>(Cause::harshness);
constexpr auto equality = static_cast<std::size_t>(Cause::equality);
constexpr auto arbitrariness = static_cast<std::size_t>(Cause::arbitrariness);
constexpr auto profiling = static_cast<std::size_t>(Cause::profiling);
constexpr auto misuse = static_cast<std::size_t>(Cause::misuse);
constexpr auto drift = static_cast<std::size_t>(Cause::drift);

double share(double part, double whole) {
  return whole > 0 ? std::clamp(part / whole, 0.0, 1.0) : 0.0;
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
      return slipped + std::abs(m.kind == MeasureKind::repair ? m.effectiveness * m.amount : 0.0) +
             (m.kind == MeasureKind::verify ? m.effectiveness : 0.0);
    case Cause::misuse: return m.kind == MeasureKind::verify ? m.effectiveness : 0.0;
    case Cause::drift: return p.complexity_measures * size + relax;
  }
  return 0;
}

/// How far a measure is held to have failed against a cause.
struct Failing {
  double persists = 0;  ///< part of what is remembered of the cause that came while it was in force
  double worn = 0;      ///< 0..1
};

Failing failing(const Measure& m, std::size_t cause, const AdministrationParameters& p, int month) {
  const bool answers = static_cast<std::size_t>(m.cause) == cause && !m.from_front_line;
  if (!answers || !m.in_force(month)) return {};
  return {1.0 - sim::power(p.memory, month - m.effective + 1), worn(m)};
}

/// Reaction to the remedy: a cause that persists while measures against it are in force, and the
/// wear that evaluations find (essay, section 4.4). What is not in effect cannot fail.
void hold_against_measures(const Administration& administration, const ByCause& in_the_world,
                           const AdministrationParameters& p, int month, Signals& s) {
  if (!administration.takes_effect || p.weight_failure == 0) return;
  for (std::size_t c = 0; c < causes; ++c) {
    Failing all;
    for (const Measure& m : administration.measures) {
      const Failing one = failing(m, c, p, month);
      all.persists += one.persists;
      all.worn += one.worn;
    }
    s.persisting[c] = p.weight_failure * in_the_world[c] / (1.0 + all.persists);
    if (all.worn > 0)
      s.found_worn[c] = p.weight_failure * (1.0 - sim::exp(-p.failure_found * all.worn)) / all.worn;
  }
}

}  // namespace

Sums sums_of(const World& world, AdministrationId a) {
  const auto groups = static_cast<std::size_t>(world.life_situations);
  const Administration& administration = world.administrations[number(a)];
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
    sums.overdistinction += overdistinction(world, office.rule, p.overdistinction_tolerance);
    sums.overdistinction_at_start +=
        overdistinction(world, office.law, p.overdistinction_tolerance);
    sums.aimed += aimed_verification(office);
    if (office.now.room > 0) sums.relaxed += 1.0 - office.now.room_unrelaxed / office.now.room;
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
  sums.aimed /= offices;
  sums.relaxed /= offices;
  sums.complexity_share /= offices;
  sums.verified = found > 0 ? found_by_verification / found : 0.0;
  return sums;
}

Signals take_in(const World& world, AdministrationId a, const Sums& sums) {
  const Parameters& parameters = parameters_of(world, a);
  const AdministrationParameters& p = parameters.administration;
  const Tally& t = sums.tally;
  const double per_1000 = 1000.0 / sums.citizens;
  const double per_10000 = 10000.0 / sums.citizens;
  const double decisions = t(Count::decisions);
  // Embraced difference damps equality salience for everybody (essay, table 2.3).
  const double damped = 1.0 / (1.0 + parameters.citizens.difference_tolerance);
  Signals s;
  s.equality_per_1000 = t(Count::equality_heard) * per_1000 * damped;
  s.incidents_per_10000 = t(Count::incidents) * per_10000 + p.affair;
  const double underserved = decisions > 0 ? t(Count::underserved) / decisions : 0.0;
  const bool by_need = parameters.policy.audit_yardstick == Yardstick::need;
  const Total audited = by_need ? Total::misfit_beyond : Total::deviation_squared;
  const double deviation = decisions > 0 ? t(audited) / decisions : 0.0;
  const double promise = p.weight_promise * world.administrations[number(a)].promise_gap;
  const double seen = p.weight_incidents * s.incidents_per_10000 +
                      p.weight_underserved * std::max(0.0, underserved - p.underserved_tolerance);
  s.strength[harshness] = seen + promise;
  s.strength[equality] = p.weight_equality * s.equality_per_1000;
  s.strength[arbitrariness] = p.weight_arbitrariness * t(Count::arbitrariness_heard) * per_1000;
  const double suspicion = p.weight_verification * sums.aimed;
  s.strength[profiling] = p.weight_overdistinction * sums.overdistinction + suspicion;
  s.strength[misuse] = p.weight_misuse * t(Count::misuse_found) * per_10000;
  s.strength[drift] = p.weight_drift * std::max(0.0, deviation - p.drift_tolerance);

  const double own_harm =
      share(t(Count::slipped) + t(Total::restricted) + t(Count::misread) * sums.complexity_share,
            t(Count::underserved));
  s.own[harshness] = share(own_harm * seen + promise, s.strength[harshness]);
  s.own[equality] = s.own[arbitrariness] = sums.relaxed;
  const double drawn_by_measures =
      std::max(0.0, sums.overdistinction - sums.overdistinction_at_start);
  s.own[profiling] =
      share(p.weight_overdistinction * drawn_by_measures + suspicion, s.strength[profiling]);
  s.own[misuse] = sums.verified;
  const double complex = share(t(Total::deviation_complex), t(Total::deviation_squared));
  s.own[drift] = complex * sums.complexity_share + (1.0 - complex) * sums.relaxed;

  ByCause in_the_world = s.strength;
  in_the_world[harshness] = seen;  // a broken promise is a failure already
  hold_against_measures(world.administrations[number(a)], in_the_world, p, world.month, s);
  return s;
}

void remember(Administration& administration, const Signals& signals, const Sums& sums,
              const AdministrationParameters& p, int month) {
  double total = 0;
  for (std::size_t c = 0; c < causes; ++c) {
    double weights = 0;
    double failed = 0;
    for (Measure& m : administration.measures) {
      if (m.in_force(month)) weights += supply(m, c, p, sums.tally);
      const Failing one = failing(m, c, p, month);
      const double part = signals.persisting[c] * one.persists + signals.found_worn[c] * one.worn;
      m.supplied[c] = p.memory * m.supplied[c] + part;
      failed += part;
    }
    const double signal = signals.strength[c] + failed;
    administration.salience[c] = p.salience_decay * administration.salience[c] + signal;
    administration.memory[c] = p.memory * administration.memory[c] + signal;
    total += administration.salience[c];
    const double own = weights > 0 ? signals.own[c] * signals.strength[c] : 0.0;
    administration.outside[c] = p.memory * administration.outside[c] + signals.strength[c] - own;
    for (Measure& m : administration.measures) {
      if (own > 0 && m.in_force(month))
        m.supplied[c] += own * supply(m, c, p, sums.tally) / weights;
    }
  }
  for (double& part : administration.salience) part /= 1.0 + total / p.salience_limit;
}

}  // namespace discretion
