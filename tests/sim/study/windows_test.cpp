#include "sim/study/windows.hpp"

#include <cmath>
#include <limits>
#include <numeric>

#include <catch2/catch.hpp>

using namespace sim::study;
using sim::Window;

namespace {
/// Metrics that are averaged over months.
std::vector<sim::MetricInfo> plain(std::size_t count) {
  return std::vector<sim::MetricInfo>(count);
}
constexpr double missing = std::numeric_limits<double>::quiet_NaN();

/// A ratio of the next two metrics, and one less another: [ratio, above, below, difference].
std::vector<sim::MetricInfo> ratio_and_difference(sim::Formula formula) {
  auto metrics = plain(4);
  metrics[0].ratio = sim::Ratio{1, 2, formula};
  metrics[3].difference = sim::Difference{0, 1};
  return metrics;
}

/// A run of one metric whose value is the number of the month.
sim::RunResult counting_run(int months) {
  sim::RunResult result;
  result.overall.resize(static_cast<std::size_t>(months));
  std::iota(result.overall.begin(), result.overall.end(), 1.0);
  return result;
}
}  // namespace

TEST_CASE("two years are the shortest run with a first and a last one", "[unit][windows]") {
  CHECK(windows_of(23) == std::vector<Window>{Window::all});
  CHECK(windows_of(24) == std::vector<Window>{Window::first_year, Window::last_year, Window::all});
}

TEST_CASE("the first year is months 1 to 12, the last one the last 12", "[unit][windows]") {
  CHECK(window_means(plain(1), counting_run(30), 30) == std::vector<double>{6.5, 24.5, 15.5});
  CHECK(window_means(plain(1), counting_run(5), 5) == std::vector<double>{3});
}

TEST_CASE("a metric's months are its own", "[unit][windows]") {
  sim::RunResult result;
  result.overall = {1, 1, 1, 4, 4, 4};
  CHECK(window_means(plain(2), result, 3) == std::vector<double>{1, 4});
}

TEST_CASE("months that are not numbers are skipped, and a window of them has no mean",
          "[unit][windows]") {
  auto result = counting_run(24);
  result.overall[0] = missing;
  for (std::size_t month = 12; month < 24; ++month) {
    result.overall[month] = missing;
  }
  const auto means = window_means(plain(1), result, 24);
  CHECK(means[0] == 7);  // (2 + ... + 12) / 11
  CHECK(std::isnan(means[1]));
  CHECK(means[2] == 7);
}

TEST_CASE("a ratio over months is the sum of its numerators over that of its denominators",
          "[unit][windows]") {
  const auto metrics = ratio_and_difference(sim::Formula::quotient);
  sim::RunResult result;
  // Its months are 1/2, nothing and 9/10: their mean would be 0.7, infinity would lose them all.
  result.overall = {0.5, missing, 0.9, 1, 0, 9, 2, 0, 10, 0, 0, 0};
  const auto means = window_means(metrics, result, 3);
  CHECK(means[0] == Approx(10.0 / 12.0));
  CHECK(means[3] == Approx(10.0 / 12.0 - 10.0 / 3.0));  // not the mean of a month's differences
}

TEST_CASE("a ratio without anybody to divide by is no number", "[unit][windows]") {
  sim::RunResult result;
  result.overall = {missing, 3, 0, 0};
  const auto means = window_means(ratio_and_difference(sim::Formula::quotient), result, 1);
  CHECK(std::isnan(means[0]));
  CHECK(std::isnan(means[3]));
}

TEST_CASE("a ratio's formula is applied to the quotient of the sums", "[unit][windows]") {
  sim::RunResult result;
  result.overall = {0, 0, 1, 8, 3, 1, 0, 0};  // 9 over 4
  const auto value = [&](sim::Formula formula) {
    return window_means(ratio_and_difference(formula), result, 2)[0];
  };
  CHECK(value(sim::Formula::quotient) == 2.25);
  CHECK(value(sim::Formula::root) == 1.5);
  CHECK(value(sim::Formula::one_less_root) == -0.5);
  CHECK(value(sim::Formula::closeness) == Approx(1 / 3.25));
}
