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
      {"loop", "", "", 0, {{0, 1}, {2, -1, true}, {4, 1}}, {1, 3}, {}, {}}};
};

}  // namespace

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
  REQUIRE(loop.drivers.size() == 1);
  CHECK(some.metrics()[loop.drivers.front()].name == metrics[3].name);
}
