#pragma once

#include <span>
#include <vector>

#include "models/discretion/world/phase.hpp"
#include "sim/core/model.hpp"

namespace discretion {

/// A month, phase by phase. Each phase ends before the next begins, and no result depends on the
/// order within one: rules read the state as the phase found it, or only what is their own.
const std::vector<Phase>& month_phases();

/// The next month of a world that no run steps, without checks and record.
void run_month(World& world, sim::Parallel& parallel, std::span<const sim::Event> events = {});

}  // namespace discretion
