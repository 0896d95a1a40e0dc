#include "sim/experiment/reproduce.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include <fmt/format.h>
#include <unistd.h>

#include "sim/core/error.hpp"
#include "sim/core/math.hpp"
#include "sim/experiment/recorded_model.hpp"

namespace sim::experiment {

namespace {

namespace fs = std::filesystem;

/// A folder for the runs made again, gone when the comparison is over.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (fs::temp_directory_path() / "maatwerk-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr)
      throw FileError(fmt::format("{} (cannot be made). Set TMPDIR to a folder with room.", name));
    path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

/// Runs that the file has numbers, or a reason for their lack, of.
std::vector<std::size_t> runs_made(const io::ResultReader& file, std::optional<std::size_t> most) {
  std::vector<std::size_t> made;
  for (std::size_t run = 0; run < file.runs().size(); ++run) {
    const io::RunStatus status = file.runs()[run].status;
    if (status == io::RunStatus::ok || status == io::RunStatus::failed) made.push_back(run);
  }
  if (most && *most < made.size()) made.resize(*most);
  return made;
}

io::ScenarioFile stored_scenario(const io::ResultReader& file, const Model& model,
                                 std::size_t index, const fs::path& folder) {
  const io::StoredScenario stored = file.scenario(index);
  const fs::path path = folder / fmt::format("scenario-{}.toml", index);
  std::ofstream(path, std::ios::binary) << stored.resolved;
  try {
    io::ScenarioFile read = io::read_scenario(model, path, {});
    read.scenario.name = stored.name;
    return read;
  } catch (const InputError& error) {
    // Where a copy of the text lay for a moment helps nobody; the key and the reason do.
    std::string why = error.what();
    if (why.starts_with(path.string())) why = "line " + why.substr(path.string().size() + 1);
    throw InputError(
        fmt::format("{}: scenario {} (this version cannot read it: {}) It was made "
                    "by maatwerk {}.",
                    file.path().string(), stored.name, why, file.status().software_version));
  }
}

void check_reproducible(const io::ResultReader& file, const Model& model) {
  const io::ResultStatus& status = file.status();
  if (status.model != model.name())
    throw InputError(
        fmt::format("{} (made with the model {}, this program has {}). Use the "
                    "program that made it.",
                    file.path().string(), status.model, model.name()));
}

io::Study study_again(const io::ResultReader& file, const Model& model,
                      const std::vector<std::size_t>& runs, const fs::path& folder) {
  io::Study study;
  study.file_type = file.status().file_type;
  study.title = file.status().title;
  study.model = &model;
  study.deterministic = true;
  for (std::size_t i = 0; i < file.scenario_names().size(); ++i)
    study.scenarios.push_back(stored_scenario(file, model, i, folder));
  for (const std::size_t run : runs) study.plan.push_back(file.runs()[run].plan);
  return study;
}

/// The sweep of a file, of these runs alone. They get numbers of their own: a part of a sweep that
/// is not whole, so that no point is summed up.
io::Sweep sweep_again(const io::ResultReader& file, const Model& model,
                      const io::StoredDesign& design, std::size_t runs) {
  io::Sweep sweep;
  sweep.design.kind = design.kind;
  sweep.design.points = design.points;
  sweep.design.values = design.values;
  sweep.design.unit.assign(design.values.size(), not_a_number);
  for (const auto& factor : design.factors) {
    const auto row = find_parameter(model, factor);
    if (!row)
      throw InputError(
          fmt::format("{}: factor {} (this version has no such parameter). It was "
                      "made by maatwerk {}.",
                      file.path().string(), factor, file.status().software_version));
    sweep.design.parameters.push_back(*row);
    sweep.design.low.push_back(not_a_number);
    sweep.design.high.push_back(not_a_number);
  }
  sweep.replicates = design.replicates;
  sweep.every = design.every;
  sweep.breakdowns = design.breakdowns;
  sweep.all_runs = runs + 1;
  return sweep;
}

/// Metrics that a sweep's file recorded.
std::vector<std::string> recorded_metrics(const io::ResultReader& file) {
  std::vector<std::string> metrics;
  for (const auto& series : file.series())
    if (series.group.empty()) metrics.push_back(series.name);
  return metrics;
}

}  // namespace

Reproduction reproduce(const io::ResultReader& file, const Model& model,
                       std::optional<std::size_t> most, study::Options options) {
  check_reproducible(file, model);
  const auto runs = runs_made(file, most);
  if (runs.empty())
    throw InputError(fmt::format("{} (no run in it was made). There is nothing to compare.",
                                 file.path().string()));
  const TemporaryFolder folder;
  io::Study study = study_again(file, model, runs, folder.path());
  std::optional<RecordedModel> kept;
  if (const auto design = file.design()) {
    study.sweep = sweep_again(file, model, *design, runs.size());
    study.model = &kept.emplace(model, recorded_metrics(file), design->breakdowns);
  }
  Reproduction outcome;
  outcome.scenarios = study.scenarios.size();
  // Written as the study was, so that both sides are read in one way.
  options.output = {folder.path() / "again.h5", io::Start::fresh};
  outcome.stopped = study::run(study, options).stopped;
  if (outcome.stopped) return outcome;
  const io::ResultReader again(options.output->name);
  std::vector<RunPair> pairs;
  for (std::size_t i = 0; i < runs.size(); ++i) pairs.push_back({runs[i], i});
  outcome.numbers = compare_numbers(file, again, pairs);
  return outcome;
}

}  // namespace sim::experiment
