#pragma once

#include <string>
#include <string_view>

#include "sim/core/model.hpp"
#include "sim/core/summary.hpp"

/// Conditions on results that users write as text: when to stop, when to fail.
namespace sim::experiment {

/// `METRIC@WINDOW`.
struct MetricAt {
  std::size_t metric = 0;
  Window window = Window::all;
};

/// `ci(METRIC@WINDOW)=X`: the half-width of the 95 % interval is at most X in every scenario.
struct Precision {
  MetricAt at;
  double half_width = 0;
  std::string text;  ///< as written
};

enum class Comparison : unsigned char { less, at_most, greater, at_least };

/// `METRIC@WINDOW OP NUMBER`: what must be true of no scenario's mean.
struct Gate {
  MetricAt at;
  Comparison comparison = Comparison::less;
  double number = 0;
  std::string text;  ///< as written
};

/// \param place the flag, for messages
/// \param months of the runs, which decide the windows there are
/// \throws UsageError with the nearest metric or window
Precision parse_precision(const Model&, int months, std::string_view place, std::string_view text);
Gate parse_gate(const Model&, int months, std::string_view place, std::string_view text);

/// Whether a scenario's mean does what it must not; a mean that is not a number does as well,
/// since nothing was shown of it.
bool tripped(const Gate&, const SummaryRow&);
/// The row is of the metric and window.
bool concerns(const MetricAt&, const SummaryRow&);

}  // namespace sim::experiment
