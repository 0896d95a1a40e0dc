#pragma once

#include <vector>

#include "sim/core/model.hpp"

namespace discretion {

/// Parts of the model that theory can solve, held against its formulas; for the self test.
std::vector<sim::SelfCheck> closed_form_checks();

}  // namespace discretion
