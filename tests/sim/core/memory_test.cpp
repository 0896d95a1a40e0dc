#include "sim/core/memory.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <catch2/catch.hpp>

TEST_CASE("all of a reserved list is touched by one thread or by several, and nothing beside it",
          "[unit][memory]") {
  constexpr std::size_t page = 4096;
  for (const int threads : {1, 3}) {
    sim::Parallel parallel(threads);
    // Pages are touched, not written: each has a byte that changed, and the rest is as it was.
    std::vector<std::byte> memory(3'000'001 + 2 * page, std::byte{7});
    const auto inner = std::span(memory).subspan(page, memory.size() - 2 * page);
    sim::touch(inner, parallel);
    const auto touched = std::ranges::count(inner, std::byte{});
    CHECK(touched == static_cast<std::ptrdiff_t>((inner.size() + page - 1) / page));
    for (std::size_t at = 0; at < inner.size(); at += page) REQUIRE(inner[at] == std::byte{});
    CHECK(std::ranges::count(memory, std::byte{}) == touched);
  }
}

TEST_CASE("a reserved list is empty and grows without moving", "[unit][memory]") {
  for (const std::size_t count : {std::size_t{0}, std::size_t{10}, std::size_t{1'000'000}}) {
    sim::Parallel parallel(2);
    std::vector<std::uint32_t> list{1, 2, 3};
    sim::reserve(list, count, parallel);
    CHECK(list.empty());
    const auto* before = list.data();
    list.resize(count);
    CHECK(list.data() == before);
    CHECK(std::ranges::all_of(list, [](std::uint32_t value) { return value == 0; }));
  }
}
