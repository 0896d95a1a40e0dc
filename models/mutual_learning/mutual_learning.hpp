#pragma once

#include "sim/core/model.hpp"

namespace mutual_learning {

/// Mutual learning of individuals and an organisational code (March 1991). The one instance; see
/// README.md beside this file.
const sim::Model& model();

}  // namespace mutual_learning
