#include "sim/experiment/loop_statistics.hpp"

#include <cmath>
#include <limits>

#include <boost/math/distributions/students_t.hpp>

namespace sim::experiment {

namespace {
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Means, and variances and covariance of these means, over pairs that are whole.
struct PairMoments {
  int n = 0;
  double x = 0, y = 0;
  double var_x = 0, var_y = 0, covariance = 0;
};

PairMoments moments_of(std::span<const double> ys, std::span<const double> xs) {
  PairMoments m;
  const auto for_each_pair = [&](auto use) {
    for (std::size_t i = 0; i < std::min(xs.size(), ys.size()); ++i) {
      if (std::isfinite(xs[i]) && std::isfinite(ys[i])) use(xs[i], ys[i]);
    }
  };
  for_each_pair([&](double x, double y) { m.x += x, m.y += y, ++m.n; });
  m.x /= m.n;
  m.y /= m.n;
  for_each_pair([&](double x, double y) {
    m.var_x += (x - m.x) * (x - m.x);
    m.var_y += (y - m.y) * (y - m.y);
    m.covariance += (x - m.x) * (y - m.y);
  });
  const double scale = static_cast<double>(m.n) * (m.n - 1);
  m.var_x /= scale;
  m.var_y /= scale;
  m.covariance /= scale;
  return m;
}
}  // namespace

Ratio paired_ratio(std::span<const double> scenario, std::span<const double> baseline) {
  const PairMoments m = moments_of(scenario, baseline);
  if (m.n == 0 || m.x == 0) return {nan, std::nullopt};
  Ratio ratio{m.y / m.x, std::nullopt};
  if (m.n < 2) return ratio;
  const double t = boost::math::quantile(boost::math::students_t(m.n - 1), 0.5 + confidence / 2);
  // Ends: ratios r at which the mean of y - r x is just t standard errors from 0.
  const double a = m.x * m.x - t * t * m.var_x;
  const double b = m.x * m.y - t * t * m.covariance;
  const double c = m.y * m.y - t * t * m.var_y;
  const double root = b * b - a * c;
  if (a <= 0 || root < 0) return ratio;
  ratio.interval = Interval{(b - std::sqrt(root)) / a, (b + std::sqrt(root)) / a};
  return ratio;
}

double interaction(std::span<const double> cells, std::size_t i, std::size_t j) {
  double sum = 0;
  for (std::size_t setting = 0; setting < cells.size(); ++setting) {
    const bool same = ((setting >> i) & 1U) == ((setting >> j) & 1U);
    sum += same ? cells[setting] : -cells[setting];
  }
  // Each setting of the other factors adds one contrast of four cells.
  return 4 * sum / static_cast<double>(cells.size());
}

Response response_of(const std::vector<std::vector<double>>& differences) {
  Response response;
  const std::size_t months = differences.empty() ? 0 : differences.front().size();
  for (std::size_t month = 0; month < months; ++month) {
    std::vector<double> values;
    for (const auto& series : differences) values.push_back(series[month]);
    response.months.push_back(estimate(values));
    const double mean = response.months.back().mean;
    const double peak = response.months[response.peak].mean;
    if (std::abs(mean) > std::abs(peak) || (std::isnan(peak) && !std::isnan(mean)))
      response.peak = month;
  }
  for (std::size_t month = response.peak + 1; month < months && !response.half_life; ++month) {
    const double part = response.months[month].mean / response.months[response.peak].mean;
    if (part <= 0.5) response.half_life = static_cast<int>(month - response.peak);
  }
  for (const auto& series : differences) {
    double sum = 0;
    bool known = false;
    for (const double value : series) {
      if (std::isnan(value)) continue;
      sum += value;
      known = true;
    }
    response.integrals.push_back(known ? sum : nan);
  }
  return response;
}

}  // namespace sim::experiment
