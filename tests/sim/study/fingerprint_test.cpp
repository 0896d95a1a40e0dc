#include "sim/study/fingerprint.hpp"

#include <memory>
#include <utility>

#include <catch2/catch.hpp>

#include "sim/experiment/recorded_model.hpp"
#include "tests/support/toy_model.hpp"

using sim::study::fingerprint;

namespace {
/// A town in which one more euro is spent in one month, under one variant.
class OtherToy final : public test::ToyModel {
  std::unique_ptr<sim::Run> start(const sim::Scenario& scenario, std::uint32_t replicate,
                                  sim::Parallel& parallel) const override {
    auto run = ToyModel::start(scenario, replicate, parallel);
    const auto row = *sim::find_parameter(*this, "policy.group_tailoring");
    if (sim::as_number(scenario.values[row]) != 100) return run;
    const auto months = static_cast<std::size_t>(scenario.run.months);
    const std::size_t place = *sim::find_metric(*this, "spending") * months + 7;
    return sim::with_record(std::move(run), [place](sim::RunResult result) {
      result.overall[place] += 1;
      return result;
    });
  }
};

const test::ToyModel toy;
const OtherToy other;
}  // namespace

TEST_CASE("a fingerprint is the same each time", "[unit][fingerprint]") {
  CHECK(fingerprint(toy) == fingerprint(toy));
}

TEST_CASE("a model with one other number has another fingerprint", "[unit][fingerprint]") {
  CHECK(fingerprint(other) != fingerprint(toy));
}

TEST_CASE("a fingerprint sees only what is recorded", "[unit][fingerprint]") {
  const auto of = [](const sim::Model& model, const char* metric) {
    return fingerprint(sim::experiment::RecordedModel(model, {metric}, false));
  };
  CHECK(of(other, "trust") == of(toy, "trust"));
  CHECK(of(other, "spending") != of(toy, "spending"));
}
