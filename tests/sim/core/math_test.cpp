#include "sim/core/math.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <catch2/catch.hpp>

#include "sim/core/random.hpp"

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Error of a double in units of the last place of the true value, which is a long double.
double ulps(double value, long double truth) {
  const double nearest = std::abs(static_cast<double>(truth));
  const double unit = std::nextafter(nearest, infinity) - nearest;
  return static_cast<double>(std::abs(static_cast<long double>(value) - truth) / unit);
}

/// Largest error of a function over points spread evenly between two limits.
template <class Function, class Truth>
double largest_error(Function function, Truth truth, double from, double to) {
  constexpr int points = 200000;
  double largest = 0;
  for (int i = 0; i < points; ++i) {
    const double x = from + (to - from) * ((i + 0.5) / points);
    largest = std::max(largest, ulps(function(x), truth(x)));
  }
  return largest;
}

/// Normal quantile by Newton's method on glibc's erfc, in long double: shares nothing with ours.
long double true_normal_quantile(double p) {
  const bool upper = p > 0.5;
  const long double tail = upper ? 1.0L - p : static_cast<long double>(p);
  long double x = sim::normal_quantile(static_cast<double>(tail));
  for (int step = 0; step < 3; ++step) {
    const long double error = std::erfc(-x / std::sqrt(2.0L)) / 2 - tail;
    const long double density = std::exp(-x * x / 2) / std::sqrt(2 * std::acos(-1.0L));
    x -= error / density;
  }
  return upper ? -x : x;
}

}  // namespace

TEST_CASE("exp is within 2 units in the last place", "[unit][math]") {
  const auto truth = [](double x) { return std::exp(static_cast<long double>(x)); };
  CHECK(largest_error(sim::exp, truth, -708, 709) < 2);
  CHECK(largest_error(sim::exp, truth, -1, 1) < 2);
}

TEST_CASE("exp at its limits", "[unit][math]") {
  CHECK(sim::exp(0.0) == 1.0);
  CHECK(sim::exp(-709.0) == 0.0);
  CHECK(sim::exp(-infinity) == 0.0);
  CHECK(sim::exp(710.0) == infinity);
  CHECK(std::isnan(sim::exp(sim::not_a_number)));
}

TEST_CASE("log is within 2 units in the last place", "[unit][math]") {
  const auto truth = [](double x) { return std::log(static_cast<long double>(x)); };
  CHECK(largest_error(sim::log, truth, 0x1p-32, 1) < 2);
  CHECK(largest_error(sim::log, truth, 0.7, 1.42) < 2);  // near 1 the result is small
  CHECK(largest_error(sim::log, truth, 1, 1e6) < 2);
  CHECK(largest_error(sim::log, truth, 1e-300, 1e-290) < 2);
}

TEST_CASE("log at its limits", "[unit][math]") {
  CHECK(sim::log(1.0) == 0.0);
  CHECK(sim::log(0.0) == -infinity);
  CHECK(sim::log(infinity) == infinity);
  CHECK(std::isnan(sim::log(-1.0)));
  CHECK(std::isnan(sim::log(sim::not_a_number)));
}

TEST_CASE("the normal quantile agrees with the error function", "[unit][math]") {
  // Numerator and denominator are sums of positive terms with 14 roundings each; with the division,
  // the product and the argument's own roundings, some 34 halves of a unit at worst.
  constexpr double limit = 17;
  CHECK(largest_error(sim::normal_quantile, true_normal_quantile, 0.075, 0.925) < limit);
  CHECK(largest_error(sim::normal_quantile, true_normal_quantile, 1e-9, 0.075) < limit);
  CHECK(largest_error(sim::normal_quantile, true_normal_quantile, 0.925, 1 - 1e-9) < limit);
  CHECK(largest_error(sim::normal_quantile, true_normal_quantile, 1e-15, 1e-11) < limit);
}

TEST_CASE("the normal quantile has its tabled values", "[unit][math]") {
  CHECK(sim::normal_quantile(0.5) == 0.0);
  CHECK(sim::normal_quantile(0.975) == Approx(1.959963984540054).epsilon(1e-15));
  CHECK(sim::normal_quantile(0.9) == Approx(1.2815515655446004).epsilon(1e-15));
  CHECK(sim::normal_quantile(0.25) == -sim::normal_quantile(0.75));
}

TEST_CASE("the normal quantile is finite for every uniform that can be drawn", "[unit][math]") {
  CHECK(sim::normal_quantile(0x1p-33) == Approx(-6.3391).epsilon(1e-3));
  CHECK(sim::normal_quantile(1.0 - 0x1p-33) == -sim::normal_quantile(0x1p-33));
}

TEST_CASE("logistic and tanh keep their limits and symmetries", "[unit][math]") {
  CHECK(sim::logistic(0.0) == 0.5);
  CHECK(sim::logistic(800.0) == 1.0);
  CHECK(sim::logistic(-800.0) == 0.0);
  CHECK(sim::tanh(0.0) == 0.0);
  CHECK(sim::tanh(1000.0) == 1.0);
  CHECK(sim::tanh(-1000.0) == -1.0);
  CHECK(sim::tanh(0.7) == Approx(-sim::tanh(-0.7)).epsilon(1e-15));
  CHECK(sim::tanh(0.5) == Approx(0.46211715726000975).epsilon(1e-15));
}

TEST_CASE("power and log2 agree with exact powers of two", "[unit][math]") {
  CHECK(sim::log2(16.0) == Approx(4.0).epsilon(1e-15));
  CHECK(sim::power(16.0, 0.5) == Approx(4.0).epsilon(1e-14));
  CHECK(sim::power(16.0, 0.0) == 1.0);
}
