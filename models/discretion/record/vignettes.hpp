#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/discretion/world/world.hpp"

/// A vignette study: the same case files before workers of several teams and offices, to split the
/// variance of decisions by where it comes from (Kahneman, Sibony & Sunstein 2021). Observation
/// only. ODD, section 7.6.
namespace discretion {

/// What a worker would do with a case, under two errors of perception.
struct Opinion {
  double first = 0, second = 0;  ///< mean treatment over options [sd of need]
  double within = 0;             ///< variance over options, mean of the two
};

/// Opinions of a panel of workers about some cases.
struct VignetteStudy {
  std::vector<std::size_t> life_situation;  ///< by case
  std::vector<std::uint32_t> team;          ///< by panellist; those of a team side by side
  std::vector<std::uint32_t> office;        ///< by panellist; those of an office side by side
  std::vector<Opinion> opinions;            ///< [case][panellist]
};

/// Puts a keyed sample of the month's decided cases before a keyed panel of workers.
VignetteStudy hold_study(const World& world);

/// Splits the variance by products of opinions: which pairs agree more than others. Unbiased for
/// each component before division by their sum, so that a share may come out below 0.
VarianceSplit split_variance(const VignetteStudy& study);

}  // namespace discretion
