#pragma once

#include <cstdint>

#include "sim/core/random.hpp"

namespace sim::experiment {

/// What a random number of an experiment is for. Append only: the values are part of every design.
enum class Draw : std::uint32_t {
  design_random = experiment_purposes.first,  ///< (point, factor)
  design_strata,                              ///< (factor, 0): the order of a hypercube's strata
  design_jitter,                              ///< (point, factor): where in its stratum
  design_shift,                               ///< (factor, 0): of a Sobol sequence
  design_start,                               ///< (trajectory, factor)
  design_order,                               ///< (trajectory, 0): which factor steps when
  design_direction,                           ///< (trajectory, factor)
  luck_of_draw,                               ///< (0, 0), by draw: the seed of its runs
  wave_design,                                ///< (0, 0), by wave: the seed of its hypercube
  wave_walk,                                  ///< (walker, level), by wave
  shuffle,                                    ///< (contrast, time): what an observable would settle
  free_parameter = 0xd0                       ///< (hash of its name, attempt), by draw
};

}  // namespace sim::experiment
