#include "sim/experiment/hypothesis.hpp"

#include <cmath>
#include <limits>

#include <catch2/catch.hpp>

using namespace sim::experiment;
using sim::Estimate;
using sim::Window;

namespace {
constexpr double missing = std::numeric_limits<double>::quiet_NaN();

/// A declaration on two scenarios, one metric, runs of under two years.
Declaration declaration_of(std::vector<Hypothesis> hypotheses) {
  return {"file.toml", "", "", {Window::all}, {"left", "right"}, std::move(hypotheses)};
}

Sample sample_of(const std::vector<double>& left, const std::vector<double>& right) {
  Sample sample(2, 1, 6);
  for (std::size_t r = 0; r < left.size(); ++r) {
    sample.add(0, r, {left[r]});
    sample.add(1, r, {right[r]});
  }
  return sample;
}

/// The only hypothesis of these claims, judged in the only window.
Judgement judged(const std::vector<Claim>& claims, const Sample& sample) {
  Hypothesis hypothesis;
  hypothesis.claims = claims;
  return judge(declaration_of({hypothesis}), sample).front().front();
}

constexpr Claim more{0, 0, 1, +1, 0.5};
constexpr Claim less{0, 0, 1, -1, 0.5};
}  // namespace

TEST_CASE("one replicate decides nothing", "[unit][hypothesis]") {
  CHECK(judged({more}, sample_of({9}, {1})).verdict == Verdict::undecided);
}

TEST_CASE("a claim of less turns the difference round", "[unit][hypothesis]") {
  const Sample sample = sample_of({1, 1.1, 0.9, 1}, {3, 3, 3.1, 2.9});
  const Judgement judgement = judged({less}, sample);
  CHECK(judgement.verdict == Verdict::supported);
  CHECK(judgement.findings[0].difference.mean == Approx(2.0));
  CHECK(judgement.findings[0].difference.ci_low < judgement.findings[0].difference.ci_high);
  CHECK(judged({more}, sample).verdict == Verdict::contradicted);
}

TEST_CASE("a conjunction has the lowest verdict of its parts", "[unit][hypothesis]") {
  Finding yes, no, nothing, unclear;
  yes.answer.verdict = Verdict::supported;
  no.answer.verdict = Verdict::contradicted;
  nothing.answer.verdict = Verdict::equivalent;
  CHECK(verdict_on({yes, yes}) == Verdict::supported);
  CHECK(verdict_on({yes, unclear}) == Verdict::undecided);
  CHECK(verdict_on({yes, nothing, unclear}) == Verdict::equivalent);
  CHECK(verdict_on({yes, nothing, no}) == Verdict::contradicted);
}

TEST_CASE("a part that is clear alone, but not beside others, keeps its hypothesis undecided",
          "[unit][hypothesis]") {
  const Sample sample = sample_of({2, 2.5, 3, 1.6}, {1, 1, 1, 1});
  CHECK(judged({more}, sample).verdict == Verdict::supported);
  CHECK(judged({more, more, more}, sample).verdict == Verdict::undecided);
}

TEST_CASE("a clear difference the other way that is too small to matter is equivalent",
          "[unit][hypothesis]") {
  const Sample sample = sample_of({0.95, 0.96, 0.94, 0.95}, {1, 1, 1, 1});
  const Finding finding = judged({more}, sample).findings[0];
  CHECK(finding.difference.ci_high < 0);
  CHECK(finding.answer.verdict == Verdict::equivalent);
}

TEST_CASE("a smallest effect that is a share is that share of the mean of both sides",
          "[unit][hypothesis]") {
  const Claim share{0, 0, 1, +1, 0.001, 0.05};
  const Sample above = sample_of({10.7, 10.6, 10.8, 10.7}, {10, 10.1, 9.9, 10});
  CHECK(judged({share}, above).findings[0].smallest_effect == Approx(0.05 * 10.35));
  CHECK(judged({share}, above).verdict == Verdict::supported);
  const Sample hardly = sample_of({10.4, 10.4, 10.5, 10.3}, {10, 10.1, 9.9, 10});
  CHECK(judged({share}, hardly).verdict != Verdict::supported);
  CHECK(judged({Claim{0, 0, 1, +1, 0.3}}, hardly).verdict == Verdict::supported);
}

TEST_CASE("what matters is the same whichever side is called left", "[unit][hypothesis]") {
  const std::vector<double> one{3, 3.1, 2.9}, other{1, 1.1, 1};
  const Finding more_of_one =
      judged({{0, 0, 1, +1, 0.001, 0.05}}, sample_of(one, other)).findings[0];
  const Finding less_of_other =
      judged({{0, 0, 1, -1, 0.001, 0.05}}, sample_of(other, one)).findings[0];
  CHECK(more_of_one.smallest_effect == less_of_other.smallest_effect);
  CHECK(more_of_one.answer.p_equivalence_holm == less_of_other.answer.p_equivalence_holm);
}

TEST_CASE("two means that differ by far less than the share are equivalent", "[unit][hypothesis]") {
  const Claim share{0, 0, 1, +1, 0.001, 0.05};
  CHECK(judged({share}, sample_of({10.1, 10.0, 10.2, 10.1}, {10, 10.1, 10, 10})).verdict ==
        Verdict::equivalent);
}

TEST_CASE("a share of a mean below 0 is one of its size", "[unit][hypothesis]") {
  const Claim share{0, 0, 1, +1, 0.001, 0.05};
  CHECK(judged({share}, sample_of({6, 6}, {-10, -10})).findings[0].smallest_effect ==
        Approx(0.05 * 8));
}

TEST_CASE("a share of a mean near 0 stops at its floor", "[unit][hypothesis]") {
  const Claim share{0, 0, 1, +1, 0.2, 0.05};
  CHECK(judged({share}, sample_of({0.1, 0.1}, {-0.01, 0.01})).findings[0].smallest_effect == 0.2);
  CHECK(judged({share}, sample_of({1, 1}, {missing, missing})).findings[0].smallest_effect == 0.2);
}

TEST_CASE("a share is of the pairs that are compared", "[unit][hypothesis]") {
  Sample sample = sample_of({11, 11}, {10, 10});
  sample.add(1, 2, {1000});  // its partner failed
  CHECK(judged({Claim{0, 0, 1, +1, 0.001, 0.05}}, sample).findings[0].smallest_effect ==
        Approx(0.05 * 10.5));
}

TEST_CASE("Holm counts every part of the file", "[unit][hypothesis]") {
  const Sample sample = sample_of({2, 1.2, 1.6, 1.1}, {1, 1, 1, 1});
  const double alone = judged({more}, sample).findings[0].answer.p_holm;
  CHECK(judged({more, more, more}, sample).findings[0].answer.p_holm == Approx(3 * alone));
}

TEST_CASE("a metric without a value makes its part undecided and says where",
          "[unit][hypothesis]") {
  const Judgement judgement =
      judged({more, less}, sample_of({1, 2, 3}, {missing, missing, missing}));
  CHECK(judgement.verdict == Verdict::undecided);
  CHECK(judgement.findings[0].why.find("no value in right") == 0);
}

TEST_CASE("a pair of which one run failed is dropped", "[unit][hypothesis]") {
  Sample sample = sample_of({2, 2.1, 1.9, 2}, {1, 1, 1.1, 0.9});
  sample.add(0, 4, {100});  // its partner failed
  const Finding finding = judged({more}, sample).findings[0];
  CHECK(finding.difference.n == 4);
  CHECK(finding.difference.mean == Approx(1.0));
}

TEST_CASE("what a file reports are the values of each run", "[unit][hypothesis]") {
  Declaration declaration = declaration_of({});
  declaration.report = {0};
  declaration.closed = 2;
  const auto reported = reported_values(declaration, sample_of({1, 2}, {3, 4}));
  REQUIRE(reported.size() == 2);
  CHECK(reported[0].values == std::vector<double>{1, 2});
  CHECK(reported[1].values == std::vector<double>{3, 4});
}

TEST_CASE("the weakest part is the one that keeps the verdict where it is", "[unit][hypothesis]") {
  const Claim demanding{0, 0, 1, +1, 50.0};
  CHECK(judged({more, demanding, more}, sample_of({2, 2.1, 1.9}, {1, 1, 1.1})).weakest == 1);
}
