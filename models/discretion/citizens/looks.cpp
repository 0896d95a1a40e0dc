#include "models/discretion/citizens/looks.hpp"

#include <array>
#include <bit>
#include <cstring>
#include <limits>

#include "sim/core/math.hpp"
#include "sim/core/vectorised.hpp"

namespace discretion {

namespace {

#define SIM_CODE "models/discretion/citizens/looks_lanes.inc"
#include "sim/core/for_each_instruction_set.inc"
#undef SIM_CODE

}  // namespace

void feel(const World& world, const Office& office, const Looks& looks, Feelings& feelings) {
  SIM_VERSION(feel_lanes)(world, office, looks, feelings);
}

}  // namespace discretion
