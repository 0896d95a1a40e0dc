#include "models/discretion/rules/measures.hpp"

#include <algorithm>
#include <cmath>

#include "models/discretion/rules/policy.hpp"
#include "sim/core/math.hpp"

namespace discretion {

namespace {

double mean_preconditions(const World& world, const Office& office) {
  double sum = 0;
  for (std::uint32_t t = office.first_team; t < office.last_team; ++t)
    sum += felt_preconditions(office, world.teams.preconditions[t]);
  return sum / (office.last_team - office.first_team);
}

}  // namespace

bool governs(const Office& office, AdministrationId administration) {
  return AdministrationId{static_cast<std::uint32_t>(office.administration)} == administration;
}

double mean_rule(const World& world, AdministrationId administration,
                 LifeSituationId life_situation) {
  double sum = 0;
  double offices = 0;
  for (const Office& office : world.offices) {
    if (!governs(office, administration)) continue;
    sum += office.rule[number(life_situation)];
    offices += 1;
  }
  return sum / offices;
}

const Parameters& parameters_of(const World& world, AdministrationId administration) {
  for (const Office& office : world.offices) {
    if (governs(office, administration)) return office.parameters;
  }
  return world.offices.front().parameters;
}

double worn(const Measure& m) { return m.fresh > 0 ? 1.0 - m.effectiveness / m.fresh : 0.0; }

double slip(const Measure& m, const AdministrationParameters& p) {
  return p.side_effect * worn(m) * m.side_sign * m.side_scale;
}

double complexity_of_measures(const AdministrationParameters& p, const Administration& a) {
  if (!a.takes_effect) return 0;
  return p.complexity_measures * (a.in_force + p.complexity_revisions * a.revisions);
}

double raw_complexity(const World& world, const Office& office, const Administration& a) {
  const AdministrationParameters& p = office.parameters.administration;
  const auto groups = static_cast<int>(office.law.size());
  const int categories = std::min(groups, office.categories + office.rewritten_rules);
  return p.complexity_categories * sim::log2(categories) + complexity_of_measures(p, a) +
         p.complexity_preconditions * mean_preconditions(world, office);
}

double overdistinction(const World& world, const std::vector<double>& rule, double tolerance) {
  const std::size_t groups = rule.size();
  if (groups < 2) return 0;
  double sum = 0;
  for (std::size_t a = 0; a < groups; ++a) {
    for (std::size_t b = a + 1; b < groups; ++b) {
      const double drawn = rule[a] - rule[b];
      const double warranted = world.mean_need_of[a] - world.mean_need_of[b];
      const double beyond =
          std::max({0.0, drawn - std::max(0.0, warranted), std::min(0.0, warranted) - drawn});
      sum += std::max(0.0, beyond - tolerance);
    }
  }
  return sum / (0.5 * static_cast<double>(groups * (groups - 1)));
}

double aimed_verification(const Office& office) {
  const auto n = static_cast<double>(office.verification.size());
  double mean = 0;
  for (const double v : office.verification) mean += v / n;
  double sum = 0;
  for (const double v : office.verification) sum += std::abs(v - mean) / n;
  return sum;
}

}  // namespace discretion
