#pragma once

#include "sim/core/model.hpp"

namespace case_round {

/// Case-round v1, a fixed workload to time the engine with. The one instance; see README.md beside
/// this file.
const sim::Model& model();

}  // namespace case_round
