#pragma once

#include <array>
#include <cstdint>

/// The constants of case-round v1, in the order of its rules (README.md).
namespace case_round {

inline constexpr std::uint32_t citizens_per_worker = 100;
inline constexpr std::uint32_t neighbours = 8;
inline constexpr double rewired = 0.1;  ///< probability that a neighbour is anybody at all

inline constexpr std::size_t weights = 5;
inline constexpr std::array<float, weights> typical_weight{1.0F, 0.5F, 0.8F, 1.2F, 1.0F};
inline constexpr float weight_least = 0.8F;
inline constexpr float weight_span = 0.4F;
inline constexpr float load_at_start = 7.0F;
inline constexpr float load_unit = 0.05F;

inline constexpr float bias_at_start = -1.5F;
inline constexpr float bias_of_rule = 0.05F;
inline constexpr int most_rules = 16;
inline constexpr double pool_for_rule = 0.25;  ///< complaints a citizen

inline constexpr float half = 0.5F;  ///< where trust, fairness, aspiration and outcomes start

/// Hash of a citizen and a round, by which a case finds its worker.
[[gnu::always_inline]] inline std::uint32_t hash(std::uint32_t citizen, std::uint32_t round) {
  std::uint32_t h = citizen * 0x9E3779B1U + round * 0x85EBCA77U;
  h ^= h >> 15U;
  h *= 0xC2B2AE3DU;
  h ^= h >> 13U;
  return h;
}

}  // namespace case_round
