#pragma once

#include <array>
#include <string_view>

#include "models/discretion/workers/judgement.hpp"

namespace discretion {

/// Names of the voices, in the table of handlings and in the keys of texts.
inline constexpr std::array<std::string_view, voices> voice_names{
    "citizen", "law", "organisation", "profession", "society", "self"};

/// What voices ask for in a case.
struct Wishes {
  /// The option that each voice asks for; `options` where it does not mind.
  std::array<std::size_t, voices> wish{};
  std::array<double, voices> stake{};  ///< weight times what it would lose by its worst option

  /// Whether two voices want different options.
  bool conflict(std::size_t a, std::size_t b) const {
    return wish[a] < options && wish[b] < options && wish[a] != wish[b];
  }
};

/// A voice asks for what would cost it more than the scale of chance to do without.
Wishes wishes_of(const World& world, const Office& office, const Desk& desk, const Judgement& j);

}  // namespace discretion
