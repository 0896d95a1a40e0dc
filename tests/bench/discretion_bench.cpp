#include <cstdlib>
#include <string>

#include <benchmark/benchmark.h>

#include "models/discretion/course/generation.hpp"
#include "models/discretion/course/month.hpp"
#include "models/discretion/discretion.hpp"
#include "models/discretion/record/metrics.hpp"
#include "models/discretion/workers/workers.hpp"
#include "sim/io/scenario/scenario_file.hpp"

namespace {

constexpr auto rate = benchmark::Counter::kIsIterationInvariantRate;

sim::Scenario scenario_of(std::int64_t citizens, int months, int warm_up) {
  const sim::Model& model = discretion::model();
  sim::Scenario scenario = sim::default_scenario(model);
  scenario.values[*sim::find_parameter(model, "population.size")] = citizens;
  scenario.run.months = months;
  scenario.run.warm_up = warm_up;
  return scenario;
}

/// A world of this size, about to begin its first month.
struct Start {
  explicit Start(std::int64_t citizens, int months, int threads)
      : scenario(scenario_of(citizens, months, 0)), parallel(threads) {
    parameters.population.size = static_cast<int>(citizens);
    world = discretion::generate(parameters, {scenario, {scenario.run.seed, 0}, parallel});
  }
  discretion::Parameters parameters;
  sim::Scenario scenario;
  sim::Parallel parallel;
  discretion::World world;
};

/// Months of a world that is there already: how fast time passes.
void months(benchmark::State& state) {
  const auto citizens = state.range(0);
  const int count = citizens > 2000000 ? 12 : 36;
  double decisions = 0;
  for (auto _ : state) {
    state.PauseTiming();
    Start start(citizens, count, static_cast<int>(state.range(1)));
    decisions = 0;
    state.ResumeTiming();
    for (int k = 0; k < count; ++k) {
      discretion::run_month(start.world, start.parallel);
      for (const auto& cell : start.world.record.cells)
        decisions += cell(discretion::Count::decisions);
    }
  }
  const double citizen_months = static_cast<double>(citizens) * count;
  state.counters["citizen_months"] = benchmark::Counter(citizen_months, rate);
  state.counters["decisions"] = benchmark::Counter(decisions, rate);
  state.counters["bytes_a_citizen"] =
      discretion::model().size(scenario_of(citizens, count, 0)).bytes /
      static_cast<double>(citizens);
}
BENCHMARK(months)
    ->ArgNames({"citizens", "threads"})
    ->ArgsProduct({{10000, 100000, 200000, 1000000}, {1, 2}})
    ->UseRealTime()
    ->MeasureProcessCPUTime()
    ->Unit(benchmark::kMillisecond);

/// One phase of the month; the others run untimed.
void phase(benchmark::State& state) {
  constexpr int count = 24;
  const auto timed = static_cast<std::size_t>(state.range(0));
  const auto& phases = discretion::month_phases();
  state.SetLabel(std::string(phases[timed].name));
  for (auto _ : state) {
    state.PauseTiming();
    Start start(200000, count, 1);
    for (int month = 1; month <= count; ++month) {
      for (std::size_t k = 0; k < phases.size(); ++k) {
        if (k == timed) state.ResumeTiming();
        phases[k].act(start.world, {month, month, {}, start.parallel});
        if (k == timed) state.PauseTiming();
      }
    }
    state.ResumeTiming();
  }
  state.counters["citizen_months"] = benchmark::Counter(200000.0 * count, rate);
}
BENCHMARK(phase)
    ->ArgName("phase")
    ->DenseRange(0, static_cast<int>(discretion::month_phases().size()) - 1)
    ->Iterations(5)  // the world and all other phases go untimed, so that time would never be up
    ->Unit(benchmark::kMillisecond);

/// Whole runs as studies make them: generation, warm-up and 120 months, on one core.
void replicates(benchmark::State& state) {
  const sim::Scenario scenario = scenario_of(state.range(0), 120, 60);
  sim::Parallel parallel(1);
  std::uint32_t replicate = 0;
  for (auto _ : state)
    benchmark::DoNotOptimize(discretion::model().simulate(scenario, replicate++, parallel));
  state.counters["replicates"] = benchmark::Counter(1, rate);
}
BENCHMARK(replicates)->ArgName("citizens")->Arg(2000)->Arg(10000)->Unit(benchmark::kMillisecond);

/// Cost of a month as fewer citizens file: work should follow decisions, not citizens.
void month_by_filing(benchmark::State& state) {
  sim::Scenario scenario = scenario_of(100000, 36, 12);
  scenario.values[*sim::find_parameter(discretion::model(), "need.inflow")] =
      static_cast<double>(state.range(0)) / 100.0;
  sim::Parallel parallel(1);
  for (auto _ : state)
    benchmark::DoNotOptimize(discretion::model().simulate(scenario, 0, parallel));
  state.counters["months"] = benchmark::Counter(48, rate);
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
  for (auto _ : state) {
    const Start start(state.range(0), 120, 1);
    benchmark::DoNotOptimize(start.world.threshold);
  }
  state.counters["citizens"] = benchmark::Counter(static_cast<double>(state.range(0)), rate);
}
BENCHMARK(generate_world)
    ->ArgName("citizens")
    ->Arg(10000)
    ->Arg(100000)
    ->Unit(benchmark::kMillisecond);

/// Reading a scenario file, with the one that it extends.
void read_scenario(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        sim::io::read_scenario(discretion::model(),
                               MAATWERK_SOURCE_DIR "/scenarios/variants/standard-maatwerk.toml", {})
            .scenario.values.size());
  }
}
BENCHMARK(read_scenario)->Unit(benchmark::kMicrosecond);

/// What the built program does, as a user waits for it.
void program(benchmark::State& state, const std::string& arguments) {
  const std::string command = std::string(MAATWERK_PROGRAM) + " " + arguments + " >/dev/null";
  for (auto _ : state) {
    if (std::system(command.c_str()) != 0) state.SkipWithError(command.c_str());
  }
}
const std::string quickstart = MAATWERK_SOURCE_DIR "/scenarios/quickstart.toml";
BENCHMARK_CAPTURE(program, start_up, std::string("version"))
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(program, run_without_file, "run " + quickstart + " -n 20 -j 1 --progress none")
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(program, run_and_write,
                  "run " + quickstart +
                      " -n 20 -j 1 --progress none --force -o /tmp/maatwerk-bench.h5")
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace

/// Google Benchmark's main, with `--long`: ten million citizens too.
int main(int argument_count, char** arguments) {
  for (int k = 1; k < argument_count; ++k) {
    if (std::string(arguments[k]) != "--long") continue;
    benchmark::RegisterBenchmark("months", months)
        ->ArgNames({"citizens", "threads"})
        ->ArgsProduct({{10000000}, {1, 2}})
        ->UseRealTime()
        ->MeasureProcessCPUTime()
        ->Iterations(1)
        ->Unit(benchmark::kMillisecond);
    for (int rest = k; rest + 1 < argument_count; ++rest) arguments[rest] = arguments[rest + 1];
    --argument_count;
    break;
  }
  benchmark::Initialize(&argument_count, arguments);
  if (benchmark::ReportUnrecognizedArguments(argument_count, arguments)) return 2;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
