#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sim/core/summary.hpp"
#include "sim/experiment/ensemble.hpp"
#include "sim/experiment/gate.hpp"
#include "sim/experiment/summarise.hpp"
#include "sim/io/result_file.hpp"

namespace sim::experiment {

/// Replicates between two looks at the precision reached.
inline constexpr int replicates_per_look = 16;

/// How to run a study. Nothing here but `until`, `pairing` and `pairs` can
/// change a result.
struct StudyOptions {
  int threads = 1;
  Pairing pairing = Pairing::common_random_numbers;
  std::vector<Precision> until;  ///< none: the whole plan; else it ends when all are reached
  std::vector<Pair> pairs;       ///< contrasts to make; none: all pairs
  /// Told of each run in run order, if set.
  std::function<void(const io::RunRecord&)> observe;
  std::optional<std::filesystem::path> output;
  bool force = false;
};

/// Where a study is.
struct Progress {
  std::size_t planned = 0;
  std::size_t done = 0;  ///< failed ones included
  std::size_t failed = 0;
  double seconds = 0;  ///< since the start
  bool block = false;  ///< 16 more runs are safe; otherwise just one more is done
};
using ProgressSink = std::function<void(const Progress&)>;

struct StudyOutcome {
  Summary summary;
  std::size_t planned = 0;
  std::size_t ok = 0;
  std::size_t failed = 0;
  std::vector<std::string> failures;  ///< "scenario, replicate 3: why", the first 100
  std::vector<std::string> warnings;  ///< what to know before the numbers are believed
  bool stopped = false;               ///< ended by the stop request, before the plan did
  bool until_reached = true;          ///< all of StudyOptions::until
  io::Performance performance;
};

/// Runs in the order of the plan, all scenarios of a replicate before the next replicate: whatever
/// stops a study leaves whole pairs.
std::vector<io::RunPlan> make_plan(std::size_t scenarios, int replicates, Pairing);

/// Runs a study whose plan is made by make_plan, and writes it if there is an output. A stopped
/// study leaves NAME.partial with all that finished.
/// \throws FileError on output; UsageError never
StudyOutcome run_study(const io::Study&, const StudyOptions&, const StopRequest&,
                       const ProgressSink&);

}  // namespace sim::experiment
