#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <utility>
#include <vector>

#include "models/discretion/world/world.hpp"
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

/// Calls visit(desk), for blocks of desks side by side.
template <class Visit>
void for_each_worker(World& world, sim::Parallel& parallel, Visit visit) {
  for_each_block_of_workers(world, parallel,
                            [&](std::uint32_t begin, std::uint32_t end, Notebook&) {
                              for (std::uint32_t w = begin; w < end; ++w) visit(w);
                            });
}

/// Calls visit(team), for blocks of teams side by side.
template <class Visit>
void for_each_team(const World& world, sim::Parallel& parallel, Visit visit) {
  constexpr std::size_t together = 32;
  const std::size_t teams = world.teams.office.size();
  parallel.for_each_block((teams + together - 1) / together, [&](std::size_t block, int) {
    const auto end = static_cast<std::uint32_t>(std::min(teams, (block + 1) * together));
    for (auto team = static_cast<std::uint32_t>(block * together); team < end; ++team) visit(team);
  });
}

/// Puts a citizen in front of a list that other threads may put somebody in front of as well.
/// \return who was in front
inline std::uint32_t put_first(const World& world, std::uint32_t& first, CitizenId citizen) {
  if (world.notebooks.size() == 1) return std::exchange(first, number(citizen));  // one thread
  return std::atomic_ref<std::uint32_t>(first).exchange(number(citizen), std::memory_order_relaxed);
}

/// Follows the lists of cases of a block of workers ahead of the work on them, side by side and one
/// citizen at a time, so that nobody waits for memory.
/// \param Fetch is called with each citizen, in nobody's order
template <class Fetch>
class ListsAhead {
 public:
  ListsAhead(const World& world, Fetch fetch) : world_(world), fetch_(fetch) {}

  using Firsts = std::array<const std::vector<std::uint32_t>*, 2>;  ///< a null pointer: one less
  void start(const Firsts& firsts, std::uint32_t begin, std::uint32_t end) {
    lists_ = 0;
    for (const auto* first : firsts) {
      if (first == nullptr) continue;
      for (std::uint32_t w = begin; w < end; ++w) come_to((*first)[w]);
    }
  }
  /// One citizen further in each list.
  void step() {
    const std::uint32_t lists = std::exchange(lists_, 0);
    for (std::uint32_t k = 0; k < lists; ++k) come_to(world_.citizens[at_[k]].next_case);
  }
  void finish() {
    while (lists_ > 0) step();
  }

 private:
  void come_to(std::uint32_t citizen) {
    if (citizen == nobody) return;
    sim::prefetch(world_.citizens[citizen]);
    fetch_(citizen);
    at_[lists_++] = citizen;
  }

  const World& world_;
  Fetch fetch_;
  std::uint32_t lists_ = 0;
  std::array<std::uint32_t, std::size_t{2} * workers_per_block> at_{};
};

/// The same for blocks whose lists of cases are followed, each while work is done on the one
/// before: visit(first worker, one past the last, notebook, ahead, room) calls `ahead.step()` now
/// and then.
/// \param Room what the work is done in, made once for several blocks
template <class Room, class Fetch, class Visit>
void for_each_block_of_workers(World& world, sim::Parallel& parallel,
                               const typename ListsAhead<Fetch>::Firsts& firsts, Fetch fetch,
                               Visit visit) {
  constexpr std::uint32_t together = 8 * workers_per_block;
  const auto workers = static_cast<std::uint32_t>(world.workers.decided.size());
  parallel.for_each_block((workers + together - 1) / together, [&](std::size_t group, int slot) {
    const auto first = static_cast<std::uint32_t>(group) * together;
    const std::uint32_t last = std::min(workers, first + together);
    Room room;
    ListsAhead<Fetch> ahead(world, fetch);
    ahead.start(firsts, first, std::min(last, first + workers_per_block));
    for (std::uint32_t begin = first; begin < last; begin += workers_per_block) {
      ahead.finish();
      const std::uint32_t end = std::min(last, begin + workers_per_block);
      if (end < last) ahead.start(firsts, end, std::min(last, end + workers_per_block));
      visit(begin, end, world.notebooks[static_cast<std::size_t>(slot)], ahead, room);
    }
  });
}

}  // namespace discretion
