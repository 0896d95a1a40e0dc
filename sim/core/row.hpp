#pragma once

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

namespace sim {

/// Place of the row with this name in a table of the program's own.
/// \throws std::logic_error that names it, for a name that no row has: a slip of the pen in a model
template <class Rows>
std::size_t row_of(const Rows& rows, std::string_view name) {
  const auto found = std::ranges::find_if(rows, [&](const auto& row) { return row.name == name; });
  if (found == rows.end()) throw std::logic_error("no row is called " + std::string(name));
  return static_cast<std::size_t>(found - rows.begin());
}

}  // namespace sim
