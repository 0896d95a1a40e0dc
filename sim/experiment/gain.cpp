#include "sim/experiment/gain.hpp"

#include <algorithm>
#include <array>

namespace sim::experiment {

namespace {
constexpr std::array<std::string_view, 3> verdict_names{"feeds itself", "balances", "undecided"};
constexpr int usual_month = 24;
constexpr int long_enough = 36;
constexpr int five_years = 60;

/// Interval of one mean minus a multiple of the other's, over pairs.
Estimate beyond(const std::vector<double>& closed, const std::vector<double>& counted,
                double factor) {
  std::vector<double> scaled;
  scaled.reserve(counted.size());
  for (const double value : counted) scaled.push_back(factor * value);
  return paired_contrast(closed, scaled).difference;
}
}  // namespace

GainLayout::GainLayout(const Model& model) {
  for (const auto& dynamic : model.dynamics()) {
    responses_ += dynamic.responses.size();
    pulses_ += dynamic.pulse ? 1 : 0;
  }
}

std::string_view name_of(GainVerdict verdict) {
  return verdict_names[static_cast<std::size_t>(verdict)];
}

GainVerdict verdict_on_gain(const std::vector<double>& closed, const std::vector<double>& counted) {
  if (beyond(closed, counted, 1 + least_gain).ci_low > 0) return GainVerdict::feeds_itself;
  if (beyond(closed, counted, 1 - least_gain).ci_high < 0) return GainVerdict::balances;
  return GainVerdict::undecided;
}

Gain gain_of(const std::vector<double>& closed, const std::vector<double>& counted,
             const std::vector<double>& cut) {
  Gain gain;
  gain.closed = estimate(closed);
  gain.counted = estimate(counted);
  gain.cut = estimate(cut);
  gain.gain = paired_contrast(closed, counted).difference;
  gain.ratio = paired_ratio(closed, counted);
  gain.verdict = verdict_on_gain(closed, counted);
  return gain;
}

int pulse_month(int months) {
  return months >= long_enough ? usual_month : std::max(1, months / 3);
}

int months_after_pulse(int months) { return std::min(five_years, months - pulse_month(months)); }

}  // namespace sim::experiment
