#pragma once

#include <vector>

#include "sim/core/model.hpp"

namespace discretion {

/// What must hold of the model wherever it runs; a few seconds in all.
std::vector<sim::SelfCheck> self_checks();

}  // namespace discretion
