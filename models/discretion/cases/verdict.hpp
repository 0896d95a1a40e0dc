#pragma once

#include <array>
#include <utility>
#include <vector>

#include "models/discretion/cases/bench.hpp"
#include "models/discretion/workers/wishes.hpp"

namespace discretion {

/// What a worker makes of a case, over all that luck may do to a decision: how the case is read,
/// and what is chosen.
struct Verdict {
  std::array<double, options> probability{};
  /// Mean treatment where the option is chosen, of the reading without error [sd of need].
  std::array<double, options> treatment{};
  double rule = 0;  ///< of the case, as it stands [sd of need]
  bool may_tailor = false;
  /// Treatments [sd of need], each with its share; of a case that is passed on, by who decides it.
  std::vector<std::pair<double, double>> given;
  Wishes wishes;

  double tailors() const { return probability[tailor]; }
};

/// In plain numbers, one case at a time: the judgement that explains a decision.
Verdict verdict_of(const Bench& bench, const Person& person);

/// The probability of tailoring alone, for those who ask often.
double probability_of_tailoring(const Bench& bench, const Person& person);

}  // namespace discretion
