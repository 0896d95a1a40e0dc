#pragma once

#include <array>
#include <cstddef>

#include "models/discretion/parameters.hpp"
#include "sim/core/lanes.hpp"

/// What wishes leave of hardship in the long run: circumstances side by side, a lane each.
namespace discretion {

/// Circumstances looked at, in standard deviations from their mean.
inline constexpr std::size_t nodes = 13;
inline constexpr double node_step = 0.5;
constexpr double node(std::size_t k) {
  return (static_cast<double>(k) - (nodes - 1) / 2.0) * node_step;
}

/// A normal distribution by three points, in standard deviations, with the right first five
/// moments.
inline constexpr std::array<double, 3> point{-1.7320508075688772, 0.0, 1.7320508075688772};
inline constexpr std::array<double, 3> point_weight{1.0 / 6, 4.0 / 6, 1.0 / 6};

/// A number for each of the circumstances, and for the lanes that are left.
struct OfNodes {
  std::array<sim::Numbers, (nodes + sim::lanes - 1) / sim::lanes> registers{};

  double& operator[](std::size_t k) { return registers[k / sim::lanes][k % sim::lanes]; }
  double operator[](std::size_t k) const { return registers[k / sim::lanes][k % sim::lanes]; }
};

/// Wishes of citizens alike but for their circumstances, before hardship.
struct Wishes {
  OfNodes gap;      ///< need - rule [sd of need]
  OfNodes take_up;  ///< probability
  /// What decisions give above the rule, and how likely: by what is perceived of a case that is
  /// tailored, by how the rule is read of one that is not.
  std::array<OfNodes, 2 * point.size()> given, probability;
};

/// Hardship in its mean and its mean square, by circumstances.
struct Spread {
  OfNodes mean, square;
};

/// What one wish of everybody leaves of hardship that is spread so.
/// \param threshold beyond which a shortfall is underserved [sd of need]
/// \param waited mean months between filing and decision
Spread after(const NeedParameters&, double threshold, double waited, const Wishes&, const Spread&);

/// `after` in each Number: long_run_lanes.cpp.
template <class Number>
struct LongRun {
  static void after(const NeedParameters&, double threshold, double waited, const Wishes&,
                    const Spread& before, Spread& left);
};

}  // namespace discretion
