#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

/// Things worked out side by side, a lane each: what lies in memory. Formulas read it as numbers of
/// number.hpp.
namespace sim {

inline constexpr std::size_t lanes = 8;  ///< numbers in a register of AVX-512

/// A number for each lane, aligned for the widest register.
struct alignas(64) Numbers : std::array<double, lanes> {};
/// An integer for each lane.
struct alignas(64) Integers : std::array<std::int64_t, lanes> {};
/// An answer for each lane: all bits set (-1) for yes, none (0) for no.
struct alignas(64) Answers : std::array<std::int64_t, lanes> {};

/// Yes or no beside a number of one case, or beside those of a lane each.
template <class Number>
using AnswerBeside = std::conditional_t<std::is_same_v<Number, Numbers>, Answers, bool>;

}  // namespace sim
