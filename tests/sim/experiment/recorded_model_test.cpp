#include "sim/experiment/recorded_model.hpp"

#include <catch2/catch.hpp>

#include "tests/support/toy_model.hpp"

namespace {

/// The toy with a loop that shows in its metrics 0, 2 and 4, and is driven by 1 and 3.
class LoopedToy final : public test::ToyModel {
 public:
  const std::vector<sim::DynamicInfo>& dynamics() const override { return dynamics_; }

 private:
  std::vector<sim::DynamicInfo> dynamics_{
      {"loop",
       0,
       {{0, 1}, {2, -1, true}, {4, 1}},
       {1, 3},
       {},
       {},
       {{1, {"effect:loop", {}}, {}}, {3, {"effect:part", {}}, 0}},
       sim::PulseInfo{1, {}, 1}}};
};

/// The toy whose metric 0 is metric 5 over metric 6, which only serve as its terms.
class RatioToy final : public test::ToyModel {
 public:
  RatioToy() : metrics_(test::ToyModel::metrics()) {
    metrics_[0].ratio = sim::Ratio{5, 6};
    metrics_[5].term = metrics_[6].term = true;
  }
  const std::vector<sim::MetricInfo>& metrics() const override { return metrics_; }

 private:
  std::vector<sim::MetricInfo> metrics_;
};

}  // namespace

TEST_CASE("a ratio that is recorded brings its terms along, under their new places",
          "[unit][sweep]") {
  const RatioToy toy;
  CHECK(sim::reported_metrics(toy).size() == 5);
  const sim::experiment::RecordedModel some(toy, {toy.metrics()[3].name, toy.metrics()[0].name},
                                            false);
  REQUIRE(some.metrics().size() == 4);
  CHECK(sim::reported_metrics(some).size() == 2);
  REQUIRE(some.metrics()[0].ratio);
  CHECK(some.metrics()[some.metrics()[0].ratio->numerator].name == toy.metrics()[5].name);
  CHECK(some.metrics()[some.metrics()[0].ratio->denominator].name == toy.metrics()[6].name);
}

TEST_CASE("a loop of a recorded model shows in the metrics that are recorded", "[unit][sweep]") {
  const LoopedToy toy;
  const auto& metrics = toy.metrics();
  const sim::experiment::RecordedModel all(toy, {}, true);
  CHECK(all.dynamics().front().signatures.size() == 3);
  CHECK(all.dynamics().front().drivers == std::vector<std::size_t>{1, 3});

  const sim::experiment::RecordedModel some(toy, {metrics[2].name, metrics[3].name}, false);
  const sim::DynamicInfo& loop = some.dynamics().front();
  REQUIRE(loop.signatures.size() == 1);
  CHECK(some.metrics()[loop.signatures.front().metric].name == metrics[2].name);
  CHECK(loop.signatures.front().sign == -1);
  CHECK(loop.signatures.front().by_definition);
  REQUIRE(loop.responses.size() == 1);
  CHECK(some.metrics()[loop.responses.front().metric].name == metrics[3].name);
  CHECK(loop.responses.front().without_effect.name == "effect:part");
  CHECK(!loop.pulse);
  CHECK(all.dynamics().front().pulse);
  REQUIRE(loop.drivers.size() == 1);
  CHECK(some.metrics()[loop.drivers.front()].name == metrics[3].name);
}
