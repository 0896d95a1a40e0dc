#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/core/summary.hpp"
#include "sim/experiment/summarise.hpp"
#include "sim/experiment/verdict.hpp"

/// Inequalities that were declared before they were tested, and what runs say of them.
namespace sim::experiment {

/// One comparison: the metric is more (or less) in `left` than in `right`.
struct Claim {
  std::size_t metric = 0;
  std::size_t left = 0;  ///< scenario, as a place in Declaration::scenarios
  std::size_t right = 0;
  int sign = 1;                ///< +1: more, -1: less
  double smallest_effect = 0;  ///< what would matter to a reader, in the metric's unit
  /// The same as a share of the mean size of the metric on both sides, above 0 if so declared; what
  /// is in the metric's unit is then the floor, since a share of a mean near 0 says nothing.
  double smallest_share = 0;
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
  std::size_t closed = 0;                  ///< the first scenarios, in which no loop is cut
  std::vector<std::size_t> report = {};    ///< metrics whose values are wanted beside the verdicts
  std::optional<std::uint64_t> seed = {};  ///< of the tests, if it was declared with them
  std::optional<io::Interest> interest = {};
};

/// What the runs say of one claim in one window.
struct Finding {
  Claim claim;
  Window window = Window::all;
  Estimate difference;         ///< in the declared direction: above 0 speaks for the claim
  double smallest_effect = 0;  ///< as declared, or computed from these runs if that is a share
  double p = 1;                ///< two-sided, of no difference, not adjusted
  Answer answer;               ///< adjusted over every claim and window of the file
  std::string why;             ///< of an undecided one that no number of replicates would decide
};

/// What the runs say of one hypothesis in one window.
struct Judgement {
  Window window = Window::all;
  Verdict verdict = Verdict::undecided;
  std::vector<Finding> findings;  ///< one for each claim
  std::size_t weakest = 0;        ///< the finding that keeps the verdict where it is
};

/// A metric that a declaration reports, of a scenario with all loops closed.
struct Reported {
  std::size_t metric = 0;
  std::size_t scenario = 0;
  Window window = Window::all;
  std::vector<double> values;  ///< by replicate; over draws the mean of each draw's
};
/// By metric, scenario and window.
std::vector<Reported> reported_values(const Declaration&, const Sample&);

/// Verdict on a conjunction: the lowest of its parts'. One that is contradicted, or known to be too
/// small to matter, is enough to know that not all parts hold.
Verdict verdict_on(const std::vector<Finding>&);

/// By hypothesis and window, with pairs dropped if either run failed.
/// \param sample of the declaration's scenarios, in their order
std::vector<std::vector<Judgement>> judge(const Declaration&, const Sample&);

}  // namespace sim::experiment
