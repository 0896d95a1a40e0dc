#include "sim/experiment/statistics.hpp"

#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include <catch2/catch.hpp>

#include "sim/core/random.hpp"
#include "tests/support/statistics.hpp"

using namespace sim::experiment;

namespace {
constexpr double missing = std::numeric_limits<double>::quiet_NaN();
const std::vector<double> ours{1.2, 0.9, 1.5, 1.1, 1.4, 0.8};
const std::vector<double> theirs{1.0, 0.7, 1.1, 1.0, 1.2, 0.75};

auto about(double expected) { return Approx(expected).epsilon(1e-12); }
/// For what scipy 1.10.1 makes with a quantile of t: its t.ppf(0.975, 5) is off by 4e-10,
/// relatively.
auto nearly(double expected) { return Approx(expected).epsilon(2e-9); }
}  // namespace

TEST_CASE("an estimate is that of scipy", "[unit][statistics]") {
  // scipy 1.10.1: stats.t.interval(0.95, 5, mean, stats.sem(ours))
  const auto estimate = sim::experiment::estimate(ours);
  CHECK(estimate.n == 6);
  CHECK(estimate.mean == about(1.15));
  CHECK(estimate.sd == about(0.273861278752583));
  CHECK(estimate.ci_low == nearly(0.8626002135801591));
  CHECK(estimate.ci_high == nearly(1.4373997864198407));
  CHECK(half_width(estimate) * std::sqrt(6.0) / estimate.sd ==
        about(2.5705818356363146));  // tables
}

TEST_CASE("values that are not numbers fall out of an estimate and out of its n",
          "[unit][statistics]") {
  const auto estimate = sim::experiment::estimate(std::vector<double>{1, missing, 3});
  CHECK(estimate.n == 2);
  CHECK(estimate.mean == 2);
}

TEST_CASE("one value has a mean but no interval, none has neither", "[unit][statistics]") {
  const auto one = estimate(std::vector<double>{7});
  CHECK(one.mean == 7);
  CHECK(std::isnan(one.sd));
  CHECK(std::isnan(one.ci_low));
  const auto none = estimate(std::vector<double>{missing});
  CHECK(none.n == 0);
  CHECK(std::isnan(none.mean));
}

TEST_CASE("equal values have an interval of no width", "[unit][statistics]") {
  const auto estimate = sim::experiment::estimate(std::vector<double>{2, 2, 2});
  CHECK(estimate.ci_low == 2);
  CHECK(estimate.ci_high == 2);
  CHECK(half_width(estimate) == 0);
}

TEST_CASE("a paired contrast is that of scipy", "[unit][statistics]") {
  // scipy 1.10.1: stats.ttest_rel(ours, theirs) and t.interval of the differences
  const Contrast contrast = paired_contrast(ours, theirs);
  CHECK(contrast.difference.n == 6);
  CHECK(contrast.difference.mean == about(0.19166666666666668));
  CHECK(contrast.difference.sd == about(0.12006942436218578));
  CHECK(contrast.difference.ci_low == nearly(0.06566153343123318));
  CHECK(contrast.difference.ci_high == nearly(0.31767179990210015));
  CHECK(contrast.p == about(0.011293654793547964));
  CHECK(contrast.effect_size == about(0.8048651963684672));
  CHECK(contrast.variance_factor == about(7.867052023121393));
}

TEST_CASE("an unpaired contrast is Welch's, as scipy has it", "[unit][statistics]") {
  // scipy 1.10.1: stats.ttest_ind(ours, theirs[:4], equal_var=False)
  const Contrast contrast =
      unpaired_contrast(ours, std::vector<double>(theirs.begin(), theirs.begin() + 4));
  CHECK(contrast.difference.mean == about(0.2));
  CHECK(contrast.difference.ci_low == nearly(-0.12611823226526303));
  CHECK(contrast.difference.ci_high == nearly(0.5261182322652629));
  CHECK(contrast.p == about(0.19501552810007577));
  CHECK(contrast.difference.n == 4);
}

TEST_CASE("a pair is dropped if either run gave no number", "[unit][statistics]") {
  const Contrast contrast =
      paired_contrast(std::vector<double>{1, missing, 5, 6}, std::vector<double>{0, 0, missing, 4});
  CHECK(contrast.difference.n == 2);
  CHECK(contrast.difference.mean == 1.5);
}

TEST_CASE("scenarios that never differ have no effect and p = 1", "[unit][statistics]") {
  const Contrast contrast = paired_contrast(ours, ours);
  CHECK(contrast.effect_size == 0);
  CHECK(contrast.p == 1);
  CHECK(contrast.difference.ci_low == 0);
  CHECK(contrast.difference.ci_high == 0);
}

TEST_CASE("exchanging scenario and baseline turns a contrast's sign and nothing else",
          "[unit][statistics]") {
  const Contrast one = paired_contrast(ours, theirs), other = paired_contrast(theirs, ours);
  CHECK(one.difference.mean == about(-other.difference.mean));
  CHECK(one.difference.ci_low == about(-other.difference.ci_high));
  CHECK(one.p == about(other.p));
}

TEST_CASE("a share's interval is Wilson's, as scipy has it", "[unit][statistics]") {
  // scipy 1.10.1: stats.binomtest(k, 20).proportion_ci(method='wilson')
  CHECK(wilson_interval(0, 20).low == 0);
  CHECK(wilson_interval(0, 20).high == about(0.16112515805281935));
  CHECK(wilson_interval(3, 20).low == about(0.05236874589621662));
  CHECK(wilson_interval(3, 20).high == about(0.3604188647407569));
  CHECK(wilson_interval(20, 20).high == 1);
}

TEST_CASE("Holm multiplies the smallest p by the number of comparisons, and never turns the order",
          "[unit][statistics]") {
  // Holm (1979): 0.01 * 3, max(0.03, 0.02 * 2), max(0.04, 0.03 * 1); the NaN is no comparison.
  const auto adjusted = holm_adjusted(std::vector<double>{0.03, missing, 0.01, 0.02});
  CHECK(adjusted[0] == about(0.04));
  CHECK(std::isnan(adjusted[1]));
  CHECK(adjusted[2] == about(0.03));
  CHECK(adjusted[3] == about(0.04));
  CHECK(holm_adjusted(std::vector<double>{0.9, 0.8}).front() == 1);
}

TEST_CASE("95 of 100 intervals of a paired difference hold the true one",
          "[statistical][statistics]") {
  // 4000 studies of 8 pairs. Coverage has standard error sqrt(0.95 * 0.05 / 4000) = 0.0034, so the
  // limit of 4.5 of them sees an interval that covers 93.4 %: for one, z instead of t covers 91 %,
  // n instead of n - 1 in the variance 93.3 %.
  constexpr int studies = 4000, pairs = 8;
  constexpr double true_difference = 0.3;
  std::vector<double> covered;
  for (std::uint32_t study = 0; study < studies; ++study) {
    sim::Random random({20221, study}, 1U, 0, 0);
    std::vector<double> scenario, baseline;
    for (int pair = 0; pair < pairs; ++pair) {
      const double shared = random.normal();
      baseline.push_back(shared + 0.5 * random.normal());
      scenario.push_back(shared + true_difference + 0.5 * random.normal());
    }
    const auto difference = paired_contrast(scenario, baseline).difference;
    covered.push_back(difference.ci_low <= true_difference &&
                      true_difference <= difference.ci_high);
  }
  CHECK(std::abs(test::z_score(covered, confidence)) < test::z_limit);
}

TEST_CASE("a quantile lies between neighbours, of the values that are numbers",
          "[unit][statistics]") {
  CHECK(quantile({4, 1, missing, 3, 2}, 0.5) == 2.5);
  CHECK(quantile({1, 2, 3, 4, 5}, 0.25) == 2);
  CHECK(quantile({1, 3}, 1) == 3);
  CHECK(median({7}) == 7);
  CHECK(std::isnan(median({missing})));
}
