#include "sim/cli/commands/selftest_checks.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <string_view>

#include <fmt/format.h>

#include "sim/core/math.hpp"
#include "sim/core/random.hpp"

namespace sim::cli {

namespace {
using Complaint = std::optional<std::string>;

/// A value of an elementary function, with the bits that this version computes everywhere.
struct PinnedValue {
  std::string_view name;
  double (*function)(double);
  double at;
  std::uint64_t bits;
};
constexpr std::array<PinnedValue, 12> pinned_values{{
    {"exp", exp, 1.0, 0x4005bf0a8b145769},
    {"exp", exp, -0.5, 0x3fe368b2fc6f960a},
    {"exp", exp, 100.25, 0x48f8c39b9134bac3},
    {"exp", exp, -700.0, 0x00d14f2b0fb9307f},
    {"log", log, 0.1, 0xc0026bb1bbb55515},
    {"log", log, 3.0, 0x3ff193ea7aad030a},
    {"log", log, 1e300, 0x4085963447f87fb5},
    {"tanh", tanh, 0.3, 0x3fd2a4dda7d914f9},
    {"logistic", logistic, -2.5, 0x3fb36b7112534847},
    {"normal_quantile", normal_quantile, 0.975, 0x3fff5c0331eeff82},
    {"normal_quantile", normal_quantile, 0.01, 0xc0029c5c4630ff0e},
    {"normal_quantile", normal_quantile, 1e-12, 0xc01c234fba57a32a},
}};

Complaint functions_have_their_bits() {
  for (const auto& [name, function, at, bits] : pinned_values) {
    const auto found = std::bit_cast<std::uint64_t>(function(at));
    if (found != bits) return fmt::format("{}({}) is {:016x}, not {:016x}", name, at, found, bits);
  }
  return std::nullopt;
}

Complaint functions_are_right() {
  // Wide of the bound that the tests set: this catches a broken build, not a last bit.
  constexpr double tolerance = 1e-14;
  for (double x = 0.05; x < 30; x *= 1.7) {
    if (std::abs(log(exp(x)) - x) > tolerance * (1 + x)) return fmt::format("log(exp({}))", x);
    if (std::abs(exp(x) / std::exp(x) - 1) > tolerance) return fmt::format("exp({})", x);
    if (std::abs(normal_quantile(x / 60) + normal_quantile(1 - x / 60)) > 1e-12)
      return fmt::format("normal_quantile({})", x / 60);
  }
  return std::nullopt;
}

using Words = std::array<std::uint32_t, 4>;
struct KnownAnswer {
  Words counter;
  std::array<std::uint32_t, 2> key;
  Words words;
};
/// Philox4x32-10 of Random123's file kat_vectors (Salmon et al. 2011).
constexpr std::array<KnownAnswer, 3> known_answers{{
    {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
    {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
     {0xffffffff, 0xffffffff},
     {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
    {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
     {0xa4093822, 0x299f31d0},
     {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
}};

Complaint random_numbers_are_known() {
  for (const auto& [counter, key, words] : known_answers) {
    const auto found =
        r123::Philox4x32{}({{counter[0], counter[1], counter[2], counter[3]}}, {{key[0], key[1]}});
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (found[i] != words[i])
        return fmt::format("Philox gave {:08x}, not {:08x}", found[i], words[i]);
    }
  }
  return std::nullopt;
}

Complaint addresses_are_independent_of_order() {
  constexpr Stream stream{.seed = 20221, .replicate = 3};
  std::array<double, 8> forwards{};
  for (std::uint32_t i = 0; i < forwards.size(); ++i)
    forwards[i] = Random(stream, Draw::any, i, 1).uniform();
  for (std::uint32_t i = forwards.size(); i-- > 0;) {
    if (Random(stream, Draw::any, i, 1).uniform() != forwards[i])
      return fmt::format("the number at address {} depends on when it is drawn", i);
  }
  return std::nullopt;
}
}  // namespace

std::vector<SelfCheck> engine_checks() {
  return {
      {"elementary functions have the bits of this version", functions_have_their_bits},
      {"elementary functions agree with the system's", functions_are_right},
      {"Philox4x32-10 gives its known answers", random_numbers_are_known},
      {"a random number depends on its address, not on the order of draws",
       addresses_are_independent_of_order},
  };
}

}  // namespace sim::cli
