#include "sim/core/batch.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include <catch2/catch.hpp>

#include "sim/core/vectorised.hpp"
#include "tests/support/instructions.hpp"

namespace {

enum class Draw : std::uint32_t { first, second };

constexpr sim::Stream stream{.seed = 0x1234567890ULL, .replicate = 3};

using test::with_each_instruction_set;

/// Numbers over the whole range of doubles, borders included.
std::vector<double> all_kinds_of_numbers() {
  std::vector<double> values{0.0,   -0.0,   1.0,    -1.0,  708.0, -708.0, 709.0,
                             709.5, -709.0, -1e300, 1e300, 0.5,   1e-310, 1e-300};
  values.push_back(std::numeric_limits<double>::infinity());
  values.push_back(-std::numeric_limits<double>::infinity());
  sim::Random random(stream, Draw::second, 0, 0);
  for (int k = 0; k < 5000; ++k) values.push_back(1600.0 * (random.uniform() - 0.5));
  for (int k = 0; k < 5000; ++k) values.push_back(random.uniform());
  for (int k = 0; k < 5000; ++k) values.push_back(sim::exp(1400.0 * (random.uniform() - 0.5)));
  return values;
}

bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return std::ranges::equal(a, b, [](double x, double y) {
    return std::bit_cast<std::uint64_t>(x) == std::bit_cast<std::uint64_t>(y) || (x != x && y != y);
  });
}

template <class One, class All>
void check_same_bits(const std::vector<double>& values, One one, All all) {
  std::vector<double> expected;
  for (const double value : values) expected.push_back(one(value));
  with_each_instruction_set([&] {
    std::vector<double> at_once = values;
    all(at_once);
    CHECK(same_bits(at_once, expected));
  });
}

}  // namespace

TEST_CASE("many addresses at once give the words that each gives alone", "[batch]") {
  for (const std::size_t count : {1U, 15U, 16U, 17U, 1000U}) {
    std::vector<std::uint32_t> entities;
    std::vector<std::uint32_t> occasions;
    for (std::uint32_t k = 0; k < count; ++k) {
      entities.push_back(k * 2654435761U);
      occasions.push_back(k % 7);
    }
    with_each_instruction_set([&] {
      std::array<std::vector<std::uint32_t>, 4> words;
      for (auto& column : words) column.resize(count);
      sim::first_words(stream, Draw::second, entities, occasions,
                       {words[0].data(), words[1].data(), nullptr, words[3].data()});
      bool same = true;
      for (std::size_t k = 0; k < count; ++k) {
        sim::Random random(stream, Draw::second, entities[k], occasions[k]);
        const std::array<std::uint32_t, 4> alone{random.word(), random.word(), random.word(),
                                                 random.word()};
        same = same && words[0][k] == alone[0] && words[1][k] == alone[1] && words[2][k] == 0 &&
               words[3][k] == alone[3];
      }
      CHECK(same);
    });
  }
}

TEST_CASE("a batch goes on where its first words end, as each address alone does", "[batch]") {
  const std::array<std::uint32_t, 3> entities{5, 0, 0xffffffffU};
  const std::array<std::uint32_t, 3> occasions{7, 7, 1};
  sim::RandomBatch<16> batch;
  batch.draw(stream, Draw::second, entities, occasions);
  for (std::size_t k = 0; k < entities.size(); ++k) {
    auto together = batch[k];
    sim::Random alone(stream, Draw::second, entities[k], occasions[k]);
    CHECK(batch.word(0)[k] == sim::Random(alone).word());
    for (int word = 0; word < 9; ++word) REQUIRE(together.word() == alone.word());
  }
}

TEST_CASE("a row of words uses all four of each block, and each entity finds its own", "[batch]") {
  constexpr std::size_t rows = 3;
  std::vector<std::uint32_t> words(rows * sim::row_size);
  with_each_instruction_set([&] {
    sim::row_words(stream, Draw::first, 5, 9, words);
    for (std::uint32_t k = 0; k < words.size(); ++k)
      CHECK(words[k] == sim::row_word(stream, Draw::first, 5 * 64 + k, 9));
  });
  sim::Random first(stream, Draw::first, 5 * 16, 9);
  CHECK(words[0] == first.word());
  CHECK(words[16] == first.word());
}

TEST_CASE("positions of set flags come in order, whatever their number", "[batch]") {
  for (const std::size_t size : {0U, 1U, 63U, 64U, 200U}) {
    std::vector<std::uint8_t> flags(size);
    sim::Random random(stream, Draw::second, static_cast<std::uint32_t>(size), 0);
    for (auto& flag : flags) flag = random.bernoulli(0.3) ? 1 : 0;
    std::vector<std::uint32_t> expected;
    for (std::uint32_t k = 0; k < size; ++k) {
      if (flags[k] == 1) expected.push_back(1000 + k);
    }
    with_each_instruction_set([&] {
      std::vector<std::uint32_t> positions(size + 16);
      positions.resize(sim::positions_of_set(flags, 1000, positions.data()));
      CHECK(positions == expected);
    });
  }
}

TEST_CASE("functions of many numbers have the bits of the functions of one", "[batch]") {
  const auto values = all_kinds_of_numbers();
  check_same_bits(
      values, [](double x) { return sim::exp(x); }, [](auto& all) { sim::exp(all); });
  check_same_bits(
      values, [](double x) { return sim::log(x); }, [](auto& all) { sim::log(all); });
  check_same_bits(
      values, [](double x) { return sim::logistic(x); }, [](auto& all) { sim::logistic(all); });
}

TEST_CASE("many normal quantiles have the bits of one, tails included", "[batch]") {
  std::vector<double> probabilities{0x1p-33, 1 - 0x1p-33, 0.075, 0.925, 0.5, 1e-9};
  sim::Random random(stream, Draw::first, 1, 1);
  for (int k = 0; k < 10000; ++k) probabilities.push_back(random.uniform());
  check_same_bits(
      probabilities, [](double p) { return sim::normal_quantile(p); },
      [](auto& all) { sim::normal_quantile(all); });
}

TEST_CASE("many uniform numbers are those that Random makes", "[batch]") {
  std::vector<std::uint32_t> words;
  std::vector<double> expected;
  sim::Random random(stream, Draw::first, 2, 2);
  sim::Random again = random;
  for (int k = 0; k < 100; ++k) words.push_back(random.word());
  for (int k = 0; k < 100; ++k) expected.push_back(again.uniform());
  with_each_instruction_set([&] {
    std::vector<double> uniforms(words.size());
    sim::uniform(words, uniforms);
    CHECK(same_bits(uniforms, expected));
  });
}

TEST_CASE("a limit on instructions is kept, and never exceeds the processor", "[batch]") {
  sim::limit_instructions(sim::Instructions::plain);
  CHECK(sim::instructions() == sim::Instructions::plain);
  sim::limit_instructions(sim::Instructions::avx512);
  CHECK(sim::instructions() <= sim::Instructions::avx512);
}

TEST_CASE("a batch of several blocks gives the words that each address gives, and goes on",
          "[batch]") {
  const std::array<std::uint32_t, 3> entities{5, 0, 0xffffffffU};
  const std::array<std::uint32_t, 3> occasions{7, 7, 1};
  with_each_instruction_set([&] {
    sim::RandomBatch<16, 2> batch;
    batch.draw(stream, Draw::second, entities, occasions);
    bool same = true;
    for (std::size_t k = 0; k < entities.size(); ++k) {
      auto together = batch[k];
      sim::Random alone(stream, Draw::second, entities[k], occasions[k]);
      for (std::size_t w = 0; w < 11; ++w) {
        const std::uint32_t word = alone.word();
        same = same && together.word() == word && (w >= 8 || batch.word(w)[k] == word);
      }
    }
    CHECK(same);
  });
}
