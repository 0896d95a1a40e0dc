// Reading the files of a sweep, and merging them.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "sim/core/error.hpp"
#include "sim/io/result_layout.hpp"
#include "sim/io/safe_file.hpp"
#include "sim/io/scenario_draft.hpp"
#include "sim/io/sweep_file.hpp"

namespace sim::io {

namespace {
/// Attributes of /design that only some kinds have.
constexpr std::array<const char*, 3> setting_names{"n", "levels", "trajectories"};

std::size_t whole_attribute(const hdf5::Handle& object, const std::string& name) {
  return static_cast<std::size_t>(hdf5::read_integer_attribute(object, name));
}

/// Runs something that reads a file of a sweep.
template <class Work>
auto reading(const std::filesystem::path& path, Work&& work) {
  try {
    return work();
  } catch (const hdf5::Failure& failure) {
    throw FileError(
        fmt::format("{} (not a result file that can be read: {}). If a kill left it, --resume "
                    "makes it anew.",
                    path.string(), failure.what()));
  }
}

std::string only_text(const hdf5::Handle& file, const std::string& path) {
  return hdf5::read_texts(hdf5::open_dataset(file, path)).front();
}

Design read_design(const Model& model, const hdf5::Handle& file) {
  const hdf5::Handle group(H5Gopen2(file.id(), "design", H5P_DEFAULT));
  Design design;
  design.kind = hdf5::read_text_attribute(group, "kind");
  design.seed = std::stoull(hdf5::read_text_attribute(group, "seed"));
  for (const char* name : setting_names)
    if (hdf5::has_attribute(group, name))
      design.settings.emplace_back(name, hdf5::read_integer_attribute(group, name));
  design.points = hdf5::shape(hdf5::open_dataset(group, "design_point"))[0];
  if (!hdf5::has_object(group, "factor")) return design;
  for (const auto& name : hdf5::read_texts(hdf5::open_dataset(group, "factor"))) {
    const auto row = find_parameter(model, name);
    if (!row) throw hdf5::Failure("the parameter " + name + " is not of this model");
    design.parameters.push_back(*row);
  }
  design.low.assign(design.factors(), not_a_number);  // what a part of before does not say
  design.high = design.low;
  if (hdf5::has_object(group, "factor_low")) {
    design.low = hdf5::read_reals(hdf5::open_dataset(group, "factor_low"));
    design.high = hdf5::read_reals(hdf5::open_dataset(group, "factor_high"));
  }
  design.unit = hdf5::read_reals(hdf5::open_dataset(group, "unit_cube"));
  design.values = hdf5::read_reals(hdf5::open_dataset(group, "value"));
  return design;
}

std::vector<ScenarioFile> read_scenarios(const Model& model, const std::filesystem::path& path,
                                         const hdf5::Handle& file) {
  const auto texts = [&](const char* name) {
    return hdf5::read_texts(hdf5::open_dataset(file, name));
  };
  const auto names = texts("scenarios/scenario");
  const auto written = texts("provenance/scenario_as_written");
  const auto resolved = texts("provenance/scenario_resolved");
  const bool has_paths = hdf5::has_object(file, "scenarios/path");
  const auto paths = has_paths ? texts("scenarios/path") : std::vector<std::string>(names.size());
  std::vector<ScenarioFile> scenarios;
  for (std::size_t i = 0; i < names.size(); ++i) {
    ScenarioDraft draft(model);
    draft.apply(TomlDocument{path.string(), resolved[i], toml::parse(resolved[i])});
    ScenarioFile scenario = draft.finish(path);
    scenario.scenario.name = names[i];
    scenario.as_written = written[i];
    scenario.path = paths[i];
    scenario.origins.clear();
    scenarios.push_back(std::move(scenario));
  }
  if (!hdf5::has_object(file, "provenance/origin_key")) return scenarios;
  const auto ids = hdf5::read_integers(hdf5::open_dataset(file, "provenance/origin_scenario_id"));
  const auto keys = texts("provenance/origin_key"), values = texts("provenance/origin_value"),
             places = texts("provenance/origin_place");
  for (std::size_t i = 0; i < ids.size(); ++i)
    scenarios[static_cast<std::size_t>(ids[i])].origins.push_back({keys[i], values[i], places[i]});
  return scenarios;
}
}  // namespace

std::vector<RunPlan> sweep_plan(std::size_t points, std::size_t scenarios, int replicates) {
  std::vector<RunPlan> plan;
  plan.reserve(points * scenarios * static_cast<std::size_t>(replicates));
  for (std::size_t point = 0; point < points; ++point)
    for (int replicate = 0; replicate < replicates; ++replicate)
      for (std::size_t scenario = 0; scenario < scenarios; ++scenario)
        plan.push_back({static_cast<int>(scenario), replicate, static_cast<int>(point)});
  return plan;
}

SweepPart read_part(const Model& model, const std::filesystem::path& path) {
  const ResultStatus status = read_status(path);
  if (status.file_type != "sweep")
    throw FileError(fmt::format("{} (a {}, not a sweep). Only shards of a sweep can be merged.",
                                path.string(), status.file_type));
  if (status.model != model.name())
    throw FileError(fmt::format("{} (of the model {}, this program has {}). Use its own program.",
                                path.string(), status.model, model.name()));
  return reading(path, [&] {
    const hdf5::Handle file = hdf5::open_file(path);
    SweepPart part;
    part.path = path;
    part.experiment = hdf5::read_text_attribute(file, "experiment");
    part.first_run = whole_attribute(file, "first_run");
    part.all_runs = whole_attribute(file, "n_runs_experiment");
    for (const auto state : hdf5::read_integers(hdf5::open_dataset(file, "status")))
      part.status.push_back(static_cast<std::int8_t>(state));
    part.metrics = hdf5::read_texts(hdf5::open_dataset(file, "run_means/metric"));
    const hdf5::Handle design(H5Gopen2(file.id(), "design", H5P_DEFAULT));
    part.breakdowns = hdf5::read_integer_attribute(design, "breakdowns") != 0;
    return part;
  });
}

Study read_study(const Model& model, const SweepPart& part) {
  return reading(part.path, [&] {
    const hdf5::Handle file = hdf5::open_file(part.path);
    Study study;
    study.file_type = "sweep";
    study.title = hdf5::read_text_attribute(file, "title");
    study.deterministic = !hdf5::has_attribute(file, "created_utc");
    study.command_line = study.result_command_line = only_text(file, "provenance/command_line");
    study.model = &model;
    study.scenarios = read_scenarios(model, part.path, file);
    study.warnings = read_warnings(file);
    const hdf5::Handle group(H5Gopen2(file.id(), "design", H5P_DEFAULT));
    Sweep sweep;
    sweep.design = read_design(model, file);
    sweep.experiment = part.experiment;
    sweep.all_runs = part.all_runs;
    sweep.replicates = hdf5::read_integer_attribute(group, "replicates");
    sweep.every = hdf5::read_integer_attribute(group, "every");
    sweep.breakdowns = part.breakdowns;
    sweep.as_written = only_text(file, "provenance/experiment_as_written");
    study.plan = sweep_plan(sweep.design.points, study.scenarios.size(), sweep.replicates);
    study.sweep = std::move(sweep);
    return study;
  });
}

void write_merged(const std::filesystem::path& name, const Study& study,
                  std::span<const SweepPart> parts, std::span<const TakenRuns> taken,
                  const PointEstimator& estimate, bool force) {
  if (!force && file_exists(name))
    throw FileError(fmt::format("{} (file exists). Use --force to replace it, or another name.",
                                name.string()));
  write_whole(name, [&](const std::filesystem::path& unfinished) {
    std::vector<hdf5::Handle> files;
    for (const auto& part : parts) files.push_back(hdf5::open_file(part.path));
    std::vector<RunPiece> pieces;
    for (const auto& runs : taken)
      pieces.push_back(
          {&files[runs.part], runs.first - parts[runs.part].first_run, runs.first, runs.count});
    ResultData whole(unfinished, study);
    whole.assemble(pieces, estimate);
    whole.finish();
  });
}

}  // namespace sim::io
