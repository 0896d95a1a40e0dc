#pragma once

#include <algorithm>

#include "models/discretion/citizens/parameters.hpp"

/// Numbers of the citizens' rules that no scenario changes: our own assumptions, listed in the ODD
/// (section 7.17).
namespace discretion {

/// Most that the monthly probability of a wish gets to with problems: a hazard has to be finite.
inline constexpr double most_wishes = 0.9;
/// Of the threshold of underserved: a misfit up to here is a fitting decision, and no reason for
/// upholding a complaint.
inline constexpr double fitting_share = 0.5;
/// Weight in assertiveness of what makes a citizen capable beyond the usual.
inline constexpr double assertiveness_of_capacity = 0.5;
/// Weight of assertiveness of one's own, √(1 - 0.5²): with the one above its variance is 1.
inline constexpr double assertiveness_own = 0.87;
/// Capacity below and above which citizens count as able to do little and much.
inline constexpr double little_capacity = 0.5;
inline constexpr double much_capacity = 0.8;

/// Monthly probability of a wish.
inline double wish_probability(const NeedParameters& p, int problems) {
  return std::min(most_wishes, p.wish_rate * (1 + problems));
}

}  // namespace discretion
