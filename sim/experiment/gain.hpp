#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/model.hpp"
#include "sim/experiment/loop_statistics.hpp"

/// Whether what an actor does comes back to make the actor do more of it.
namespace sim::experiment {

/// Where the scenarios are of one base that gains need: each response counted only, then each
/// dynamic with responses put in from outside.
class GainLayout {
 public:
  explicit GainLayout(const Model&);

  std::size_t responses() const { return responses_; }
  std::size_t size() const { return responses_ + pulses_; }
  /// \param response counted over all dynamics
  static std::size_t counted(std::size_t response) { return response; }
  /// \param pulse counted over the dynamics that have one
  std::size_t pulsed(std::size_t pulse) const { return responses_ + pulse; }

 private:
  std::size_t responses_ = 0;
  std::size_t pulses_ = 0;
};

/// Smallest gain that counts, as a share of the response without its effect.
inline constexpr double least_gain = 0.05;

enum class GainVerdict : unsigned char { feeds_itself, balances, undecided };
std::string_view name_of(GainVerdict);

/// One response of a dynamic, with its effect, without it, and with the loop cut.
struct Gain {
  std::size_t base = 0;
  std::size_t dynamic = 0;
  ResponseInfo response;
  Estimate closed;
  Estimate counted;  ///< without its effect
  Estimate cut;      ///< where the actor does not respond
  Estimate gain;     ///< closed minus counted
  Ratio ratio;       ///< closed by counted
  int side = 0;      ///< +1 if the gain is above the least one, -1 if below it taken away, else 0
  double p = 1;      ///< two-sided, of no gain beyond the least one; not adjusted
  double p_holm = 1;
  GainVerdict verdict = GainVerdict::undecided;
};
/// Not yet judged. Over paired values.
/// \param closed responses with their effect \param counted without \param cut with the loop cut
Gain gain_of(const std::vector<double>& closed, const std::vector<double>& counted,
             const std::vector<double>& cut);

/// Judges gains that are put together: one family.
void judge(std::span<Gain>);

/// What follows on responses put in from outside, for each that was put in.
struct PulseAnswer {
  std::size_t base = 0;
  std::size_t dynamic = 0;
  int months = 0;  ///< over which followers are summed
  Estimate followed;
};

/// Month in which responses are put in: the 24th, if the run is long enough to see what follows.
int pulse_month(int months);
/// Months after it in which what follows counts: five years, or what is left of the run.
int months_after_pulse(int months);

}  // namespace sim::experiment
