#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "sim/core/math.hpp"

/// Four doubles side by side, where a loop over four is not made into vector instructions by the
/// compiler. Inside a loop of vectorised.hpp they are one register of AVX2, elsewhere two of SSE2;
/// the bits are those of four doubles, one after the other.
namespace sim {

using Four = double __attribute__((vector_size(32)));
using FourBits = std::uint64_t __attribute__((vector_size(32)));

[[gnu::always_inline]] inline Four load(const std::array<double, 4>& numbers) {
  Four four;  // NOLINT(*-member-init): filled below
  std::memcpy(&four, numbers.data(), sizeof four);
  return four;
}
[[gnu::always_inline]] inline void store(const Four& four, std::array<double, 4>& numbers) {
  std::memcpy(numbers.data(), &four, sizeof four);
}
[[gnu::always_inline]] inline Four absolute(const Four& x) {
  constexpr std::uint64_t all_but_sign = 0x7fffffffffffffffULL;
  return std::bit_cast<Four>(std::bit_cast<FourBits>(x) & all_but_sign);
}
/// x where it is above 0, else 0.
[[gnu::always_inline]] inline Four above_zero(const Four& x) { return x > 0.0 ? x : 0.0 * x; }
/// exp of each number below 709; 0 below -708.
[[gnu::always_inline]] inline Four exp_below_709(const Four& x) {
  const auto moderate = x > -708.0;
  const Four zero{};
  const Four exponential = exp_of_moderate<Four, FourBits>(moderate ? x : zero);
  return moderate ? exponential : zero;
}

}  // namespace sim
