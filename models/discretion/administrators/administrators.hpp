#pragma once

#include "models/discretion/world/world.hpp"

namespace discretion {

/// Administrators take in the month's signals, and may announce, revise or repeal. Section 5.
void govern(World& world);

}  // namespace discretion
