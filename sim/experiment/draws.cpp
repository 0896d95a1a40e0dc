#include "sim/experiment/draws.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "sim/core/random.hpp"
#include "sim/experiment/purposes.hpp"
#include "sim/experiment/study.hpp"
#include "sim/experiment/windows.hpp"

namespace sim::experiment {

namespace {
/// A name as an address of random numbers (Fowler, Noll & Vo: FNV-1a, 32 bits).
std::uint32_t address_of(std::string_view name) {
  std::uint32_t hash = 2166136261U;
  for (const char letter : name) hash = (hash ^ static_cast<unsigned char>(letter)) * 16777619U;
  return hash;
}

Value drawn_value(const ParameterInfo& parameter, std::uint64_t seed, int draw) {
  Random random(Stream{seed, static_cast<std::uint32_t>(draw)}, Draw::free_parameter,
                address_of(parameter.name), 0);
  const double factor = power(2.0, 2 * random.uniform() - 1);
  const double value = std::clamp(as_number(parameter.default_value) * factor, parameter.range.min,
                                  parameter.range.max);
  if (parameter.kind == Kind::integer) return static_cast<std::int64_t>(std::llround(value));
  return value;
}

/// The draw's scenarios, unless the model refuses one.
std::optional<std::vector<Scenario>> scenarios_of(const DrawPlan& plan, int draw) {
  std::vector<Scenario> scenarios = plan.scenarios;
  for (auto& scenario : scenarios) {
    set_drawn_values(*plan.model, draw, plan.fixed, scenario);
    if (plan.model->conflict(scenario)) return std::nullopt;
  }
  return scenarios;
}

/// One draw's runs; nothing after a stop.
std::optional<Sample> run_draw(const DrawPlan& plan, const std::vector<Scenario>& scenarios,
                               const StopRequest& stop, DrawOutcome& outcome) {
  const int months = scenarios.front().run.months;
  const std::size_t metrics = plan.model->metrics().size();
  std::vector<const Scenario*> pointers;
  for (const auto& scenario : scenarios) pointers.push_back(&scenario);
  const auto runs = make_plan(scenarios.size(), plan.replicates, Pairing::common_random_numbers);
  Sample sample(scenarios.size(), metrics, months);
  const auto take = [&](const io::RunRecord& record) {
    const bool ok = record.status == io::RunStatus::ok;
    ++(ok ? outcome.ok : outcome.failed);
    if (!ok) return;
    sample.add(record.run % scenarios.size(), record.run / scenarios.size(),
               window_means(record.result, metrics, months));
  };
  const Ensemble ensemble{plan.model, pointers, runs, 0, runs.size(), plan.threads};
  const std::size_t done = run_ensemble(ensemble, stop, take);
  if (done < runs.size()) return std::nullopt;
  return sample;
}

bool holds(const Finding& finding) {
  return finding.difference.mean >= finding.claim.smallest_effect;
}

/// Adds one draw's findings. \return whether the whole hypothesis holds
bool count(const std::vector<Finding>& findings, DrawTally& tally) {
  tally.claims.resize(findings.size());
  for (std::size_t k = 0; k < findings.size(); ++k) {
    tally.claims[k].holds += holds(findings[k]) ? 1 : 0;
    tally.claims[k].declared_way += findings[k].difference.mean > 0 ? 1 : 0;
  }
  const bool all = std::ranges::all_of(findings, holds);
  tally.holds += all ? 1 : 0;
  tally.no_value += static_cast<int>(std::ranges::any_of(
      findings, [](const Finding& finding) { return std::isnan(finding.difference.mean); }));
  return all;
}

void count(const Declaration& declaration, const Sample& sample, DrawOutcome& outcome) {
  const auto judgements = judge(declaration, sample);
  for (DrawGroup& group : outcome.groups) {
    std::vector<int> held(declaration.windows.size(), 0);
    int in_any = 0;
    for (std::size_t row = 0; row < judgements.size(); ++row) {
      if (declaration.hypotheses[row].group != group.name) continue;
      bool once = false;
      for (std::size_t window = 0; window < judgements[row].size(); ++window) {
        const bool now = count(judgements[row][window].findings, outcome.tallies[row][window]);
        held[window] += now ? 1 : 0;
        once = once || now;
      }
      in_any += once ? 1 : 0;
    }
    for (std::size_t window = 0; window < held.size(); ++window)
      group.held[window].push_back(held[window]);
    group.held_in_any.push_back(in_any);
  }
}

std::vector<DrawGroup> groups_of(const Declaration& declaration) {
  std::vector<DrawGroup> groups;
  for (const auto& hypothesis : declaration.hypotheses) {
    auto found = std::ranges::find(groups, hypothesis.group, &DrawGroup::name);
    if (found == groups.end()) {
      groups.push_back({hypothesis.group, 0, {}, {}});
      groups.back().held.resize(declaration.windows.size());
      found = std::prev(groups.end());
    }
    ++found->size;
  }
  return groups;
}
}  // namespace

std::size_t DrawTally::weakest() const {
  return static_cast<std::size_t>(std::ranges::min_element(claims, {}, &Claim::holds) -
                                  claims.begin());
}

int DrawGroup::reached(std::vector<int> held, double share) {
  if (held.empty()) return 0;
  std::ranges::sort(held, std::ranges::greater());
  const double wanted = std::ceil(share * static_cast<double>(held.size()));
  return held[static_cast<std::size_t>(std::max(1.0, wanted)) - 1];
}

void set_drawn_values(const Model& model, int draw, const std::vector<std::size_t>& fixed,
                      Scenario& scenario) {
  const auto& parameters = model.parameters();
  for (std::size_t row = 0; row < parameters.size(); ++row) {
    const bool number = parameters[row].kind == Kind::real || parameters[row].kind == Kind::integer;
    if (!parameters[row].free || !number) continue;
    if (std::ranges::find(fixed, row) != fixed.end()) continue;
    scenario.values[row] = drawn_value(parameters[row], scenario.run.seed, draw);
  }
}

DrawOutcome test_in_draws(const Declaration& declaration, const DrawPlan& plan,
                          const StopRequest& stop, const std::function<void(int)>& report) {
  DrawOutcome outcome;
  outcome.tallies.assign(declaration.hypotheses.size(),
                         std::vector<DrawTally>(declaration.windows.size()));
  outcome.groups = groups_of(declaration);
  for (int draw = 0; draw < plan.draws; ++draw) {
    if (const auto scenarios = scenarios_of(plan, draw)) {
      const auto sample = run_draw(plan, *scenarios, stop, outcome);
      outcome.stopped = !sample;
      if (!sample) break;
      count(declaration, *sample, outcome);
      ++outcome.draws;
    } else {
      ++outcome.impossible;
    }
    report(draw + 1);
  }
  return outcome;
}

}  // namespace sim::experiment
