#include "sim/study/stopwatch.hpp"

#include <sys/resource.h>

namespace sim::study {

namespace {
double seconds_of(const timeval& time) {
  return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}
}  // namespace

double Stopwatch::seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
}

io::Performance Stopwatch::performance(int threads) const {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-union-access): so glibc declares it
  const double peak_bytes = 1024.0 * static_cast<double>(usage.ru_maxrss);
  return {seconds(), seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime), peak_bytes, threads};
}

}  // namespace sim::study
