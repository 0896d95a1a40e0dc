#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "sim/core/parallel.hpp"
#include "sim/experiment/emulator.hpp"

/// Where in the unit cube a simulation may give what was observed: history matching (Craig et al.
/// 1997; Vernon, Goldstein and Bower 2010).
namespace sim::experiment {

/// What was observed of a figure.
struct Target {
  double value = 0;
  double variance = 0;  ///< of margin and discrepancy together
};

/// What a wave of runs taught of each figure.
struct Lesson {
  Emulator emulator;
  double noise = 0;  ///< variance of one run
};

/// Beyond it a point is implausible, whatever the distribution, if it has one top: at most 5 % lie
/// there (Pukelsheim 1994).
inline constexpr double implausible_beyond = 3;

/// All that waves taught so far.
class Plausible {
 public:
  /// \param allowed whether the model takes a point at all
  Plausible(std::size_t dimensions, std::vector<Target> targets,
            std::function<bool(std::span<const double>)> allowed)
      : dimensions_(dimensions), targets_(std::move(targets)), allowed_(std::move(allowed)) {}

  /// \param lessons one for each target
  void add_wave(std::vector<Lesson> lessons) { waves_.push_back(std::move(lessons)); }

  std::size_t dimensions() const { return dimensions_; }
  const std::vector<Target>& targets() const { return targets_; }
  const std::vector<std::vector<Lesson>>& waves() const { return waves_; }
  bool allowed(std::span<const double> point) const { return allowed_(point); }

  /// Distance of what is expected of a figure from its target, in standard deviations of all that
  /// is not known of both: the largest of all waves.
  double implausibility(std::span<const double> point, std::size_t figure) const;
  /// The largest of all figures.
  double implausibility(std::span<const double> point) const;
  /// Whether that is at most a limit, and the model takes the point.
  bool within(std::span<const double> point, double limit) const;

 private:
  std::size_t dimensions_;
  std::vector<Target> targets_;
  std::function<bool(std::span<const double>)> allowed_;
  std::vector<std::vector<Lesson>> waves_;
};

/// Points that spread evenly over what is plausible.
struct Region {
  std::vector<double> points;  ///< [point][dimension]
  double share = 1;            ///< of all that the model takes
  double limit = 0;  ///< of implausibility among them: more than was asked if nothing is that low
};

/// Finds it by levels, each a tenth or more of the one before, so that tiny parts are found as well
/// (subset simulation, Au and Beck 2001), with walks along lines in between (Neal 2003).
/// \param wave an address of its random numbers
Region find_region(const Plausible&, std::size_t points, double limit, std::uint64_t seed, int wave,
                   Parallel&);

/// Places of so many points that lie far from each other and from those that are there already:
/// one by one the farthest.
/// \param there [point][dimension]
std::vector<std::size_t> spread_out(std::span<const double> points, std::size_t dimensions,
                                    std::size_t count, std::span<const double> there = {});

}  // namespace sim::experiment
