#include "sim/experiment/draws.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "sim/core/random.hpp"
#include "sim/experiment/purposes.hpp"
#include "sim/experiment/study.hpp"
#include "sim/io/design/design.hpp"

namespace sim::experiment {

namespace {
/// A name as an address of random numbers (Fowler, Noll & Vo: FNV-1a, 32 bits).
std::uint32_t address_of(std::string_view name) {
  std::uint32_t hash = 2166136261U;
  for (const char letter : name) hash = (hash ^ static_cast<unsigned char>(letter)) * 16777619U;
  return hash;
}

constexpr int most_attempts = 100;

bool is_fixed(const DrawPlan& plan, std::size_t row) {
  return std::ranges::find(plan.fixed, row) != plan.fixed.end();
}

void set_given_values(const DrawPlan& plan, int draw, Scenario& scenario) {
  const io::Design& vectors = plan.given->drawn;
  for (std::size_t factor = 0; factor < vectors.factors(); ++factor) {
    const std::size_t row = vectors.parameters[factor];
    if (!is_fixed(plan, row))
      scenario.values[row] = io::to_value(plan.model->parameters()[row],
                                          vectors.value(static_cast<std::size_t>(draw), factor));
  }
}

/// The plan's scenarios with the values of one vector, and towns of its own.
std::vector<Scenario> with_vector(const DrawPlan& plan, const Vector& vector) {
  std::vector<Scenario> scenarios = plan.scenarios;
  for (auto& scenario : scenarios) {
    if (plan.given)
      set_given_values(plan, vector.draw, scenario);
    else
      set_drawn_values(*plan.model, vector, plan.fixed, scenario);
    scenario.run.seed = seed_of(vector.seed, vector.draw);
  }
  return scenarios;
}

/// One draw's runs; nothing after a stop.
std::optional<Sample> run_draw(const DrawPlan& plan, std::vector<Scenario> scenarios,
                               const study::StopRequest& stop, DrawOutcome& outcome) {
  io::Study study;
  study.model = plan.model;
  study.plan = make_plan(scenarios.size(), plan.replicates, Pairing::common_random_numbers);
  for (auto& scenario : scenarios) study.scenarios.emplace_back().scenario = std::move(scenario);
  study.interest = plan.interest;
  Sample sample(study);
  study::Options options;
  options.threads = plan.threads;
  options.stop = stop;
  options.observers = {[&](const auto& run, const auto& record) { sample.see(run, record); }};
  const study::Outcome done = study::run(study, options);
  outcome.ok += done.ok;
  outcome.failed += done.failed;
  if (done.stopped) return std::nullopt;
  return sample;
}

bool declared_way(const Finding& finding) { return finding.difference.mean > 0; }

bool holds(const Finding& finding) { return finding.difference.mean >= finding.smallest_effect; }

/// Adds one draw's findings. \return whether the whole hypothesis holds
bool count(const std::vector<Finding>& findings, DrawTally& tally) {
  tally.claims.resize(findings.size());
  for (std::size_t k = 0; k < findings.size(); ++k) {
    tally.claims[k].holds += holds(findings[k]) ? 1 : 0;
    tally.claims[k].declared_way += declared_way(findings[k]) ? 1 : 0;
    tally.claims[k].smallest_effects.push_back(findings[k].smallest_effect);
  }
  const bool all = std::ranges::all_of(findings, holds);
  tally.holds += all ? 1 : 0;
  tally.declared_way += std::ranges::all_of(findings, declared_way) ? 1 : 0;
  tally.no_value += static_cast<int>(std::ranges::any_of(
      findings, [](const Finding& finding) { return std::isnan(finding.difference.mean); }));
  return all;
}

/// Adds one draw's means of what the declaration reports.
void add_reported(const Declaration& declaration, const Sample& sample, DrawOutcome& outcome) {
  auto of_draw = reported_values(declaration, sample);
  outcome.reported.resize(of_draw.size());
  for (std::size_t row = 0; row < of_draw.size(); ++row) {
    const double mean = estimate(of_draw[row].values).mean;
    of_draw[row].values = std::move(outcome.reported[row].values);
    of_draw[row].values.push_back(mean);
  }
  outcome.reported = std::move(of_draw);
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

std::uint64_t seed_of(std::uint64_t study, int number, Draw purpose) {
  Random random(Stream{study, static_cast<std::uint32_t>(number)}, purpose, 0, 0);
  const std::uint64_t high = random.word() >> 1U;  // seeds end at 2^63 - 1
  return high << 32U | random.word();
}

std::vector<std::size_t> drawn_parameters(const DrawPlan& plan) {
  std::vector<std::size_t> rows;
  if (plan.given) {
    rows = plan.given->drawn.parameters;
  } else {
    for (std::size_t row = 0; row < plan.model->parameters().size(); ++row)
      if (plan.model->parameters()[row].free()) rows.push_back(row);
  }
  std::erase_if(rows, [&](std::size_t row) { return is_fixed(plan, row); });
  return rows;
}

void set_drawn_values(const Model& model, const Vector& vector,
                      const std::vector<std::size_t>& fixed, Scenario& scenario) {
  const auto& parameters = model.parameters();
  const Stream stream{vector.seed, static_cast<std::uint32_t>(vector.draw)};
  for (std::size_t row = 0; row < parameters.size(); ++row) {
    if (!parameters[row].free() || std::ranges::find(fixed, row) != fixed.end()) continue;
    Random random(stream, Draw::free_parameter, address_of(parameters[row].name),
                  static_cast<std::uint32_t>(vector.attempt));
    scenario.values[row] = io::to_value(
        parameters[row], drawn_value(parameters[row], random.uniform(), vector.scheme));
  }
}

std::optional<std::vector<Scenario>> scenarios_of_draw(const DrawPlan& plan, int draw,
                                                       Drawn& drawn) {
  const Model& model = *plan.model;
  Vector vector{plan.scenarios.front().run.seed, draw, 0, plan.scheme};
  for (; vector.attempt < most_attempts; ++vector.attempt) {
    std::vector<Scenario> scenarios = with_vector(plan, vector);
    std::optional<Conflict> runaway;
    for (const auto& scenario : scenarios) {
      if (model.conflict(scenario)) return std::nullopt;
      if (!runaway) runaway = model.supercritical(scenario);
    }
    if (!runaway) return scenarios;
    ++drawn.supercritical;
    drawn.why_supercritical = runaway->why;
    if (plan.scheme == DrawingScheme::factor || plan.given) return scenarios;
  }
  return std::nullopt;
}

DrawOutcome test_in_draws(const Declaration& declaration, const DrawPlan& plan,
                          const study::StopRequest& stop, const std::function<void(int)>& report) {
  DrawOutcome outcome;
  outcome.tallies.assign(declaration.hypotheses.size(),
                         std::vector<DrawTally>(declaration.windows.size()));
  outcome.groups = groups_of(declaration);
  for (int draw = 0; draw < plan.draws; ++draw) {
    if (auto scenarios = scenarios_of_draw(plan, draw, outcome)) {
      const auto sample = run_draw(plan, std::move(*scenarios), stop, outcome);
      outcome.stopped = !sample;
      if (!sample) break;
      count(declaration, *sample, outcome);
      add_reported(declaration, *sample, outcome);
      ++outcome.draws;
    } else {
      ++outcome.impossible;
    }
    report(draw + 1);
  }
  return outcome;
}

}  // namespace sim::experiment
