#pragma once

#include <cmath>
#include <cstddef>
#include <span>

#include <boost/math/special_functions/gamma.hpp>

/// Limits for statistical tests: computed from the sample, never chosen.
namespace test {

/// Distance of a sample mean from its expectation, in standard errors of that mean.
inline double z_score(std::span<const double> sample, double expected_mean) {
  const auto n = static_cast<double>(sample.size());
  double mean = 0;
  for (const double value : sample) mean += value / n;
  double squares = 0;
  for (const double value : sample) squares += (value - mean) * (value - mean);
  return (mean - expected_mean) / std::sqrt(squares / (n - 1) / n);
}
/// A correct program fails one check in about 150 000 (two-sided normal tail).
inline constexpr double z_limit = 4.5;

/// Pearson's distance of counts from their expectations.
inline double chi_square(std::span<const double> observed, std::span<const double> expected) {
  double sum = 0;
  for (std::size_t bin = 0; bin < observed.size(); ++bin) {
    const double difference = observed[bin] - expected[bin];
    sum += difference * difference / expected[bin];
  }
  return sum;
}

/// Probability that counts of a correct program lie at least this far from their expectations;
/// the expectations add up to the number of draws, so one degree of freedom is lost.
/// Merge bins until each expects 5 or more.
inline double chi_square_p(std::span<const double> observed, std::span<const double> expected) {
  const double degrees = static_cast<double>(observed.size()) - 1;
  return boost::math::gamma_q(degrees / 2, chi_square(observed, expected) / 2);
}
/// A correct program fails one check in a million.
inline constexpr double p_limit = 1e-6;

}  // namespace test
