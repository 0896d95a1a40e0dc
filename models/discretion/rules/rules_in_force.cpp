#include "models/discretion/rules/rules_in_force.hpp"

#include <algorithm>
#include <cmath>

#include "models/discretion/citizens/life_situations.hpp"
#include "models/discretion/rules/levers.hpp"
#include "models/discretion/rules/measures.hpp"
#include "models/discretion/rules/policy.hpp"
#include "models/discretion/world/running_mean.hpp"
#include "sim/core/math.hpp"

namespace discretion {

namespace {

/// A repair from the front line writes the rule anew: it stands for the repairs of that rule that
/// are in force, and gives what they still gave.
void replace_repairs(Administration& administration, Measure& repair, int month) {
  for (Measure& m : administration.measures) {
    const bool same = m.kind == MeasureKind::repair && m.life_situation == repair.life_situation;
    if (&m == &repair || !same || !m.in_force(month)) continue;
    if (repair.effectiveness > 0)
      repair.amount += m.effectiveness * m.amount / repair.effectiveness;
    m.ended = month;
    ++administration.repealed;
  }
}

void take_effect(World& world, AdministrationId a, Measure& m, const AdministrationParameters& p) {
  Administration& administration = world.administrations[number(a)];
  m.acted = true;
  m.effectiveness = p.effectiveness;
  m.fresh = p.effectiveness;
  if (m.from_front_line) replace_repairs(administration, m, world.month);
  double delivered = p.effectiveness;
  if (m.kind == MeasureKind::repair) {
    const auto g = static_cast<std::size_t>(m.life_situation);
    if (!m.from_front_line)
      m.amount =
          p.repair_gain * (world.mean_need_of[g] + p.repair_margin -
                           mean_rule(world, a, LifeSituationId{static_cast<std::uint32_t>(g)}));
    delivered = std::min(1.0, p.repair_gain * p.effectiveness);
  }
  if (!administration.takes_effect) return;
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
    if (!administration.takes_effect) continue;
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
    if (!administration.takes_effect || !m.in_force(world.month)) continue;
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
    office.rule[g] = office.law[g] + p.shift_limit * sim::tanh(shift[g] / p.shift_limit) +
                     office.rewritten[g] - paid_back(office);
  }
}

void set_office_month(const World& world, Office& office, const Administration& administration) {
  const Parameters& p = office.parameters;
  const AdministrationParameters& ap = p.administration;
  OfficeMonth& m = office.now;
  const double raw = raw_complexity(world, office, administration);
  m.complexity = raw / (1.0 + raw / ap.complexity_limit);
  m.levers = pull_levers(p.levers, world.month > world.warm_up);
  m.misread = 1.0 - sim::exp(-ap.misreading * m.levers.law * m.complexity);
  const double routine = routine_rate(office);
  for (std::size_t n = 0; n < m.routine_step.size(); ++n)
    m.routine_step[n] = step_of(routine, static_cast<double>(n));
  m.time_factor = 1.0 + ap.complexity_time * m.complexity;
  const double individual = p.policy.individual_tailoring / 100.0;
  const double framed = 1.0 - p.policy.framework_narrowing * p.policy.framework;
  m.room = framed * room(individual, administration.relaxation, administration.restriction);
  m.room_unrestricted = framed * room(individual, administration.relaxation, 0.0);
  m.room_unrelaxed = framed * room(individual, 0.0, administration.restriction);
  m.error = 1.0 - p.policy.framework_clarity * p.policy.framework;
  m.morale = office.first_unit_worker < office.last_worker ? 1.0 - p.policy.unit_grading : 1.0;
  m.mean_law = 0;
  for (std::size_t g = 0; g < office.law.size(); ++g)
    m.mean_law += size_of_life_situation(p, LifeSituationId{static_cast<std::uint32_t>(g)}) *
                  office.law[g] / world.life_situations;
  m.gate = p.policy.hardship_gate * (1.0 - p.policy.group_tailoring / 100.0);
  const double citizens = office.last_citizen - office.first_citizen;
  const double workers = office.last_worker - office.first_worker;
  m.lens = static_cast<std::uint32_t>(std::ceil(p.citizens.lens * 65536.0));
  m.hours = p.workers.hours_margin * world.load * citizens / workers * p.workers.hours_rule *
            m.levers.hours;
  m.equality_salience = office.equality_salience;
  m.expectation = administration.expectation * m.levers.expectation;
  m.trust_kept = sim::exp(-office.disappointment * m.levers.expectation);
  // The warm-up runs with all loops cut (model, section 6).
  const bool open = world.month > world.warm_up;
  const LoopParameters& loops = p.loops;
  m.others = open && loops.see_difference && loops.others;
  m.own_relation = open && loops.see_difference && loops.own_relation;
  m.self_protection = open && loops.seek_shelter && loops.self_protection;
  m.survival = open && loops.seek_shelter && loops.survival;
  m.pile_preconditions = open && loops.pile_preconditions;
  m.risk_rule_reflex = open && loops.risk_rule_reflex;
  const bool citizens_act = !open || loops.see_difference_effect;
  const bool workers_act = !open || loops.seek_shelter_effect;
  m.effects.others = citizens_act && (!open || loops.others_effect);
  m.effects.own_relation = citizens_act && (!open || loops.own_relation_effect);
  m.effects.self_protection = workers_act && (!open || loops.self_protection_effect);
  m.effects.survival = workers_act && (!open || loops.survival_effect);
  m.effects.pile_preconditions = !open || loops.pile_preconditions_effect;
}

/// Uncertainty for each unit of a favour: the probability that it is revoked while it may be, at
/// the pace that citizens remember.
double insecurity(const World& world, const Office& office) {
  const CitizenParameters& p = office.parameters.citizens;
  if (!office.now.own_relation || !office.now.effects.own_relation) return 0;
  const auto now = static_cast<std::size_t>(world.month);
  const std::size_t remembered = std::min(now, static_cast<std::size_t>(p.memory));
  const double ticks = office.revocation_clock[now] - office.revocation_clock[now - remembered];
  const double pace = ticks / static_cast<double>(remembered);
  return p.dependence * (1.0 - sim::power(1.0 - p.revocation, pace * p.revocation_months));
}

/// Measures act if they do in any office that the administration governs.
bool takes_effect(const World& world, AdministrationId a) {
  return std::ranges::any_of(world.offices, [&](const Office& office) {
    return governs(office, a) && office.parameters.loops.risk_rule_reflex_effect;
  });
}

/// What is counted only starts as what acts, in the month in which they part.
void part_from_what_acts(World& world) {
  const auto in_any = [&](auto counted_only) {
    return std::ranges::any_of(
        world.offices, [&](const Office& office) { return counted_only(office.now.effects); });
  };
  if (!in_any([](const LoopEffects& e) { return e.judges_twice(); }))
    world.sheltered = {};
  else if (world.sheltered.norm.empty())
    world.sheltered = static_cast<const WorkerMinds&>(world.workers);
  if (!in_any([](const LoopEffects& e) { return !e.others; })) {
    world.comparing = {};
  } else if (world.comparing.trust.empty()) {
    for (const Citizen& citizen : world.citizens) {
      world.comparing.grievance.push_back(citizen.grievance);
      world.comparing.trust.push_back(citizen.trust);
    }
  }
}

}  // namespace

double routine_rate(const Office& office) {
  return office.parameters.workers.routine_rate * office.now.complexity /
         (1.0 + office.now.complexity);
}

void put_rules_in_force(World& world) {
  for (std::uint32_t k = 0; k < world.administrations.size(); ++k) {
    const AdministrationId a{k};
    Administration& administration = world.administrations[k];
    const AdministrationParameters& p = parameters_of(world, a).administration;
    administration.born = administration.revised = administration.repealed =
        administration.descended = 0;
    administration.restrictions_started = 0;
    administration.born_of_kind = {};
    administration.restrictions_of_difference = 0;
    administration.expected_answers = 0;
    administration.expected_born = {};
    administration.takes_effect = takes_effect(world, a);
    administration.promise_gap = 0;
    administration.expectation *= p.expectation_decay;
    for (Measure& m : administration.measures) {
      if (!m.acted && m.effective <= world.month) take_effect(world, a, m, p);
    }
    sum_up(administration, world.month);
  }
  try_and_spread(world);
  for (Office& office : world.offices) {
    const Administration& administration =
        world.administrations[static_cast<std::size_t>(office.administration)];
    if (office.now.levers.any) rewrite_rule(world, office);  // as last month's cases showed
    set_rules(world, office, administration);
    set_office_month(world, office, administration);
    if (office.now.levers.pulled.repair_at_source > 0 && administration.takes_effect) {
      for (const Measure& m : administration.measures) {
        if (m.kind == MeasureKind::repair && m.effective == world.month && m.in_force(world.month))
          settle_at_source(world, office, m);
      }
    }
    office.disappointment *= office.parameters.administration.expectation_decay;
    const auto now = static_cast<std::size_t>(world.month);
    office.revocation_clock[now] =
        office.revocation_clock[now - 1] + 1 + administration.restrictions_started;
    office.now.insecurity = insecurity(world, office);
  }
  part_from_what_acts(world);
}

}  // namespace discretion
