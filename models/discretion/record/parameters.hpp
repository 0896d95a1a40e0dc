#pragma once

#include <tuple>

#include "models/discretion/sources.hpp"
#include "sim/core/parameter.hpp"

/// What things cost, and what is written down.
namespace discretion {

struct CostParameters {
  double hour = 60.0;
  double treatment = 1000.0;
  double hardship = 500.0;

  template <class P = CostParameters>
  static constexpr auto table() {
    using sim::Parameter;
    // clang-format off
    return std::tuple{
        Parameter{&P::hour, "hour", "euro", {0, 1e4}, sources::assumed, setup},
        Parameter{&P::treatment, "treatment", "euro", {0, 1e6}, sources::assumed, setup},
        Parameter{&P::hardship, "hardship", "euro", {0, 1e6}, sources::assumed, setup},
    };
    // clang-format on
  }
};

struct RecordParameters {
  int sampled_citizens = 0;

  template <class P = RecordParameters>
  static constexpr auto table() {
    // clang-format off
    return std::tuple{
        sim::Parameter{&P::sampled_citizens, "sampled_citizens", "1", {0, 100000},
                       sources::assumed, setup},
    };
    // clang-format on
  }
};

}  // namespace discretion
