#pragma once

#include <array>
#include <cstdint>

#include <Random123/philox.h>

#include "sim/core/math.hpp"

namespace sim {

/// Where the random numbers of one run come from: the study's seed and the replicate's number.
/// Two scenarios with the same stream share every draw that both make (common random numbers).
struct Stream {
  std::uint64_t seed = 0;
  std::uint32_t replicate = 0;
};

/// Which purposes a part of the program draws for, both ends included. No two parts share one, so
/// none meets another's numbers, whatever its seed.
struct PurposeRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};
inline constexpr PurposeRange model_purposes{0x00, 0x7f};
inline constexpr PurposeRange experiment_purposes{0x80, 0xef};  ///< designs, draws of parameters
inline constexpr PurposeRange check_purposes{0xf0, 0xff};  ///< what checks the generator itself

/// Numbers of several distributions out of the words of a source, each by inversion of one word.
/// \param Source derives from this and has `word()`, the next 32 random bits
template <class Source>
class Draws {
 public:
  /// Uniform on the midpoints of 2^32 equal parts of (0, 1); never 0 or 1.
  double uniform() { return (static_cast<double>(word()) + 0.5) * 0x1p-32; }
  /// Standard normal by inversion, so that it rises with the uniform behind it.
  double normal() { return normal_quantile(uniform()); }
  /// Exponential with mean 1.
  double exponential() { return -log(uniform()); }
  bool bernoulli(double probability) { return uniform() < probability; }
  /// Uniform on 0 .. count-1; off by at most count / 2^32 (multiply and shift).
  std::uint32_t below(std::uint32_t count) {
    return static_cast<std::uint32_t>((static_cast<std::uint64_t>(word()) * count) >> 32U);
  }

 private:
  friend Source;
  Draws() = default;
  std::uint32_t word() { return static_cast<Source*>(this)->word(); }
};

/// The random numbers at one address: stream, purpose, entity and occasion.
///
/// Counter-based (Philox4x32-10; Salmon et al. 2011, SC'11): the address is the counter, word for
/// word, and the seed is the key, so two addresses never share a number, no generator is stored,
/// and nothing depends on the order in which draws are made.
/// Purposes are an enum within a range above; their values are part of every stored result: append
/// only.
class Random : public Draws<Random> {
 public:
  template <class Purpose>
  Random(Stream stream, Purpose purpose, std::uint32_t entity, std::uint32_t occasion)
      : counter_{{entity, occasion, stream.replicate, static_cast<std::uint32_t>(purpose) << 16U}},
        key_{{static_cast<std::uint32_t>(stream.seed),
              static_cast<std::uint32_t>(stream.seed >> 32U)}} {}

  /// The next 32 random bits at this address; the first 2^18 are distinct from all others.
  std::uint32_t word() {
    if (used_ == 4) {
      block_ = r123::Philox4x32{}(counter_, key_);
      ++counter_[3];
      used_ = 0;
    }
    return block_[static_cast<std::size_t>(used_++)];
  }

 private:
  r123::Philox4x32::ctr_type counter_{};
  r123::Philox4x32::key_type key_{};
  r123::Philox4x32::ctr_type block_{};
  int used_ = 4;
};

}  // namespace sim
