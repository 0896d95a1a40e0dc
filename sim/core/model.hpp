#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/core/metric.hpp"
#include "sim/core/parallel.hpp"
#include "sim/core/parameter.hpp"
#include "sim/core/random.hpp"
#include "sim/core/run.hpp"

/// What the engine and a model know of each other: tables that describe the model, a scenario to
/// run, and the numbers of one run. No files, no options: those are for sim/io and sim/cli.
namespace sim {

class CloseUp;

/// A part of a step of time: what happens then. A step is its phases, in order.
struct PhaseInfo {
  std::string name;
};

/// A named way to split a metric: offices, life situations.
struct BreakdownInfo {
  std::string group;      ///< group of the result file: "offices"
  std::string dimension;  ///< name of its dimension scale: "office"
};

/// An array that a run gives once, over its whole length: the dilemma matrix.
struct ArrayInfo {
  struct Dimension {
    std::string name;                 ///< "loyalty"; a breakdown's dimension name for its size
    std::vector<std::string> labels;  ///< names along it; empty for a breakdown's dimension
  };
  std::string group;  ///< "dilemmas"
  std::string name;   ///< "share"
  std::string unit;
  std::vector<Dimension> dimensions;
};

/// A long table with a row for each thing that came to be in a run: measures.
struct TableInfo {
  struct Column {
    std::string name;  ///< never that of a dimension
    std::string unit;
    bool integer = true;
    std::vector<std::string> categories;  ///< flag meanings of values 0, 1, ...; else empty
  };
  std::string group;      ///< "measures"
  std::string dimension;  ///< "measure"
  std::vector<Column> columns;
  /// A parameter that asks for the table: files in which it is 0 everywhere do without. Empty:
  /// none.
  std::string asked_by = {};
};

/// A named point of the model, for `compare --variants`: name and parameter values to set.
struct VariantInfo {
  std::string name;
  std::vector<std::pair<std::size_t, Value>> set;  ///< row of Model::parameters(), value
};

/// A metric by which a feedback loop shows.
struct SignatureInfo {
  std::size_t metric = 0;      ///< row of Model::metrics()
  int sign = 1;                ///< +1: more of it while the loop is closed; -1: less
  bool by_definition = false;  ///< the cut stops it, or it is arithmetic on what stops: no evidence
};

/// A push from outside that lasts some months, to see how a loop answers it.
struct PushInfo {
  std::vector<std::pair<std::size_t, double>> factors;  ///< row of a live parameter, times what
  int months = 3;
};

/// What an actor makes in a feedback loop, and a setting in which it is made and counted but does
/// not act on the world: with its effect less without says whether the loop feeds itself.
struct ResponseInfo {
  std::size_t metric = 0;      ///< row of Model::metrics()
  VariantInfo without_effect;  ///< "effect:see_difference"
  /// Place among the parts of the dynamic of what makes it; none: the whole.
  std::optional<std::size_t> part;
  bool by_definition = false;  ///< none is made wherever the loop is cut
};

/// Responses put in from outside in one month, to see what follows.
struct PulseInfo {
  std::size_t metric = 0;                          ///< the response that may follow
  std::vector<std::pair<std::size_t, Value>> set;  ///< row of a live parameter, value
  double size = 1;                                 ///< of what is put in, in the metric's unit
};

/// A feedback loop of the model: where it is cut, and by what it shows.
struct DynamicInfo {
  std::string name;     ///< "see_difference"
  std::size_t cut = 0;  ///< row of Model::cuts()
  std::vector<SignatureInfo> signatures;
  std::vector<std::size_t> drivers;  ///< metrics that move it, reported and free to fall
  std::vector<VariantInfo> parts;    ///< cuts of a part of it: "cut:own_relation"
  PushInfo push;
  std::vector<ResponseInfo> responses = {};
  std::optional<PulseInfo> pulse = {};
};

/// New values of live parameters from the start of a month on.
struct Event {
  int month = 1;                                   ///< 1 .. months
  std::vector<int> offices;                        ///< none: all
  std::vector<std::pair<std::size_t, Value>> set;  ///< row of Model::parameters(), value

  bool acts_in(int office) const {
    return offices.empty() || std::find(offices.begin(), offices.end(), office) != offices.end();
  }
};

/// Length, luck and repetition of a study; the section [run] of a scenario.
struct RunSettings {
  int months = 120;
  int warm_up = 36;  ///< months with all loops cut, unrecorded
  std::uint64_t seed = 20221;
  int replicates = 20;
};

/// How far a scenario's parameters were held against figures from outside, least first.
enum class Calibration : std::uint8_t { illustrative, calibrated, validated };
inline constexpr std::array<std::string_view, 3> calibration_names{"illustrative", "calibrated",
                                                                   "validated"};

/// A scenario with every value filled in and checked.
struct Scenario {
  std::string name;  ///< unique in a study: "standard-maatwerk"
  std::string title;
  std::string label = {};     ///< short, for axes and tables; empty: the title
  std::string label_nl = {};  ///< the same in Dutch; empty: the label
  std::string colour = {};    ///< "#d55e00" or a name of one scheme; empty: as the scheme assigns
  Calibration calibration = Calibration::illustrative;
  RunSettings run;
  std::vector<Value> values;  ///< one for each row of Model::parameters()
  std::vector<Event> events;  ///< in order of month
};

/// The numbers of one run. Months are the recorded ones, month 1 first.
struct RunResult {
  std::vector<double> overall;                  ///< [metric][month]
  std::vector<std::vector<double>> breakdowns;  ///< per breakdown: [its metrics][month][element]
  std::vector<std::vector<double>> arrays;      ///< per array, row-major
  std::vector<std::vector<std::vector<double>>> tables;  ///< per table, per column: [row]
};

/// A reason why a scenario cannot run, or makes no sense, although each value is in range.
struct Conflict {
  std::size_t parameter = 0;  ///< row of Model::parameters() to point at
  std::string why;
};

/// A parameter that has no effect as long as others have these values: how large a lever is, where
/// the lever has no strength.
struct IdleInfo {
  std::size_t parameter = 0;                         ///< row of Model::parameters()
  std::vector<std::pair<std::size_t, Value>> where;  ///< row, value: all of these
};

/// Size of a run, to announce it before it starts.
struct RunSize {
  double agent_months = 0;  ///< work, warm-up included
  double bytes = 0;         ///< memory at the same time
};

/// Something that must hold wherever the program runs: a closed form, a pinned reference run.
struct SelfCheck {
  std::string name;                                  ///< a true sentence about the program
  std::function<std::optional<std::string>()> find;  ///< what is wrong, or nothing
};

/// A file of TOML about a model, compiled in; sim/io reads it.
struct TextFile {
  std::string_view name;  ///< "rules", or the code of a language: "nl"
  std::string_view text;
};

/// A simulation model. Stateless: every call describes or makes whole runs; calls may be
/// concurrent.
class Model {
 public:
  Model() = default;
  virtual ~Model() = default;
  Model(const Model&) = delete;
  Model& operator=(const Model&) = delete;

  virtual std::string_view name() const = 0;
  /// What a step of time is called, here and in result files: "month".
  virtual std::string_view step() const = 0;
  /// Length, luck and repetition where a scenario says nothing of them.
  virtual RunSettings run_settings() const { return {}; }
  virtual const std::vector<ParameterInfo>& parameters() const = 0;
  virtual const std::vector<MetricInfo>& metrics() const = 0;
  virtual const std::vector<PhaseInfo>& phases() const = 0;
  virtual const std::vector<BreakdownInfo>& breakdowns() const = 0;
  virtual const std::vector<ArrayInfo>& arrays() const = 0;
  virtual const std::vector<TableInfo>& tables() const = 0;
  virtual const std::vector<VariantInfo>& variants() const = 0;
  /// Ways to cut a feedback loop, everything else equal: "cut:all", "cut:seek_shelter".
  virtual const std::vector<VariantInfo>& cuts() const {
    static const std::vector<VariantInfo> none;
    return none;
  }
  /// The feedback loops that the model is about, each with a cut of its own.
  virtual const std::vector<DynamicInfo>& dynamics() const {
    static const std::vector<DynamicInfo> none;
    return none;
  }

  /// What the tables do not say: the rules with their equations, and in each language what is said
  /// of the rows. Rows have names and no texts.
  virtual std::vector<TextFile> texts() const { return {}; }
  /// When parameters have no effect: to warn those who set them then.
  virtual const std::vector<IdleInfo>& idle() const {
    static const std::vector<IdleInfo> none;
    return none;
  }
  /// Rows of parameters() that somebody who is new to the model sets first, in order; none: all.
  virtual const std::vector<std::size_t>& first_parameters() const {
    static const std::vector<std::size_t> none;
    return none;
  }

  /// Names of the metrics that tables show unless asked for all; none: all.
  virtual std::vector<std::string_view> key_metrics() const { return {}; }
  /// Values for random draws of the whole model, where many small worlds tell more than a few
  /// large ones: rows of parameters().
  virtual std::vector<std::pair<std::size_t, Value>> draw_settings() const { return {}; }

  /// Checks for `maatwerk selftest`, seconds in all.
  virtual std::vector<SelfCheck> self_checks() const { return {}; }

  /// Number of elements of a breakdown under a scenario.
  virtual int breakdown_size(const Scenario&, int breakdown) const = 0;
  virtual std::optional<Conflict> conflict(const Scenario&) const = 0;
  /// A process that feeds on itself and would grow without bound under these values, whatever
  /// happens in a run: draws of the whole model leave such values out.
  virtual std::optional<Conflict> supercritical(const Scenario&) const { return std::nullopt; }
  virtual RunSize size(const Scenario&) const = 0;
  /// One run before its first step. Bits depend on the scenario, its seed and the replicate; never
  /// on `parallel`, which outlives the run.
  virtual std::unique_ptr<Run> start(const Scenario&, std::uint32_t replicate, Parallel&) const = 0;

  /// What it can show of single cases and lives; none: nothing.
  virtual const CloseUp* close_up() const { return nullptr; }

  /// One run from start to end.
  /// \throws RunError if a number is not finite or a case gets lost
  RunResult simulate(const Scenario& scenario, std::uint32_t replicate, Parallel& parallel) const {
    return start(scenario, replicate, parallel)->finish();
  }
};

/// Row of the parameter with this dotted name, if there is one.
std::optional<std::size_t> find_parameter(const Model&, std::string_view name);
std::optional<std::size_t> find_metric(const Model&, std::string_view name);
/// The metrics that tables and statistics report: all but those that are only terms of ratios.
std::span<const MetricInfo> reported_metrics(const Model&);
/// Every setting of the model's loops that has a name: its cuts, then by dynamic the cuts of parts,
/// and what is counted only.
std::vector<VariantInfo> loop_settings(const Model&);
/// Metrics that a breakdown reports, as rows of Model::metrics(), in order.
std::vector<std::size_t> metrics_of_breakdown(const Model&, int breakdown);
/// Several steps of time: "months".
std::string steps_of(const Model&);
/// The model's defaults as a scenario.
Scenario default_scenario(const Model&);

}  // namespace sim
