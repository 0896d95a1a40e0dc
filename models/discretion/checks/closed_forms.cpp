#include "models/discretion/checks/closed_forms.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "sim/core/math.hpp"

namespace discretion::closed_form {

namespace {

/// Probabilities of 0 to n successes.
std::vector<double> binomial(int n, double probability) {
  std::vector<double> mass(static_cast<std::size_t>(n) + 1);
  mass[0] = sim::exp(n * sim::log(1.0 - probability));
  for (int k = 1; k <= n; ++k) {
    mass[static_cast<std::size_t>(k)] = mass[static_cast<std::size_t>(k - 1)] * (n - k + 1) / k *
                                        (probability / (1.0 - probability));
  }
  return mass;
}

}  // namespace

double underserved_share(std::span<const double> group_need, double group_share, double threshold) {
  const double scale = std::sqrt(2.0 * (1.0 - group_share));
  double sum = 0;
  for (const double mean : group_need) sum += 0.5 * std::erfc((threshold - mean) / scale);
  return sum / static_cast<double>(group_need.size());
}

Queue queue_at_rest(int citizens, double probability, int capacity) {
  constexpr double settled = 1e-13;
  const auto states = static_cast<std::size_t>(std::max(0, citizens - capacity)) + 1;
  std::vector<std::vector<double>> filings;
  for (std::size_t n = 0; n < states; ++n)
    filings.push_back(binomial(citizens - static_cast<int>(n), probability));
  const auto left = [&](std::size_t n, std::size_t filed) {
    return std::max<std::size_t>(n + filed, static_cast<std::size_t>(capacity)) -
           static_cast<std::size_t>(capacity);
  };
  std::vector<double> share(states), next(states);
  share[0] = 1;
  for (double change = 1; change > settled;) {
    std::ranges::fill(next, 0.0);
    for (std::size_t n = 0; n < states; ++n) {
      for (std::size_t filed = 0; filed < filings[n].size(); ++filed)
        next[left(n, filed)] += share[n] * filings[n][filed];
    }
    change = 0;
    for (std::size_t n = 0; n < states; ++n) change += std::abs(next[n] - share[n]);
    std::swap(share, next);
  }
  Queue queue;
  for (std::size_t n = 0; n < states; ++n) {
    for (std::size_t filed = 0; filed < filings[n].size(); ++filed) {
      const double weight = share[n] * filings[n][filed];
      queue.filed += weight * static_cast<double>(filed);
      queue.pending += weight * static_cast<double>(left(n, filed));
      queue.waits += weight * static_cast<double>(std::min(filed, left(n, filed)));
    }
  }
  queue.waits /= queue.filed;
  return queue;
}

double births_over_ends(double birth_hazard, double end_hazard) {
  return (1.0 - sim::exp(-birth_hazard)) / (1.0 - sim::exp(-end_hazard));
}

double self_exciting_mean(double background, double branching) {
  return background / (1.0 - branching);
}

}  // namespace discretion::closed_form
