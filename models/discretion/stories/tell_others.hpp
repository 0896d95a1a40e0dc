#pragma once

#include "models/discretion/stories/telling.hpp"

namespace discretion {

/// A worker: norm, blame and sensitivity, and what moved them.
/// \throws std::invalid_argument if there is nobody of that number
sim::Tale tell_worker(const Lives& lives, std::optional<int> who);
/// An office, year by year.
/// \throws std::invalid_argument if there is none of that number
sim::Tale tell_office(const Lives& lives, std::optional<int> who);

}  // namespace discretion
