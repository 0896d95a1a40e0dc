#include <algorithm>
#include <ctime>
#include <random>
#include <vector>

#include "tests/bench/case_round_references.hpp"

namespace references {

namespace {

double seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// Best of some trials of at least a few milliseconds each, in units a second.
template <class Work>
double best_rate(double units, Work work) {
  double best = 0;
  const int repeats = static_cast<int>(std::max(1.0, 2e7 / units));
  for (int trial = 0; trial < 5; ++trial) {
    const double start = seconds();
    for (int k = 0; k < repeats; ++k) work();
    best = std::max(best, units * repeats / (seconds() - start));
  }
  return best;
}

}  // namespace

double stream_bytes_per_second(std::size_t bytes) {
  const std::size_t n = bytes / (2 * sizeof(float));
  std::vector<float> a(n, 1.0F);
  std::vector<float> b(n, 0.5F);
  volatile float keep = 0.999F;
  const double rate = best_rate(3.0 * sizeof(float) * static_cast<double>(n), [&] {
    const float factor = keep;
    float* __restrict to = a.data();
    const float* __restrict from = b.data();
    for (std::size_t k = 0; k < n; ++k) to[k] = factor * to[k] + from[k];
  });
  keep = a[n / 2];
  return rate;
}

double gathers_per_second(std::size_t bytes) {
  std::vector<unsigned char> column(bytes, 1);
  std::vector<std::uint32_t> ids(std::min<std::size_t>(bytes, 1U << 20U));
  std::mt19937 generator(1);
  for (auto& id : ids) id = static_cast<std::uint32_t>(generator() % bytes);
  volatile std::uint32_t sink = 0;
  return best_rate(static_cast<double>(ids.size()), [&] {
    std::uint32_t sum = 0;
    for (const std::uint32_t id : ids) sum += column[id];
    sink = sum;
  });
}

}  // namespace references
