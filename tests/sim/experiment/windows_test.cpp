#include "sim/experiment/windows.hpp"

#include <cmath>
#include <limits>
#include <numeric>

#include <catch2/catch.hpp>

using namespace sim::experiment;
using sim::Window;

namespace {
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
  CHECK(window_means(counting_run(30), 1, 30) == std::vector<double>{6.5, 24.5, 15.5});
  CHECK(window_means(counting_run(5), 1, 5) == std::vector<double>{3});
}

TEST_CASE("a metric's months are its own", "[unit][windows]") {
  sim::RunResult result;
  result.overall = {1, 1, 1, 4, 4, 4};
  CHECK(window_means(result, 2, 3) == std::vector<double>{1, 4});
}

TEST_CASE("months that are not numbers are skipped, and a window of them has no mean",
          "[unit][windows]") {
  auto result = counting_run(24);
  result.overall[0] = std::numeric_limits<double>::quiet_NaN();
  for (std::size_t month = 12; month < 24; ++month) {
    result.overall[month] = std::numeric_limits<double>::quiet_NaN();
  }
  const auto means = window_means(result, 1, 24);
  CHECK(means[0] == 7);  // (2 + ... + 12) / 11
  CHECK(std::isnan(means[1]));
  CHECK(means[2] == 7);
}
