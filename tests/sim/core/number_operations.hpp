#pragma once

#include <array>

#include "sim/core/lanes.hpp"

namespace test {

struct Results {
  sim::Numbers absolute, above_zero, larger, exponential, exponential_below_709, logistic, as_float,
      whole, root;
  sim::Integers integers, bits;
  sim::Answers less;
};

/// What number_test.cpp asks of each Number: number_operations.cpp.
template <class Number>
struct NumberOperations {
  static void work_out(const sim::Numbers& numbers, const sim::Numbers& others, Results& results);
  /// Exchanges rows and columns of each square of width by width.
  static void transpose(std::array<sim::Integers, sim::lanes>& rows);
};

}  // namespace test
