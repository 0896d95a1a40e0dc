#pragma once

#include <vector>

#include "sim/core/model.hpp"

namespace sim::cli {

/// Checks of what every model stands on: elementary functions and random numbers.
std::vector<SelfCheck> engine_checks();

}  // namespace sim::cli
