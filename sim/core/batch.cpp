#include "sim/core/batch.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#include "sim/core/vectorised.hpp"

namespace sim {

namespace {

constexpr std::size_t lanes = 16;
constexpr std::uint32_t multiplier_0 = 0xD2511F53U;
constexpr std::uint32_t multiplier_1 = 0xCD9E8D57U;
constexpr std::uint32_t bump_0 = 0x9E3779B9U;
constexpr std::uint32_t bump_1 = 0xBB67AE85U;
constexpr int rounds = 10;

/// 16 counters and, after `philox`, their words: [word][lane].
struct Blocks {
  alignas(64) std::array<std::array<std::uint32_t, lanes>, 4> word;
};

/// Philox4x32-10 (Salmon et al. 2011, SC'11) of 16 counters.
void philox_plain(Blocks& blocks, std::uint64_t seed) {
  const r123::Philox4x32::key_type key{
      {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32U)}};
  auto& word = blocks.word;
  for (std::size_t k = 0; k < lanes; ++k) {
    const auto block = r123::Philox4x32{}({{word[0][k], word[1][k], word[2][k], word[3][k]}}, key);
    for (std::size_t w = 0; w < word.size(); ++w) word[w][k] = block[w];
  }
}

#if defined(__x86_64__)
// Compilers make more of the wide products than they need: two for even and odd lanes are enough.

[[gnu::target("avx2")]] void philox_avx2(Blocks& blocks, std::uint64_t seed) {
  const __m256i m0 = _mm256_set1_epi32(static_cast<int>(multiplier_0));
  const __m256i m1 = _mm256_set1_epi32(static_cast<int>(multiplier_1));
  for (std::size_t half = 0; half < lanes; half += 8) {
    const auto at = [&](std::size_t w) {
      // NOLINTNEXTLINE(*-reinterpret-cast): how the intrinsics want it
      return reinterpret_cast<__m256i*>(blocks.word[w].data() + half);
    };
    __m256i x0 = _mm256_load_si256(at(0));
    __m256i x1 = _mm256_load_si256(at(1));
    __m256i x2 = _mm256_load_si256(at(2));
    __m256i x3 = _mm256_load_si256(at(3));
    auto key_0 = static_cast<std::uint32_t>(seed);
    auto key_1 = static_cast<std::uint32_t>(seed >> 32U);
    for (int round = 0; round < rounds; ++round) {
      const __m256i even_0 = _mm256_mul_epu32(x0, m0);
      const __m256i odd_0 = _mm256_mul_epu32(_mm256_srli_epi64(x0, 32), m0);
      const __m256i even_1 = _mm256_mul_epu32(x2, m1);
      const __m256i odd_1 = _mm256_mul_epu32(_mm256_srli_epi64(x2, 32), m1);
      const __m256i high_0 = _mm256_blend_epi32(_mm256_srli_epi64(even_0, 32), odd_0, 0xAA);
      const __m256i high_1 = _mm256_blend_epi32(_mm256_srli_epi64(even_1, 32), odd_1, 0xAA);
      x0 = _mm256_xor_si256(_mm256_xor_si256(high_1, x1),
                            _mm256_set1_epi32(static_cast<int>(key_0)));
      x2 = _mm256_xor_si256(_mm256_xor_si256(high_0, x3),
                            _mm256_set1_epi32(static_cast<int>(key_1)));
      x1 = _mm256_blend_epi32(even_1, _mm256_slli_epi64(odd_1, 32), 0xAA);
      x3 = _mm256_blend_epi32(even_0, _mm256_slli_epi64(odd_0, 32), 0xAA);
      key_0 += bump_0;
      key_1 += bump_1;
    }
    _mm256_store_si256(at(0), x0);
    _mm256_store_si256(at(1), x1);
    _mm256_store_si256(at(2), x2);
    _mm256_store_si256(at(3), x3);
  }
}

/// Counters in, words out.
struct Lanes512 {
  __m512i x0, x1, x2, x3;
};

[[gnu::target("avx512f"), gnu::always_inline]] inline void philox_512(Lanes512& x, __m512i key_0,
                                                                      __m512i key_1) {
  const __m512i m0 = _mm512_set1_epi32(static_cast<int>(multiplier_0));
  const __m512i m1 = _mm512_set1_epi32(static_cast<int>(multiplier_1));
  constexpr __mmask16 odd_lanes = 0xAAAA;
  constexpr int exclusive_or_of_three = 0x96;
#pragma GCC unroll 10
  for (int round = 0; round < rounds; ++round) {
    const __m512i even_0 = _mm512_mul_epu32(x.x0, m0);
    const __m512i odd_0 = _mm512_mul_epu32(_mm512_srli_epi64(x.x0, 32), m0);
    const __m512i even_1 = _mm512_mul_epu32(x.x2, m1);
    const __m512i odd_1 = _mm512_mul_epu32(_mm512_srli_epi64(x.x2, 32), m1);
    const __m512i high_0 = _mm512_mask_blend_epi32(odd_lanes, _mm512_srli_epi64(even_0, 32), odd_0);
    const __m512i high_1 = _mm512_mask_blend_epi32(odd_lanes, _mm512_srli_epi64(even_1, 32), odd_1);
    x.x0 = _mm512_ternarylogic_epi32(high_1, x.x1, key_0, exclusive_or_of_three);
    x.x2 = _mm512_ternarylogic_epi32(high_0, x.x3, key_1, exclusive_or_of_three);
    x.x1 = _mm512_mask_blend_epi32(odd_lanes, even_1, _mm512_slli_epi64(odd_1, 32));
    x.x3 = _mm512_mask_blend_epi32(odd_lanes, even_0, _mm512_slli_epi64(odd_0, 32));
    key_0 = _mm512_add_epi32(key_0, _mm512_set1_epi32(static_cast<int>(bump_0)));
    key_1 = _mm512_add_epi32(key_1, _mm512_set1_epi32(static_cast<int>(bump_1)));
  }
}

[[gnu::target("avx512f"), gnu::always_inline]] inline __m512i all_512(std::uint64_t value) {
  return _mm512_set1_epi32(static_cast<int>(static_cast<std::uint32_t>(value)));
}

[[gnu::target("avx512f")]] void philox_avx512(Blocks& blocks, std::uint64_t seed) {
  Lanes512 x{_mm512_load_si512(blocks.word[0].data()), _mm512_load_si512(blocks.word[1].data()),
             _mm512_load_si512(blocks.word[2].data()), _mm512_load_si512(blocks.word[3].data())};
  philox_512(x, all_512(seed), all_512(seed >> 32U));
  _mm512_store_si512(blocks.word[0].data(), x.x0);
  _mm512_store_si512(blocks.word[1].data(), x.x1);
  _mm512_store_si512(blocks.word[2].data(), x.x2);
  _mm512_store_si512(blocks.word[3].data(), x.x3);
}

[[gnu::target("avx512f")]] void row_words_avx512(const Stream& stream, std::uint32_t purpose,
                                                 std::uint32_t entity, std::uint32_t occasion,
                                                 std::uint32_t* out, std::size_t count) {
  const __m512i lane = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  const __m512i key_0 = all_512(stream.seed);
  const __m512i key_1 = all_512(stream.seed >> 32U);
  for (std::size_t begin = 0; begin < count; begin += row_size, entity += lanes) {
    Lanes512 x{_mm512_add_epi32(all_512(entity), lane), all_512(occasion),
               all_512(stream.replicate), all_512(purpose << 16U)};
    philox_512(x, key_0, key_1);
    _mm512_storeu_si512(out + begin, x.x0);
    _mm512_storeu_si512(out + begin + lanes, x.x1);
    _mm512_storeu_si512(out + begin + 2 * lanes, x.x2);
    _mm512_storeu_si512(out + begin + 3 * lanes, x.x3);
  }
}

[[gnu::target("avx512f,avx512bw,popcnt")]] std::size_t positions_avx512(
    std::span<const std::uint8_t> flags, std::uint32_t first, std::uint32_t* out) {
  const __m512i lane = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  std::size_t count = 0;
  for (std::size_t begin = 0; begin + 64 <= flags.size(); begin += 64) {
    const auto set =
        _mm512_test_epi8_mask(_mm512_loadu_si512(flags.data() + begin), _mm512_set1_epi8(1));
    for (std::size_t part = 0; part < 4; ++part) {
      const auto here = static_cast<__mmask16>(set >> (16 * part));
      const __m512i ids =
          _mm512_add_epi32(_mm512_set1_epi32(static_cast<int>(first + begin + 16 * part)), lane);
      // Compressed in a register and stored whole: some processors do a compressing store slowly.
      _mm512_storeu_si512(out + count, _mm512_maskz_compress_epi32(here, ids));
      count += static_cast<std::size_t>(__builtin_popcount(here));
    }
  }
  return count;
}
#endif

using PhiloxOf16 = void (*)(Blocks&, std::uint64_t);
PhiloxOf16 philox_in_use() {
#if defined(__x86_64__)
  switch (instructions()) {
    case Instructions::avx512: return philox_avx512;
    case Instructions::avx2: return philox_avx2;
    default: break;
  }
#endif
  return philox_plain;
}

struct Exp {
  [[gnu::always_inline]] static void run(double* values, std::size_t count) {
    for (std::size_t k = 0; k < count; ++k) values[k] = exp_of_moderate(values[k]);
  }
};

struct Log {
  [[gnu::always_inline]] static void run(double* values, std::size_t count) {
    for (std::size_t k = 0; k < count; ++k) values[k] = log_of_normal(values[k]);
  }
};

struct NormalCentre {
  [[gnu::always_inline]] static void run(const double* probabilities, double* out,
                                         std::size_t count) {
    for (std::size_t k = 0; k < count; ++k) out[k] = normal_quantile_centre(probabilities[k] - 0.5);
  }
};

/// Of probabilities beyond the centre, on either side, whose logarithms are `logs`.
struct NormalTail {
  [[gnu::always_inline]] static void run(const double* __restrict logs, double* __restrict out,
                                         std::size_t count) {
    for (std::size_t k = 0; k < count; ++k) out[k] = normal_quantile_tail(std::sqrt(-logs[k]));
  }
};

struct Uniform {
  [[gnu::always_inline]] static void run(const std::uint32_t* __restrict words,
                                         double* __restrict out, std::size_t count) {
    for (std::size_t k = 0; k < count; ++k)
      out[k] = (static_cast<double>(words[k]) + 0.5) * 0x1p-32;
  }
};

}  // namespace

void first_words(const Stream& stream, std::uint32_t purpose,
                 std::span<const std::uint32_t> entities, std::span<const std::uint32_t> occasions,
                 const std::array<std::uint32_t*, 4>& words, std::uint32_t block) {
  const PhiloxOf16 philox = philox_in_use();
  Blocks blocks;
  // Copies of a size that the compiler knows are a few moves.
  const auto draw = [&](std::size_t begin, auto here) {
    std::copy_n(&entities[begin], here, blocks.word[0].begin());
    std::copy_n(&occasions[begin], here, blocks.word[1].begin());
    blocks.word[2].fill(stream.replicate);
    blocks.word[3].fill((purpose << 16U) + block);
    philox(blocks, stream.seed);
    for (std::size_t w = 0; w < words.size(); ++w) {
      if (words[w] != nullptr) std::copy_n(blocks.word[w].begin(), here, words[w] + begin);
    }
  };
  const std::size_t full = entities.size() / lanes * lanes;
  for (std::size_t begin = 0; begin < full; begin += lanes)
    draw(begin, std::integral_constant<std::size_t, lanes>{});
  if (full == entities.size()) return;
  blocks = {};
  draw(full, entities.size() - full);
}

void row_words(const Stream& stream, std::uint32_t purpose, std::uint32_t first_row,
               std::uint32_t occasion, std::span<std::uint32_t> out) {
#if defined(__x86_64__)
  if (instructions() == Instructions::avx512) {
    row_words_avx512(stream, purpose, first_row * static_cast<std::uint32_t>(lanes), occasion,
                     out.data(), out.size());
    return;
  }
#endif
  const PhiloxOf16 philox = philox_in_use();
  Blocks blocks;
  for (std::size_t begin = 0; begin < out.size(); begin += row_size) {
    const auto entity =
        first_row * static_cast<std::uint32_t>(lanes) + static_cast<std::uint32_t>(begin / 4);
    for (std::uint32_t lane = 0; lane < lanes; ++lane) blocks.word[0][lane] = entity + lane;
    blocks.word[1].fill(occasion);
    blocks.word[2].fill(stream.replicate);
    blocks.word[3].fill(purpose << 16U);
    philox(blocks, stream.seed);
    std::copy_n(blocks.word[0].data(), row_size, &out[begin]);
  }
}

std::size_t positions_of_set(std::span<const std::uint8_t> flags, std::uint32_t first,
                             std::uint32_t* out) {
  std::size_t count = 0;
  std::size_t begin = 0;
#if defined(__x86_64__)
  if (instructions() == Instructions::avx512) {
    count = positions_avx512(flags, first, out);
    begin = flags.size() / 64 * 64;
  }
#endif
  for (std::size_t k = begin; k < flags.size(); ++k) {
    out[count] = first + static_cast<std::uint32_t>(k);
    count += flags[k];
  }
  return count;
}

namespace {

/// Runs a loop without branches over stretches of numbers that are all in its range, and a function
/// of one number over the others: ranges are as wide as doubles go, so those are rare.
template <class Loop, class InRange, class One>
void by_stretch(std::span<double> values, InRange in_range, One one) {
  constexpr std::size_t stretch = 64;
  for (std::size_t begin = 0; begin < values.size(); begin += stretch) {
    const auto here = values.subspan(begin, std::min(stretch, values.size() - begin));
    bool all = true;
    for (const double value : here) all &= in_range(value);
    if (all)
      vectorised<Loop>(here.data(), here.size());
    else
      std::ranges::transform(here, here.begin(), one);
  }
}

struct Invert {
  [[gnu::always_inline]] static void run(double* values, std::size_t count) {
    for (std::size_t k = 0; k < count; ++k) values[k] = 1.0 / (1.0 + values[k]);
  }
};

}  // namespace

void exp(std::span<double> values) {
  by_stretch<Exp>(
      values, [](double x) { return x > -708.0 && x < 709.0; },
      [](double x) { return sim::exp(x); });
}

void log(std::span<double> values) {
  by_stretch<Log>(
      values,
      [](double x) {
        return x >= std::numeric_limits<double>::min() && x <= std::numeric_limits<double>::max();
      },
      [](double x) { return sim::log(x); });
}

void logistic(std::span<double> values) {
  for (double& value : values) value = -value;
  sim::exp(values);
  vectorised<Invert>(values.data(), values.size());
}

void normal_quantile(std::span<double> probabilities) {
  // 15 % lie in the tails; they are put together, without a branch that chance decides.
  constexpr std::size_t block = 128;
  constexpr double extreme = -25.0;  // of a logarithm: r above 5
  std::array<double, block> centre;
  std::array<double, block> beyond;
  std::array<double, block> tail;
  std::array<std::size_t, block> positions;
  for (std::size_t begin = 0; begin < probabilities.size(); begin += block) {
    const auto here = probabilities.subspan(begin, std::min(block, probabilities.size() - begin));
    vectorised<NormalCentre>(static_cast<const double*>(here.data()), centre.data(), here.size());
    std::size_t tails = 0;
    for (std::size_t k = 0; k < here.size(); ++k) {
      positions[tails] = k;
      beyond[tails] = std::min(here[k], 1.0 - here[k]);
      tails += std::abs(here[k] - 0.5) > 0.425 ? 1 : 0;
    }
    const auto logs = std::span(beyond).first(tails);
    log(logs);
    vectorised<NormalTail>(static_cast<const double*>(logs.data()), tail.data(), tails);
    for (std::size_t t = 0; t < tails; ++t) {
      const double p = here[positions[t]];
      const double size = logs[t] >= extreme ? tail[t] : std::abs(sim::normal_quantile(p));
      centre[positions[t]] = std::copysign(size, p - 0.5);
    }
    std::copy_n(centre.begin(), here.size(), here.begin());
  }
}

void uniform(std::span<const std::uint32_t> words, std::span<double> out) {
  vectorised<Uniform>(words.data(), out.data(), words.size());
}

}  // namespace sim
