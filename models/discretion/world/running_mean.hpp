#pragma once

#include "sim/core/math.hpp"

namespace discretion {

/// Share of the way to their mean that n more terms move a running mean, each by `rate`.
inline double step_of(double rate, double n) { return 1.0 - sim::exp(n * sim::log(1.0 - rate)); }

/// A running mean after n more terms of this mean, each moving it by `rate` of the way.
inline double moved_mean(double value, double mean, double rate, double n) {
  return value + step_of(rate, n) * (mean - value);
}

}  // namespace discretion
