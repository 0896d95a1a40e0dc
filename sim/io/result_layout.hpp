#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "sim/io/labelled_group.hpp"
#include "sim/io/result_file.hpp"
#include "sim/io/words.hpp"

namespace sim::io {

/// Sizes of dimensions, of one scenario or as the file needs them: the largest of all scenarios.
struct Sizes {
  std::size_t months = 0;
  std::vector<std::size_t> breakdowns;
};

/// Runs of a study that follow each other in one file.
struct RunPiece {
  const hdf5::Handle* file = nullptr;
  std::size_t row = 0;    ///< of the first, in that file
  std::size_t first = 0;  ///< of the first, in the study
  std::size_t count = 0;
};

/// A run of the study that failed.
struct FailedRun {
  std::int32_t run = 0;
  std::string message;
};
/// In the order of runs. \throws hdf5::Failure
std::vector<FailedRun> read_failures(const hdf5::Handle& file);

/// \throws hdf5::Failure
std::vector<Warning> read_warnings(const hdf5::Handle& file);

/// Turns the values of replicates into an estimate.
using Estimator = std::function<Estimate(std::span<const double>)>;

/// An open result file with every dataset of docs/file-format.md that has a place for each run.
/// The partial and the final file are both of this class.
class ResultData {
 public:
  /// Creates the file, with everything that is known before the first run.
  /// \throws hdf5::Failure
  ResultData(const std::filesystem::path&, const Study&);
  ~ResultData() = default;
  ResultData(const ResultData&) = delete;
  ResultData& operator=(const ResultData&) = delete;

  /// Writes runs `first`, `first` + 1, ...
  void write(std::size_t first, std::span<const RunRecord>);
  /// Writes only what is in chunks of a few runs, offices and the like; then only the rest.
  /// \param first a multiple of runs_per_chunk; of runs_per_block for the rest
  void write_parts(std::size_t first, std::span<const RunRecord>);
  void write_rest(std::size_t first, std::span<const RunRecord>);
  /// Marks all runs from `first` on as not started.
  void leave_out(std::size_t first);
  /// Copies all runs of the study from the files that hold them, and sums them up by design point.
  void assemble(std::span<const RunPiece>, const Estimator&);
  void write_summary(const Summary&);
  void write_performance(const Performance&);
  /// Hands all that was written to the system, or else nothing.
  /// \throws hdf5::Failure or std::system_error, as when the disk is full
  void flush() { hdf5::flush(file_); }
  /// Says that nothing is to follow, and flushes.
  void finish();

 private:
  /// Length of one dimension of a series: months, elements of a breakdown, or fixed.
  struct Axis {
    enum class Of : std::uint8_t { month, breakdown, fixed } of = Of::month;
    std::size_t index = 0;  ///< which breakdown, or the fixed length
  };
  /// Runs that follow each other, to be written, and the sizes of each.
  struct Block {
    std::size_t first = 0;
    std::span<const RunRecord> records;
    std::vector<Sizes> sizes;
  };
  enum class Share : std::uint8_t { parts, rest };
  /// A dataset (run, ...) and where its numbers are in a run's result.
  struct Series {
    hdf5::Handle dataset;
    hdf5::Element element = hdf5::Element::real;
    std::vector<Axis> axes;
    std::function<std::span<const double>(const RunResult&)> numbers;

    /// Lengths of the dimensions behind `run`.
    std::vector<std::size_t> lengths(const Sizes&) const;
    /// What a run has, checked to be as long as it should be. \param i which of the block
    std::span<const double> numbers_of(const Block&, std::size_t i) const;
  };
  struct Column {
    hdf5::Handle dataset;
    hdf5::Element element = hdf5::Element::integer;
  };
  /// Runs that follow each other and were made by the same program.
  struct MadeRuns {
    std::size_t first = 0;  ///< of the experiment
    std::size_t count = 0;
    std::string commit;
  };
  /// A long table; its first column is the scale, its second run_id. One that nobody asked for has
  /// no columns.
  struct Table {
    std::vector<Column> columns;
    std::size_t rows = 0;
  };

  void write_root_attributes();
  void create_root();
  void create_breakdowns();
  void create_arrays();
  Axis add_array_dimension(LabelledGroup&, const ArrayInfo::Dimension&);
  void create_tables();
  bool is_asked(const TableInfo&) const;
  void create_scenarios();
  void create_parameters();
  void create_dynamics();
  void create_provenance();
  void create_design();
  void create_run_means();
  void add_experiment(LabelledGroup&);
  void add_warnings(LabelledGroup&);
  static void create_contrasts(LabelledGroup&, const std::vector<ContrastRow>&);
  void add_run_dimension(LabelledGroup&, bool with_parameters);
  void add_parameter_coordinates(LabelledGroup&, std::string& names);
  void add_scenario_dimension(LabelledGroup&);
  void add_month_dimension(LabelledGroup&);
  void write_origin(const hdf5::Handle&, const MetricInfo&) const;
  void add_metric(LabelledGroup&, std::size_t metric, const std::vector<std::string>& dimensions,
                  std::vector<Axis>, std::function<std::span<const double>(const RunResult&)>);
  void count(std::span<const RunRecord>);
  Block block_of(std::size_t first, std::span<const RunRecord>) const;
  void write_series(const Block&, Share);
  void write_others(std::size_t first, std::span<const RunRecord>);
  void write_unaligned(const Block&);
  std::vector<double> rows_of(const Series&, const Block&, std::size_t begin,
                              std::size_t rows) const;
  std::vector<std::byte> pack_rows(const Series&, const Block&, std::size_t begin,
                                   std::size_t rows) const;
  hdf5::Layout layout_of(const Series&) const;
  void append_table(std::size_t index, std::span<const RunRecord>);
  void append_failures(const std::vector<FailedRun>&);
  void create_failures();
  void write_run_means(std::size_t first, std::span<const RunRecord>);
  bool any_ok(hdf5::Rows) const;
  void assemble_dataset(const hdf5::Handle&, hdf5::Element, std::span<const RunPiece>,
                        bool only_ok = true);
  void assemble_table(Table&, std::span<const RunPiece>);
  void assemble_failures(std::span<const RunPiece>);
  void assemble_commits(std::span<const RunPiece>);
  void note_commit(const MadeRuns&);
  void write_commits();
  void summarise_points(const Estimator&);
  void add_summary_dimensions(LabelledGroup&);
  Sizes sizes_at(const RunPlan&) const;
  std::size_t first_run() const { return study_.sweep ? study_.sweep->first_run : 0; }
  std::vector<std::string> scenario_names() const;
  LabelledGroup new_group(const std::string& name, const std::string& title);
  static Column open_column(LabelledGroup&, const std::string& name);

  const Study& study_;
  const Model& model_;
  Sizes largest_;
  std::vector<Sizes> sizes_;  ///< of each scenario
  hdf5::Handle file_;
  Column status_;
  hdf5::Handle run_means_;
  std::vector<Series> series_;
  std::vector<Table> tables_;      ///< the model's
  Table failures_;                 ///< without columns until a run fails
  std::vector<Column> commits_;    ///< of a sweep: who made which runs
  std::vector<MadeRuns> made_by_;  ///< rows of commits_
  int ok_ = 0;
  int failed_ = 0;
};

/// How a unit of the model's tables is said in a file that UDUNITS has to read.
struct FileUnit {
  std::string units = "1";
  std::string currency;
  std::string scale;
};
FileUnit file_unit(const std::string& unit);

/// Parameters that differ between scenarios of a study, as rows of Model::parameters().
std::vector<std::size_t> varied_parameters(const Study&);

/// Short names along a dimension, a dataset for each of the model's languages: "label_en".
void add_labels(LabelledGroup&, const Model&, const std::string& prefix,
                const std::string& dimension,
                const std::function<std::vector<std::string>(const Words&)>& labels_in);

}  // namespace sim::io
