#include "models/discretion/course/long_run.hpp"

#include <bit>
#include <cstring>
#include <limits>

#include "sim/core/math.hpp"
#include "sim/core/vectorised.hpp"

namespace discretion {

namespace {

#define SIM_CODE "models/discretion/course/long_run_lanes.inc"
#include "sim/core/for_each_instruction_set.inc"
#undef SIM_CODE

}  // namespace

Spread after(const NeedParameters& p, double threshold, double waited, const Wishes& wishes,
             const Spread& before) {
  Spread left;
  SIM_VERSION(after_lanes)(p, threshold, waited, wishes, before, left);
  return left;
}

}  // namespace discretion
