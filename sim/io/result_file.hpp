#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/core/model.hpp"
#include "sim/core/summary.hpp"
#include "sim/io/design.hpp"
#include "sim/io/scenario_file.hpp"

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
};

struct RunRecord {
  std::size_t run = 0;  ///< row of the study's plan; in a sweep, of the whole experiment's
  RunStatus status = RunStatus::planned;
  std::string message;               ///< why it failed
  RunResult result;                  ///< empty unless ok
  std::vector<double> window_means;  ///< sweeps only: [metric][window], NaN where there is none
  std::string commit;                ///< sweeps only: of the program that made it
};

/// What a result file says of the study that made it.
struct Study {
  std::string file_type;  ///< "run", "comparison"
  std::string title;
  const Model* model = nullptr;
  std::vector<ScenarioFile> scenarios;
  std::vector<RunPlan> plan;        ///< in run order
  std::string command_line;         ///< as typed
  std::string result_command_line;  ///< without what cannot change a result (contract: section 5)
  bool deterministic = false;       ///< leave out times, host and paths
  std::optional<Sweep> sweep;
  std::vector<Warning> warnings;  ///< of what was asked for

  /// The least of the scenarios': "illustrative", "calibrated", "validated"; illustrative if a free
  /// parameter is a factor of the design.
  std::string calibration_status() const;
};

struct Performance {
  double wall_seconds = 0;
  double cpu_seconds = 0;
  double peak_bytes = 0;
  int threads = 1;
};

/// Runs are written in blocks of 16, in run order; a flushed block survives a kill.
inline constexpr std::size_t runs_per_block = 16;
/// Offices and the like of so many runs share a chunk, unless it gets large (docs/decisions/0021).
inline constexpr std::size_t runs_per_chunk = 4;

/// Writes NAME.partial block by block, then what is not of runs, and gives it its name. Each of
/// these is in the file as a whole or not at all (docs/decisions/0020).
class ResultWriter {
 public:
  /// Begins an empty NAME.partial.
  /// \throws FileError if NAME or NAME.partial exists and `force` is not given, or if no file can
  /// be made there
  ResultWriter(const std::filesystem::path& name, const Study&, bool force);
  ~ResultWriter();
  ResultWriter(const ResultWriter&) = delete;
  ResultWriter& operator=(const ResultWriter&) = delete;

  /// Makes every dataset at its planned size and flushes. The first write does it if nobody did;
  /// whoever does can do so while the first runs are made. \throws FileError
  void create();
  /// Takes the next run. Offices and the like are packed as soon as their chunks are full, which
  /// frees most of a result; 16 runs are a block, which is flushed. \return whether it was
  bool write(RunRecord);
  /// Writes and flushes the runs taken since the last block, if any; none may follow.
  /// \return whether there were any
  bool write_rest();
  /// Writes the rest and renames the file into place. Runs of the plan that were never written are
  /// in it as not_started.
  void finish(const Summary&, const Performance&);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

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
  std::vector<std::string> scenarios;
  std::vector<std::string> failures;  ///< "run 12: message"
  std::vector<std::string> warnings;  ///< "PLACE: problem (why it is one). Suggestion."
};
ResultStatus read_status(const std::filesystem::path&);

}  // namespace sim::io
