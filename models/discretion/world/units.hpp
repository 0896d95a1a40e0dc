#pragma once

#include <string_view>

#include "sim/core/metric.hpp"

namespace discretion {

/// What a metric is counted in.
struct UnitOfMeasure {
  std::string_view unit;
  std::string_view scale;
  std::string_view currency;
  bool count = false;
  sim::ValidRange valid = {};  ///< of what is counted in it, unless a row says more

  constexpr UnitOfMeasure within(double min, double max) const {
    UnitOfMeasure narrower = *this;
    narrower.valid = {min, max};
    return narrower;
  }
  constexpr UnitOfMeasure at_least(double min) const { return within(min, valid.max); }
  constexpr UnitOfMeasure at_most(double max) const { return within(valid.min, max); }
};

namespace units {
inline constexpr sim::ValidRange never_negative{0, sim::ValidRange::infinity};

inline constexpr UnitOfMeasure share{"1", "", "", false, {0, 1}};
/// One count over another of which it is no part, or a share that can be passed.
inline constexpr UnitOfMeasure quotient{"1", "", ""};
inline constexpr UnitOfMeasure need{"1", "standard deviation of need", ""};
inline constexpr UnitOfMeasure squared_need{"1", "variance of need", ""};
inline constexpr UnitOfMeasure index{"1", "index", ""};
inline constexpr UnitOfMeasure number{"1", "count", "", false, never_negative};
inline constexpr UnitOfMeasure euro{"1", "", "EUR", false, never_negative};
inline constexpr UnitOfMeasure months{"month", "", "", false, never_negative};
inline constexpr UnitOfMeasure hours{"hour", "", "", false, never_negative};
inline constexpr UnitOfMeasure bits{"bit", "", "", false, never_negative};
inline constexpr UnitOfMeasure cases{"1", "", "", true, never_negative};
}  // namespace units

}  // namespace discretion
