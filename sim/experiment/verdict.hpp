#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "sim/core/summary.hpp"
#include "sim/experiment/statistics.hpp"

/// The one rule by which differences become verdicts: docs/verdicts.md. `analysis/verdicts.py`
/// follows it too, and tests/verdicts.csv holds both to it.
namespace sim::experiment {

/// The lowest of its parts' verdicts is that of a conjunction.
enum class Verdict : unsigned char { contradicted, equivalent, undecided, supported };
std::string_view name_of(Verdict);

/// A difference to judge, in the declared direction: above 0 speaks for it.
struct Question {
  Estimate difference;
  double smallest_effect = 0;  ///< what would matter, 0 or more
};

/// Smallest effect where none is declared. Nothing can then be equivalent.
inline constexpr double any_difference = 0;

/// What runs say of a question. A p value that could not be had is NaN, as is that of equivalence
/// if the difference is too large to ask.
struct Answer {
  Verdict verdict = Verdict::undecided;
  double p_holm = 1;              ///< two-sided, of no difference; over the family
  double p_equivalence_holm = 1;  ///< two one-sided tests against what matters; over the family
  Interval interval;  ///< at the level of its turn: clear of 0 exactly if p_holm is below 0.05
};

/// Judges all questions that are put together: one family. Those with fewer than two replicates
/// are undecided and do not count.
std::vector<Answer> decide(std::span<const Question> family);

/// The difference seen from the declared direction: turned round for a sign below 0.
Estimate directed(const Estimate&, int sign);

}  // namespace sim::experiment
