#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

/// Elementary functions of + - x / and sqrt only, so that they give the same bits on every
/// x86-64 processor: glibc's exp and log choose their code by processor. Needs a build without
/// contraction (-ffp-contract=off). Errors of exp and log are below 2 units in the last place, see
/// math_test.cpp.
namespace sim {

inline constexpr double ln2 = 0.69314718055994530942;
inline constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// exp for -708 <= x <= 709, without a branch, of a double or of several side by side (number.hpp).
/// Bits: unsigned integers of that size.
template <class Number, class Bits = std::uint64_t>
[[gnu::always_inline]] inline Number exp_of_moderate(const Number& x) {
  // Cody & Waite (1980): x = k ln 2 + r, with ln 2 in two parts so that r is exact.
  constexpr double round_to_integer = 6755399441055744.0;  // 1.5 * 2^52
  const Number shifted = x * (1.0 / ln2) + round_to_integer;
  const Number k = shifted - round_to_integer;
  const Number r = (x - k * 6.93147180369123816490e-01) - k * 1.90821492927058770002e-10;
  // Taylor to degree 13 on |r| <= ln(2)/2; pairs instead of Horner, to shorten the chain.
  const Number r2 = r * r;
  const Number r4 = r2 * r2;
  const Number r8 = r4 * r4;
  const Number p01 = 1.0 + r;
  const Number p23 = 1.0 / 2 + r * (1.0 / 6);
  const Number p45 = 1.0 / 24 + r * (1.0 / 120);
  const Number p67 = 1.0 / 720 + r * (1.0 / 5040);
  const Number p89 = 1.0 / 40320 + r * (1.0 / 362880);
  const Number pab = 1.0 / 3628800 + r * (1.0 / 39916800);
  const Number pcd = 1.0 / 479001600 + r * (1.0 / 6227020800.0);
  const Number tail = (p45 + r2 * p67) * r4 + ((p89 + r2 * pab) + r4 * pcd) * r8;
  const Number mantissa = p01 + (r2 * p23 + tail);
  // The integer k sits in the lowest bits of the shifted number.
  const Bits exponent = (std::bit_cast<Bits>(shifted) + 1023U) << 52U;
  return mantissa * std::bit_cast<Number>(exponent);
}

/// e to the power x; 0 below -708, infinity above 709.
inline double exp(double x) {
  if (!(x > -708.0)) return x != x ? x : 0.0;
  if (x > 709.0) return std::numeric_limits<double>::infinity();
  return exp_of_moderate(x);
}

/// log of a positive normal number, without a branch.
[[gnu::always_inline]] inline double log_of_normal(double x) {
  // x = m 2^k with m in [sqrt(1/2), sqrt(2)); ln m = 2 artanh((m-1)/(m+1)), a series in s^2.
  auto bits = std::bit_cast<std::uint64_t>(x);
  constexpr std::uint64_t sqrt_half = 0x3fe6a09e667f3bcdULL;
  const std::uint64_t shifted = bits - sqrt_half;
  // Half the bits hold k: vector units convert 32-bit integers, old ones no others.
  const double k = static_cast<std::int32_t>(static_cast<std::uint32_t>(shifted >> 32U)) >> 20;
  bits = (shifted & 0x000fffffffffffffULL) + sqrt_half;
  const double f = std::bit_cast<double>(bits) - 1.0;
  const double s = f / (2.0 + f);
  const double z = s * s;
  const double w = z * z;
  const double odd =
      z *
      (2.0 / 3 + w * (2.0 / 7 + w * (2.0 / 11 + w * (2.0 / 15 + w * (2.0 / 19 + w * (2.0 / 23))))));
  const double even =
      w * (2.0 / 5 + w * (2.0 / 9 + w * (2.0 / 13 + w * (2.0 / 17 + w * (2.0 / 21)))));
  // 2s = f - s f, so that the leading term is exact (as in fdlibm).
  const double series = odd + even;
  return k * 6.93147180369123816490e-01 + (f - (s * (f - series) - k * 1.90821492927058770002e-10));
}

/// Natural logarithm of a positive normal number; -infinity at 0, NaN below.
inline double log(double x) {
  if (!(x >= std::numeric_limits<double>::min())) {
    return x == 0.0 ? -std::numeric_limits<double>::infinity() : not_a_number;
  }
  if (x > std::numeric_limits<double>::max()) return x;
  return log_of_normal(x);
}

inline double log2(double x) { return log(x) * (1.0 / ln2); }
/// x to the power y for positive x.
inline double power(double x, double y) { return exp(y * log(x)); }
inline double logistic(double x) { return 1.0 / (1.0 + exp(-x)); }
inline double tanh(double x) {
  if (x > 20.0) return 1.0;
  if (x < -20.0) return -1.0;
  const double e = exp(2.0 * x);
  return (e - 1.0) / (e + 1.0);
}

/// Polynomial in x, coefficients from the highest power down.
template <class... Coefficients>
[[gnu::always_inline]] inline double horner(double x, double highest, Coefficients... lower) {
  double value = highest;
  ((value = value * x + lower), ...);
  return value;
}

/// The quantile at 0.5 + q for |q| <= 0.425; see `normal_quantile`.
[[gnu::always_inline]] inline double normal_quantile_centre(double q) {
  const double r = 0.180625 - q * q;
  return q *
         horner(r, 2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4,
                4.5921953931549871457e+4, 1.3731693765509461125e+4, 1.9715909503065514427e+3,
                1.3314166789178437745e+2, 3.3871328727963666080e0) /
         horner(r, 5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4,
                2.1213794301586595867e+4, 5.3941960214247511077e+3, 6.8718700749205790830e+2,
                4.2313330701600911252e+1, 1.0);
}

/// Size of the quantile beyond that, but for extremes: r = sqrt(-log of what is beyond), at most 5.
[[gnu::always_inline]] inline double normal_quantile_tail(double r) {
  const double x = r - 1.6;
  return horner(x, 7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1,
                1.27045825245236838258e0, 3.64784832476320460504e0, 5.76949722146069140550e0,
                4.63033784615654529590e0, 1.42343711074968357734e0) /
         horner(x, 1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2,
                1.48103976427480074590e-1, 6.89767334985100004550e-1, 1.67638483018380384940e0,
                2.05319162663775882187e0, 1.0);
}

/// Quantile of the standard normal distribution for p in (0, 1).
/// Wichura (1988), Algorithm AS 241, Applied Statistics 37(3), 477-484 (PPND16).
inline double normal_quantile(double p) {
  const double q = p - 0.5;
  if (q >= -0.425 && q <= 0.425) return normal_quantile_centre(q);
  double r = q < 0 ? p : 1.0 - p;
  r = std::sqrt(-log(r));
  double value = 0;
  if (r <= 5.0) {
    value = normal_quantile_tail(r);
  } else {
    r -= 5.0;
    value = horner(r, 2.01033439929228813265e-7, 2.71155556874348757815e-5,
                   1.24266094738807843860e-3, 2.65321895265761230930e-2, 2.96560571828504891230e-1,
                   1.78482653991729133580e0, 5.46378491116411436990e0, 6.65790464350110377720e0) /
            horner(r, 2.04426310338993978564e-15, 1.42151175831644588870e-7,
                   1.84631831751005468180e-5, 7.86869131145613259100e-4, 1.48753612908506148525e-2,
                   1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0);
  }
  return q < 0 ? -value : value;
}

}  // namespace sim
