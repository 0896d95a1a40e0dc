#pragma once

#include "models/discretion/stories/telling.hpp"

namespace discretion {

/// A citizen: what was asked, decided, seen, said, and how trust and hardship went.
/// \throws std::invalid_argument if nobody of that number is followed
sim::Tale tell_citizen(const Lives& lives, std::optional<int> who);

}  // namespace discretion
