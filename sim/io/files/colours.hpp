#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace sim::io {

/// Names of the colours that a scenario may ask for: the palette of Okabe and Ito (2008), told
/// apart under the common forms of colour blindness. `analysis/style.py` draws them.
inline constexpr std::array<std::string_view, 8> colour_names{
    "black", "orange", "sky-blue", "green", "yellow", "blue", "vermilion", "purple"};

/// Whether a text is one of these, or #rrggbb.
inline bool is_colour(std::string_view text) {
  if (std::ranges::find(colour_names, text) != colour_names.end()) return true;
  constexpr std::string_view digits = "0123456789abcdefABCDEF";
  return text.size() == 7 && text.front() == '#' &&
         text.find_first_not_of(digits, 1) == std::string_view::npos;
}

}  // namespace sim::io
