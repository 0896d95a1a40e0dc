#include "sim/experiment/hypothesis.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <boost/math/distributions/students_t.hpp>
#include <fmt/format.h>

namespace sim::experiment {

namespace {
constexpr double level = 0.05;  // 1 - confidence, which rounding puts a little above
constexpr std::array<std::string_view, 4> verdict_names{"contradicted", "equivalent", "undecided",
                                                        "supported"};

std::size_t place_of(const Sample& sample, Window window) {
  const auto& windows = sample.windows();
  return static_cast<std::size_t>(std::ranges::find(windows, window) - windows.begin());
}

bool no_value(const std::vector<double>& values) {
  return std::ranges::none_of(values, [](double value) { return std::isfinite(value); });
}

/// Difference in the declared direction: turned round for "less".
Estimate directed(Estimate difference, int sign) {
  if (sign > 0) return difference;
  difference.mean = -difference.mean;
  std::swap(difference.ci_low, difference.ci_high);
  difference.ci_low = -difference.ci_low;
  difference.ci_high = -difference.ci_high;
  return difference;
}

Finding find(const Declaration& declaration, const Claim& claim, Window window,
             const Sample& sample) {
  const std::size_t place = place_of(sample, window);
  const auto left = sample.values(claim.left, claim.metric, place);
  const auto right = sample.values(claim.right, claim.metric, place);
  const Contrast contrast = paired_contrast(left, right);
  Finding finding{claim,      window,     directed(contrast.difference, claim.sign),
                  contrast.p, contrast.p, Verdict::undecided,
                  ""};
  if (no_value(left) || no_value(right)) {
    finding.why = fmt::format("no value in {} (an empty denominator, or every run failed)",
                              declaration.scenarios[no_value(left) ? claim.left : claim.right]);
  } else if (contrast.difference.n < 2) {
    finding.why = fmt::format("{} pair of runs with a value in both, and an interval needs two",
                              contrast.difference.n);
  } else {
    finding.verdict = verdict_on(finding.difference, claim.smallest_effect);
  }
  return finding;
}

/// One family: every claim in every window of the file.
void adjust(std::vector<std::vector<Judgement>>& judgements) {
  std::vector<Finding*> all;
  std::vector<double> p;
  for (auto& of_hypothesis : judgements) {
    for (auto& judgement : of_hypothesis) {
      for (auto& finding : judgement.findings) {
        all.push_back(&finding);
        p.push_back(finding.p);
      }
    }
  }
  const std::vector<double> adjusted = holm_adjusted(p);
  for (std::size_t row = 0; row < all.size(); ++row) all[row]->p_holm = adjusted[row];
}

/// Smallest difference by what would matter, among those of the lowest verdict.
std::size_t weakest_of(const std::vector<Finding>& findings) {
  const auto strength = [](const Finding& finding) {
    const double times = finding.difference.mean / finding.claim.smallest_effect;
    const bool unadjusted = finding.verdict == Verdict::supported && !stands(finding);
    return std::pair(unadjusted ? Verdict::undecided : finding.verdict,
                     std::isnan(times) ? -HUGE_VAL : times);
  };
  return static_cast<std::size_t>(std::ranges::min_element(findings, {}, strength) -
                                  findings.begin());
}
}  // namespace

std::string_view name_of(Verdict verdict) {
  return verdict_names[static_cast<std::size_t>(verdict)];
}

Verdict verdict_on(const Estimate& difference, double smallest_effect) {
  if (difference.n < 2 || std::isnan(difference.mean)) return Verdict::undecided;
  if (difference.ci_low > 0 && difference.mean >= smallest_effect) return Verdict::supported;
  if (difference.ci_high < 0) return Verdict::contradicted;
  const boost::math::students_t t(difference.n - 1);
  const double reach =
      boost::math::quantile(t, 1 - level) * difference.sd / std::sqrt(difference.n);
  const bool within =
      difference.mean - reach > -smallest_effect && difference.mean + reach < smallest_effect;
  return within ? Verdict::equivalent : Verdict::undecided;
}

bool stands(const Finding& finding) {
  return finding.verdict == Verdict::supported && finding.p_holm < level;
}

Verdict verdict_on(const std::vector<Finding>& findings) {
  const auto any = [&](Verdict verdict) {
    return std::ranges::find(findings, verdict, &Finding::verdict) != findings.end();
  };
  if (any(Verdict::contradicted)) return Verdict::contradicted;
  if (any(Verdict::equivalent)) return Verdict::equivalent;
  return std::ranges::all_of(findings, stands) ? Verdict::supported : Verdict::undecided;
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
  adjust(judgements);
  for (auto& of_hypothesis : judgements) {
    for (auto& judgement : of_hypothesis) {
      judgement.verdict = verdict_on(judgement.findings);
      judgement.weakest = weakest_of(judgement.findings);
    }
  }
  return judgements;
}

}  // namespace sim::experiment
