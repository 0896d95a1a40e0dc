#include "sim/core/sha256.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace sim {

namespace {
using Word = std::uint32_t;
constexpr std::size_t block_bytes = 64;
constexpr std::size_t rounds = 64;

// FIPS 180-4, section 4.2.2: cube roots of the first 64 primes.
constexpr std::array<Word, rounds> constants{
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

using State = std::array<Word, 8>;
// Section 5.3.3: square roots of the first eight primes.
constexpr State start{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

/// Section 6.2.2, step 1.
std::array<Word, rounds> schedule(std::string_view block) {
  std::array<Word, rounds> words{};
  for (std::size_t byte = 0; byte < block_bytes; ++byte) {
    words[byte / 4] = (words[byte / 4] << 8U) | static_cast<unsigned char>(block[byte]);
  }
  for (std::size_t t = 16; t < rounds; ++t) {
    const Word near = words[t - 2], far = words[t - 15];
    const Word s1 = std::rotr(near, 17) ^ std::rotr(near, 19) ^ (near >> 10U);
    const Word s0 = std::rotr(far, 7) ^ std::rotr(far, 18) ^ (far >> 3U);
    words[t] = s1 + words[t - 7] + s0 + words[t - 16];
  }
  return words;
}

/// Section 6.2.2, steps 2 to 4.
void mix(State& state, std::string_view block) {
  const auto words = schedule(block);
  auto [a, b, c, d, e, f, g, h] = state;
  for (std::size_t t = 0; t < rounds; ++t) {
    const Word sum1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
    const Word first = h + sum1 + ((e & f) ^ (~e & g)) + constants[t] + words[t];
    const Word sum0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
    const Word second = sum0 + ((a & b) ^ (a & c) ^ (b & c));
    h = g, g = f, f = e, e = d + first, d = c, c = b, b = a, a = first + second;
  }
  const State after{a, b, c, d, e, f, g, h};
  for (std::size_t i = 0; i < state.size(); ++i) state[i] += after[i];
}

/// Section 5.1.1: a one, zeros, and the length in bits fill the last block.
std::string padded(std::string_view bytes) {
  std::string text(bytes);
  text += '\x80';
  while (text.size() % block_bytes != block_bytes - 8) text += '\0';
  const std::uint64_t bits = 8 * static_cast<std::uint64_t>(bytes.size());
  for (int shift = 56; shift >= 0; shift -= 8) text += static_cast<char>((bits >> shift) & 0xffU);
  return text;
}
}  // namespace

std::string sha256(std::string_view bytes) {
  const std::string text = padded(bytes);
  State state = start;
  for (std::size_t at = 0; at < text.size(); at += block_bytes) {
    mix(state, std::string_view(text).substr(at, block_bytes));
  }
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hash;
  for (const Word word : state) {
    for (int shift = 28; shift >= 0; shift -= 4) hash += digits[(word >> shift) & 0xfU];
  }
  return hash;
}

}  // namespace sim
