// From an experiment file to the runs of its sweep.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "sim/core/error.hpp"
#include "sim/experiment/designs.hpp"
#include "sim/experiment/sweep.hpp"
#include "sim/io/design/study_warnings.hpp"
#include "sim/io/scenario/scenario_warnings.hpp"
#include "sim/study/digest.hpp"
#include "sim/study/fingerprint.hpp"

namespace sim::experiment {

namespace {
/// The base with some values set, under a name of its own.
io::ScenarioFile with_values(const Model& model, const io::ScenarioFile& base,
                             const io::NamedValues& values) {
  io::ScenarioFile file = base;
  file.scenario.name = values.name;
  if (!values.title.empty()) file.scenario.title = values.title;
  for (std::size_t i = 0; i < values.set.size(); ++i) {
    const auto& [row, value] = values.set[i];
    const ParameterInfo& parameter = model.parameters()[row];
    std::erase_if(file.chosen, [row = row](const auto& one) { return one.parameter == row; });
    if (!values.places.empty()) {
      file.chosen.push_back({row, values.places[i]});
      io::warn_of_fraction(parameter, as_number(value), values.places[i], "", file.warnings);
    }
    file.scenario.values[row] = value;
    const auto origin = std::ranges::find(file.origins, parameter.name, &io::Origin::key);
    if (origin == file.origins.end()) continue;
    origin->value = io::to_toml(parameter, value);
    origin->place = values.place;
  }
  if (const auto conflict = model.conflict(file.scenario))
    throw InputError(fmt::format("{}: {} ({}) in the scenario {}. Change one of them.",
                                 values.place, model.parameters()[conflict->parameter].name,
                                 conflict->why, values.name));
  return file;
}

std::vector<io::ScenarioFile> scenarios_of(const Model& model, const io::ExperimentFile& file,
                                           const io::ScenarioFile& base) {
  std::vector<io::NamedValues> named = file.scenarios;
  if (file.variants)
    for (const auto& variant : model.variants())
      named.push_back({variant.name, "", variant.set, file.path + " variants"});
  if (named.empty()) return {base};
  std::vector<io::ScenarioFile> scenarios;
  for (const auto& values : named) scenarios.push_back(with_values(model, base, values));
  return scenarios;
}

/// A value of named scenarios that none has but the base's. Of two, one may well repeat the base.
void warn_of_no_change(const Model& model, const io::ExperimentFile& file,
                       const io::ScenarioFile& base, std::vector<io::Warning>& warnings) {
  std::map<std::size_t, bool> changes;
  for (const auto& named : file.scenarios)
    for (const auto& [row, value] : named.set)
      changes[row] = changes[row] || value != base.scenario.values[row];
  for (const auto& named : file.scenarios)
    for (std::size_t i = 0; i < named.set.size(); ++i)
      if (const auto& [row, value] = named.set[i]; !changes[row])
        io::warn_of_no_change(model.parameters()[row], value, named.places[i], "", warnings);
}

/// A factor that a scenario or the command line sets as well would silently lose one of both.
void refuse_double(const Model& model, const io::ExperimentFile& file,
                   const std::vector<io::ScenarioFile>& scenarios) {
  for (const auto& factor : file.factors) {
    const std::string& name = model.parameters()[factor.parameter].name;
    for (const auto& scenario : scenarios) {
      const auto origin = std::ranges::find(scenario.origins, name, &io::Origin::key);
      if (origin == scenario.origins.end()) continue;
      const bool by_flag = origin->place.starts_with("--");
      const bool by_scenario =
          std::ranges::any_of(file.scenarios,
                              [&](const auto& one) { return one.place == origin->place; }) ||
          (file.variants && origin->place == file.path + " variants");
      if (by_flag || by_scenario)
        throw InputError(fmt::format("{}: {} (a factor, and set by {} as well). Leave out one.",
                                     factor.place, name, origin->place));
    }
  }
}

std::string title_of(const io::ExperimentFile& file, const io::ScenarioFile& base) {
  if (!file.title.empty()) return file.title;
  return base.scenario.title.empty() ? base.scenario.name : base.scenario.title;
}
}  // namespace

SweepPlan plan_sweep(const Model& model, const io::ExperimentFile& file,
                     const io::ScenarioFile& base) {
  SweepPlan plan;
  plan.model = std::make_unique<RecordedModel>(model, file.metrics, file.breakdowns);
  plan.study.file_type = "sweep";
  plan.study.title = title_of(file, base);
  plan.study.model = plan.model.get();
  plan.study.scenarios = scenarios_of(model, file, base);
  refuse_double(model, file, plan.study.scenarios);
  plan.study.warnings = io::warnings_of(model, plan.study.scenarios, file.factors);
  warn_of_no_change(model, file, base, plan.study.warnings);
  const int months = base.scenario.run.months;
  if (file.every > months)
    throw InputError(fmt::format("{}: outputs.every = {} (runs have {} months). Keep more.",
                                 file.path, file.every, months));
  if (!file.until.empty()) {
    try {
      plan.until.push_back(parse_precision(*plan.model, months, "replicates.until", file.until));
    } catch (const UsageError& error) {  // from a file it is no matter of the command line
      throw InputError(file.until_place + ": " + error.what());
    }
  }
  io::Sweep sweep;
  sweep.design = make_design(model, file);
  sweep.replicates = file.replicates > 0 ? file.replicates : base.scenario.run.replicates;
  sweep.every = file.every;
  sweep.breakdowns = file.breakdowns;
  sweep.as_written = file.as_written;
  for (auto& one : plan.study.scenarios) one.scenario.run.replicates = sweep.replicates;
  plan.study.plan =
      io::sweep_plan(sweep.design.points, plan.study.scenarios.size(), sweep.replicates);
  sweep.all_runs = plan.study.plan.size();
  plan.study.sweep = std::move(sweep);
  plan.study.digest = study::digest_of(plan.study, study::fingerprint(*plan.model), file.until);
  return plan;
}

void take_shard(SweepPlan& plan, Shard shard) {
  io::Sweep& sweep = *plan.study.sweep;
  const std::size_t all = sweep.all_runs;
  const std::size_t piece =
      plan.until.empty() ? io::runs_per_block
                         : plan.study.scenarios.size() * static_cast<std::size_t>(sweep.replicates);
  const std::size_t pieces = (all + piece - 1) / piece;
  const std::size_t begin = std::min(all, pieces * (shard.number - 1) / shard.count * piece);
  const std::size_t end = std::min(all, pieces * shard.number / shard.count * piece);
  const auto& runs = plan.study.plan;
  sweep.first_run = begin;
  plan.study.plan = {runs.begin() + static_cast<std::ptrdiff_t>(begin),
                     runs.begin() + static_cast<std::ptrdiff_t>(end)};
}

}  // namespace sim::experiment
