#pragma once

#include <span>
#include <utility>
#include <vector>

#include "sim/core/summary.hpp"

namespace sim::experiment {

/// Level of every interval of the program.
inline constexpr double confidence = 0.95;

/// Below this many replicates an interval is shown with a warning.
inline constexpr int few_replicates = 5;

/// Mean, standard deviation and Student-t interval. Values that are not finite are left out; with
/// fewer than two left there is no interval (NaN), with none no mean either.
Estimate estimate(std::span<const double> values);

/// Half-width of an estimate's interval; NaN if it has none.
double half_width(const Estimate&);

/// That of the finite values, between neighbours in a straight line (type 7 of Hyndman & Fan 1996);
/// NaN if there are none.
/// \param share 0.5 for the median
double quantile(std::vector<double> values, double share);
inline double median(std::vector<double> values) { return quantile(std::move(values), 0.5); }

/// Two ends of an interval.
struct Interval {
  double low = 0;
  double high = 0;
};

/// Interval for a share of runs (Wilson 1927), which stays within 0 and 1 and has a width at both.
/// \param trials 1 or more
Interval wilson_interval(int successes, int trials);

/// A difference between two scenarios in one metric and window.
struct Contrast {
  Estimate difference;
  double effect_size = 0;      ///< difference / root mean square of the two standard deviations
  double variance_factor = 0;  ///< variance of an unpaired difference / that of the paired one
  double p = 1;                ///< two-sided, of no difference, not yet adjusted
};

/// Scenario minus baseline on common random numbers: paired t. Pairs of which either value is not
/// finite are dropped.
/// \param scenario, baseline same length, replicate by replicate
Contrast paired_contrast(std::span<const double> scenario, std::span<const double> baseline);

/// Scenario minus baseline with luck of their own (Welch 1947). `difference.n` is the smaller of
/// the two numbers of replicates, `difference.sd` that of the difference of two single runs.
Contrast unpaired_contrast(std::span<const double> scenario, std::span<const double> baseline);

/// By what Holm's (1979) step-down procedure divides the level at which each is tested, in the
/// order given. Values that are not numbers have none (NaN) and do not count as comparisons.
std::vector<double> holm_divisors(std::span<const double> p);

/// The p values times these divisors, at most 1.
std::vector<double> holm_adjusted(std::span<const double> p);

}  // namespace sim::experiment
