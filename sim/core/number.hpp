#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>

#include "sim/core/lanes.hpp"
#include "sim/core/math.hpp"
#include "sim/core/vectorised.hpp"

/// Numbers that formulas are written in: one double, or several side by side in a register.
///
/// Operators work number by number; a comparison gives an `AnswerTo<Number>`, which `&`, `|` and
/// `!` join, and `answer ? a : b` chooses number by number. The bits are those of doubles one after
/// the other. A source that is written for any Number is compiled for each, with the instructions
/// for it
/// (`sim_compile_for_each_number` in CMake), and called through `for_this_processor`.
namespace sim {

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define SIM_HAS_REGISTERS
#endif

namespace detail {
template <class Number>
struct Kin;
template <>
struct Kin<double> {
  using Integer = std::int64_t;
  using Bits = std::uint64_t;
};
}  // namespace detail

#ifdef SIM_HAS_REGISTERS
using Two = double __attribute__((vector_size(16)));
using Four = double __attribute__((vector_size(32)));
using Eight = double __attribute__((vector_size(64)));

namespace detail {
// Sizes are written out: g++ 12 forgets one that depends on a template parameter.
template <>
struct Kin<Two> {
  using Integer = std::int64_t __attribute__((vector_size(16)));
  using Bits = std::uint64_t __attribute__((vector_size(16)));
  using Words = std::uint32_t __attribute__((vector_size(8)));
  using Floats = float __attribute__((vector_size(8)));
};
template <>
struct Kin<Four> {
  using Integer = std::int64_t __attribute__((vector_size(32)));
  using Bits = std::uint64_t __attribute__((vector_size(32)));
  using Words = std::uint32_t __attribute__((vector_size(16)));
  using Floats = float __attribute__((vector_size(16)));
};
template <>
struct Kin<Eight> {
  using Integer = std::int64_t __attribute__((vector_size(64)));
  using Bits = std::uint64_t __attribute__((vector_size(64)));
  using Words = std::uint32_t __attribute__((vector_size(32)));
  using Floats = float __attribute__((vector_size(32)));
};
}  // namespace detail
#endif

/// The Number that this source is compiled for.
#if !defined(SIM_WIDTH) || SIM_WIDTH == 1 || !defined(SIM_HAS_REGISTERS)
using CompiledNumber = double;
#elif SIM_WIDTH == 2
using CompiledNumber = Two;
#elif SIM_WIDTH == 4
using CompiledNumber = Four;
#else
using CompiledNumber = Eight;
#endif

template <class Number>
using AnswerTo = decltype(Number{} < Number{});
template <class Number>
using IntegerOf = typename detail::Kin<Number>::Integer;
template <class Number>
using BitsOf = typename detail::Kin<Number>::Bits;
/// How many doubles a Number is.
template <class Number>
inline constexpr std::size_t width = sizeof(Number) / sizeof(double);

/// The lanes that one Number takes, from `lane` on: what reads them from memory and writes them.
template <class Number>
struct Place {
  std::size_t lane = 0;

  [[gnu::always_inline]] Number operator()(const Numbers& from) const {
    Number number;
    std::memcpy(&number, &from[lane], sizeof number);
    return number;
  }
  [[gnu::always_inline]] IntegerOf<Number> operator()(const Integers& from) const {
    return integers(from);
  }
  /// Answers as integers, too.
  template <class Row>
  [[gnu::always_inline]] IntegerOf<Number> integers(const Row& from) const {
    IntegerOf<Number> integer;
    std::memcpy(&integer, &from[lane], sizeof integer);
    return integer;
  }
  [[gnu::always_inline]] AnswerTo<Number> operator()(const Answers& from) const {
    if constexpr (width<Number> == 1) {
      return from[lane] != 0;
    } else {
      AnswerTo<Number> answer;
      std::memcpy(&answer, &from[lane], sizeof answer);
      return answer;
    }
  }
  /// Of words that follow each other.
  [[gnu::always_inline]] IntegerOf<Number> operator()(const std::uint32_t* from) const {
    if constexpr (width<Number> == 1) {
      return from[lane];
    } else {
      typename detail::Kin<Number>::Words words;
      std::memcpy(&words, from + lane, sizeof words);
      return __builtin_convertvector(words, IntegerOf<Number>);
    }
  }
  [[gnu::always_inline]] void store(const Number& number, Numbers& to) const {
    std::memcpy(&to[lane], &number, sizeof number);
  }
  [[gnu::always_inline]] void store(const IntegerOf<Number>& integer, Integers& to) const {
    std::memcpy(&to[lane], &integer, sizeof integer);
  }
  [[gnu::always_inline]] void store(const AnswerTo<Number>& answer, Answers& to) const {
    if constexpr (width<Number> == 1)
      to[lane] = answer ? -1 : 0;
    else
      std::memcpy(&to[lane], &answer, sizeof answer);
  }
};

/// What can be done with any Number.
namespace numbers {

/// The same number everywhere.
template <class Number>
[[gnu::always_inline]] inline Number all(double x) {
  return x - Number{};
}
/// first, first + 1, ...
template <class Number>
[[gnu::always_inline]] inline Number numbers_from(std::size_t first) {
  if constexpr (width<Number> == 1) {
    return static_cast<double>(first);
  } else {
    Number number;
    for (std::size_t k = 0; k < width<Number>; ++k) number[k] = static_cast<double>(first + k);
    return number;
  }
}
template <class Number>
[[gnu::always_inline]] inline AnswerTo<Number> every(bool yes) {
  if constexpr (width<Number> == 1)
    return yes;
  else
    return AnswerTo<Number>{} - (yes ? 1 : 0);
}
/// The integer where the answer is yes, else 0.
template <class Number>
[[gnu::always_inline]] inline IntegerOf<Number> where(const AnswerTo<Number>& yes,
                                                      std::int64_t integer) {
  if constexpr (width<Number> == 1)
    return yes ? integer : 0;
  else
    return yes & integer;
}

template <class Number>
[[gnu::always_inline]] inline Number absolute(const Number& x) {
  constexpr std::uint64_t all_but_sign = 0x7fffffffffffffffULL;
  return std::bit_cast<Number>(std::bit_cast<BitsOf<Number>>(x) & all_but_sign);
}
template <class Number>
[[gnu::always_inline]] inline Number larger(const Number& a, const Number& b) {
  return a > b ? a : b;
}
/// x where it is above 0, else 0.
template <class Number>
[[gnu::always_inline]] inline Number above_zero(const Number& x) {
  const Number zero{};
  return x > 0.0 ? x : zero;
}
template <class Number>
[[gnu::always_inline]] inline Number square_root(const Number& x) {
  if constexpr (width<Number> == 1) {
    return std::sqrt(x);
  } else {
    Number root;
    for (std::size_t k = 0; k < width<Number>; ++k) root[k] = __builtin_sqrt(x[k]);
    return root;
  }
}
/// exp of each number below 709; 0 below -708.
template <class Number>
[[gnu::always_inline]] inline Number exp_below_709(const Number& x) {
  const AnswerTo<Number> moderate = x > -708.0;
  const Number zero{};
  const auto exponential = exp_of_moderate<Number, BitsOf<Number>>(moderate ? x : zero);
  return moderate ? exponential : zero;
}
/// e to the power x; 0 below -708, infinity above 709.
template <class Number>
[[gnu::always_inline]] inline Number exp(const Number& x) {
  const AnswerTo<Number> moderate = (x > -708.0) & (x <= 709.0);
  const Number zero{};
  const auto exponential = exp_of_moderate<Number, BitsOf<Number>>(moderate ? x : zero);
  const auto infinite = all<Number>(std::numeric_limits<double>::infinity());
  const Number extreme = x > 709.0 ? infinite : zero;
  return moderate ? exponential : extreme;
}
template <class Number>
[[gnu::always_inline]] inline Number logistic(const Number& x) {
  return 1.0 / (1.0 + numbers::exp<Number>(-x));
}
/// As a float keeps it.
template <class Number>
[[gnu::always_inline]] inline Number rounded_to_float(const Number& x) {
  if constexpr (width<Number> == 1) {
    return static_cast<double>(static_cast<float>(x));
  } else {
    using Floats = typename detail::Kin<Number>::Floats;
    return __builtin_convertvector(__builtin_convertvector(x, Floats), Number);
  }
}
/// Integers from 0 to 2^52 as doubles: these compare well in every instruction set.
template <class Number>
[[gnu::always_inline]] inline Number as_number(const IntegerOf<Number>& integer) {
  constexpr std::int64_t of_two_to_52 = 0x4330000000000000;  // sign and exponent
  return std::bit_cast<Number>(integer | of_two_to_52) - 0x1p52;
}
/// The nearest integers, of two as near the even one, as std::llrint finds them.
template <class Number>
[[gnu::always_inline]] inline IntegerOf<Number> nearest_integers(const Number& x) {
  if constexpr (width<Number> == 1) {
    return std::llrint(x);
  } else if constexpr (width<Number> == 8) {
    // A double of 2^52 and more has no fraction: adding that and taking it off rounds smaller ones.
    constexpr double no_fraction = 0x1p52;
    constexpr std::uint64_t sign = 0x8000000000000000ULL;
    using Bits = BitsOf<Number>;
    const Number shift = std::bit_cast<Number>((std::bit_cast<Bits>(x) & sign) |
                                               std::bit_cast<Bits>(all<Number>(no_fraction)));
    const Number rounded = absolute(x) < no_fraction ? (x + shift) - shift : x;
    return __builtin_convertvector(rounded, IntegerOf<Number>);
  } else {
    IntegerOf<Number> nearest;
    for (std::size_t k = 0; k < width<Number>; ++k) nearest[k] = __builtin_llrint(x[k]);
    return nearest;
  }
}

/// A square of integers side by side, rows and columns exchanged.
template <class Number>
[[gnu::always_inline]] inline void transpose(std::array<IntegerOf<Number>, width<Number>>& rows) {
  if constexpr (width < Number >> 1) {
    using Row = IntegerOf<Number>;
    // Halves, then quarters and so on change places between pairs of rows.
    const auto exchange = [&rows](std::size_t apart, const Row& first, const Row& second)
        __attribute__((always_inline)) {
      for (std::size_t row = 0; row < width<Number>; ++row) {
        if ((row & apart) != 0) continue;
        const Row a = rows[row];
        const Row b = rows[row + apart];
        rows[row] = __builtin_shuffle(a, b, first);
        rows[row + apart] = __builtin_shuffle(a, b, second);
      }
    };
    if constexpr (width<Number> == 8) {
      exchange(4, Row{0, 1, 2, 3, 8, 9, 10, 11}, Row{4, 5, 6, 7, 12, 13, 14, 15});
      exchange(2, Row{0, 1, 8, 9, 4, 5, 12, 13}, Row{2, 3, 10, 11, 6, 7, 14, 15});
      exchange(1, Row{0, 8, 2, 10, 4, 12, 6, 14}, Row{1, 9, 3, 11, 5, 13, 7, 15});
    } else if constexpr (width<Number> == 4) {
      exchange(2, Row{0, 1, 4, 5}, Row{2, 3, 6, 7});
      exchange(1, Row{0, 4, 2, 6}, Row{1, 5, 3, 7});
    } else {
      exchange(1, Row{0, 2}, Row{1, 3});
    }
  }
}

}  // namespace numbers

/// Runs `work.operator()<Number>()` for the widest Number of this processor.
template <class Work>
void for_this_processor(Work work) {
#ifdef SIM_HAS_REGISTERS
  switch (instructions()) {
    case Instructions::avx512: return work.template operator()<Eight>();
    case Instructions::avx2: return work.template operator()<Four>();
    case Instructions::plain: return work.template operator()<Two>();
    case Instructions::one: break;
  }
#endif
  work.template operator()<double>();
}

}  // namespace sim
