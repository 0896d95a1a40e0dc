
#include "models/discretion/idle.hpp"

#include <algorithm>
#include <bit>

#include <catch2/catch.hpp>

#include "models/discretion/discretion.hpp"

namespace {

const sim::Model& model = discretion::model();

void set(sim::Scenario& scenario, const char* name, sim::Value value) {
  scenario.values[*sim::find_parameter(model, name)] = value;
}

/// Small, and with something of everything that a lever may act on.
sim::Scenario small_town() {
  sim::Scenario scenario = sim::default_scenario(model);
  scenario.run.months = 18;
  scenario.run.warm_up = 3;
  set(scenario, "population.size", std::int64_t{600});
  set(scenario, "population.offices", std::int64_t{2});
  set(scenario, "population.life_situations", std::int64_t{4});
  set(scenario, "population.citizens_per_worker", std::int64_t{20});
  set(scenario, "need.wish_rate", 0.2);
  set(scenario, "citizens.overstating", 0.3);
  set(scenario, "citizens.revocation", 0.1);
  set(scenario, "administration.delivery_lag", std::int64_t{1});
  set(scenario, "administration.measure_hazard", 1.0);
  set(scenario, "managers.precondition_hazard", 2.0);
  return scenario;
}

/// Other values: the least and the most that are allowed, without the value itself.
std::vector<sim::Value> other_values(std::size_t row, const sim::Value& value) {
  const sim::ParameterInfo& info = model.parameters()[row];
  if (info.kind == sim::Kind::boolean) return {!std::get<bool>(value)};
  if (info.kind == sim::Kind::choice)
    return {std::get<std::int64_t>(value) == 0 ? std::int64_t{1} : std::int64_t{0}};
  std::vector<sim::Value> others;
  for (const double end : {info.range.min, info.range.max}) {
    if (end == sim::as_number(value)) continue;
    if (info.kind == sim::Kind::integer)
      others.emplace_back(static_cast<std::int64_t>(end));
    else
      others.emplace_back(end);
  }
  return others;
}

/// All numbers of a run, bit by bit: some do not exist.
std::vector<std::uint64_t> numbers(const sim::Scenario& scenario) {
  sim::Parallel parallel;
  const sim::RunResult result = model.simulate(scenario, 0, parallel);
  std::vector<std::uint64_t> bits;
  const auto add = [&](const std::vector<double>& some) {
    for (const double number : some) bits.push_back(std::bit_cast<std::uint64_t>(number));
  };
  add(result.overall);
  for (const auto& breakdown : result.breakdowns) add(breakdown);
  for (const auto& array : result.arrays) add(array);
  for (const auto& table : result.tables)
    for (const auto& column : table) add(column);
  return bits;
}

sim::Scenario with(sim::Scenario scenario, std::size_t row, const sim::Value& value) {
  scenario.values[row] = value;
  return scenario;
}

}  // namespace

TEST_CASE("a parameter changes nothing where it is said to be idle, and something where not") {
  CHECK(model.idle().size() > 40);
  for (const auto& info : model.idle()) {
    const std::size_t row = info.parameter;
    INFO(model.parameters()[row].name);
    sim::Scenario idle = small_town();
    for (const auto& [other, value] : info.where) idle.values[other] = value;
    const auto others = other_values(row, idle.values[row]);
    const auto changes = [&](const sim::Scenario& scenario, const sim::Value& value) {
      return numbers(with(scenario, row, value)) != numbers(scenario);
    };
    for (const auto& another : others) CHECK_FALSE(changes(idle, another));

    sim::Scenario at_work = idle;
    const auto& [other, value] = info.where.back();
    at_work.values[other] = other_values(other, value).front();
    // One of the ends may be what is done anyway: a unit has one team at least.
    CHECK(std::ranges::any_of(others,
                              [&](const auto& another) { return changes(at_work, another); }));
  }
}
