#pragma once

#include <chrono>

#include "sim/io/results/result_file.hpp"

namespace sim::study {

/// What a study has cost since the stopwatch was made.
class Stopwatch {
 public:
  double seconds() const;
  /// Seconds, and processor time and memory of the whole process.
  io::Performance performance(int threads) const;

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace sim::study
