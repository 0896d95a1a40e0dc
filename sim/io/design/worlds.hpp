#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/io/design/design.hpp"

namespace sim::io {

/// A difference that matters in a world is at least this share of the mean size of both sides.
inline constexpr double smallest_share = 0.05;

/// The scheme of worlds that give what was observed, which `calibrate` found.
inline constexpr const char* found_worlds = "fitted";

/// Worlds in which the scenarios of a study are run as well: drawn from what is not known, or
/// found.
struct Worlds {
  Design drawn;                      ///< a point for each world, a factor for each parameter drawn
  std::vector<std::uint64_t> seeds;  ///< of each world's runs, which have luck of their own
  int replicates = 1;                ///< of each scenario in each world
  std::string scheme;      ///< how parameters were drawn: "scale", "factor"; "given", "fitted"
  std::uint64_t seed = 0;  ///< of the draws
  int impossible = 0;      ///< draws that the model refuses, which are not among them

  std::size_t count() const { return seeds.size(); }
};

/// What to find out next: the figure whose knowledge would settle most of what worlds disagree on.
struct FindOutNext {
  std::size_t needs = 0;  ///< worlds, of which there are too few to say; else 0
  std::string figure;     ///< name of an Observable; empty: none clearly settles something
  double now = 0;         ///< how often two worlds disagree on the sign of a difference, of 1
  double then = 0;        ///< what is expected once the figure is known
};

/// Numbers of what is kept of worlds: all that their runs' rows follow from.
struct WorldShape {
  std::uint64_t worlds = 0;
  std::uint64_t scenarios = 0;
  std::uint64_t replicates = 0;
  std::uint64_t cells = 0;  ///< metrics times windows

  std::uint64_t runs() const { return worlds * scenarios * replicates; }
};

/// Window means by world, as its runs come: the mean over the replicates that have a number.
class WorldMeans {
 public:
  explicit WorldMeans(WorldShape);

  /// \param run from 0, world by world and replicate by replicate
  /// \param window_means by metric and window; none if it failed
  void add(std::size_t run, const std::vector<double>& window_means);

  const WorldShape& shape() const { return shape_; }
  std::size_t ok() const { return ok_; }
  std::size_t failed() const { return failed_; }
  /// By world, scenario, metric and window; NaN where there is none, and in a world that has not
  /// had all of its runs, whose scenarios would have had different luck.
  std::vector<double> values() const;

 private:
  WorldShape shape_;
  std::vector<double> sum_;
  std::vector<std::uint32_t> n_;
  std::vector<std::uint64_t> seen_;  ///< by world
  std::size_t ok_ = 0;
  std::size_t failed_ = 0;
};

}  // namespace sim::io
