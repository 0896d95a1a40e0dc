#include "sim/io/results/sweep_parts.hpp"

#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "sim/core/error.hpp"
#include "sim/io/results/output.hpp"
#include "sim/io/results/result_reader.hpp"
#include "sim/io/results/result_status.hpp"
#include "sim/io/results/run_blocks.hpp"
#include "sim/io/results/stored_study.hpp"

namespace sim::io {

namespace {
std::size_t whole_attribute(const hdf5::Handle& object, const std::string& name) {
  return static_cast<std::size_t>(hdf5::read_integer_attribute(object, name));
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
  return reading_result(path, [&] {
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
