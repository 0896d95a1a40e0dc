#pragma once

#include <string_view>

#include "models/discretion/world/world.hpp"
#include "sim/core/run.hpp"

namespace discretion {

/// A phase of the month, and what it does to the state, by the names that phases_test.cpp gives its
/// parts.
struct Phase : sim::Phase<World> {
  /// Parts that it changes: the test sees each change, and that there is no other.
  std::string_view changes = {};
  /// What it puts down for a later phase, of this month or the next, and that phase: nothing in
  /// between reads it, so that what one agent does in a phase cannot reach another in the same one.
  /// The test spoils each, and sees that nothing else comes out otherwise.
  std::string_view queues = {};
};

}  // namespace discretion
