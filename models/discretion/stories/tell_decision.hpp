#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/discretion/stories/telling.hpp"

namespace discretion {

/// A sentence of a citizen's story.
inline sim::Sentence say(std::string_view key,
                         std::vector<std::pair<std::string, sim::Field>> fields = {}) {
  return {"story.citizen." + std::string(key), std::move(fields)};
}

/// What was seen, who called for what, what was chosen and how it fits.
/// \param threshold beyond which a shortfall is much [sd of need]
std::vector<sim::Sentence> tell_decision(const Handlings& handled, std::size_t row,
                                         double threshold);
sim::Data data_of_decision(const Handlings& handled, std::size_t row);

}  // namespace discretion
