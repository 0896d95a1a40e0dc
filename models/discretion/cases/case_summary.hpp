#pragma once

#include <array>
#include <string>
#include <vector>

#include "models/discretion/cases/hearing.hpp"

namespace discretion {

/// A case in one scenario and one month, over the workers of all replicates.
struct CaseSummary {
  int month = 0;
  double workers = 0;  ///< of one world
  double asks = 0;
  std::array<double, options> chosen{};  ///< shares
  /// Of what is needed beyond the rule at the start: mean, and the tenth and ninetieth percentile.
  double given = 0, given_low = 0, given_high = 0;
  double neutral = 0;         ///< probability of tailoring by neutral workers
  std::vector<double> parts;  ///< what each of neutral_parts adds to it
  double colleague = 0;       ///< who tailors has one who would not: probability, or not a number
  Unlike unlike;
  /// Share of workers in whom a voice asks for an option; the last: in whom it does not mind.
  std::array<std::array<double, options + 1>, voices> wishes{};
  std::array<double, voices> stakes{};
  std::array<std::array<double, voices>, voices> conflicts{};  ///< shares of workers, a before b
  double may_grant = 0;  ///< share of workers who may tailor: the aftermath is theirs
  Aftermath after;       ///< means over them
  double equality = 0;   ///< share of those in whom the second complains of another's favour
  double repaired = 0, tailors_beside_repair = 0;

  double tailors() const { return chosen[tailor]; }
};

/// \param hearings of the same scenario and month, one a replicate
CaseSummary summary_of(const std::vector<const Hearing*>& hearings, const Person& person);

}  // namespace discretion
