#include "models/discretion/checks/selftest_town.hpp"

#include <utility>
#include <variant>

#include "models/discretion/course/generation.hpp"
#include "models/discretion/discretion.hpp"

namespace discretion::selftest {

namespace {

const sim::ParameterTable<Parameters>& table() {
  static const sim::ParameterTable<Parameters> rows;
  return rows;
}

Parameters parameters_of(const sim::Scenario& scenario) {
  Parameters parameters;
  for (std::size_t row = 0; row < scenario.values.size(); ++row)
    table().set(parameters, row, scenario.values[row]);
  return parameters;
}

}  // namespace

void set(sim::Scenario& scenario, std::string_view name, double number) {
  const std::size_t row = *sim::find_parameter(model(), name);
  sim::Value& value = scenario.values[row];
  if (std::holds_alternative<bool>(value))
    value = number != 0;
  else if (std::holds_alternative<double>(value))
    value = number;
  else
    value = static_cast<std::int64_t>(number);
}

sim::Scenario town(std::initializer_list<Setting> settings) {
  sim::Scenario scenario = sim::default_scenario(model());
  scenario.run = {24, 12, 20221, 1};
  set(scenario, "population.size", 2000);
  set(scenario, "population.offices", 2);
  for (const auto& [name, number] : settings) set(scenario, name, number);
  return scenario;
}

sim::RunResult run(const sim::Scenario& scenario, int threads, std::uint32_t replicate) {
  sim::Parallel parallel(threads);
  return model().simulate(scenario, replicate, parallel);
}

std::span<const double> series(const sim::RunResult& result, std::string_view metric) {
  const std::size_t months = result.overall.size() / model().metrics().size();
  return std::span(result.overall).subspan(*sim::find_metric(model(), metric) * months, months);
}

SteppedTown::SteppedTown(sim::Scenario plan)
    : scenario(std::move(plan)),
      parallel(1),
      world(generate(parameters_of(scenario), scenario, table(), 0, parallel)),
      month_(world, scenario, table(), parallel) {}

}  // namespace discretion::selftest
