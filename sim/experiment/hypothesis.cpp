#include "sim/experiment/hypothesis.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

namespace sim::experiment {

namespace {
std::size_t place_of(const Sample& sample, Window window) {
  const auto& windows = sample.windows();
  return static_cast<std::size_t>(std::ranges::find(windows, window) - windows.begin());
}

bool no_value(const std::vector<double>& values) {
  return std::ranges::none_of(values, [](double value) { return std::isfinite(value); });
}

/// What would matter: as declared, or that share of the mean size of both sides, over their pairs.
double what_matters(const Claim& claim, const std::vector<double>& left,
                    const std::vector<double>& right) {
  if (claim.smallest_share == 0) return claim.smallest_effect;
  double sum_left = 0, sum_right = 0;
  int pairs = 0;
  for (std::size_t run = 0; run < right.size(); ++run) {
    if (!std::isfinite(left[run]) || !std::isfinite(right[run])) continue;
    sum_left += left[run];
    sum_right += right[run];
    ++pairs;
  }
  if (pairs == 0) return claim.smallest_effect;
  const double size = (std::abs(sum_left) + std::abs(sum_right)) / (2 * pairs);
  return std::max(claim.smallest_effect, claim.smallest_share * size);
}

Finding find(const Declaration& declaration, const Claim& claim, Window window,
             const Sample& sample) {
  const std::size_t place = place_of(sample, window);
  const auto left = sample.values(claim.left, claim.metric, place);
  const auto right = sample.values(claim.right, claim.metric, place);
  const Contrast contrast = paired_contrast(left, right);
  Finding finding{claim,
                  window,
                  directed(contrast.difference, claim.sign),
                  what_matters(claim, left, right),
                  contrast.p,
                  {},
                  ""};
  if (no_value(left) || no_value(right)) {
    finding.why = fmt::format("no value in {} (an empty denominator, or every run failed)",
                              declaration.scenarios[no_value(left) ? claim.left : claim.right]);
  } else if (contrast.difference.n < 2) {
    finding.why = fmt::format("{} pair of runs with a value in both, and an interval needs two",
                              contrast.difference.n);
  }
  return finding;
}

/// One family: every claim in every window of the file.
void answer(std::vector<std::vector<Judgement>>& judgements) {
  std::vector<Finding*> all;
  std::vector<Question> family;
  for (auto& of_hypothesis : judgements) {
    for (auto& judgement : of_hypothesis) {
      for (auto& finding : judgement.findings) {
        all.push_back(&finding);
        family.push_back({finding.difference, finding.smallest_effect});
      }
    }
  }
  const std::vector<Answer> answers = decide(family);
  for (std::size_t row = 0; row < all.size(); ++row) all[row]->answer = answers[row];
}

/// Smallest difference by what would matter, among those of the lowest verdict.
std::size_t weakest_of(const std::vector<Finding>& findings) {
  const auto strength = [](const Finding& finding) {
    const double times = finding.difference.mean / finding.smallest_effect;
    return std::pair(finding.answer.verdict, std::isnan(times) ? -HUGE_VAL : times);
  };
  return static_cast<std::size_t>(std::ranges::min_element(findings, {}, strength) -
                                  findings.begin());
}
}  // namespace

std::vector<Reported> reported_values(const Declaration& declaration, const Sample& sample) {
  std::vector<Reported> reported;
  for (const std::size_t metric : declaration.report) {
    for (std::size_t scenario = 0; scenario < declaration.closed; ++scenario) {
      for (const Window window : declaration.windows) {
        reported.push_back(
            {metric, scenario, window, sample.values(scenario, metric, place_of(sample, window))});
      }
    }
  }
  return reported;
}

Verdict verdict_on(const std::vector<Finding>& findings) {
  Verdict lowest = Verdict::supported;
  for (const auto& finding : findings) lowest = std::min(lowest, finding.answer.verdict);
  return lowest;
}

std::vector<std::vector<Judgement>> judge(const Declaration& declaration, const Sample& sample) {
  std::vector<std::vector<Judgement>> judgements;
  for (const auto& hypothesis : declaration.hypotheses) {
    auto& of_hypothesis = judgements.emplace_back();
    for (const Window window : declaration.windows) {
      Judgement& judgement = of_hypothesis.emplace_back();
      judgement.window = window;
      for (const auto& claim : hypothesis.claims) {
        judgement.findings.push_back(find(declaration, claim, window, sample));
      }
    }
  }
  answer(judgements);
  for (auto& of_hypothesis : judgements) {
    for (auto& judgement : of_hypothesis) {
      judgement.verdict = verdict_on(judgement.findings);
      judgement.weakest = weakest_of(judgement.findings);
    }
  }
  return judgements;
}

}  // namespace sim::experiment
