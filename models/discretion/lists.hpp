#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <utility>
#include <vector>

#include "models/discretion/world.hpp"
#include "sim/core/prefetch.hpp"

namespace discretion {

/// Workers are worked through in blocks of this many, whatever the number of threads.
inline constexpr std::uint32_t workers_per_block = 16;

/// Calls visit(first worker, one past the last, the thread's notebook) for blocks of desks.
template <class Visit>
void for_each_block_of_workers(World& world, sim::Parallel& parallel, Visit visit) {
  const auto workers = static_cast<std::uint32_t>(world.workers.decided.size());
  parallel.for_each_block(
      (workers + workers_per_block - 1) / workers_per_block, [&](std::size_t block, int slot) {
        const auto begin = static_cast<std::uint32_t>(block) * workers_per_block;
        visit(begin, std::min(workers, begin + workers_per_block),
              world.notebooks[static_cast<std::size_t>(slot)]);
      });
}

/// Puts a citizen in front of a list that other threads may put somebody in front of as well.
/// \return who was in front
inline std::uint32_t put_first(const World& world, std::uint32_t& first, std::uint32_t citizen) {
  if (world.notebooks.size() == 1) return std::exchange(first, citizen);  // one thread
  return std::atomic_ref<std::uint32_t>(first).exchange(citizen, std::memory_order_relaxed);
}

/// Fetches the citizens in the lists of a block of workers, and calls visit(citizen), side by side: a
/// step waits for the one before in its own list only. The order is nobody's.
template <class Visit>
void follow_lists(const World& world, const std::vector<std::uint32_t>& first, std::uint32_t begin,
                  std::uint32_t end, Visit visit) {
  std::array<std::uint32_t, workers_per_block> at{};
  std::copy(first.begin() + begin, first.begin() + end, at.begin());
  std::uint32_t lists = end - begin;
  while (lists > 0) {
    std::uint32_t left = 0;
    for (std::uint32_t k = 0; k < lists; ++k) {
      if (at[k] == nobody) continue;
      sim::prefetch(world.citizens[at[k]]);
      visit(at[k]);
      at[left++] = at[k];
    }
    for (std::uint32_t k = 0; k < left; ++k) at[k] = world.citizens[at[k]].next_case;
    lists = left;
  }
}

}  // namespace discretion
