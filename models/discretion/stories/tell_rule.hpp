#pragma once

#include "models/discretion/stories/telling.hpp"

namespace discretion {

/// A rule: its birth, what it slipped, its revisions, children and end. Which rules there are is of
/// each scenario its own.
sim::Tale tell_rule(const Lives& lives, std::optional<int> who);

}  // namespace discretion
