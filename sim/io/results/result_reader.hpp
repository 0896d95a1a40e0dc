#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/io/results/result_file.hpp"
#include "sim/io/scenario/scenario_file.hpp"

namespace sim::io {

/// A run as a file has it; its place in ResultReader::runs() is its row in every series.
struct StoredRun {
  RunPlan plan;
  RunStatus status = RunStatus::planned;
  std::string message;  ///< why it failed
};

/// A scenario as a file has it: text enough to run it again.
struct StoredScenario {
  std::string name;
  std::string as_written;
  std::string resolved;         ///< every value, as a scenario file
  std::vector<Origin> origins;  ///< of each value; [run] first
};

/// Numbers that every run has, in one dataset: a metric, its breakdown, an array.
struct StoredSeries {
  std::string group;  ///< "offices"; "" for whole runs
  std::string name;
  std::string unit;                     ///< to show: "month", "EUR", "standard deviation of need"
  std::vector<std::string> dimensions;  ///< after run: "month", "office"
  std::vector<std::size_t> shape;       ///< their lengths
  bool whole = false;                   ///< a count
  bool single = false;                  ///< stored with 24 bits of precision

  std::optional<Ratio> ratio;  ///< of whole runs: what they follow from, places in series()
  std::optional<Difference> difference;
  bool term = false;  ///< recorded for the ratios that follow from it

  std::size_t size() const;  ///< numbers of one run
};

/// A long table with rows of every run: measures.
struct StoredTable {
  struct Column {
    std::string name;
    std::string unit;
    std::vector<std::string> categories;  ///< names of values 0, 1, ...; else empty
    bool whole = true;
  };
  std::string group;            ///< "genealogy"
  std::string dimension;        ///< "measure"
  std::vector<Column> columns;  ///< without its scale and run_id
};

/// Estimates over replicates: [point][scenario][metric][window]. Empty in a partial file, and in a
/// shard of a sweep.
struct StoredSummary {
  std::vector<std::string> points;  ///< of a sweep's design; else one, without a name
  std::vector<std::string> scenarios, metrics, units, windows;
  std::vector<double> mean, sd, n, ci_low, ci_high;
};

/// Paired differences between scenarios, a row each. Empty wherever a summary is.
struct StoredContrasts {
  std::vector<std::int32_t> scenario, baseline, metric, window;  ///< places in the summary's lists
  std::vector<double> difference, ci_low, ci_high, n, effect_size, p_holm;
};

/// What a file keeps of worlds that were drawn.
struct StoredWorlds {
  std::vector<std::string> scenarios, metrics, windows, parameters;
  std::vector<double> value;            ///< [world][scenario][metric][window]
  std::vector<double> parameter_value;  ///< [world][parameter]
  std::size_t count = 0;
};

/// A value that differs between the scenarios of a file, for each run.
struct StoredParameter {
  std::string key;
  std::vector<double> values;           ///< by run
  std::vector<std::string> categories;  ///< of a choice
};

/// The design of a sweep, and what its file keeps of a run.
struct StoredDesign {
  std::string kind;
  std::vector<std::string> factors;  ///< dotted names of parameters
  std::vector<double> values;        ///< [point][factor]
  std::size_t points = 0;
  int replicates = 1;
  int every = 1;           ///< of so many months one is kept
  bool breakdowns = true;  ///< offices and the like are kept
};

/// A result file, whole or partial, open for reading. It describes itself: no model is needed.
/// Every call throws FileError with the path if the file turns out to be damaged.
class ResultReader {
 public:
  /// \throws FileError if it is missing, no result file, or of another major format
  explicit ResultReader(const std::filesystem::path&);
  ~ResultReader();
  ResultReader(const ResultReader&) = delete;
  ResultReader& operator=(const ResultReader&) = delete;

  const std::filesystem::path& path() const;
  const ResultStatus& status() const;  ///< type, title, versions, partial or not
  const std::string& git_sha() const;
  const std::string& command_line() const;

  const std::vector<std::string>& scenario_names() const;
  std::vector<int> months() const;  ///< recorded length of each scenario's runs
  std::string step() const;         ///< what a unit of time is called: "month"
  StoredScenario scenario(std::size_t) const;
  const std::vector<StoredRun>& runs() const;
  const std::vector<StoredSeries>& series() const;  ///< whole runs first
  /// Whole runs' series as a table of metrics: names and what they follow from.
  std::vector<MetricInfo> metrics() const;
  const std::vector<StoredTable>& tables() const;
  std::vector<StoredParameter> varied_parameters() const;
  std::optional<StoredDesign> design() const;  ///< of a sweep
  StoredSummary summary() const;
  StoredContrasts contrasts() const;
  std::optional<StoredWorlds> worlds() const;
  /// Names along a dimension of a group, or its numbers as text.
  std::vector<std::string> labels(const std::string& group, const std::string& dimension) const;

  /// Numbers of one run, row-major; NaN for a count that does not exist.
  std::vector<double> numbers(std::size_t series, std::size_t run) const;
  /// Rows of one run in a table: [column][row].
  std::vector<std::vector<double>> rows(std::size_t table, std::size_t run) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace sim::io
