#pragma once

#include <vector>

#include "models/discretion/record/metrics.hpp"
#include "models/discretion/world/phase.hpp"
#include "sim/core/record.hpp"

namespace discretion {

/// What ends a month: it is checked and looked at, and nothing changes by it.
const std::vector<Phase>& recording_phases();

/// The month as it was observed, or a part of it.
Observation view(const World& world, const sim::Part& part);

}  // namespace discretion
