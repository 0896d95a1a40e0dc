#include "sim/experiment/gain.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace sim::experiment {

namespace {
constexpr std::array<std::string_view, 3> verdict_names{"feeds itself", "balances", "undecided"};
constexpr int usual_month = 24;
constexpr int long_enough = 36;
constexpr int five_years = 60;

/// One mean minus a multiple of the other's, over pairs.
Contrast beyond(const std::vector<double>& closed, const std::vector<double>& counted,
                double factor) {
  std::vector<double> scaled;
  scaled.reserve(counted.size());
  for (const double value : counted) scaled.push_back(factor * value);
  return paired_contrast(closed, scaled);
}

/// Which of the two questions the gain puts, and its p: it cannot be both above and below.
void test(const std::vector<double>& closed, const std::vector<double>& counted, Gain& gain) {
  for (const int side : {+1, -1}) {
    const Contrast contrast = beyond(closed, counted, 1 + side * least_gain);
    if (std::isnan(contrast.p)) gain.p = contrast.p;  // fewer than two pairs: not tested
    if (!(side * contrast.difference.mean > 0)) continue;
    gain.side = side;
    gain.p = contrast.p;
  }
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

Gain gain_of(const std::vector<double>& closed, const std::vector<double>& counted,
             const std::vector<double>& cut) {
  Gain gain;
  gain.closed = estimate(closed);
  gain.counted = estimate(counted);
  gain.cut = estimate(cut);
  gain.gain = paired_contrast(closed, counted).difference;
  gain.ratio = paired_ratio(closed, counted);
  test(closed, counted, gain);
  return gain;
}

void judge(std::span<Gain> family) {
  std::vector<double> p;
  for (const auto& gain : family) p.push_back(gain.p);
  const std::vector<double> adjusted = holm_adjusted(p);
  for (std::size_t row = 0; row < family.size(); ++row) {
    Gain& gain = family[row];
    gain.p_holm = adjusted[row];
    if (!(gain.p_holm < 1 - confidence)) continue;
    gain.verdict = gain.side > 0 ? GainVerdict::feeds_itself : GainVerdict::balances;
  }
}

int pulse_month(int months) {
  return months >= long_enough ? usual_month : std::max(1, months / 3);
}

int months_after_pulse(int months) { return std::min(five_years, months - pulse_month(months)); }

}  // namespace sim::experiment
