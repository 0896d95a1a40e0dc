#include "sim/core/fault.hpp"

#include <limits>

#include <catch2/catch.hpp>

#include "tests/support/toy_model.hpp"

namespace {
sim::ParameterInfo row(sim::Kind kind, double min, double max) {
  sim::ParameterInfo info;
  info.name = "toy.row";
  info.kind = kind;
  info.range = {min, max};
  return info;
}

/// What is wrong with the toy's defaults after this event.
std::optional<std::string> with_event(int month, std::vector<int> offices, std::string_view name,
                                      sim::Value value) {
  const test::ToyModel model;
  sim::Scenario scenario = sim::default_scenario(model);
  scenario.events.push_back(
      {month, std::move(offices), {{sim::find_parameter(model, name).value(), value}}});
  return sim::impossible(model, scenario);
}
}  // namespace

TEST_CASE("both ends of a range are allowed, and nothing beyond them", "[unit][fault]") {
  const auto share = row(sim::Kind::real, 0, 1);
  CHECK(sim::fault_of(share, 0) == sim::Fault::none);
  CHECK(sim::fault_of(share, 1) == sim::Fault::none);
  CHECK(sim::fault_of(share, -1e-300) == sim::Fault::too_small);
  CHECK(sim::fault_of(share, 1 + 1e-15) == sim::Fault::too_large);
}

TEST_CASE("what is no finite number is no value", "[unit][fault]") {
  const auto share = row(sim::Kind::real, 0, 1);
  CHECK(sim::fault_of(share, std::numeric_limits<double>::quiet_NaN()) == sim::Fault::not_finite);
  CHECK(sim::fault_of(share, std::numeric_limits<double>::infinity()) == sim::Fault::not_finite);
}

TEST_CASE("a count, an answer and a choice are whole numbers", "[unit][fault]") {
  CHECK(sim::fault_of(row(sim::Kind::integer, 0, 9), 2.5) == sim::Fault::not_whole);
  CHECK(sim::fault_of(row(sim::Kind::boolean, 0, 0), 2) == sim::Fault::too_large);
  auto choice = row(sim::Kind::choice, 0, 0);
  choice.choices = {"one", "other"};
  CHECK(sim::fault_of(choice, 1) == sim::Fault::none);
  CHECK(sim::fault_of(choice, 2) == sim::Fault::too_large);
}

TEST_CASE("a scenario made by hand is refused for what no file could say", "[unit][fault]") {
  const test::ToyModel model;
  sim::Scenario scenario = sim::default_scenario(model);
  CHECK(sim::impossible(model, scenario) == std::nullopt);
  const auto tailoring = sim::find_parameter(model, "policy.group_tailoring").value();
  scenario.values[tailoring] = 101.0;
  CHECK(sim::impossible(model, scenario).value().starts_with("policy.group_tailoring = 101"));
  scenario = sim::default_scenario(model);
  scenario.run.months = 0;
  CHECK(sim::impossible(model, scenario).has_value());
}

TEST_CASE("an event is refused out of its time, its place and its range", "[unit][fault]") {
  constexpr std::string_view live = "policy.group_tailoring";
  CHECK(with_event(1, {0}, live, 5.0) == std::nullopt);
  CHECK(with_event(0, {}, live, 5.0).has_value());
  CHECK(with_event(100000, {}, live, 5.0).has_value());
  CHECK(with_event(1, {99}, live, 5.0).has_value());
  CHECK(with_event(1, {}, live, -1.0).has_value());
}

TEST_CASE("what is used only while the world is made cannot change later", "[unit][fault]") {
  CHECK(with_event(1, {}, "population.size", std::int64_t{50}).has_value());
}

TEST_CASE("values that clash are refused with why", "[unit][fault]") {
  const test::ToyModel model;
  sim::Scenario scenario = sim::default_scenario(model);
  scenario.values[sim::find_parameter(model, "population.offices").value()] = std::int64_t{50};
  scenario.values[sim::find_parameter(model, "population.size").value()] = std::int64_t{1};
  CHECK(sim::impossible(model, scenario).has_value());
}
