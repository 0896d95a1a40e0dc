#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace discretion {

/// Who may be sampled: a keyed word, and a number.
using Places = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// The numbers with the smallest words, in ascending order: a sample that does not depend on the
/// order of draws, and of which a smaller one is a part.
inline std::vector<std::uint32_t> first_by_word(Places places, std::size_t most) {
  if (places.size() > most) {
    std::nth_element(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(most),
                     places.end());
    places.resize(most);
  }
  std::vector<std::uint32_t> numbers;
  for (const auto& [word, number] : places) numbers.push_back(number);
  std::ranges::sort(numbers);
  return numbers;
}

}  // namespace discretion
