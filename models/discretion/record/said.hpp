#pragma once

#include <cmath>
#include <cstdint>
#include <string>

#include "sim/core/tale.hpp"

/// What cases and stories say alike.
namespace discretion {

/// So many of a hundred. What is no number is a dash.
inline sim::Field of_100(double share) {
  if (!std::isfinite(share)) return std::string("–");
  return static_cast<std::int64_t>(std::llround(100.0 * share));
}
inline std::int64_t year_of(int month) { return (month + 11) / 12; }
inline sim::Word scenario_name(const std::string& name) {
  return {"variants." + name + ".label", name};
}

}  // namespace discretion
