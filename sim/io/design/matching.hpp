#pragma once

#include <cstdint>
#include <vector>

#include "sim/io/scenario/observed.hpp"

/// What a file of fitted worlds says of how they were found: /matching of docs/file-format.md.
/// Numbers of figures are in the unit of the figure.
namespace sim::io {

/// A round of runs where nothing spoke against a point yet, and what it taught.
struct Wave {
  std::size_t vectors = 0;    ///< run in it
  double share = 1;           ///< of all points: those that nothing speaks against after it
  double limit = 0;           ///< of implausibility among these
  std::vector<double> noise;  ///< by figure: standard deviation of one run
  /// By figure: of points left out, those within 2 standard deviations of what others say.
  std::vector<double> left_out_inside;
};

/// Parameter vectors that were run, row by row.
struct FittedVectors {
  std::vector<std::int32_t> wave;
  std::vector<double> place;  ///< [vector][parameter], 0 .. 1 of what can be drawn
  std::vector<double> mean;   ///< [vector][figure]
  std::vector<double>
      implausibility;  ///< [vector][figure]: distance of that from what was observed
  std::vector<double> left_out_mean, left_out_sd;  ///< [vector][figure]: what others say of it
  std::vector<std::int32_t> fits;
};

struct Matching {
  std::vector<Observed> figures;
  double discrepancy = 0;           ///< of a figure's value: what the model may be off
  std::vector<double> share_alone;  ///< by figure: of all points, if only it were known
  std::vector<Wave> waves;
  FittedVectors vectors;
  std::vector<std::int32_t> chosen;  ///< by world: its vector
  std::vector<double> plausible;     ///< [point][parameter], spread evenly over what is left
};

}  // namespace sim::io
