#include "sim/core/share_out.hpp"

#include <algorithm>
#include <atomic>
#include <stdexcept>
#include <vector>

#include <catch2/catch.hpp>

TEST_CASE("every item that is shared out is worked on once") {
  std::vector<std::atomic<int>> times(1000);
  sim::share_out(times.size(), [&](std::size_t item) { ++times[item]; });
  CHECK(std::ranges::all_of(times, [](const auto& count) { return count == 1; }));
}

TEST_CASE("what work on a shared item throws reaches the caller") {
  CHECK_THROWS_AS(sim::share_out(100,
                                 [](std::size_t item) {
                                   if (item == 40) throw std::out_of_range("40");
                                 }),
                  std::out_of_range);
}
