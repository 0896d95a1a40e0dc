#include "sim/core/memory.hpp"

#include <algorithm>

namespace sim {

void touch(std::span<std::byte> memory, Parallel& parallel) {
  constexpr std::size_t page = 4096;
  constexpr std::size_t together = std::size_t{1} << 20U;
  // Less was mostly used before, or is not worth waking a thread.
  if (memory.size() < 2 * together) return;
  parallel.for_each_block((memory.size() + together - 1) / together, [&](std::size_t block, int) {
    const std::size_t end = std::min(memory.size(), (block + 1) * together);
    for (std::size_t at = block * together; at < end; at += page)
      static_cast<volatile std::byte&>(memory[at]) = std::byte{};
  });
}

}  // namespace sim
