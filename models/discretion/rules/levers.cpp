#include "models/discretion/rules/levers.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "models/discretion/citizens/looking.hpp"
#include "models/discretion/rules/measures.hpp"
#include "sim/core/math.hpp"

namespace discretion {

namespace {

/// Whether any strength is above 0. Strengths are the rows whose default is 0.
bool any_pulled(const LeverParameters& levers) {
  const LeverParameters none;
  const auto pulled = [&](const auto& row) {
    return none.*(row.member) == 0 && levers.*(row.member) > 0;
  };
  return std::apply([&](const auto&... row) { return (pulled(row) || ...); },
                    LeverParameters::table());
}

}  // namespace

double time_besides(const LeverParameters& l) {
  return 1.0 - (1.0 - l.outside_time * l.outside_time_share) *
                   (1.0 - l.perspectives_circle * l.perspectives_circle_time) *
                   (1.0 - l.trust_contract * l.trust_contract_time) *
                   (1.0 - l.separate_processes * l.separate_processes_time);
}

LeverEffects pull_levers(const LeverParameters& l, bool open) {
  LeverEffects e;
  if (!open || !any_pulled(l)) return e;
  e.any = true;
  e.pulled = l;
  e.perception = 1.0 - l.outside_time * l.outside_time_gain;
  e.lens = 1.0 - l.explanation * l.explanation_gain;
  e.envy = 1.0 - l.situational_equality;
  e.felt_after_tailoring = 1.0 - l.reasons * l.reasons_felt;
  e.felt_after_rule = 1.0 - l.personal_no * l.personal_no_felt;
  e.upheld_tailored = 1.0 - l.reasons * l.reasons_review;
  e.help = l.help * l.help_gain;
  e.hours = (1.0 + l.slack * l.slack_share) * (1.0 - time_besides(l));
  e.blame = 1.0 - l.cover;
  e.manager_blame = 1.0 + l.cover * l.cover_worry;
  e.trust_floor = l.trust_contract * l.trust_contract_floor;
  return e;
}

const LeverParameters& levers_of(const World& world, AdministrationId administration) {
  const auto governed = std::ranges::find_if(
      world.offices, [&](const Office& office) { return governs(office, administration); });
  return governed->now.levers.pulled;
}

void rewrite_rule(const World& world, Office& office) {
  const LeverParameters& l = office.now.levers.pulled;
  const auto number = static_cast<std::uint32_t>(&office - world.offices.data());
  sim::Random random(world.stream, Draw::circle, number, static_cast<std::uint32_t>(world.month));
  if (!random.bernoulli(l.perspectives_circle / l.perspectives_circle_months)) return;
  const auto worst = std::ranges::max_element(
      office.unmet, [](double a, double b) { return std::abs(a) < std::abs(b); });
  const auto g = static_cast<std::size_t>(worst - office.unmet.begin());
  const double change = l.perspectives_circle_gain * *worst;
  if (office.rewritten[g] == 0 && change != 0) ++office.rewritten_rules;
  office.rewritten[g] += change;
  *worst -= change;
}

void settle_at_source(World& world, Office& office, const Measure& repair) {
  const double strength = office.now.levers.pulled.repair_at_source;
  const double price = office.parameters.costs.treatment / euro_per_thousand;
  const double rule = office.rule[static_cast<std::size_t>(repair.life_situation)];
  for (std::uint32_t i = office.first_citizen; i < office.last_citizen; ++i) {
    if (world.citizens[i].life_situation != repair.life_situation) continue;
    const double standing = standing_treatment(world, i);
    if (standing >= rule) continue;
    const double settled = standing + strength * (rule - standing);
    const double cost = (std::max(0.0, settled) - std::max(0.0, standing)) * price;
    world.outcomes[i].treatment = static_cast<float>(settled);
    world.outcomes[i].revocation = Outcome::never;
    world.citizens[i].cost += static_cast<float>(cost);
    world.notebooks.front().cells[world.cell(i)].add(Total::cost_treatment, cost);
  }
}

}  // namespace discretion
