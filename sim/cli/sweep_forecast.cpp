#include <algorithm>
#include <chrono>
#include <filesystem>

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include "sim/cli/sweep_setup.hpp"
#include "sim/core/error.hpp"

namespace sim::cli {

namespace fs = std::filesystem;

namespace {
using Clock = std::chrono::steady_clock;
constexpr std::size_t pilot_runs = 4;
constexpr double pilot_seconds = 4;    // for all of them
constexpr double fixed_memory = 30e6;  // the program and its libraries
constexpr double cache_bytes = 1e6;    // HDF5 keeps this much of each dataset, at most

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Some runs of a sweep, spread over its design, and what they took.
struct Pilot {
  std::vector<io::RunRecord> records;
  double seconds_per_agent_month = 0;
};

double agent_months(const io::Study& study, std::size_t run) {
  const io::RunPlan& plan = study.plan[run];
  return study.model
      ->size(at_point(*study.model,
                      study.scenarios[static_cast<std::size_t>(plan.scenario)].scenario,
                      study.sweep->design, static_cast<std::size_t>(plan.design_point)))
      .agent_months;
}

Pilot make_pilot(const io::Study& study) {
  Pilot pilot;
  const std::size_t runs = std::min(pilot_runs, study.plan.size());
  double work = 0, seconds = 0;
  Parallel alone(1);
  for (std::size_t i = 0; i < runs; ++i) {
    const std::size_t run = study.plan.size() * (2 * i + 1) / (2 * runs);
    const auto start = Clock::now();
    pilot.records.push_back(experiment::run_of_sweep(study, run, alone));
    // The first run also pays for what later ones find in memory.
    const bool first_of_several = i == 0 && runs > 1 && seconds_since(start) < pilot_seconds / 2;
    if (pilot.records.back().status == io::RunStatus::ok && !first_of_several) {
      seconds += seconds_since(start);
      work += agent_months(study, run);
    }
    if (seconds > pilot_seconds) break;
  }
  if (work > 0) pilot.seconds_per_agent_month = seconds / work;
  return pilot;
}

/// A folder for a file that is thrown away.
class ScratchFolder {
 public:
  ScratchFolder() : path_(fs::temp_directory_path() / fmt::format("maatwerk-pilot-{}", getpid())) {
    fs::create_directories(path_);
  }
  ~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

/// What writing some runs makes of a file.
struct Written {
  double bytes = 0;
  double seconds = 0;
};

Written write_pilot(const io::Study& study, std::vector<io::RunRecord> records,
                    const fs::path& path) {
  io::Study small = study;
  small.plan.resize(records.size());
  small.sweep->first_run = 0;
  for (std::size_t i = 0; i < records.size(); ++i) {
    const io::RunPlan& plan = study.plan[records[i].run - study.sweep->first_run];
    small.plan[i] = plan;
    records[i].run = i;
  }
  const auto start = Clock::now();
  io::SweepWriter writer(path, small, io::SweepStart::replace, [](auto) {});
  writer.write_block(records);
  writer.finish([](std::span<const double>) { return Estimate{}; }, {});
  return {static_cast<double>(fs::file_size(path)), seconds_since(start)};
}

double raw_bytes(const io::RunRecord& record) {
  std::size_t numbers = record.result.overall.size() + record.window_means.size();
  for (const auto& part : record.result.breakdowns) numbers += part.size();
  for (const auto& part : record.result.arrays) numbers += part.size();
  for (const auto& table : record.result.tables)
    for (const auto& column : table) numbers += column.size();
  return static_cast<double>(numbers * sizeof(double));
}
}  // namespace

Forecast forecast(const experiment::SweepPlan& plan, int threads) {
  const io::Study& study = plan.study;
  Forecast forecast;
  forecast.runs = study.plan.size();
  if (forecast.runs == 0) return forecast;
  const Pilot pilot = make_pilot(study);
  const auto runs = static_cast<double>(forecast.runs);

  double work = 0, largest_run = 0, largest_record = 0;
  for (std::size_t run = 0; run < study.plan.size(); ++run) {
    if (study.plan[run].replicate == 0) work += agent_months(study, run);
  }
  work *= study.sweep->replicates;
  if (study.plan.front().design_point == study.plan.back().design_point)
    work = agent_months(study, 0) * runs;  // less than a point: there may be no replicate 0
  for (const auto& record : pilot.records) {
    const auto& one = study.plan[record.run - study.sweep->first_run];
    largest_run = std::max(
        largest_run,
        study.model->size(study.scenarios[static_cast<std::size_t>(one.scenario)].scenario).bytes);
    largest_record = std::max(largest_record, raw_bytes(record));
  }

  const ScratchFolder scratch;
  const Written few = write_pilot(study, {pilot.records.front()}, scratch.path() / "one.h5");
  double per_run = few.bytes / runs, block_seconds = few.seconds / 2;
  if (pilot.records.size() > 1) {
    const Written more = write_pilot(study, pilot.records, scratch.path() / "more.h5");
    per_run = (more.bytes - few.bytes) / static_cast<double>(pilot.records.size() - 1);
    block_seconds = std::max(0.0, more.seconds - few.seconds) *
                    static_cast<double>(io::runs_per_block) /
                    static_cast<double>(pilot.records.size() - 1);
  }
  const double cells = 3.0 * static_cast<double>(study.model->metrics().size());
  const double points =
      runs / (static_cast<double>(study.scenarios.size()) * study.sweep->replicates);
  constexpr double bytes_per_cell = 36;  // four reals and a count, of /summary
  forecast.file_bytes =
      few.bytes + per_run * (runs - 1) +
      points * static_cast<double>(study.scenarios.size()) * cells * bytes_per_cell;
  const double side_by_side = std::min(threads, available_threads());
  forecast.seconds = pilot.seconds_per_agent_month * work / side_by_side + few.seconds +
                     block_seconds * runs / static_cast<double>(io::runs_per_block);
  const double in_flight = largest_record * (3.0 * io::runs_per_block + threads);
  const double cached =
      std::min(cache_bytes * 2.0 * static_cast<double>(study.model->metrics().size()),
               2 * largest_record * runs);
  forecast.memory_bytes = fixed_memory + largest_run * threads + in_flight + cached;
  return forecast;
}

}  // namespace sim::cli
