#include "sim/experiment/gain.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <catch2/catch.hpp>

#include "sim/experiment/loops.hpp"
#include "tests/support/toy_model.hpp"

using namespace sim::experiment;

namespace {

const std::vector<double> counted{1.0, 1.2, 0.9, 1.1, 1.05, 0.95, 1.15, 1.0};

/// Responses with their effect: so many times those without, give or take.
std::vector<double> closed_at(double factor) {
  std::vector<double> values;
  double sign = 1;
  for (const double value : counted) values.push_back(factor * value + 0.01 * (sign = -sign));
  return values;
}

/// A toy with a loop that has a part, two responses and a pulse, and with one that has none.
class RespondingToy final : public test::ToyModel {
 public:
  RespondingToy() {
    sim::DynamicInfo loop;
    loop.parts = {{"cut:part", {}}};
    loop.responses = {{2, {"effect:loop", {}}, {}}, {3, {"effect:part", {}}, 0}};
    loop.pulse = sim::PulseInfo{2, {}, 2};
    dynamics_ = {loop, sim::DynamicInfo{}};
  }
  const std::vector<sim::DynamicInfo>& dynamics() const override { return dynamics_; }

 private:
  std::vector<sim::DynamicInfo> dynamics_;
};

GainVerdict verdict_on_gain(const std::vector<double>& closed, const std::vector<double>& without) {
  std::vector<Gain> alone{gain_of(closed, without, without)};
  judge(alone);
  return alone.front().verdict;
}

}  // namespace

TEST_CASE("a response that is larger with its effect feeds itself, a smaller one balances",
          "[unit][loops]") {
  CHECK(verdict_on_gain(closed_at(1.2), counted) == GainVerdict::feeds_itself);
  CHECK(verdict_on_gain(closed_at(0.8), counted) == GainVerdict::balances);
}

TEST_CASE("a gain within a twentieth is no gain, however sure", "[unit][loops]") {
  for (const double factor : {0.97, 1.0, 1.03}) {
    CHECK(verdict_on_gain(closed_at(factor), counted) == GainVerdict::undecided);
  }
}

TEST_CASE("a gain that chance could bring is undecided", "[unit][loops]") {
  const std::vector<double> scattered{3.0, 0.1, 2.0, 0.2, 1.9, 0.3, 2.5, 0.4};
  CHECK(verdict_on_gain(scattered, counted) == GainVerdict::undecided);
  const std::vector<double> none(counted.size(), 0.0);
  CHECK(verdict_on_gain(none, none) == GainVerdict::undecided);
}

TEST_CASE("a gain that is clear alone can be undecided beside others", "[unit][loops]") {
  std::vector<double> closed = closed_at(1.15);
  closed[0] = 0.95;  // one run that went the other way
  const Gain clear = gain_of(closed, counted, counted);
  REQUIRE(clear.p > 0.05 / 8);
  REQUIRE(verdict_on_gain(closed, counted) == GainVerdict::feeds_itself);
  std::vector<Gain> eight(8, clear);
  judge(eight);
  CHECK(eight[0].p_holm == Approx(std::min(1.0, 8 * clear.p)));
  CHECK(eight[0].verdict == GainVerdict::undecided);
}

TEST_CASE("a gain without a value does not count beside others", "[unit][loops]") {
  const std::vector<double> missing(counted.size(), std::nan(""));
  std::vector<Gain> both{gain_of(closed_at(1.2), counted, counted),
                         gain_of(missing, counted, counted)};
  judge(both);
  CHECK(both[0].p_holm == both[0].p);
  CHECK(both[1].verdict == GainVerdict::undecided);
}

TEST_CASE("a word on a gain is the one that the interval beyond a twentieth gives",
          "[unit][loops]") {
  for (int step = 60; step < 150; ++step) {
    const std::vector<double> closed = closed_at(0.01 * step);
    std::vector<double> more, less;
    for (const double value : counted) {
      more.push_back((1 + least_gain) * value);
      less.push_back((1 - least_gain) * value);
    }
    const bool feeds = paired_contrast(closed, more).difference.ci_low > 0;
    const bool balances = paired_contrast(closed, less).difference.ci_high < 0;
    CHECK(verdict_on_gain(closed, counted) == (feeds      ? GainVerdict::feeds_itself
                                               : balances ? GainVerdict::balances
                                                          : GainVerdict::undecided));
  }
}

TEST_CASE("a gain is the paired difference, in what and in per cent", "[unit][loops]") {
  const Gain gain = gain_of(closed_at(1.5), counted, std::vector<double>(counted.size(), 0.0));
  CHECK(gain.gain.mean == Approx(gain.closed.mean - gain.counted.mean));
  CHECK(gain.ratio.value == Approx(1.5).epsilon(0.01));
  CHECK(gain.cut.mean == 0);
}

TEST_CASE("scenarios of gains stand behind all others of their base", "[unit][loops]") {
  const RespondingToy toy;
  const LoopLayout layout(toy);
  CHECK(layout.gains().responses() == 2);
  CHECK(layout.gains().size() == 3);
  CHECK(layout.per_base() == 4 + 1 + 4 + 3);
  CHECK(layout.of_gains(0, GainLayout::counted(0)) == layout.pushed(0, 1, true) + 1);
  CHECK(layout.of_gains(0, layout.gains().pulsed(0)) == layout.per_base() - 1);
  CHECK(layout.of_gains(1, 0) == layout.per_base() + layout.of_gains(0, 0));
}

TEST_CASE("responses are put in when what follows can still be seen", "[unit][loops]") {
  CHECK(pulse_month(120) == 24);
  CHECK(months_after_pulse(120) == 60);
  CHECK(months_after_pulse(60) == 36);
  CHECK(pulse_month(24) == 8);
  CHECK(months_after_pulse(24) == 16);
}
