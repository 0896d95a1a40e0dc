#include "sim/core/random.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include <Random123/philox.h>
#include <catch2/catch.hpp>

#include "models/case_round/world.hpp"
#include "models/discretion/world/world.hpp"
#include "sim/cli/commands/selftest_checks.hpp"
#include "sim/experiment/purposes.hpp"
#include "tests/support/enumerators.hpp"
#include "tests/support/statistics.hpp"
#include "tests/support/toy_model.hpp"

namespace {

enum class Draw : std::uint32_t { first, second };

constexpr sim::Stream stream{.seed = 20221, .replicate = 3};
constexpr std::uint32_t addresses = 200000;

/// One value from each of many addresses, which is how a model draws.
template <class Value>
std::vector<double> sample(Value value) {
  std::vector<double> values;
  for (std::uint32_t entity = 0; entity < addresses; ++entity) {
    sim::Random random(stream, Draw::first, entity, 1);
    values.push_back(static_cast<double>(value(random)));
  }
  return values;
}

std::vector<double> powers(std::vector<double> values, int power) {
  for (double& value : values) value = std::pow(value, power);
  return values;
}

/// Chi-square p of pairs of uniforms on a 16 x 16 grid. Sees a correlation of about 0.02.
template <class Pair>
double p_of_pairs(Pair pair) {
  std::vector<double> observed(256, 0.0);
  for (std::uint32_t i = 0; i < addresses; ++i) {
    const auto [x, y] = pair(i);
    observed[static_cast<std::size_t>(x * 16) * 16 + static_cast<std::size_t>(y * 16)] += 1;
  }
  const std::vector<double> expected(256, addresses / 256.0);
  return test::chi_square_p(observed, expected);
}

struct Address {
  sim::Stream stream;
  Draw purpose;
  std::uint32_t entity;
  std::uint32_t occasion;
};

double uniform_at(const Address& at) {
  return sim::Random(at.stream, at.purpose, at.entity, at.occasion).uniform();
}

}  // namespace

TEST_CASE("Philox4x32-10 gives Random123's known answers", "[unit][random]") {
  using Counter = r123::Philox4x32::ctr_type;
  using Key = r123::Philox4x32::key_type;
  // kat_vectors of Random123 1.14
  const r123::Philox4x32 philox;
  CHECK(philox(Counter{{0, 0, 0, 0}}, Key{{0, 0}}) ==
        Counter{{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}});
  constexpr std::uint32_t ones = 0xffffffff;
  CHECK(philox(Counter{{ones, ones, ones, ones}}, Key{{ones, ones}}) ==
        Counter{{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}});
  CHECK(philox(Counter{{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}},
               Key{{0xa4093822, 0x299f31d0}}) ==
        Counter{{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}});
}

TEST_CASE("an address is the counter and the seed is the key, word for word", "[unit][random]") {
  constexpr sim::Stream wide{.seed = 0x0123456789abcdef, .replicate = 7};
  sim::Random random(wide, Draw::second, 42, 12);
  for (std::uint32_t block = 0; block < 3; ++block) {
    const auto words =
        r123::Philox4x32{}({{42, 12, 7, (1U << 16U) + block}}, {{0x89abcdef, 0x01234567}});
    for (const std::uint32_t word : words) CHECK(random.word() == word);
  }
}

TEST_CASE("the words of one address never change", "[unit][random]") {
  // Part of every stored result: a change here is a change of all results, to be named as such.
  sim::Random random(stream, Draw::second, 4711, 60);
  const std::array<std::uint32_t, 5> words{random.word(), random.word(), random.word(),
                                           random.word(), random.word()};
  CHECK(words ==
        std::array<std::uint32_t, 5>{0x77e33bf1, 0x1f9aa414, 0xb6a36128, 0x9d9934a1, 0x137714be});
}

TEST_CASE("each part of an address matters", "[unit][random]") {
  const Address home{stream, Draw::first, 1, 1};
  std::vector<double> values{uniform_at(home)};
  auto other = home;
  other.stream.seed += 1;
  values.push_back(uniform_at(other));
  other = home;
  other.stream.seed += 1ULL << 32U;
  values.push_back(uniform_at(other));
  other = home;
  other.stream.replicate += 1;
  values.push_back(uniform_at(other));
  other = home;
  other.purpose = Draw::second;
  values.push_back(uniform_at(other));
  other = home;
  other.entity += 1;
  values.push_back(uniform_at(other));
  other = home;
  other.occasion += 1;
  values.push_back(uniform_at(other));
  std::ranges::sort(values);
  CHECK(std::ranges::adjacent_find(values) == values.end());
}

TEST_CASE("the same address gives the same numbers, whatever was drawn before", "[unit][random]") {
  sim::Random first(stream, Draw::first, 5, 5);
  const double alone = first.normal();
  sim::Random other(stream, Draw::first, 6, 5);
  for (int i = 0; i < 10; ++i) other.word();
  sim::Random again(stream, Draw::first, 5, 5);
  CHECK(again.normal() == alone);
}

TEST_CASE("the k-th number of one address is not the first of a neighbour", "[unit][random]") {
  std::vector<std::uint32_t> words;
  for (std::uint32_t entity = 0; entity < 4; ++entity) {
    for (const auto purpose : {Draw::first, Draw::second}) {
      sim::Random random(stream, purpose, entity, 0);
      for (int i = 0; i < 40; ++i) words.push_back(random.word());
    }
  }
  // 320 words: a correct generator repeats one with probability 1e-5; the seed is fixed.
  std::ranges::sort(words);
  CHECK(std::ranges::adjacent_find(words) == words.end());
}

TEST_CASE("a uniform number is the midpoint of its word's interval, so never 0 or 1",
          "[unit][random]") {
  for (std::uint32_t entity = 0; entity < 100; ++entity) {
    sim::Random words(stream, Draw::first, entity, 1);
    sim::Random uniforms(stream, Draw::first, entity, 1);
    CHECK(uniforms.uniform() * 0x1p32 == words.word() + 0.5);
  }
}

TEST_CASE("each distribution uses one word for each number", "[unit][random]") {
  sim::Random words(stream, Draw::first, 9, 9);
  for (int i = 0; i < 5; ++i) words.word();
  sim::Random draws(stream, Draw::first, 9, 9);
  draws.uniform();
  draws.normal();
  draws.exponential();
  draws.bernoulli(0.5);
  draws.below(10);
  CHECK(draws.word() == words.word());
}

TEST_CASE("certain and impossible events are certain and impossible", "[unit][random]") {
  const auto never = sample([](sim::Random& random) { return random.bernoulli(0.0); });
  const auto always = sample([](sim::Random& random) { return random.bernoulli(1.0); });
  CHECK(std::ranges::max(never) == 0.0);
  CHECK(std::ranges::min(always) == 1.0);
}

TEST_CASE("uniform numbers are uniform", "[statistical][random]") {
  // Sees an error of the mean of 0.003.
  const auto values = sample([](sim::Random& random) { return random.uniform(); });
  CHECK(std::abs(test::z_score(values, 1.0 / 2)) < test::z_limit);
  CHECK(std::abs(test::z_score(powers(values, 2), 1.0 / 3)) < test::z_limit);
  std::vector<double> observed(100, 0.0);
  for (const double value : values) observed[static_cast<std::size_t>(value * 100)] += 1;
  const std::vector<double> expected(100, addresses / 100.0);
  CHECK(test::chi_square_p(observed, expected) > test::p_limit);
}

TEST_CASE("neighbouring addresses are independent", "[statistical][random]") {
  const Address home{stream, Draw::first, 0, 1};
  const auto with = [&](auto change) {
    return [=](std::uint32_t i) {
      Address at = home;
      at.entity = i;
      Address neighbour = at;
      change(neighbour);
      return std::pair{uniform_at(at), uniform_at(neighbour)};
    };
  };
  CHECK(p_of_pairs(with([](Address& at) { at.entity += 1; })) > test::p_limit);
  CHECK(p_of_pairs(with([](Address& at) { at.occasion += 1; })) > test::p_limit);
  CHECK(p_of_pairs(with([](Address& at) { at.purpose = Draw::second; })) > test::p_limit);
  CHECK(p_of_pairs(with([](Address& at) { at.stream.replicate += 1; })) > test::p_limit);
  CHECK(p_of_pairs(with([](Address& at) { at.stream.seed += 1; })) > test::p_limit);
}

TEST_CASE("successive numbers of one address are independent", "[statistical][random]") {
  const auto successive = [](std::uint32_t i) {
    sim::Random random(stream, Draw::first, i, 1);
    const double first = random.uniform();
    return std::pair{first, random.uniform()};
  };
  CHECK(p_of_pairs(successive) > test::p_limit);
}

TEST_CASE("normal numbers have the moments and the shape of a normal distribution",
          "[statistical][random]") {
  const auto values = sample([](sim::Random& random) { return random.normal(); });
  for (const auto& [power, moment] : {std::pair{1, 0.0}, {2, 1.0}, {3, 0.0}, {4, 3.0}}) {
    CAPTURE(power);
    CHECK(std::abs(test::z_score(powers(values, power), moment)) < test::z_limit);
  }
  // Bins of half a standard deviation, the last beyond 3.5 on either side.
  std::vector<double> observed(16, 0.0);
  std::vector<double> expected(16, 0.0);
  const auto below = [](double x) { return std::erfc(-x / std::sqrt(2.0)) / 2; };
  for (std::size_t bin = 0; bin < 16; ++bin) {
    const double left = -4.0 + 0.5 * static_cast<double>(bin);
    expected[bin] =
        addresses * ((bin == 15 ? 1 : below(left + 0.5)) - (bin == 0 ? 0 : below(left)));
  }
  for (const double value : values) {
    observed[static_cast<std::size_t>(std::clamp(value * 2 + 8, 0.0, 15.0))] += 1;
  }
  CHECK(test::chi_square_p(observed, expected) > test::p_limit);
}

TEST_CASE("exponential numbers have the moments of an exponential distribution",
          "[statistical][random]") {
  const auto values = sample([](sim::Random& random) { return random.exponential(); });
  CHECK(std::abs(test::z_score(values, 1.0)) < test::z_limit);
  CHECK(std::abs(test::z_score(powers(values, 2), 2.0)) < test::z_limit);
}

TEST_CASE("Bernoulli numbers have their probability", "[statistical][random]") {
  for (const double probability : {0.003, 0.1, 0.5, 0.95}) {
    CAPTURE(probability);
    const auto values = sample([=](sim::Random& random) { return random.bernoulli(probability); });
    CHECK(std::abs(test::z_score(values, probability)) < test::z_limit);
  }
}

TEST_CASE("below gives each number up to its limit equally often", "[statistical][random]") {
  for (const std::uint32_t count : {1U, 2U, 7U, 100U}) {
    CAPTURE(count);
    const auto values = sample([=](sim::Random& random) { return random.below(count); });
    REQUIRE(std::ranges::max(values) == count - 1);
    if (count == 1) continue;
    std::vector<double> observed(count, 0.0);
    for (const double value : values) observed[static_cast<std::size_t>(value)] += 1;
    const std::vector<double> expected(count, addresses / static_cast<double>(count));
    CHECK(test::chi_square_p(observed, expected) > test::p_limit);
  }
}

TEST_CASE("no two parts of the program draw for the same purpose", "[unit][random]") {
  const auto keeps_to = [](const std::vector<std::uint32_t>& purposes, sim::PurposeRange range) {
    return !purposes.empty() && purposes.front() >= range.first && purposes.back() <= range.last;
  };
  // Of models one is simulated at a time, with experiments around it.
  CHECK(keeps_to(test::enumerators<discretion::Draw>(), sim::model_purposes));
  CHECK(keeps_to(test::enumerators<case_round::Draw>(), sim::model_purposes));
  CHECK(keeps_to(test::enumerators<test::Draw>(), sim::model_purposes));
  CHECK(keeps_to(test::enumerators<sim::experiment::Draw>(), sim::experiment_purposes));
  CHECK(keeps_to(test::enumerators<sim::cli::Draw>(), sim::check_purposes));
  CHECK(sim::model_purposes.last < sim::experiment_purposes.first);
  CHECK(sim::experiment_purposes.last < sim::check_purposes.first);
  CHECK(sim::check_purposes.last < 1U << 16U);  // the width of a purpose in the counter
}

TEST_CASE("every purpose of an enum is found by its name", "[unit][random]") {
  enum class Some : std::uint32_t { first, fourth = 3, last = 0xff };
  CHECK(test::enumerators<Some>() == std::vector<std::uint32_t>{0, 3, 0xff});
  CHECK(test::enumerators<discretion::Draw>().size() > 30);
}
