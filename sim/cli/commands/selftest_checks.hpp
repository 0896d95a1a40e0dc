#pragma once

#include <cstdint>
#include <vector>

#include "sim/core/model.hpp"
#include "sim/core/random.hpp"

namespace sim::cli {

/// What a random number is for that checks random numbers.
enum class Draw : std::uint32_t { any = check_purposes.first };

/// Checks of what every model stands on: elementary functions and random numbers.
std::vector<SelfCheck> engine_checks();

}  // namespace sim::cli
