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
                   (1.0 - l.separate_processes * l.separate_processes_time) *
                   (1.0 - l.know_the_law * l.know_the_law_time) * (1.0 - l.pilots * l.pilots_time);
}

LeverEffects pull_levers(const LeverParameters& l, bool open) {
  LeverEffects e;
  if (!open || !any_pulled(l)) return e;
  e.any = true;
  e.pulled = l;
  e.perception = 1.0 - l.outside_time * l.outside_time_gain;
  e.expectation = 1.0 - l.explanation * l.explanation_gain;
  e.law = 1.0 - l.know_the_law * l.know_the_law_gain;
  e.envy = 1.0 - l.situational_equality;
  e.felt_after_tailoring = 1.0 - l.reasons * l.reasons_felt;
  e.felt_after_rule = 1.0 - l.personal_no * l.personal_no_felt;
  e.upheld_tailored = 1.0 - l.reasons * l.reasons_review;
  e.help = l.help * l.help_gain;
  e.hours = (1.0 + l.slack * l.slack_share) * (1.0 - time_besides(l)) *
            (1.0 - l.deliberation * l.deliberation_share);
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

namespace {

/// Writes the rule of a life situation anew, by so much. A rule that was not told apart before is.
void move_rule(Office& office, std::size_t life_situation, double change) {
  double& rewritten = office.rewritten[life_situation];
  if (rewritten == 0 && change != 0) ++office.rewritten_rules;
  rewritten += change;
}

/// Where cases are furthest from the rule, by what the office remembers of them.
std::size_t furthest(const std::vector<double>& remembered) {
  const auto worst = std::ranges::max_element(
      remembered, [](double a, double b) { return std::abs(a) < std::abs(b); });
  return static_cast<std::size_t>(worst - remembered.begin());
}

bool is_pilot(const World& world, const Office& office) {
  const auto offices = static_cast<double>(world.offices.size());
  const double pilots = std::floor(office.parameters.levers.pilots_share * offices + 0.5);
  return static_cast<double>(&office - world.offices.data()) < std::max(1.0, pilots);
}

/// In a month that luck chooses, writes a share of what is furthest off into the rule, and that is
/// then no longer off.
void write_into_rule(const World& world, Office& office, Draw purpose, double chance, double share,
                     std::vector<double>& off) {
  const auto number = static_cast<std::uint32_t>(&office - world.offices.data());
  sim::Random random(world.stream, purpose, number, static_cast<std::uint32_t>(world.month));
  if (!random.bernoulli(chance)) return;
  const std::size_t g = furthest(off);
  const double change = share * off[g];
  move_rule(office, g, change);
  off[g] -= change;
}

/// Makes a rule of the tailored answers that recur most.
void try_a_rule(const World& world, Office& office) {
  const LeverParameters& l = office.now.levers.pulled;
  if (l.pilots == 0) return;
  write_into_rule(world, office, Draw::pilot, l.pilots / l.pilots_months, l.pilots_gain,
                  office.recurring);
}

/// Takes over some of what pilots wrote into their rules and hold for precedents.
void take_over_from_pilots(const World& world, Office& office) {
  const double share = office.now.levers.pulled.pilots * office.now.levers.pulled.pilots_spread;
  for (std::size_t g = 0; share > 0 && g < office.rewritten.size(); ++g) {
    double pilots = 0;
    double rewritten = 0;
    double precedent = 0;
    for (const Office& other : world.offices) {
      if (!is_pilot(world, other)) continue;
      pilots += 1;
      rewritten += other.rewritten[g];
      precedent += other.precedent[g];
    }
    move_rule(office, g, share * (rewritten / pilots - office.rewritten[g]));
    office.precedent[g] += share * (precedent / pilots - office.precedent[g]);
  }
}

}  // namespace

void try_and_spread(World& world) {
  for (Office& office : world.offices) {
    if (is_pilot(world, office)) try_a_rule(world, office);
  }
  for (Office& office : world.offices) {
    if (!is_pilot(world, office)) take_over_from_pilots(world, office);
  }
}

void teach_the_rule(const World& world, Office& office) {
  if (office.workshop == nobody) return;
  const LeverParameters& l = office.now.levers.pulled;
  const std::size_t groups = office.solved.size();
  for (std::size_t g = 0; g < groups; ++g) {
    office.solved[g] += world.workers.seen[office.workshop * groups + g];
    if (office.solved[g] < l.deliberation_cases) continue;
    const double lacking = std::max(0.0, office.unmet[g]);
    const double change = l.deliberation * l.deliberation_lesson * lacking;
    move_rule(office, g, change);
    office.unmet[g] -= change;
    office.solved[g] = 0;
  }
}

void rewrite_rule(const World& world, Office& office) {
  const LeverParameters& l = office.now.levers.pulled;
  write_into_rule(world, office, Draw::circle, l.perspectives_circle / l.perspectives_circle_months,
                  l.perspectives_circle_gain, office.unmet);
}

void settle_at_source(World& world, Office& office, const Measure& repair) {
  const double strength = office.now.levers.pulled.repair_at_source;
  const double price = office.parameters.costs.treatment / euro_per_thousand;
  const double rule = office.rule[static_cast<std::size_t>(repair.life_situation)];
  for (std::uint32_t i = office.first_citizen; i < office.last_citizen; ++i) {
    if (world.citizens[i].life_situation != repair.life_situation) continue;
    const double standing = standing_treatment(world, CitizenId{i});
    if (standing >= rule) continue;
    const double settled = standing + strength * (rule - standing);
    const double cost = (std::max(0.0, settled) - std::max(0.0, standing)) * price;
    world.outcomes[i].treatment = static_cast<float>(settled);
    world.outcomes[i].revocation = Outcome::never;
    world.citizens[i].cost += static_cast<float>(cost);
    world.notebooks.front().cells[world.cell(CitizenId{i})].add(Total::cost_treatment, cost);
  }
}

}  // namespace discretion
