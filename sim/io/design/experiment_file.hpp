#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/core/model.hpp"
#include "sim/io/design/design.hpp"

namespace sim::io {

/// One parameter that a design varies, and how a place in 0 .. 1 becomes a value of it.
struct Factor {
  enum class Form : unsigned char {
    range,   ///< between low and high, evenly
    values,  ///< one of a list
    times,   ///< default times low .. high, evenly on the scale of logarithms
    drawn    ///< on the scale of the parameter's row (sim/core/drawing.hpp)
  };
  std::size_t parameter = 0;  ///< row of Model::parameters()
  Form form = Form::range;
  double low = 0;
  double high = 1;
  std::vector<double> values;
  std::string place;  ///< FILE:LINE:COL, for messages
};

/// Kinds of designs; sim/experiment/designs.cpp makes their points.
enum class DesignKind : unsigned char { grid, list, random, lhs, sobol, saltelli, morris, csv };

/// One row a kind, in that order: what it is called, and whether [design] has to say n.
struct DesignKindInfo {
  std::string_view name;
  bool needs_n = false;
};
inline constexpr std::array<DesignKindInfo, 8> design_kinds{{{"grid"},
                                                             {"list"},
                                                             {"random", true},
                                                             {"lhs", true},
                                                             {"sobol", true},
                                                             {"saltelli", true},
                                                             {"morris"},
                                                             {"csv"}}};
constexpr const DesignKindInfo& info_of(DesignKind kind) {
  return design_kinds[static_cast<std::size_t>(kind)];
}

/// A scenario that is crossed with the design: the base with some values set.
struct NamedValues {
  std::string name;
  std::string title;
  std::vector<std::pair<std::size_t, Value>> set;  ///< row of Model::parameters(), value
  std::string place;
  std::vector<std::string> places = {};  ///< of the values; none where no file gives them
};

/// An experiment file as it is written, each value checked by itself.
struct ExperimentFile {
  std::string path;
  std::string as_written;
  std::string title;
  std::string base;  ///< scenario: a path relative to the file, or a name
  std::string base_place;

  DesignKind kind = DesignKind::grid;
  std::string design_place;
  int n = 0;  ///< points, or base points of saltelli; 0: not given
  std::uint64_t seed = 1;
  int levels = 0;  ///< grid, morris; 0: not given
  int trajectories = 0;
  std::filesystem::path table;  ///< csv: the file that the points stand in
  std::vector<Factor> factors;
  std::vector<std::vector<double>> rows;  ///< csv: [point][factor]

  bool variants = false;
  std::vector<NamedValues> scenarios;

  int replicates = 0;  ///< 0: the base scenario's; with until the most
  std::string until;   ///< ci(METRIC@WINDOW)=X, or empty
  std::string until_place;

  std::vector<std::string> metrics;  ///< none: all
  int every = 1;
  bool breakdowns = true;
};

/// \throws FileError if it cannot be opened; InputError with FILE:LINE:COL for anything wrong in it
ExperimentFile read_experiment(const Model&, const std::filesystem::path&);

/// Reads a design from a CSV file: a header with names of parameters, then a row for each point.
void read_design_csv(const Model&, const std::filesystem::path&, ExperimentFile&);

/// Whether a file is such a table, by its name.
inline bool is_table(const std::filesystem::path& path) { return path.extension() == ".csv"; }
/// The points of such a table that stands by itself.
/// \throws FileError if it cannot be read; InputError with FILE:LINE:COL for anything wrong in it
Design read_points(const Model&, const std::filesystem::path&);

}  // namespace sim::io
