#pragma once

#include <vector>

#include "sim/core/model.hpp"

namespace discretion {

/// Parameters that have no effect where another, as that of a lever, takes them out.
std::vector<sim::IdleInfo> idle_table(const sim::Model&);

}  // namespace discretion
