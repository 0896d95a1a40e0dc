#include "sim/cli/setup/forecast.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "sim/cli/terminal/json.hpp"
#include "sim/cli/terminal/print.hpp"
#include "sim/cli/terminal/progress.hpp"
#include "sim/io/results/output.hpp"
#include "sim/study/ensemble.hpp"
#include "sim/study/make_run.hpp"
#include "sim/study/stopwatch.hpp"

namespace sim::cli {

namespace {
constexpr double long_seconds = 20;  // studies that are expected to take longer are announced
// Below this a study takes less on any processor of the last ten years: no pilot is needed.
constexpr double surely_short_agent_months = 1e8;
constexpr double pilot_agent_months = 2e6;  // of one run: longer ones are cut short
constexpr std::size_t pilot_runs = 4;
constexpr int fewest_months = 3;
constexpr double program_bytes = 25e6;  // with its libraries
constexpr double file_times = 9;  // what HDF5 keeps of a file, by what it is before it has runs
constexpr double files_at_the_end = 2;  // the journal is about as large, and goes last
constexpr double unpacked_times = 4;    // numbers of a run in memory, by what they are in a file

struct Work {
  double agent_months = 0;  ///< of all runs
  RunSize largest;
};

Work work_of(const io::Study& study) {
  std::map<std::pair<int, int>, RunSize> sizes;
  Work work;
  for (const auto& run : study.plan) {
    const auto [size, fresh] = sizes.try_emplace({run.design_point, run.scenario});
    if (fresh) size->second = study.model->size(study::scenario_of(study, run));
    work.agent_months += size->second.agent_months;
    work.largest.agent_months = std::max(work.largest.agent_months, size->second.agent_months);
    work.largest.bytes = std::max(work.largest.bytes, size->second.bytes);
  }
  return work;
}

/// Some runs spread over the study's plan, so short that each takes a second or so.
io::Study pilot_of(io::Study study, double largest, std::size_t runs) {
  const double share = std::min(1.0, pilot_agent_months / std::max(1.0, largest));
  const int every = study.sweep ? study.sweep->every : 1;
  for (auto& file : study.scenarios) {
    RunSettings& run = file.scenario.run;
    const int months = std::max(fewest_months, static_cast<int>(run.months * share));
    run.months = std::min(run.months, (months + every - 1) / every * every);
    run.warm_up = std::min(run.warm_up, 1 + static_cast<int>(run.warm_up * share));
    std::erase_if(file.scenario.events,
                  [&](const auto& event) { return event.month > run.months; });
  }
  std::vector<io::RunPlan> plan;
  const std::size_t all = study.ordinary_runs();
  runs = std::min(runs, all);
  for (std::size_t i = 0; i < runs; ++i) plan.push_back(study.plan[all * (2 * i + 1) / (2 * runs)]);
  study.plan = std::move(plan);
  study.worlds.reset();  // as long as other runs
  study.interest.reset();
  if (study.sweep) study.sweep->all_runs = study.plan.size() + 1;  // a part: nothing to sum up
  return study;
}

struct Pilot {
  std::vector<io::RunRecord> records;
  double seconds = 0;  ///< of all runs of the study, by these
};

Pilot make_pilot(const io::Study& pilot, const io::Study& study, const Work& work, int threads) {
  const bool alone = study::one_by_one(study.plan.size(), threads);
  Parallel parallel(alone ? threads : 1);
  Pilot made;
  double seconds = 0, agent_months = 0;
  for (std::size_t run = 0; run < pilot.plan.size() && seconds < 4; ++run) {
    const study::Stopwatch stopwatch;
    made.records.push_back(study::make_run(pilot, run, parallel));
    // The first also pays for what later ones find in memory.
    if (run == 1) seconds = agent_months = 0;
    seconds += stopwatch.seconds();
    agent_months += pilot.model->size(study::scenario_of(pilot, pilot.plan[run])).agent_months;
  }
  const int side_by_side = alone ? 1 : std::min(threads, available_threads());
  made.seconds = seconds / std::max(1.0, agent_months) * work.agent_months / side_by_side;
  return made;
}

struct Written {
  double bytes = 0;
  double seconds = 0;
};

Written write(const io::Study& pilot, const std::vector<io::RunRecord>& records) {
  namespace fs = std::filesystem;
  const fs::path path = fs::temp_directory_path() / fmt::format("maatwerk-pilot-{}.h5", getpid());
  const study::Stopwatch stopwatch;
  io::write_from(path, pilot, true, {}, [&](const auto& take) {
    for (const auto& record : records) take(record);
  });
  const Written written{static_cast<double>(fs::file_size(path)), stopwatch.seconds()};
  fs::remove(path);
  return written;
}

std::string bytes_text(double bytes) {
  if (bytes < 1e6) return fmt::format("{:.0f} kB", std::max(1.0, bytes / 1e3));
  if (bytes < 1e9) return fmt::format("{:.0f} MB", bytes / 1e6);
  return fmt::format("{:.1f} GB", bytes / 1e9);
}
}  // namespace

Forecast forecast(const io::Study& study, const Circumstances& how) {
  const auto runs = static_cast<double>(study.plan.size());
  Forecast expected{.runs = study.plan.size() * static_cast<std::size_t>(how.times), .how = how};
  if (study.plan.empty()) return expected;
  const Work work = work_of(study);
  const io::Study small = pilot_of(study, work.largest.agent_months, pilot_runs);
  const double months = static_cast<double>(study.scenarios.front().scenario.run.months) /
                        small.scenarios.front().scenario.run.months;
  const Pilot pilot = make_pilot(small, study, work, how.threads);
  const Written none = write(small, {}), some = write(small, pilot.records);
  const double times = months * static_cast<double>(study.ordinary_runs()) /
                       static_cast<double>(pilot.records.size());
  const double bytes_of_runs = std::max(0.0, some.bytes - none.bytes) * times;
  // Those under way, and those that are done and wait for an earlier one.
  const double in_flight = std::min(runs, how.threads + 1.0 * io::runs_per_block);
  expected.seconds = how.times * pilot.seconds;
  expected.memory_bytes = program_bytes + work.largest.bytes * how.threads +
                          unpacked_times * bytes_of_runs / runs * in_flight;
  if (!how.file) return expected;
  expected.seconds += none.seconds + std::max(0.0, some.seconds - none.seconds) * times;
  expected.file_bytes = none.bytes + bytes_of_runs;
  expected.disk_bytes = files_at_the_end * expected.file_bytes;
  expected.memory_bytes += file_times * none.bytes;
  return expected;
}

void announce_if_long(const io::Study& study, const Circumstances& how) {
  const Work work = work_of(study);
  if (how.times * work.agent_months < surely_short_agent_months) return;
  // What one run says is too much rather than too little: it finds nothing in memory yet.
  const io::Study first = pilot_of(study, work.largest.agent_months, 1);
  if (how.times * make_pilot(first, study, work, how.threads).seconds < long_seconds / 2) return;
  const Forecast expected = forecast(study, how);
  if (expected.seconds > long_seconds) note("{}\n", text_of(expected));
}

std::string text_of(const Forecast& expected) {
  const Circumstances& how = expected.how;
  const std::string file =
      how.file ? fmt::format(", a file of about {} and {} of disk until it is whole",
                             bytes_text(expected.file_bytes), bytes_text(expected.disk_bytes))
               : "";
  return fmt::format(
      "{}{} runs, {}{} on {} thread{}, {} of memory{}", how.open_ended ? "at most " : "",
      expected.runs, expected.seconds < 1 ? "" : "about ", duration_text(expected.seconds),
      how.threads, how.threads == 1 ? "" : "s", bytes_text(expected.memory_bytes), file);
}

void print(const Forecast& expected, bool json) {
  if (!json) return print("{}\n", text_of(expected));
  const nlohmann::ordered_json document{{"schema_version", 1},
                                        {"runs", expected.runs},
                                        {"seconds", expected.seconds},
                                        {"threads", expected.how.threads},
                                        {"memory_bytes", expected.memory_bytes},
                                        {"file_bytes", expected.file_bytes},
                                        {"disk_bytes", expected.disk_bytes}};
  print("{}", document_text(document));
}

}  // namespace sim::cli
