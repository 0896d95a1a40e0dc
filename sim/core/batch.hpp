#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

#include "sim/core/math.hpp"
#include "sim/core/random.hpp"

/// Random words and elementary functions for many at once, bit for bit those of `Random` and
/// math.hpp. The functions in `inlined` are for use inside a loop of `vectorised`.
namespace sim {

/// The four words of one Philox block.
using Words = std::array<std::uint32_t, 4>;

/// Entities whose words come from 16 blocks side by side; see `row_words`.
inline constexpr std::size_t row_size = 64;

namespace inlined {

/// Philox4x32-10 (Salmon et al. 2011, SC'11), written so that compilers turn a loop around it into
/// vectors.
[[gnu::always_inline]] inline Words philox(Words counter, std::uint64_t seed) {
  auto key_0 = static_cast<std::uint32_t>(seed);
  auto key_1 = static_cast<std::uint32_t>(seed >> 32U);
  auto [x0, x1, x2, x3] = counter;
#pragma GCC unroll 10
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t p0 = std::uint64_t{0xD2511F53U} * x0;
    const std::uint64_t p1 = std::uint64_t{0xCD9E8D57U} * x2;
    x0 = static_cast<std::uint32_t>(p1 >> 32U) ^ x1 ^ key_0;
    x2 = static_cast<std::uint32_t>(p0 >> 32U) ^ x3 ^ key_1;
    x1 = static_cast<std::uint32_t>(p1);
    x3 = static_cast<std::uint32_t>(p0);
    key_0 += 0x9E3779B9U;
    key_1 += 0xBB67AE85U;
  }
  return {x0, x1, x2, x3};
}

template <class Purpose>
[[gnu::always_inline]] inline Words words_at(const Stream& stream, Purpose purpose,
                                             std::uint32_t entity, std::uint32_t occasion) {
  return philox({entity, occasion, stream.replicate, static_cast<std::uint32_t>(purpose) << 16U},
                stream.seed);
}

/// One word for each of `rows` times 64 entities in a row, the first of which is 64 `first_row`.
/// All four words of a block are used: entity 64 r + 16 w + l has word w at address 16 r + l.
template <class Purpose>
[[gnu::always_inline]] inline void row_words(const Stream& stream, Purpose purpose,
                                             std::uint32_t first_row, std::size_t rows,
                                             std::uint32_t occasion,
                                             std::uint32_t* __restrict out) {
  constexpr std::uint32_t lanes = row_size / 4;
  for (std::uint32_t row = 0; row < rows; ++row) {
    std::uint32_t* __restrict words = out + std::size_t{row} * row_size;
    for (std::uint32_t lane = 0; lane < lanes; ++lane) {
      const Words at = words_at(stream, purpose, (first_row + row) * lanes + lane, occasion);
      words[lane] = at[0];
      words[lanes + lane] = at[1];
      words[2 * lanes + lane] = at[2];
      words[3 * lanes + lane] = at[3];
    }
  }
}

}  // namespace inlined

/// The word of `row_words` for one entity.
template <class Purpose>
std::uint32_t row_word(const Stream& stream, Purpose purpose, std::uint32_t entity,
                       std::uint32_t occasion) {
  const std::uint32_t row = entity / row_size;
  const std::uint32_t place = entity % row_size;
  return inlined::words_at(stream, purpose, row * 16 + place % 16, occasion)[place / 16];
}

/// The first words at many addresses: word w of address (entities[k], occasions[k]) goes to
/// `words[w][k]`; a null pointer leaves a word out.
void first_words(const Stream& stream, std::uint32_t purpose,
                 std::span<const std::uint32_t> entities, std::span<const std::uint32_t> occasions,
                 const std::array<std::uint32_t*, 4>& words);
template <class Purpose>
void first_words(const Stream& stream, Purpose purpose, std::span<const std::uint32_t> entities,
                 std::span<const std::uint32_t> occasions,
                 const std::array<std::uint32_t*, 4>& words) {
  first_words(stream, static_cast<std::uint32_t>(purpose), entities, occasions, words);
}

/// In place, the same bits as math.hpp's functions of one number.
void exp(std::span<double> values);
void log(std::span<double> values);
void logistic(std::span<double> values);
void normal_quantile(std::span<double> probabilities);
/// Uniform numbers in (0, 1) as `Random::uniform` makes them of words.
void uniform(std::span<const std::uint32_t> words, std::span<double> out);

}  // namespace sim
