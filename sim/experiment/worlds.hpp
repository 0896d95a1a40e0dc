#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "sim/core/summary.hpp"
#include "sim/experiment/draws.hpp"
#include "sim/io/results/result_file.hpp"

/// How far findings hang on what is not known: the scenarios of a study in worlds that were drawn.
namespace sim::experiment {

/// Parameters that draws leave as they are: what a scenario says itself, in which scenarios differ,
/// or what is not free.
/// \param fixed rows that somebody set
std::vector<std::size_t> known_parameters(const io::Study&, std::vector<std::size_t> fixed);

/// Draws worlds for a study's scenarios, and puts their runs behind its plan.
/// \throws InputError if there is nothing to draw, or the model refuses every draw
void add_worlds(io::Study&, const DrawPlan&);

/// In how many worlds a difference holds.
struct WorldShare {
  int worlds = 0;
  int sign = 0;  ///< it has this sign
  int size = 0;  ///< and at least io::smallest_share of the mean size of both sides
};

/// Window means of a study's scenarios in worlds.
class WorldValues {
 public:
  WorldValues(const io::Study&, const io::WorldMeans&);

  std::size_t count() const { return worlds_; }
  /// By world; NaN where there is none.
  std::vector<double> values(std::size_t scenario, std::size_t metric, Window) const;
  /// Worlds in which a contrast goes the way of its mean; one without a number is one in which it
  /// does not hold. Nothing of a difference of 0, or of none.
  std::optional<WorldShare> share(const ContrastRow&) const;

 private:
  std::size_t worlds_, scenarios_, metrics_, windows_;
  std::vector<double> values_;
};

/// The same of any two sides in any worlds.
WorldShare share_of(const std::vector<double>& left, const std::vector<double>& right, int sign);

}  // namespace sim::experiment
