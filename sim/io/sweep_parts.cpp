#include "sim/io/sweep_parts.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include <fmt/format.h>

#include "sim/core/error.hpp"
#include "sim/io/output.hpp"
#include "sim/io/result_reader.hpp"
#include "sim/io/result_status.hpp"
#include "sim/io/run_blocks.hpp"
#include "sim/io/scenario_draft.hpp"

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
    throw FileError(fmt::format("{} (not a result file that can be read: {}). Make it again.",
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

SweepPart read_part(const Model& model, const std::filesystem::path& path) {
  const ResultStatus status = read_status(path);
  if (status.file_type != "sweep")
    throw FileError(fmt::format("{} (a {}, not a sweep). Only shards of a sweep can be merged.",
                                path.string(), status.file_type));
  if (status.model != model.name())
    throw FileError(fmt::format("{} (of the model {}, this program has {}). Use its own program.",
                                path.string(), status.model, model.name()));
  return reading(path, [&] {
    const hdf5::Handle file = open_result(path);
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
    part.made_first_run =
        hdf5::read_integers(hdf5::open_dataset(file, "provenance/made_first_run"));
    part.made_by = hdf5::read_texts(hdf5::open_dataset(file, "provenance/made_by_git_sha1"));
    return part;
  });
}

Study read_study(const Model& model, const SweepPart& part) {
  return reading(part.path, [&] {
    const hdf5::Handle file = open_result(part.path);
    Study study;
    study.file_type = "sweep";
    study.title = hdf5::read_text_attribute(file, "title");
    study.deterministic = !hdf5::has_attribute(file, "created_utc");
    study.command_line = study.result_command_line = only_text(file, "provenance/command_line");
    study.model = &model;
    study.digest = part.experiment;
    study.scenarios = read_scenarios(model, part.path, file);
    study.warnings = read_warnings(file);
    const hdf5::Handle group(H5Gopen2(file.id(), "design", H5P_DEFAULT));
    Sweep sweep;
    sweep.design = read_design(model, file);
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

namespace {
/// Runs of a part as records, as far as a file tells.
class StoredRecords {
 public:
  StoredRecords(const Study& study, const SweepPart& part) : reader_(part.path), part_(part) {
    const auto place = [&](const std::string& group, const std::string& name) {
      const auto found = std::ranges::find_if(reader_.series(), [&](const StoredSeries& series) {
        return series.group == group && series.name == name;
      });
      return static_cast<std::size_t>(found - reader_.series().begin());
    };
    const Model& model = *study.model;
    for (const auto& metric : model.metrics()) overall_.push_back(place("", metric.name));
    for (std::size_t b = 0; b < model.breakdowns().size(); ++b) {
      auto& of_one = breakdowns_.emplace_back();
      for (const std::size_t metric : metrics_of_breakdown(model, static_cast<int>(b)))
        of_one.push_back(place(model.breakdowns()[b].group, model.metrics()[metric].name));
      if (!of_one.empty() && of_one[0] == reader_.series().size()) of_one.clear();  // no elements
    }
    for (const auto& array : model.arrays()) arrays_.push_back({place(array.group, array.name)});
    means_.push_back(place("run_means", "mean"));
    for (const auto& info : model.tables()) {
      const auto found = std::ranges::find(reader_.tables(), info.group, &StoredTable::group);
      tables_.push_back(static_cast<std::size_t>(found - reader_.tables().begin()));
    }
  }

  RunRecord record(std::size_t run) const {
    const std::size_t row = run - part_.first_run;
    const StoredRun& stored = reader_.runs()[row];
    RunRecord record{run, stored.status, stored.message, {}, {}, part_.commit_of(run)};
    if (stored.status != RunStatus::ok) return record;
    record.result.overall = numbers(overall_, row);
    for (const auto& series : breakdowns_) record.result.breakdowns.push_back(numbers(series, row));
    for (const auto& series : arrays_) record.result.arrays.push_back(numbers(series, row));
    record.window_means = numbers(means_, row);
    for (const std::size_t table : tables_)
      record.result.tables.push_back(table < reader_.tables().size()
                                         ? reader_.rows(table, row)
                                         : std::vector<std::vector<double>>());
    return record;
  }

 private:
  std::vector<double> numbers(const std::vector<std::size_t>& series, std::size_t row) const {
    std::vector<double> all;
    for (const std::size_t one : series) {
      const auto numbers = reader_.numbers(one, row);
      all.insert(all.end(), numbers.begin(), numbers.end());
    }
    return all;
  }

  ResultReader reader_;
  const SweepPart& part_;
  // Places in the reader's series and tables, in the order of a record's.
  std::vector<std::size_t> overall_, means_, tables_;
  std::vector<std::vector<std::size_t>> breakdowns_, arrays_;
};
}  // namespace

std::string SweepPart::commit_of(std::size_t run) const {
  const auto later = std::ranges::upper_bound(made_first_run, static_cast<std::int32_t>(run));
  if (later == made_first_run.begin()) return "";
  return made_by.at(static_cast<std::size_t>(later - made_first_run.begin()) - 1);
}

void write_merged(const std::filesystem::path& name, const Study& study,
                  std::span<const SweepPart> parts, std::span<const TakenRuns> taken,
                  const PointEstimator& estimate, bool force) {
  std::vector<std::unique_ptr<StoredRecords>> stored;
  for (const auto& part : parts) stored.push_back(std::make_unique<StoredRecords>(study, part));
  write_from(name, study, force, {{}, estimate, {}},
             [&](const std::function<void(RunRecord)>& take) {
               for (const auto& [part, first, count] : taken)
                 for (std::size_t run = first; run < first + count; ++run)
                   take(stored[part]->record(run));
             });
}

}  // namespace sim::io
