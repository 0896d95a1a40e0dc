#include "models/discretion/cases/parts.hpp"

#include <bit>
#include <utility>

#include "models/discretion/cases/verdict.hpp"

namespace discretion {

namespace {

void take_bias(Bench& into, const Bench& from) {
  into.world.worker_traits.bias = from.world.worker_traits.bias;
}
void take_norm(Bench& into, const Bench& from) { into.minds().norm = from.minds().norm; }
void take_blame(Bench& into, const Bench& from) {
  into.minds().blame_expectation = from.minds().blame_expectation;
  into.minds().blame_for_rule = from.minds().blame_for_rule;
}
void take_preconditions(Bench& into, const Bench& from) {
  into.world.teams.preconditions = from.world.teams.preconditions;
  into.world.teams.crowded_out = from.world.teams.crowded_out;
}
void take_hours(Bench& into, const Bench& from) {
  into.found.pressure = from.found.pressure;
  into.found.overload = from.found.overload;
  into.found.queue_hardship = from.found.queue_hardship;
}
void take_complexity(Bench& into, const Bench& from) {
  into.office.now.complexity = from.office.now.complexity;
  into.office.now.misread = from.office.now.misread;
  into.office.now.time_factor = from.office.now.time_factor;
}
void take_precedent(Bench& into, const Bench& from) {
  into.office.precedent = from.office.precedent;
  into.office.claimants = from.office.claimants;
  into.office.now.equality_salience = from.office.now.equality_salience;
}

/// All of the office that no other part is: rules, room, levers, parameters.
void take_rules(Bench& into, const Bench& from) {
  const Bench before = into;
  into.office = from.office;
  into.found.tailors = from.found.tailors;
  into.found.refers = from.found.refers;
  into.found.faith = from.found.faith;
  take_complexity(into, before);
  take_precedent(into, before);
}
/// All of the worker that no other part is: loyalties, sensitivity, skill, routines.
void take_people(Bench& into, const Bench& from) {
  const Bench before = into;
  into.world.worker_traits = from.world.worker_traits;
  into.world.workers = from.world.workers;
  take_bias(into, before);
  take_norm(into, before);
  take_blame(into, before);
}

}  // namespace

const std::array<BenchPart, all_parts>& bench_parts() {
  static constexpr std::array<BenchPart, all_parts> parts{{{"bias", take_bias},
                                                           {"norm", take_norm},
                                                           {"blame", take_blame},
                                                           {"preconditions", take_preconditions},
                                                           {"hours", take_hours},
                                                           {"complexity", take_complexity},
                                                           {"precedent", take_precedent},
                                                           {"rules", take_rules},
                                                           {"people", take_people}}};
  return parts;
}

Bench neutral(const Bench& bench) {
  Bench other = bench;
  WorkerMinds& minds = other.minds();
  other.world.worker_traits.bias = {0.0};
  minds.norm = {bench.office.parameters.workers.norm_start};
  minds.blame_expectation = minds.blame_for_rule = {0.0};
  other.world.teams.preconditions = {0};
  other.world.teams.crowded_out = {0.0};
  other.found.pressure = other.found.overload = other.found.queue_hardship = 0;
  other.office.now.complexity = other.office.now.misread = 0;
  other.office.now.time_factor = 1;
  other.office.precedent = bench.office.rule;
  other.office.claimants.assign(bench.office.claimants.size(), 0.0);
  other.office.now.equality_salience = 0;
  return other;
}

std::vector<double> shapley_values(const std::vector<double>& values) {
  const auto n = static_cast<std::size_t>(std::countr_zero(values.size()));
  // Weight of sets of a size that a part may join: the share of orders in which they come first.
  std::vector<double> weight(n);
  for (std::size_t size = 0; size < n; ++size) {
    weight[size] = 1.0 / static_cast<double>(n);
    for (std::size_t k = 1; k <= size; ++k)
      weight[size] *= static_cast<double>(k) / static_cast<double>(n - k);
  }
  std::vector<double> parts(n, 0.0);
  for (std::size_t set = 0; set < values.size(); ++set) {
    for (std::size_t k = 0; k < n; ++k) {
      const std::size_t bit = std::size_t{1} << k;
      if ((set & bit) != 0) continue;
      const auto size = static_cast<std::size_t>(std::popcount(set));
      parts[k] += weight[size] * (values[set | bit] - values[set]);
    }
  }
  return parts;
}

std::vector<double> probabilities_of_sets(const Bench& from, const Bench& to, std::size_t parts,
                                          const Person& person) {
  std::vector<double> values(std::size_t{1} << parts);
  if (from.desk().room == 0 && to.desk().room == 0) return values;  // no mixture gives any
  Bench mixed = to;
  for (std::size_t k = 0; k < parts; ++k) bench_parts()[k].take(mixed, from);
  // In Gray's order each set differs from the one before in one part.
  std::size_t set = 0;
  for (std::size_t step = 0;; ++step) {
    values[set] = probability_of_tailoring(mixed, person);
    if (step + 1 == values.size()) return values;
    const auto k = static_cast<std::size_t>(std::countr_zero(step + 1));
    set ^= std::size_t{1} << k;
    bench_parts()[k].take(mixed, (set >> k & 1U) != 0 ? to : from);
  }
}

}  // namespace discretion
