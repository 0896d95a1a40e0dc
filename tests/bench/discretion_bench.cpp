#include <thread>

#include <benchmark/benchmark.h>

#include "models/discretion/discretion.hpp"
#include "models/discretion/generation.hpp"
#include "models/discretion/month.hpp"

namespace {

sim::Scenario scenario_of(std::int64_t citizens, int months) {
  const sim::Model& model = discretion::model();
  sim::Scenario scenario = sim::default_scenario(model);
  scenario.values[*sim::find_parameter(model, "population.size")] = citizens;
  scenario.run.months = months;
  return scenario;
}

/// One run of a world of this size, generation and warm-up included, as users time it.
void run_world(benchmark::State& state) {
  constexpr int months = 60;
  sim::Scenario scenario = scenario_of(state.range(0), months);
  scenario.run.warm_up = 12;
  sim::Parallel parallel(static_cast<int>(state.range(1)));
  for (auto _ : state) {
    benchmark::DoNotOptimize(discretion::model().simulate(scenario, 0, parallel));
  }
  state.counters["citizen_months"] =
      benchmark::Counter(discretion::model().size(scenario).agent_months,
                         benchmark::Counter::kIsIterationInvariantRate);
  state.counters["bytes_a_citizen"] =
      discretion::model().size(scenario).bytes / static_cast<double>(state.range(0));
}
BENCHMARK(run_world)
    ->ArgNames({"citizens", "threads"})
    ->ArgsProduct({{2000, 10000, 100000, 1000000}, {1, 2}})
    ->UseRealTime()
    ->MeasureProcessCPUTime()
    ->Unit(benchmark::kMillisecond);

/// Cost of a month as fewer citizens file: work should follow decisions, not citizens.
void month_by_filing(benchmark::State& state) {
  sim::Scenario scenario = scenario_of(100000, 36);
  scenario.values[*sim::find_parameter(discretion::model(), "need.inflow")] =
      static_cast<double>(state.range(0)) / 100.0;
  scenario.run.warm_up = 12;
  sim::Parallel parallel(1);
  for (auto _ : state) {
    benchmark::DoNotOptimize(discretion::model().simulate(scenario, 0, parallel));
  }
  state.counters["months"] = benchmark::Counter(48, benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(month_by_filing)
    ->ArgName("percent")
    ->Arg(100)
    ->Arg(50)
    ->Arg(25)
    ->Arg(10)
    ->Arg(1)
    ->Unit(benchmark::kMillisecond);

/// Making a world, without running it.
void generate_world(benchmark::State& state) {
  const sim::ParameterTable<discretion::Parameters> table;
  const sim::Scenario scenario = scenario_of(state.range(0), 120);
  discretion::Parameters parameters;
  parameters.population.size = static_cast<int>(state.range(0));
  sim::Parallel parallel(1);
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        discretion::generate(parameters, scenario, table, 0, parallel).threshold);
  }
}
BENCHMARK(generate_world)->Arg(10000)->Arg(100000)->Unit(benchmark::kMillisecond);

}  // namespace
