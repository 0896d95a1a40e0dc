#pragma once

#include "sim/core/close_up.hpp"

namespace discretion {

/// Cases and stories of the model.
const sim::CloseUp* close_up();

}  // namespace discretion
