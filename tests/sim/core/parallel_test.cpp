#include "sim/core/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <stdexcept>
#include <vector>

#include <catch2/catch.hpp>

#include "sim/core/random.hpp"
#include "sim/core/tally.hpp"

namespace {

/// Calls check(parallel) for every way in which blocks can be run, one at a time: oneTBB holds
/// all to the smallest number of threads that anybody asks for.
template <class Check>
void in_every_way(Check check) {
  for (const int threads : {1, 2, 5}) {
    sim::Parallel parallel(threads);
    check(parallel);
  }
  for (const std::uint32_t seed : {1U, 2U}) {
    auto parallel = sim::Parallel::shuffled(seed);
    check(parallel);
  }
}

/// A sum over blocks the way a model makes one: a tally for each slot, added at the end.
double sum_over(sim::Parallel& parallel, std::size_t blocks) {
  std::vector<sim::Sum> tallies(static_cast<std::size_t>(parallel.slots()));
  parallel.for_each_block(blocks, [&](std::size_t block, int slot) {
    sim::Random random({1, 0}, 0U, static_cast<std::uint32_t>(block), 0);
    for (int i = 0; i < 100; ++i) tallies[static_cast<std::size_t>(slot)].add(random.normal());
  });
  sim::Sum total;
  for (const sim::Sum& tally : tallies) total += tally;
  return total.value();
}

std::vector<std::size_t> order_of(sim::Parallel parallel, std::size_t blocks) {
  std::vector<std::size_t> order;
  parallel.for_each_block(blocks, [&](std::size_t block, int) { order.push_back(block); });
  return order;
}

}  // namespace

TEST_CASE("each block runs exactly once", "[unit][parallel]") {
  in_every_way([](sim::Parallel& parallel) {
    for (const std::size_t blocks : {std::size_t{0}, std::size_t{1}, std::size_t{1000}}) {
      std::vector<std::atomic<int>> visits(blocks);
      parallel.for_each_block(blocks, [&](std::size_t block, int) { ++visits[block]; });
      CHECK(std::ranges::all_of(visits, [](const auto& count) { return count == 1; }));
    }
  });
}

TEST_CASE("a block gets a slot that no other block uses at the same time", "[unit][parallel]") {
  in_every_way([](sim::Parallel& parallel) {
    std::vector<std::atomic<int>> users(static_cast<std::size_t>(parallel.slots()));
    std::atomic<int> shared = 0;
    std::atomic<int> outside = 0;
    parallel.for_each_block(2000, [&](std::size_t, int slot) {
      if (slot < 0 || slot >= parallel.slots()) {
        ++outside;
        return;
      }
      auto& user = users[static_cast<std::size_t>(slot)];
      if (++user > 1) ++shared;
      --user;
    });
    CHECK(shared == 0);
    CHECK(outside == 0);
  });
}

TEST_CASE("neither threads nor order change a bit of a sum", "[unit][parallel]") {
  sim::Parallel one_thread;
  const double expected = sum_over(one_thread, 500);
  in_every_way([&](sim::Parallel& parallel) { CHECK(sum_over(parallel, 500) == expected); });
}

TEST_CASE("shuffling takes the blocks in another order for another seed", "[unit][parallel]") {
  CHECK(std::ranges::is_sorted(order_of(sim::Parallel(1), 100)));
  const auto order = order_of(sim::Parallel::shuffled(1), 100);
  // A random order leaves one block in its place on average, more than nine once in a million.
  int in_place = 0;
  for (std::size_t i = 0; i < order.size(); ++i) in_place += order[i] == i ? 1 : 0;
  CHECK(in_place < 10);
  CHECK(order != order_of(sim::Parallel::shuffled(2), 100));
}

TEST_CASE("an error in a block reaches the caller", "[unit][parallel]") {
  in_every_way([](sim::Parallel& parallel) {
    const auto fail_at_seven = [](std::size_t block, int) {
      if (block == 7) throw std::runtime_error("block 7");
    };
    CHECK_THROWS_WITH(parallel.for_each_block(100, fail_at_seven), "block 7");
  });
}

TEST_CASE("fewer than one thread means one", "[unit][parallel]") {
  CHECK(sim::Parallel(0).slots() == 1);
  CHECK(sim::Parallel(-3).slots() == 1);
  CHECK(sim::available_threads() >= 1);
}
