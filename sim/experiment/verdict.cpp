#include "sim/experiment/verdict.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <boost/math/distributions/students_t.hpp>

namespace sim::experiment {

namespace {
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double alpha = 0.05;  // 1 - confidence, which rounding puts a little above
constexpr std::array<std::string_view, 4> verdict_names{"contradicted", "equivalent", "undecided",
                                                        "supported"};

bool can_be_tested(const Estimate& difference) {
  return difference.n >= 2 && std::isfinite(difference.mean);
}

/// Chance of a Student t beyond distance / standard error.
double tail(double distance, const Estimate& difference) {
  const double error = difference.sd / std::sqrt(difference.n);
  if (error == 0) return distance > 0 ? 0.0 : 1.0;
  const boost::math::students_t t(difference.n - 1);
  return boost::math::cdf(boost::math::complement(t, distance / error));
}

double p_of_no_difference(const Question& question) {
  if (!can_be_tested(question.difference)) return nan;
  return std::min(1.0, 2 * tail(std::abs(question.difference.mean), question.difference));
}

double p_of_a_difference_that_matters(const Question& question) {
  if (!can_be_tested(question.difference) || question.smallest_effect <= 0) return nan;
  return tail(question.smallest_effect - std::abs(question.difference.mean), question.difference);
}

/// Differences far beyond what matters have a p near 1 and would only make the others' harder to
/// reach. Those above a limit leave the family, and for it the others are divided by the limit
/// (Zhao, Small & Su 2019; Ellis, Pecanka & Goeman 2020). One alone has nothing to gain by it.
void leave_out_large(std::vector<double>& p) {
  constexpr double limit = 0.9;
  const auto tested = std::ranges::count_if(p, [](double value) { return !std::isnan(value); });
  if (tested < 2) return;
  for (double& value : p) value = value <= limit ? value / limit : nan;
}

/// \param divisor by which Holm's procedure divides alpha when it is this one's turn
Interval interval_at(const Estimate& difference, double divisor) {
  if (!can_be_tested(difference)) return {nan, nan};
  const boost::math::students_t t(difference.n - 1);
  const double reach = boost::math::quantile(boost::math::complement(t, alpha / 2 / divisor)) *
                       difference.sd / std::sqrt(difference.n);
  return {difference.mean - reach, difference.mean + reach};
}

Verdict verdict_on(const Question& question, const Answer& answer) {
  const double mean = question.difference.mean;
  if (answer.p_holm < alpha && std::abs(mean) >= question.smallest_effect)
    return mean > 0 ? Verdict::supported : Verdict::contradicted;
  return answer.p_equivalence_holm < alpha ? Verdict::equivalent : Verdict::undecided;
}
}  // namespace

std::string_view name_of(Verdict verdict) {
  return verdict_names[static_cast<std::size_t>(verdict)];
}

std::vector<Answer> decide(std::span<const Question> family) {
  std::vector<double> differ, matter;
  for (const auto& question : family) {
    differ.push_back(p_of_no_difference(question));
    matter.push_back(p_of_a_difference_that_matters(question));
  }
  leave_out_large(matter);
  const std::vector<double> divisors = holm_divisors(differ);
  const std::vector<double> differ_holm = holm_adjusted(differ);
  const std::vector<double> matter_holm = holm_adjusted(matter);
  std::vector<Answer> answers;
  for (std::size_t row = 0; row < family.size(); ++row) {
    Answer answer{Verdict::undecided, differ_holm[row], matter_holm[row],
                  interval_at(family[row].difference, divisors[row])};
    answer.verdict = verdict_on(family[row], answer);
    answers.push_back(answer);
  }
  return answers;
}

Estimate directed(const Estimate& difference, int sign) {
  if (sign >= 0) return difference;
  return {-difference.mean, difference.sd, difference.n, -difference.ci_high, -difference.ci_low};
}

}  // namespace sim::experiment
