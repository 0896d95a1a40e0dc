#pragma once

#include <string_view>

#include "models/discretion/world/world.hpp"
#include "sim/core/run.hpp"

namespace discretion {

/// A phase of the month and the parts of the state that it changes, by the names that
/// phases_test.cpp gives them: that test sees each change, and that there is no other.
struct Phase : sim::Phase<World> {
  std::string_view changes = {};
};

}  // namespace discretion
