#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "sim/io/results/labelled_group.hpp"
#include "sim/io/results/packed.hpp"
#include "sim/io/results/result_file.hpp"
#include "sim/io/words/words.hpp"

/// A result file before it has runs: every dataset of docs/file-format.md that has a place for each
/// run, and all that is known beforehand. Private to sim/io.
namespace sim::io {

/// Sizes of dimensions, of one scenario or as the file needs them: the largest of all scenarios.
struct Sizes {
  std::size_t months = 0;
  std::vector<std::size_t> breakdowns;
};

/// Sizes of a study's runs.
class RunSizes {
 public:
  explicit RunSizes(const Study&);
  const Sizes& largest() const { return largest_; }
  Sizes at(const RunPlan&) const;

 private:
  const Study& study_;
  std::vector<Sizes> of_scenario_;
  Sizes largest_;
};

/// Length of one dimension of a series: months, elements of a breakdown, or fixed.
struct Axis {
  enum class Of : std::uint8_t { month, breakdown, fixed } of = Of::month;
  std::uint64_t index = 0;  ///< which breakdown, or the fixed length

  std::size_t length(const Sizes&) const;
};

/// A dataset (run, ...) and where its numbers are in the record of a run.
struct Series {
  enum class From : std::uint8_t { overall, breakdown, array, window_means };
  std::string path;
  hdf5::Element element = hdf5::Element::real;
  From from = From::overall;
  std::uint64_t which = 0;  ///< breakdown or array
  std::uint64_t place = 0;  ///< of its equal parts
  std::uint64_t parts = 1;
  std::vector<Axis> axes;
  std::vector<std::uint64_t> in_file;  ///< lengths of the dimensions behind `run`
  std::uint64_t chunk_rows = 1;

  std::span<const double> numbers(const RunRecord&) const;
  std::vector<std::size_t> lengths(const Sizes&) const;
};

/// Parts of a file that runs fill, in the order of a record's.
struct Skeleton {
  std::string file;  ///< the HDF5 file, byte for byte
  std::uint64_t runs = 0;
  std::uint64_t first_run = 0;  ///< number of the first in the whole experiment
  std::vector<Series> series;
  std::vector<std::string> tables;  ///< their groups; "" for one that nobody asked for
  WorldShape worlds;
};
/// \throws hdf5::Failure
Skeleton make_skeleton(const Study&);

void each_of(Axis& axis, auto& visit) { visit(axis.of), visit(axis.index); }
void each_of(Series& it, auto& visit) {
  visit(it.path), visit(it.element), visit(it.from), visit(it.which), visit(it.place);
  visit(it.parts), visit(it.axes), visit(it.in_file), visit(it.chunk_rows);
}
void each_of(WorldShape& it, auto& visit) {
  visit(it.worlds), visit(it.scenarios), visit(it.replicates), visit(it.cells);
}
void each_of(Skeleton& it, auto& visit) {
  visit(it.file), visit(it.runs), visit(it.first_run), visit(it.series), visit(it.tables);
  visit(it.worlds);
}

/// A skeleton that is being made.
struct Draft {
  const Study& study;
  const Model& model;
  RunSizes sizes;
  hdf5::Handle file;
  std::vector<Series> series = {};
  std::vector<std::string> tables = {};

  LabelledGroup new_group(const std::string& name, const std::string& title) const;
};

// Each adds groups of these names, or what its name says, to the file.
void add_root(Draft&);
void add_breakdowns(Draft&);
void add_arrays(Draft&);
void add_tables(Draft&);
void add_scenarios(Draft&);
void add_parameters(Draft&);
void add_dynamics(Draft&);
void add_provenance(Draft&);
/// Only where a scenario has [organisation].
void add_organisation(Draft&);
/// Only where a scenario has [observed].
void add_observed(Draft&);
void add_design(Draft&);
void add_run_means(Draft&);
void add_worlds(Draft&);
void add_matching(Draft&);

/// The dimension `run` of a group, with its coordinates.
/// \param of_root with status and parameters as well
void add_run_dimension(const Draft&, LabelledGroup&, bool of_root);
void add_month_dimension(const Draft&, LabelledGroup&);
/// Names along a breakdown's dimension, where all scenarios give the same ones:
/// life_situation_name.
void add_given_names(const Draft&, LabelledGroup&, const BreakdownInfo&, std::size_t elements);
void add_scenario_dimension(const Study&, LabelledGroup&);
void add_metric_dimension(const Model&, LabelledGroup&);
void add_window_dimension(const Study&, LabelledGroup&);
/// A dataset with a place for each run.
hdf5::Handle add_series(Draft&, LabelledGroup&, const std::vector<std::string>& dimensions,
                        const Meaning&, Series);

/// The same for a metric; `series` knows where its numbers are, and the group in its path.
void add_metric(Draft&, LabelledGroup&, std::size_t metric,
                const std::vector<std::string>& dimensions, Series series);

/// Short names along a dimension, a dataset for each of the model's languages: "label_en".
void add_labels(LabelledGroup&, const Model&, const std::string& prefix,
                const std::string& dimension,
                const std::function<std::vector<std::string>(const Words&)>& labels_in);

/// Money and need, which UDUNITS does not know; nothing of either that is empty.
void write_unit(const hdf5::Handle&, const std::string& currency, const std::string& scale);
/// How a unit of the model's tables is said in a file that UDUNITS has to read.
struct FileUnit {
  std::string units = "1";
  std::string currency;
  std::string scale;
};
FileUnit file_unit(const std::string& unit);

}  // namespace sim::io
