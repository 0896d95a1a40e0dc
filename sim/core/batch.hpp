#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>

#include "sim/core/math.hpp"
#include "sim/core/random.hpp"

/// Random words and elementary functions for many at once, bit for bit those of `Random` and
/// math.hpp.
namespace sim {

/// Entities whose words come from 16 blocks side by side; see `row_words`.
inline constexpr std::uint32_t row_size = 64;

/// One word for each of `out.size()` entities in a row, whole rows of 64, the first of which is 64
/// `first_row`. All four words of a block are used: entity 64 r + 16 w + l has word w at address
/// 16 r + l.
void row_words(const Stream& stream, std::uint32_t purpose, std::uint32_t first_row,
               std::uint32_t occasion, std::span<std::uint32_t> out);
template <class Purpose>
void row_words(const Stream& stream, Purpose purpose, std::uint32_t first_row,
               std::uint32_t occasion, std::span<std::uint32_t> out) {
  row_words(stream, static_cast<std::uint32_t>(purpose), first_row, occasion, out);
}

/// The word of `row_words` for one entity.
template <class Purpose>
std::uint32_t row_word(const Stream& stream, Purpose purpose, std::uint32_t entity,
                       std::uint32_t occasion) {
  const std::uint32_t place = entity % row_size;
  Random random(stream, purpose, entity / row_size * 16 + place % 16, occasion);
  for (std::uint32_t skipped = 0; skipped < place / 16; ++skipped) random.word();
  return random.word();
}

/// Four words at many addresses, the first ones or those of a later block: word 4 `block` + w of
/// address (entities[k], occasions[k]) goes to `words[w][k]`; a null pointer leaves a word out.
void first_words(const Stream& stream, std::uint32_t purpose,
                 std::span<const std::uint32_t> entities, std::span<const std::uint32_t> occasions,
                 const std::array<std::uint32_t*, 4>& words, std::uint32_t block = 0);
template <class Purpose>
void first_words(const Stream& stream, Purpose purpose, std::span<const std::uint32_t> entities,
                 std::span<const std::uint32_t> occasions,
                 const std::array<std::uint32_t*, 4>& words, std::uint32_t block = 0) {
  first_words(stream, static_cast<std::uint32_t>(purpose), entities, occasions, words, block);
}

/// The random numbers at up to `size` addresses of one purpose, drawn side by side, four words a
/// block: `[k]` reads what `Random` gives at address k, from memory as far as the blocks reach.
template <std::size_t size, std::size_t blocks = 1>
class RandomBatch {
 public:
  template <class Purpose>
  void draw(const Stream& stream, Purpose purpose, std::span<const std::uint32_t> entities,
            std::span<const std::uint32_t> occasions) {
    stream_ = stream;
    purpose_ = static_cast<std::uint32_t>(purpose);
    entities_ = entities;
    occasions_ = occasions;
    for (std::uint32_t b = 0; b < blocks; ++b) {
      first_words(stream, purpose_, entities, occasions,
                  {words_[4 * b].data(), words_[4 * b + 1].data(), words_[4 * b + 2].data(),
                   words_[4 * b + 3].data()},
                  b);
    }
  }
  class Reader : public Draws<Reader> {
   public:
    Reader(const RandomBatch& batch, std::size_t k) : batch_(batch), k_(k) {}
    std::uint32_t word() {
      return next_ < batch_.words_.size() ? batch_.words_[next_++][k_] : batch_.late(k_, next_++);
    }

   private:
    const RandomBatch& batch_;
    std::size_t k_;
    std::size_t next_ = 0;
  };
  Reader operator[](std::size_t k) const { return {*this, k}; }
  /// Word w at each address.
  std::span<const std::uint32_t> word(std::size_t w) const {
    return std::span(words_[w]).first(entities_.size());
  }

 private:
  /// A word beyond those in memory.
  std::uint32_t late(std::size_t k, std::size_t number) const {
    Random random(stream_, purpose_, entities_[k], occasions_[k]);
    for (std::size_t skipped = 0; skipped < number; ++skipped) random.word();
    return random.word();
  }

  Stream stream_;
  std::uint32_t purpose_ = 0;
  std::span<const std::uint32_t> entities_;
  std::span<const std::uint32_t> occasions_;
  std::array<std::array<std::uint32_t, size>, 4 * blocks> words_;
};

/// Writes `first` + k for every k whose flag is 1, in order; flags are 0 or 1.
/// \return how many; `out` must have room for 16 more
std::size_t positions_of_set(std::span<const std::uint8_t> flags, std::uint32_t first,
                             std::uint32_t* out);

/// In place, the same bits as math.hpp's functions of one number.
void exp(std::span<double> values);
void log(std::span<double> values);
void logistic(std::span<double> values);
void normal_quantile(std::span<double> probabilities);
/// Uniform numbers in (0, 1) as `Random::uniform` makes them of words.
void uniform(std::span<const std::uint32_t> words, std::span<double> out);

}  // namespace sim
