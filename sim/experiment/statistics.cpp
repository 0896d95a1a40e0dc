#include "sim/experiment/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace sim::experiment {

namespace {
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Mean and squared standard deviation of the finite values.
struct Moments {
  int n = 0;
  double mean = nan;
  double variance = nan;
};

Moments moments_of(std::span<const double> values) {
  Moments moments;
  double sum = 0;
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    sum += value;
    ++moments.n;
  }
  if (moments.n == 0) return moments;
  moments.mean = sum / moments.n;
  if (moments.n == 1) return moments;
  double squares = 0;
  for (const double value : values) {
    if (std::isfinite(value)) squares += (value - moments.mean) * (value - moments.mean);
  }
  moments.variance = squares / (moments.n - 1);
  return moments;
}

Estimate with_interval(const Moments& moments, double standard_error, double degrees_of_freedom) {
  Estimate result{moments.mean, std::sqrt(moments.variance), moments.n, nan, nan};
  if (std::isnan(standard_error)) return result;
  if (standard_error == 0) {  // the quantile is not needed, and Welch's degrees are 0/0 here
    result.ci_low = result.ci_high = result.mean;
    return result;
  }
  const boost::math::students_t t(degrees_of_freedom);
  const double reach = boost::math::quantile(t, 0.5 + confidence / 2) * standard_error;
  result.ci_low = result.mean - reach;
  result.ci_high = result.mean + reach;
  return result;
}

double two_sided_p(double difference, double standard_error, double degrees_of_freedom) {
  if (std::isnan(standard_error)) return nan;
  if (standard_error == 0) return difference == 0 ? 1.0 : 0.0;
  const boost::math::students_t t(degrees_of_freedom);
  return 2 * boost::math::cdf(boost::math::complement(t, std::abs(difference) / standard_error));
}

double effect_size(double difference, const Moments& one, const Moments& other) {
  const double pooled = std::sqrt((one.variance + other.variance) / 2);
  if (difference == 0) return 0.0;
  return pooled > 0 ? difference / pooled : nan;  // values that do not vary have no scale
}

/// One turn of Holm's procedure.
struct Turn {
  std::size_t row = 0;
  double left = 0;      ///< comparisons that had no turn before
  double adjusted = 0;  ///< p, adjusted; may be above 1
};

std::vector<Turn> step_down(std::span<const double> p) {
  std::vector<std::size_t> order;
  for (std::size_t row = 0; row < p.size(); ++row) {
    if (!std::isnan(p[row])) order.push_back(row);
  }
  std::ranges::stable_sort(order, {}, [&](std::size_t row) { return p[row]; });
  std::vector<Turn> turns;
  double at_least = 0;  // a later turn may not be easier than one before it
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    const auto left = static_cast<double>(order.size() - rank);
    at_least = std::max(at_least, left * p[order[rank]]);
    turns.push_back({order[rank], left, at_least});
  }
  return turns;
}
}  // namespace

Estimate estimate(std::span<const double> values) {
  const Moments moments = moments_of(values);
  return with_interval(moments, std::sqrt(moments.variance / moments.n), moments.n - 1);
}

double half_width(const Estimate& value) { return (value.ci_high - value.ci_low) / 2; }

double quantile(std::vector<double> values, double share) {
  std::erase_if(values, [](double value) { return !std::isfinite(value); });
  if (values.empty()) return nan;
  std::ranges::sort(values);
  const double place = share * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, values.size() - 1);
  return values[below] + (place - static_cast<double>(below)) * (values[above] - values[below]);
}

Interval wilson_interval(int successes, int trials) {
  const double z = boost::math::quantile(boost::math::normal(), 0.5 + confidence / 2);
  const double n = trials;
  const double share = successes / n;
  const double scale = 1 + z * z / n;
  const double centre = (share + z * z / (2 * n)) / scale;
  const double reach = z * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / scale;
  // At 0 and at all successes one end is exactly that; rounding must not leave it beside.
  return {successes == 0 ? 0.0 : centre - reach, successes == trials ? 1.0 : centre + reach};
}

Contrast paired_contrast(std::span<const double> scenario, std::span<const double> baseline) {
  std::vector<double> ours, theirs, differences;
  for (std::size_t pair = 0; pair < std::min(scenario.size(), baseline.size()); ++pair) {
    if (!std::isfinite(scenario[pair]) || !std::isfinite(baseline[pair])) continue;
    ours.push_back(scenario[pair]);
    theirs.push_back(baseline[pair]);
    differences.push_back(scenario[pair] - baseline[pair]);
  }
  const Moments one = moments_of(ours), other = moments_of(theirs), both = moments_of(differences);
  const double standard_error = std::sqrt(both.variance / both.n);
  return {with_interval(both, standard_error, both.n - 1), effect_size(both.mean, one, other),
          both.variance > 0 ? (one.variance + other.variance) / both.variance : nan,
          two_sided_p(both.mean, standard_error, both.n - 1)};
}

Contrast unpaired_contrast(std::span<const double> scenario, std::span<const double> baseline) {
  const Moments one = moments_of(scenario), other = moments_of(baseline);
  const double part_one = one.variance / one.n, part_other = other.variance / other.n;
  const double variance = part_one + part_other;
  const double degrees_of_freedom =
      variance * variance /
      (part_one * part_one / (one.n - 1) + part_other * part_other / (other.n - 1));
  const Moments difference{std::min(one.n, other.n), one.mean - other.mean,
                           one.variance + other.variance};
  const double standard_error = std::sqrt(variance);
  return {with_interval(difference, standard_error, degrees_of_freedom),
          effect_size(difference.mean, one, other), 1.0,
          two_sided_p(difference.mean, standard_error, degrees_of_freedom)};
}

std::vector<double> holm_divisors(std::span<const double> p) {
  std::vector<double> divisors(p.size(), nan);
  for (const auto& [row, left, adjusted] : step_down(p))
    divisors[row] = p[row] > 0 ? adjusted / p[row] : left;
  return divisors;
}

std::vector<double> holm_adjusted(std::span<const double> p) {
  std::vector<double> result(p.begin(), p.end());
  for (const auto& [row, left, adjusted] : step_down(p)) result[row] = std::min(1.0, adjusted);
  return result;
}

}  // namespace sim::experiment
