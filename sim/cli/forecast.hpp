#pragma once

#include <string>

#include "sim/cli/study_setup.hpp"

namespace sim::cli {

/// What a study will take, before it starts.
struct Forecast {
  std::size_t runs = 0;
  double seconds = 0;
  double memory_bytes = 0;
  double file_bytes = 0;  ///< before compression
};

/// Estimates from a few months of one replicate, which it runs.
Forecast forecast(const Setup&);
/// Whether the study may be so long that a forecast is worth its pilot run.
bool may_be_long(const Setup&);
/// Studies expected to take longer are announced before they start [seconds].
inline constexpr double long_study_seconds = 20;

/// "80 runs, about 45 s on 2 threads, 120 MB of memory, a file of up to 12 MB".
std::string text_of(const Forecast&, const Setup&);

}  // namespace sim::cli
