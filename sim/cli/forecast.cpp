#include "sim/cli/forecast.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "sim/cli/progress.hpp"
#include "sim/experiment/ensemble.hpp"
#include "sim/experiment/sweep.hpp"
#include "sim/io/sweep_file.hpp"

namespace sim::cli {

namespace fs = std::filesystem;

namespace {
using Clock = std::chrono::steady_clock;
// Studies that are expected to take longer are announced [seconds].
constexpr double long_study_seconds = 20;
// Below this a study takes less on any processor of the last ten years: no pilot is needed. It is a
// sixth of what `discretion` does in that time with default filing on one core of a new one.
constexpr double surely_short_agent_months = 1e8;
constexpr double pilot_agent_months = 2e6;  // of one run: longer ones are cut short
constexpr int fewest_months = 3;
constexpr std::size_t pilot_runs = 4;
constexpr double clearly_short = 0.5;       // of long_study_seconds, by the first run: no more
constexpr double pilot_seconds = 4;         // for all of them
constexpr double fixed_memory = 25e6;       // the program and its libraries
constexpr double file_memory = 6e6;         // what HDF5 knows of a file
constexpr double bytes_per_dataset = 30e3;  // what HDF5 keeps of each that is open
constexpr double unwritten_bytes = 6e6;     // of a file, between two flushes
constexpr double bytes_per_cell = 36;       // of /summary: four reals and a count
constexpr double bytes_per_contrast = 80;   // nine reals and integers, and their share of chunks

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

Scenario scenario_of(const io::Study& study, std::size_t run) {
  const io::RunPlan& plan = study.plan[run];
  const Scenario& scenario = study.scenarios[static_cast<std::size_t>(plan.scenario)].scenario;
  if (!study.sweep) return scenario;
  return at_point(*study.model, scenario, study.sweep->design,
                  static_cast<std::size_t>(plan.design_point));
}

RunSize size_of(const io::Study& study, std::size_t run) {
  return study.model->size(scenario_of(study, run));
}

/// Calls visit(run, how many) for a run of each scenario at each design point.
template <class Visit>
void for_each_kind(const io::Study& study, Visit visit) {
  std::vector<std::size_t> runs(study.scenarios.size(), 0), first(runs);
  const auto hand_on = [&] {
    for (std::size_t scenario = 0; scenario < runs.size(); ++scenario)
      if (runs[scenario] > 0) visit(first[scenario], static_cast<double>(runs[scenario]));
    std::ranges::fill(runs, 0);
  };
  for (std::size_t run = 0; run < study.plan.size(); ++run) {
    if (run > 0 && study.plan[run].design_point != study.plan[run - 1].design_point) hand_on();
    const auto scenario = static_cast<std::size_t>(study.plan[run].scenario);
    if (runs[scenario]++ == 0) first[scenario] = run;
  }
  hand_on();
}

/// Work of all runs together, and the sizes of the largest.
struct Work {
  double agent_months = 0;
  RunSize largest;
};

Work work_of(const io::Study& study, int times) {
  Work work;
  for_each_kind(study, [&](std::size_t run, double runs) {
    const RunSize size = size_of(study, run);
    work.agent_months += times * runs * size.agent_months;
    work.largest.agent_months = std::max(work.largest.agent_months, size.agent_months);
    work.largest.bytes = std::max(work.largest.bytes, size.bytes);
  });
  return work;
}

/// The same study with runs that take a second or so, in the proportions of the whole ones.
/// \param largest agent months of its largest run
io::Study shortened(io::Study study, double largest) {
  const double share = std::min(1.0, pilot_agent_months / std::max(1.0, largest));
  const int every = study.sweep ? study.sweep->every : 1;
  for (auto& file : study.scenarios) {
    RunSettings& run = file.scenario.run;
    const int months = std::max(fewest_months, static_cast<int>(run.months * share));
    run.months = std::min(run.months, (months + every - 1) / every * every);
    run.warm_up = std::min(run.warm_up, 1 + static_cast<int>(run.warm_up * share));
    std::erase_if(file.scenario.events,
                  [&](const Event& event) { return event.month > run.months; });
  }
  return study;
}

/// Some runs of a study, spread over its plan, and what they took.
struct Pilot {
  std::vector<io::RunRecord> records;
  double seconds_per_agent_month = 0;
};

io::RunRecord make_run(const io::Study& study, std::size_t run, Parallel& parallel) {
  if (study.sweep) return experiment::run_of_sweep(study, run, parallel);
  std::vector<const Scenario*> scenarios;
  for (const auto& file : study.scenarios) scenarios.push_back(&file.scenario);
  return experiment::run_one({study.model, scenarios, study.plan, 0, study.plan.size(), 1}, run,
                             parallel);
}

Pilot make_pilot(const io::Study& study, std::size_t most_runs, int threads) {
  Pilot pilot;
  const std::size_t runs = std::min(most_runs, study.plan.size());
  double work = 0, seconds = 0;
  Parallel parallel(experiment::one_by_one(study.plan.size(), threads) ? threads : 1);
  const auto begin = Clock::now();
  for (std::size_t i = 0; i < runs && seconds_since(begin) < pilot_seconds; ++i) {
    const std::size_t run = study.plan.size() * (2 * i + 1) / (2 * runs);
    const auto start = Clock::now();
    pilot.records.push_back(make_run(study, run, parallel));
    const double taken = seconds_since(start);
    // The first run also pays for what later ones find in memory.
    const bool first_of_several = i == 0 && runs > 1 && taken < pilot_seconds / 2;
    if (pilot.records.back().status != io::RunStatus::ok || first_of_several) continue;
    seconds += taken;
    work += size_of(study, run).agent_months;
  }
  if (work > 0) pilot.seconds_per_agent_month = seconds / work;
  return pilot;
}

/// Seconds that the runs of a study take, by its pilot.
double seconds_of(const Pilot& pilot, const Work& work, const io::Study& study, int threads) {
  const int side_by_side = experiment::one_by_one(study.plan.size(), threads)
                               ? 1
                               : std::min(threads, available_threads());
  return pilot.seconds_per_agent_month * work.agent_months / side_by_side;
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
  const std::size_t first = study.sweep ? study.sweep->first_run : 0;
  if (small.sweep) small.sweep->first_run = 0;
  for (std::size_t i = 0; i < records.size(); ++i) {
    small.plan[i] = study.plan[records[i].run - first];
    records[i].run = i;
  }
  const auto start = Clock::now();
  if (study.sweep) {
    io::SweepWriter writer(path, small, io::SweepStart::replace, [](auto) {});
    for (auto& record : records) writer.write(std::move(record));
    writer.finish([](std::span<const double>) { return Estimate{}; }, {});
  } else {
    io::ResultWriter writer(path, small, true);
    for (auto& record : records) writer.write(std::move(record));
    writer.finish({}, {});
  }
  return {static_cast<double>(fs::file_size(path)), seconds_since(start)};
}

/// What writing all of a study takes.
/// \param months of a run, by those of one in the pilot
Written all_written(const io::Study& study, const Pilot& pilot, double months) {
  const ScratchFolder scratch;
  const auto runs = static_cast<double>(study.plan.size());
  const Written few = write_pilot(study, {pilot.records.front()}, scratch.path() / "one.h5");
  if (pilot.records.size() == 1) return {few.bytes * months, few.seconds * months};
  const Written more = write_pilot(study, pilot.records, scratch.path() / "more.h5");
  const auto added = static_cast<double>(pilot.records.size() - 1);
  const double bytes = std::max(0.0, more.bytes - few.bytes) / added;
  const double seconds = std::max(0.0, more.seconds - few.seconds) / added;
  return {few.bytes - bytes + bytes * months * runs,
          few.seconds - seconds + seconds * months * runs};
}

/// Bytes that the summary of a study has.
double summary_bytes(const io::Study& study) {
  const auto scenarios = static_cast<double>(study.scenarios.size());
  const double cells = 3.0 * static_cast<double>(reported_metrics(*study.model).size());
  if (study.sweep) {
    const auto runs = static_cast<double>(study.plan.size());
    return runs / study.sweep->replicates * cells * bytes_per_cell;
  }
  return scenarios * cells * bytes_per_cell + scenarios * (scenarios - 1) / 2 * bytes_per_contrast;
}

/// Numbers of a record as they are in memory.
double bytes_of(const io::RunRecord& record) {
  std::size_t numbers = record.result.overall.size() + record.window_means.size();
  for (const auto& part : record.result.breakdowns) numbers += part.size();
  for (const auto& part : record.result.arrays) numbers += part.size();
  for (const auto& table : record.result.tables)
    for (const auto& column : table) numbers += column.size();
  return static_cast<double>(numbers * sizeof(double));
}

/// Datasets that have a place for each run.
double datasets_of(const io::Study& study) {
  const Model& model = *study.model;
  std::size_t count = model.metrics().size();
  for (int b = 0; b < static_cast<int>(model.breakdowns().size()); ++b)
    count += metrics_of_breakdown(model, b).size();
  if (study.sweep) count += study.sweep->design.parameters.size();
  return static_cast<double>(count);
}

std::string bytes_text(double bytes) {
  if (bytes < 1e6) return fmt::format("{:.0f} kB", std::max(1.0, bytes / 1e3));
  if (bytes < 1e9) return fmt::format("{:.0f} MB", bytes / 1e6);
  return fmt::format("{:.1f} GB", bytes / 1e9);
}

std::string json_of(const Forecast& forecast) {
  const nlohmann::ordered_json document{{"schema_version", 1},
                                        {"runs", forecast.runs},
                                        {"seconds", forecast.seconds},
                                        {"threads", forecast.circumstances.threads},
                                        {"memory_bytes", forecast.memory_bytes},
                                        {"file_bytes", forecast.file_bytes}};
  return document.dump(2);
}

}  // namespace

Forecast forecast(const io::Study& study, const Circumstances& circumstances) {
  Forecast forecast;
  forecast.runs = study.plan.size() * static_cast<std::size_t>(circumstances.times);
  forecast.circumstances = circumstances;
  if (study.plan.empty()) return forecast;
  const Work work = work_of(study, circumstances.times);
  const io::Study small = shortened(study, work.largest.agent_months);
  const double months = static_cast<double>(study.scenarios.front().scenario.run.months) /
                        small.scenarios.front().scenario.run.months;
  const Pilot pilot = make_pilot(small, pilot_runs, circumstances.threads);
  forecast.seconds = seconds_of(pilot, work, study, circumstances.threads);
  double record = 0;
  for (const auto& one : pilot.records) record = std::max(record, bytes_of(one) * months);
  // Those under way, and those that are done and wait for an earlier one, or to be written.
  const std::size_t written_at_once = study.sweep ? io::runs_per_block : io::runs_per_chunk;
  const std::size_t waiting = io::runs_per_block + (circumstances.file ? written_at_once : 0);
  const double in_flight = std::min(static_cast<double>(study.plan.size()),
                                    static_cast<double>(waiting) + circumstances.threads);
  forecast.memory_bytes =
      fixed_memory + work.largest.bytes * circumstances.threads + record * in_flight;
  if (!circumstances.file) return forecast;
  const Written written = all_written(small, pilot, months);
  forecast.seconds += written.seconds;
  forecast.memory_bytes += file_memory + bytes_per_dataset * datasets_of(study);
  forecast.file_bytes = written.bytes + summary_bytes(study);
  forecast.memory_bytes += std::min(forecast.file_bytes, unwritten_bytes);
  return forecast;
}

void announce_if_long(const io::Study& study, const Circumstances& circumstances) {
  const Work work = work_of(study, circumstances.times);
  if (work.agent_months < surely_short_agent_months) return;
  // What one run says is too much rather than too little: it finds nothing in memory yet.
  const Pilot first =
      make_pilot(shortened(study, work.largest.agent_months), 1, circumstances.threads);
  const double seconds = seconds_of(first, work, study, circumstances.threads);
  if (seconds > 0 && seconds < clearly_short * long_study_seconds) return;
  const Forecast expected = forecast(study, circumstances);
  if (expected.seconds > long_study_seconds) fmt::print(stderr, "{}\n", text_of(expected));
}

std::string text_of(const Forecast& forecast) {
  const Circumstances& how = forecast.circumstances;
  const std::string file =
      how.file ? fmt::format(", a file of about {}", bytes_text(forecast.file_bytes)) : "";
  return fmt::format(
      "{}{} runs, {}{} on {} thread{}, {} of memory{}", how.open_ended ? "at most " : "",
      forecast.runs, forecast.seconds < 1 ? "" : "about ", duration_text(forecast.seconds),
      how.threads, how.threads == 1 ? "" : "s", bytes_text(forecast.memory_bytes), file);
}

void print(const Forecast& forecast, bool json) {
  fmt::print("{}\n", json ? json_of(forecast) : text_of(forecast));
}

}  // namespace sim::cli
