#include "sim/io/results/stored_study.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <sstream>

#include "sim/core/math.hpp"
#include "sim/io/design/experiment_file.hpp"
#include "sim/io/results/result_status.hpp"
#include "sim/io/results/run_blocks.hpp"
#include "sim/io/scenario/observed.hpp"
#include "sim/io/scenario/scenario_draft.hpp"

namespace sim::io {

namespace {
/// Attributes of /design that only some kinds have.
constexpr std::array<const char*, 3> setting_names{"n", "levels", "trajectories"};

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
    if (!row) throw InputError("factor " + name + " (this version has no such parameter)");
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

ScenarioFile resolved_scenario(const Model& model, const std::filesystem::path& path,
                               const std::string& name, const std::string& text) {
  try {
    ScenarioDraft draft(model);
    draft.apply(TomlDocument{path.string(), text, parse_toml(text, path.string())});
    return draft.finish(path);
  } catch (const InputError& error) {
    // Lines of a text within a file help nobody without the word.
    std::string why = error.what();
    if (why.starts_with(path.string())) why = "line " + why.substr(path.string().size() + 1);
    throw InputError(fmt::format("scenario {} (this version cannot read it: {})", name, why));
  }
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
    ScenarioFile scenario = resolved_scenario(model, path, names[i], resolved[i]);
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

std::vector<RunPlan> read_plan(const hdf5::Handle& file) {
  const auto column = [&](const char* name) {
    return hdf5::read_integers(hdf5::open_dataset(file, name));
  };
  const auto scenarios = column("scenario"), replicates = column("replicate"),
             points = column("design_point");
  std::vector<RunPlan> plan;
  for (std::size_t run = 0; run < scenarios.size(); ++run)
    plan.push_back({scenarios[run], replicates[run], points[run]});
  return plan;
}

Sweep read_sweep(const Model& model, const hdf5::Handle& file) {
  const hdf5::Handle group(H5Gopen2(file.id(), "design", H5P_DEFAULT));
  const auto whole = [](const hdf5::Handle& object, const char* name) {
    return hdf5::read_integer_attribute(object, name);
  };
  Sweep sweep;
  sweep.design = read_design(model, file);
  sweep.first_run = static_cast<std::size_t>(whole(file, "first_run"));
  sweep.all_runs = static_cast<std::size_t>(whole(file, "n_runs_experiment"));
  sweep.replicates = whole(group, "replicates");
  sweep.every = whole(group, "every");
  sweep.breakdowns = whole(group, "breakdowns") != 0;
  sweep.as_written = only_text(file, "provenance/experiment_as_written");
  return sweep;
}

Worlds read_worlds(const Model& model, const hdf5::Handle& file) {
  const hdf5::Handle group(H5Gopen2(file.id(), "worlds", H5P_DEFAULT));
  const auto texts = [&](const char* name) {
    return hdf5::read_texts(hdf5::open_dataset(group, name));
  };
  Worlds worlds;
  worlds.replicates = hdf5::read_integer_attribute(group, "replicates");
  worlds.impossible = hdf5::read_integer_attribute(group, "impossible");
  worlds.scheme = hdf5::read_text_attribute(group, "scheme");
  worlds.seed = std::stoull(hdf5::read_text_attribute(group, "seed"));
  for (const auto& seed : texts("world_seed")) worlds.seeds.push_back(std::stoull(seed));
  worlds.drawn.points = worlds.seeds.size();
  for (const auto& name : texts("parameter")) {
    const auto row = find_parameter(model, name);
    if (!row) throw InputError("drawn parameter " + name + " (this version has no such parameter)");
    worlds.drawn.parameters.push_back(*row);
  }
  worlds.drawn.values = hdf5::read_reals(hdf5::open_dataset(group, "parameter_value"));
  return worlds;
}

std::optional<Interest> read_interest(const hdf5::Handle& file) {
  if (!hdf5::has_attribute(file, "interest_months")) return std::nullopt;
  const auto numbers = [&](const char* name) {
    std::vector<int> found;
    std::istringstream text(hdf5::read_text_attribute(file, name));
    for (int number = 0; text >> number;) found.push_back(number);
    return found;
  };
  const auto months = numbers("interest_months");
  return Interest{months.at(0), months.at(1), numbers("interest_offices")};
}
}  // namespace

Study read_study(const Model& model, const std::filesystem::path& path) {
  return reading_result(path, [&] {
    const hdf5::Handle file = open_result(path, false);
    const auto text = [&](const char* name) { return hdf5::read_text_attribute(file, name); };
    Study study;
    study.file_type = text("file_type");
    study.title = text("title");
    study.deterministic = !hdf5::has_attribute(file, "created_utc");
    study.command_line = study.result_command_line = only_text(file, "provenance/command_line");
    study.model = &model;
    if (hdf5::has_attribute(file, "experiment")) study.digest = text("experiment");
    study.warnings = read_warnings(file);
    study.plan = read_plan(file);
    study.interest = read_interest(file);
    try {
      study.scenarios = read_scenarios(model, path, file);
      if (hdf5::has_object(file, "design")) study.sweep = read_sweep(model, file);
      if (hdf5::has_object(file, "worlds")) study.worlds = read_worlds(model, file);
    } catch (const InputError& error) {
      throw InputError(fmt::format("{}: {}. It was made by maatwerk {}.", path.string(),
                                   error.what(), text("software_version")));
    }
    if (!study.worlds) return study;
    const auto in_worlds =
        world_plan(study.worlds->count(), study.scenarios.size(), study.worlds->replicates);
    study.plan.insert(study.plan.end(), in_worlds.begin(), in_worlds.end());
    return study;
  });
}

namespace {
std::vector<std::vector<double>> read_observables(const Model& model, const hdf5::Handle& file) {
  const auto texts = [&](const char* name) {
    return hdf5::read_texts(hdf5::open_dataset(file, name));
  };
  const auto place = [](const std::vector<std::string>& names, std::string_view name) {
    return static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
  };
  const auto scenarios = texts("worlds/scenario"), metrics = texts("worlds/metric"),
             windows = texts("worlds/window");
  const auto fitted = hdf5::has_object(file, "matching/figure") ? texts("matching/figure")
                                                                : std::vector<std::string>();
  const auto values = hdf5::read_reals(hdf5::open_dataset(file, "worlds/value"));
  const std::size_t cells = metrics.size() * windows.size();
  const std::size_t of_world = scenarios.size() * cells;
  std::vector<std::vector<double>> known;
  for (const auto& row : observables(model)) {
    auto& of_row = known.emplace_back();
    for (std::size_t world = 0; world * of_world < values.size(); ++world) {
      const std::size_t metric = place(metrics, model.metrics()[row.metric].name);
      double value = not_a_number;
      for (const Window window : {row.window, Window::all}) {
        const std::size_t at = place(windows, window_names[static_cast<std::size_t>(window)]);
        const bool there = metric < metrics.size() && at < windows.size() && std::isnan(value);
        if (there && place(fitted, row.name) == fitted.size())
          value = values.at(world * of_world + metric * windows.size() + at);
      }
      of_row.push_back(value);
    }
  }
  return known;
}
}  // namespace

Worlds read_worlds_of(const Model& model, const std::filesystem::path& path) {
  if (is_table(path)) {
    Worlds worlds;
    worlds.drawn = read_points(model, path);
    worlds.seeds.resize(worlds.drawn.points);  // nothing was run
    worlds.scheme = "given";
    return worlds;
  }
  const ResultStatus status = read_status(path);
  if (!status.worlds || status.worlds->worlds == 0)
    throw FileError(
        fmt::format("{} (it has no worlds). Make some with maatwerk calibrate, or run "
                    "with --worlds 60.",
                    path.string()));
  if (status.model != model.name())
    throw InputError(
        fmt::format("{} (worlds of the model {}, and this is of {}). Give worlds of "
                    "the same model.",
                    path.string(), status.model, model.name()));
  return reading_result(path, [&] {
    const hdf5::Handle file = open_result(path, false);
    try {
      return read_worlds(model, file);
    } catch (const InputError& error) {
      throw InputError(fmt::format("{}: {}. It was made by maatwerk {}.", path.string(),
                                   error.what(), status.software_version));
    }
  });
}

std::vector<std::vector<double>> observables_in_worlds(const Model& model,
                                                       const std::filesystem::path& path) {
  if (is_table(path)) return {};
  return reading_result(path, [&] { return read_observables(model, open_result(path, false)); });
}

}  // namespace sim::io
