#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/core/parallel.hpp"

namespace sim {

/// Makes memory ready for its first use, on all threads: the kernel takes longer to find a page
/// than anybody to fill it. Bytes may be overwritten.
void touch(std::span<std::byte> memory, Parallel& parallel);

/// Empties a list, reserves room for elements and makes that ready.
template <class Element>
void reserve(std::vector<Element>& elements, std::size_t count, Parallel& parallel) {
  elements.clear();
  elements.reserve(count);
  touch(std::as_writable_bytes(std::span(elements.data(), count)), parallel);
}

}  // namespace sim
