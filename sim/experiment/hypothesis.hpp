#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/summary.hpp"
#include "sim/experiment/statistics.hpp"
#include "sim/experiment/summarise.hpp"

/// Inequalities that were declared before they were tested, and what runs say of them.
namespace sim::experiment {

/// One comparison: the metric is more (or less) in `left` than in `right`.
struct Claim {
  std::size_t metric = 0;
  std::size_t left = 0;  ///< scenario, as a place in Declaration::scenarios
  std::size_t right = 0;
  int sign = 1;                ///< +1: more, -1: less
  double smallest_effect = 0;  ///< what would matter to a reader, in the metric's unit
};

/// A sentence, which holds if each of its claims does.
struct Hypothesis {
  std::string name;
  std::string group;
  std::string text_en;
  std::string text_nl;
  std::string reason;
  std::vector<Claim> claims;
};

/// A file of hypotheses, read and checked.
struct Declaration {
  std::string path;
  std::string title;
  std::string sha256;  ///< of the file, byte for byte
  std::vector<Window> windows;
  std::vector<std::string> scenarios;  ///< only those that a claim names, in the order of a study
  std::vector<Hypothesis> hypotheses;
};

enum class Verdict : unsigned char { contradicted, equivalent, undecided, supported };
std::string_view name_of(Verdict);

/// What the runs say of one claim in one window.
struct Finding {
  Claim claim;
  Window window = Window::all;
  Estimate difference;  ///< in the declared direction: above 0 speaks for the claim
  double p = 1;         ///< two-sided, of no difference
  double p_holm = 1;    ///< adjusted over every claim and window of the file
  Verdict verdict = Verdict::undecided;
  std::string why;  ///< of an undecided one that no number of replicates would decide
};

/// What the runs say of one hypothesis in one window.
struct Judgement {
  Window window = Window::all;
  Verdict verdict = Verdict::undecided;
  std::vector<Finding> findings;  ///< one for each claim
  std::size_t weakest = 0;        ///< the finding that keeps the verdict where it is
};

/// Verdict on one difference in the declared direction. Supported: its 95 % interval lies above 0
/// and its mean is at least the smallest effect. Contradicted: the interval lies below 0.
/// Equivalent: its 90 % interval lies within plus and minus the smallest effect (two one-sided
/// tests at 5 %; Schuirmann 1987).
Verdict verdict_on(const Estimate& difference, double smallest_effect);

/// Supported, and still so after Holm's adjustment.
bool stands(const Finding&);

/// Verdict on a conjunction. Contradicted if a part is; equivalent if a part is, since then that
/// part is known to be too small; supported if all parts are with an adjusted p below 0.05.
Verdict verdict_on(const std::vector<Finding>&);

/// By hypothesis and window, with pairs dropped if either run failed.
/// \param sample of the declaration's scenarios, in their order
std::vector<std::vector<Judgement>> judge(const Declaration&, const Sample&);

}  // namespace sim::experiment
