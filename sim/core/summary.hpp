#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace sim {

/// A mean over replicates with its 95 % interval (Student t).
struct Estimate {
  double mean = 0;
  double sd = 0;
  int n = 0;  ///< replicates with a finite value
  double ci_low = 0;
  double ci_high = 0;
};

/// Months over which a metric is averaged before replicates are compared. Those that a user chose
/// have no name but what he asked for.
enum class Window : unsigned char { first_year, last_year, all, chosen };
inline constexpr std::array<std::string_view, 3> window_names{"first_year", "last_year", "all"};

/// One metric of one scenario in one window.
struct SummaryRow {
  int scenario = 0;
  std::size_t metric = 0;
  Window window = Window::all;
  Estimate estimate;
};

/// A paired difference, scenario minus baseline, over replicates that both finished.
struct ContrastRow {
  int scenario = 0;
  int baseline = 0;
  std::size_t metric = 0;
  Window window = Window::all;
  Estimate difference;
  double effect_size = 0;      ///< mean difference / sd of the scenarios' pooled values (Cohen's d)
  double variance_factor = 0;  ///< variance of an unpaired difference / that of the paired one
  double p_holm = 0;  ///< two-sided paired t, Holm over the comparison's rows of this window
};

struct Summary {
  std::vector<SummaryRow> rows;
  std::vector<ContrastRow> contrasts;
};

}  // namespace sim
