#include "models/discretion/workers/decisions.hpp"

#include <bit>
#include <cstring>
#include <limits>

#include "sim/core/lanes.hpp"
#include "sim/core/math.hpp"
#include "sim/core/vectorised.hpp"

namespace discretion {

namespace {

#define SIM_CODE "models/discretion/workers/decisions_lanes.inc"
#include "sim/core/for_each_instruction_set.inc"
#undef SIM_CODE

}  // namespace

void work_out(const World& world, const Office& office, const Desk& desk,
              const Decisions& decisions, const Choices& chosen, Entries& entries) {
  SIM_VERSION(work_out_lanes)(world, office, desk, decisions, chosen, entries);
}

void add_up(const Entries& entries, std::size_t count, const Cells& cells) {
  SIM_VERSION(add_up_lanes)(entries, count, cells);
}

}  // namespace discretion
