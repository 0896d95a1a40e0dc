#include "models/discretion/checks/selftest_town.hpp"

#include <utility>
#include <variant>

#include "models/discretion/course/generation.hpp"
#include "models/discretion/discretion.hpp"

namespace discretion::selftest {

void set(sim::Scenario& scenario, std::string_view name, double number) {
  const std::size_t row = sim::row_of(model().parameters(), name);
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
  return std::span(result.overall).subspan(sim::row_of(model().metrics(), metric) * months, months);
}

SteppedTown::SteppedTown(sim::Scenario plan)
    : scenario(std::move(plan)),
      parallel(1),
      world(generate(sim::parameters_of<Parameters>(scenario),
                     {scenario, {scenario.run.seed, 0}, parallel})) {}

}  // namespace discretion::selftest
