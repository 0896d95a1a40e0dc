#include "sim/core/batch.hpp"

#include <algorithm>
#include <limits>

#include "sim/core/vectorised.hpp"

namespace sim {

namespace {

constexpr std::size_t lanes = 16;

struct FirstWords {
  [[gnu::always_inline]] static void run(Stream stream, std::uint32_t purpose,
                                         const std::uint32_t* entities,
                                         const std::uint32_t* occasions, std::size_t count,
                                         const std::array<std::uint32_t*, 4>* words) {
    std::size_t begin = 0;
    for (; begin + lanes <= count; begin += lanes) {
      some(stream, purpose, entities + begin, occasions + begin, lanes, begin, *words);
    }
    if (begin == count) return;
    std::array<std::uint32_t, lanes> entity{};
    std::array<std::uint32_t, lanes> occasion{};
    for (std::size_t k = begin; k < count; ++k) entity[k - begin] = entities[k];
    for (std::size_t k = begin; k < count; ++k) occasion[k - begin] = occasions[k];
    some(stream, purpose, entity.data(), occasion.data(), count - begin, begin, *words);
  }

  /// Computes 16 blocks and keeps the first `here`.
  [[gnu::always_inline]] static void some(const Stream& stream, std::uint32_t purpose,
                                          const std::uint32_t* entities,
                                          const std::uint32_t* occasions, std::size_t here,
                                          std::size_t begin,
                                          const std::array<std::uint32_t*, 4>& words) {
    std::array<std::array<std::uint32_t, lanes>, 4> out;  // NOLINT(*-member-init): filled below
    for (std::size_t k = 0; k < lanes; ++k) {
      const Words at = inlined::words_at(stream, purpose, entities[k], occasions[k]);
      out[0][k] = at[0];
      out[1][k] = at[1];
      out[2][k] = at[2];
      out[3][k] = at[3];
    }
    for (std::size_t w = 0; w < out.size(); ++w) {
      if (words[w] == nullptr) continue;
      for (std::size_t k = 0; k < here; ++k) words[w][begin + k] = out[w][k];
    }
  }
};

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
                 const std::array<std::uint32_t*, 4>& words) {
  vectorised<FirstWords>(stream, purpose, entities.data(), occasions.data(), entities.size(),
                         &words);
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
  // 15 % lie in the tails; they are few enough to go one by one.
  constexpr std::size_t block = 64;
  std::array<double, block> centre;  // NOLINT(*-member-init): filled below
  for (std::size_t begin = 0; begin < probabilities.size(); begin += block) {
    const auto here = probabilities.subspan(begin, std::min(block, probabilities.size() - begin));
    vectorised<NormalCentre>(static_cast<const double*>(here.data()), centre.data(), here.size());
    for (std::size_t k = 0; k < here.size(); ++k) {
      const double q = here[k] - 0.5;
      here[k] = q >= -0.425 && q <= 0.425 ? centre[k] : sim::normal_quantile(here[k]);
    }
  }
}

void uniform(std::span<const std::uint32_t> words, std::span<double> out) {
  vectorised<Uniform>(words.data(), out.data(), words.size());
}

}  // namespace sim
