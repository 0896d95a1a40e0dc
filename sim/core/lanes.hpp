#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

/// Things worked out side by side, a lane each: what lies in memory. Code for lanes is compiled for
/// each instruction set; see side_by_side.inc.
namespace sim {

inline constexpr std::size_t lanes = 8;  ///< numbers in a register of AVX-512

/// A number for each lane, aligned for the widest register.
struct alignas(64) Numbers : std::array<double, lanes> {};
/// An answer for each lane: all bits set (-1) for yes, none (0) for no.
struct alignas(64) Answers : std::array<std::int64_t, lanes> {};
/// An integer for each lane.
using Integers = Answers;

}  // namespace sim
