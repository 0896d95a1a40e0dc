#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sim::io {

/// The name that a mistyped word most likely stands for: fewest letters inserted, left out,
/// replaced or swapped with their neighbour. The first of equals.
/// \return empty if nothing is close: more than a third of the word's letters (at least one) differ
std::string nearest(std::string_view word, const std::vector<std::string>& names);

/// ` Did you mean NAME?`, or empty if nothing is close.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& names);

}  // namespace sim::io
