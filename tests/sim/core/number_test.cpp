#include "sim/core/number.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <catch2/catch.hpp>

#include "sim/core/math.hpp"
#include "sim/core/random.hpp"
#include "sim/core/vectorised.hpp"
#include "tests/sim/core/number_operations.hpp"
#include "tests/support/instructions.hpp"

namespace {

/// Halves that have two nearest integers, the borders of rounding and of exp, and all between.
std::vector<double> awkward_numbers() {
  std::vector<double> numbers{0.0,
                              0.5,
                              1.5,
                              2.5,
                              -0.5,
                              -1.5,
                              -2.5,
                              708.0,
                              -708.0,
                              -709.5,
                              710.0,
                              1e300,
                              -1e300,
                              0x1p51,
                              0x1.8p51,
                              0x1p52,
                              0x1p52 - 0.5,
                              -0x1p52 + 0.5,
                              0x1p53,
                              -0x1p62,
                              1e-310,
                              0x1p-30,
                              4503599627370497.5};
  sim::Random random({3, 1}, 0U, 0, 0);
  for (int k = 0; k < 2000; ++k) numbers.push_back(1600.0 * (random.uniform() - 0.5));
  for (int k = 0; k < 2000; ++k)
    numbers.push_back((random.uniform() - 0.5) * sim::exp(40 * random.uniform()));
  while (numbers.size() % sim::lanes != 0) numbers.push_back(1.0);
  return numbers;
}

/// The same number, or zero of either sign.
void check_same(double found, double expected) { CHECK(found == expected); }

}  // namespace

TEST_CASE("numbers side by side are numbers one after the other", "[number]") {
  const std::vector<double> numbers = awkward_numbers();
  test::with_each_instruction_set([&] {
    for (std::size_t first = 0; first < numbers.size(); first += sim::lanes) {
      sim::Numbers a;
      sim::Numbers b;
      for (std::size_t lane = 0; lane < sim::lanes; ++lane) {
        a[lane] = numbers[first + lane];
        b[lane] = std::min(700.0, numbers[numbers.size() - 1 - first - lane]);
      }
      test::Results results;
      sim::for_this_processor(
          [&]<class Number>() { test::NumberOperations<Number>::work_out(a, b, results); });
      for (std::size_t lane = 0; lane < sim::lanes; ++lane) {
        const double x = a[lane];
        CAPTURE(x);
        check_same(results.absolute[lane], std::abs(x));
        check_same(results.above_zero[lane], std::max(0.0, x));
        check_same(results.larger[lane], std::max(x, b[lane]));
        check_same(results.exponential[lane], sim::exp(x));
        check_same(results.exponential_below_709[lane], sim::exp(x < 709.0 ? x : b[lane]));
        check_same(results.logistic[lane], sim::logistic(x));
        check_same(results.as_float[lane], static_cast<double>(static_cast<float>(x)));
        if (std::abs(x) < 0x1p62) CHECK(results.integers[lane] == std::llrint(x));
        const double size = std::abs(std::max(x, b[lane]));
        if (size < 0x1p48) check_same(results.whole[lane], std::nearbyint(size));
        CHECK(results.less[lane] == (x < b[lane] ? -1 : 0));
        CHECK(results.bits[lane] == (x < b[lane] ? 5 : 0));
        check_same(results.root[lane], std::sqrt(std::abs(x)));
      }
    }
  });
}

TEST_CASE("squares of lanes have rows and columns exchanged", "[number]") {
  test::with_each_instruction_set([&] {
    std::array<sim::Integers, sim::lanes> rows;
    for (std::size_t row = 0; row < sim::lanes; ++row) {
      for (std::size_t lane = 0; lane < sim::lanes; ++lane)
        rows[row][lane] = static_cast<std::int64_t>(10 * row + lane);
    }
    std::size_t width = 0;
    sim::for_this_processor([&]<class Number>() {
      width = sim::width<Number>;
      test::NumberOperations<Number>::transpose(rows);
    });
    for (std::size_t row = 0; row < sim::lanes; ++row) {
      for (std::size_t lane = 0; lane < sim::lanes; ++lane) {
        const std::size_t was_in_row = row / width * width + lane % width;
        const std::size_t was_in_lane = lane / width * width + row % width;
        CHECK(rows[row][lane] == static_cast<std::int64_t>(10 * was_in_row + was_in_lane));
      }
    }
  });
}
