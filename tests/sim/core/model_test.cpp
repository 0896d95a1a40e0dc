#include "sim/core/model.hpp"

#include <algorithm>
#include <string>

#include <catch2/catch.hpp>

#include "tests/support/toy_model.hpp"

TEST_CASE("each parameter and metric is found by its name", "[unit][model]") {
  const test::ToyModel model;
  for (std::size_t row = 0; row < model.parameters().size(); ++row) {
    CHECK(sim::find_parameter(model, model.parameters()[row].name) == row);
  }
  for (std::size_t row = 0; row < model.metrics().size(); ++row) {
    CHECK(sim::find_metric(model, model.metrics()[row].name) == row);
  }
}

TEST_CASE("a name that is not there is not found", "[unit][model]") {
  const test::ToyModel model;
  CHECK_FALSE(sim::find_parameter(model, "citizens"));
  CHECK_FALSE(sim::find_metric(model, ""));
}

TEST_CASE("a breakdown reports the metrics that name it, in order", "[unit][model]") {
  const test::ToyModel model;
  REQUIRE_FALSE(model.breakdowns().empty());
  const auto rows = sim::metrics_of_breakdown(model, 0);
  CHECK_FALSE(rows.empty());
  CHECK(std::ranges::is_sorted(rows));
  for (const std::size_t row : rows) {
    CHECK(std::ranges::count(model.metrics()[row].breakdowns, 0) == 1);
  }
}

TEST_CASE("the default scenario holds every parameter's default", "[unit][model]") {
  const test::ToyModel model;
  const auto scenario = sim::default_scenario(model);
  REQUIRE(scenario.values.size() == model.parameters().size());
  for (std::size_t row = 0; row < scenario.values.size(); ++row) {
    CHECK(scenario.values[row] == model.parameters()[row].default_value);
  }
  CHECK(scenario.events.empty());
}
