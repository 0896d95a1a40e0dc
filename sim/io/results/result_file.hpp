#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/core/model.hpp"
#include "sim/core/summary.hpp"
#include "sim/io/design/design.hpp"
#include "sim/io/design/worlds.hpp"
#include "sim/io/scenario/scenario_file.hpp"

namespace sim::io {

inline constexpr const char* format_version = "1.0";
inline constexpr int format_major = 1;

/// Values of the coordinate `status`.
enum class RunStatus : std::int8_t { planned = 0, ok = 1, failed = 2, not_started = 3 };

/// Address of a run in its study, in the order of the file.
struct RunPlan {
  int scenario = 0;
  int replicate = 0;
  int design_point = -1;  ///< -1: no design
  int world = -1;         ///< -1: the scenario as it is, in no world that was drawn
};

/// Runs in order: point by point, and all scenarios of a replicate before the next replicate.
std::vector<RunPlan> sweep_plan(std::size_t points, std::size_t scenarios, int replicates);

/// Runs in worlds in order: world by world, and all scenarios of a replicate before the next.
std::vector<RunPlan> world_plan(std::size_t worlds, std::size_t scenarios, int replicates);

struct RunRecord {
  std::size_t run = 0;  ///< row of the study's plan
  RunStatus status = RunStatus::planned;
  std::string message;               ///< why it failed
  RunResult result;                  ///< empty unless ok
  std::vector<double> window_means;  ///< [reported metric][window], NaN where there is none
  std::string commit;                ///< of the program that made it
};

/// Months and offices of interest.
struct Interest {
  int first = 1;             ///< month, from 1
  int last = 1;              ///< month, included
  std::vector<int> offices;  ///< elements of the model's first breakdown, from 0; none: everywhere

  std::string label() const;  ///< "37:48", "37:48 in 0,1"
};

struct Matching;

/// What a result file says of the study that made it.
struct Study {
  std::string file_type;  ///< "run", "comparison"
  std::string title;
  const Model* model = nullptr;
  std::vector<ScenarioFile> scenarios;
  std::vector<RunPlan> plan;        ///< in run order; those in worlds behind all others
  std::string command_line;         ///< as typed
  std::string result_command_line;  ///< without what cannot change a result (contract: section 5)
  bool deterministic = false;       ///< leave out times, host and paths
  std::string digest;  ///< of all that makes the numbers: equal ones can be put together
  std::optional<Sweep> sweep;
  std::optional<Worlds> worlds;
  std::shared_ptr<const Matching> matching;  ///< how the worlds were found, if they were fitted
  std::optional<Interest> interest;
  std::vector<Warning> warnings;  ///< of what was asked for

  /// The least of the scenarios': "illustrative", "calibrated", "validated"; illustrative if a free
  /// parameter is a factor of the design.
  std::string calibration_status() const;
  /// Names of the windows that there are means over: always the three, and the one of interest.
  std::vector<std::string> windows() const;
  /// What is kept of runs in worlds; all 0 without any.
  WorldShape world_shape() const;
  /// Runs of the scenarios as they are: the first of the plan, and the only ones a file has in
  /// full.
  std::size_t ordinary_runs() const { return plan.size() - world_shape().runs(); }
};

struct Performance {
  double wall_seconds = 0;
  double cpu_seconds = 0;
  double peak_bytes = 0;
  int threads = 1;
};

/// Runs are written in blocks of 16, in run order; a block that was flushed survives a kill.
inline constexpr std::size_t runs_per_block = 16;
/// Offices and the like of so many runs share a chunk, unless it gets large (docs/decisions/0021).
inline constexpr std::size_t runs_per_chunk = 4;

/// What is in a result file, whole or partial, for `status`.
struct ResultStatus {
  std::string file_type;
  std::string title;
  std::string software_version;
  std::string model;
  int format_major = 0;
  bool partial = false;
  int planned = 0;
  int ok = 0;
  int failed = 0;
  int not_needed = 0;  ///< rows of replicates that the study did without
  /// Runs in worlds, which are counted for themselves.
  struct InWorlds {
    int worlds = 0, planned = 0, ok = 0, failed = 0;
  };
  std::optional<InWorlds> worlds;
  std::vector<std::string> scenarios;
  std::vector<std::string> failures;  ///< "run 12: message"
  std::vector<std::string> warnings;  ///< "PLACE: problem (why it is one). Suggestion."
};
ResultStatus read_status(const std::filesystem::path&);

}  // namespace sim::io
