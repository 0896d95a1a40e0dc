#include "sim/experiment/reproduce.hpp"

#include <algorithm>
#include <filesystem>
#include <string>

#include <fmt/format.h>
#include <unistd.h>

#include "sim/core/error.hpp"
#include "sim/experiment/recorded_model.hpp"
#include "sim/io/results/stored_study.hpp"

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

void check_reproducible(const io::ResultReader& file, const Model& model) {
  const io::ResultStatus& status = file.status();
  if (status.model != model.name())
    throw InputError(
        fmt::format("{} (made with the model {}, this program has {}). Use the "
                    "program that made it.",
                    file.path().string(), status.model, model.name()));
}

/// The study of a file, of these runs alone.
io::Study study_again(const io::ResultReader& file, const Model& model,
                      const std::vector<std::size_t>& runs, bool worlds) {
  io::Study study = io::read_study(model, file.path());
  study.plan.clear();
  for (const std::size_t run : runs) study.plan.push_back(file.runs()[run].plan);
  // Means over runs that are not all there cannot be made again.
  if (!worlds) study.worlds.reset();
  if (study.worlds) {
    const auto in_worlds =
        io::world_plan(study.worlds->count(), study.scenarios.size(), study.worlds->replicates);
    study.plan.insert(study.plan.end(), in_worlds.begin(), in_worlds.end());
  }
  if (study.sweep) {  // a part that is not whole, so that no point is summed up
    study.sweep->first_run = 0;
    study.sweep->all_runs = runs.size() + 1;
  }
  return study;
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
  const bool worlds = !most && !file.status().partial;
  if (runs.empty() && !(worlds && file.status().worlds))
    throw InputError(fmt::format("{} (no run in it was made). There is nothing to compare.",
                                 file.path().string()));
  const TemporaryFolder folder;
  io::Study study = study_again(file, model, runs, worlds);
  std::optional<RecordedModel> kept;
  if (study.sweep)
    study.model = &kept.emplace(model, recorded_metrics(file), study.sweep->breakdowns);
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
  if (worlds) compare_worlds(file, again, outcome.numbers);
  return outcome;
}

}  // namespace sim::experiment
