#include "sim/cli/forecast.hpp"

#include <algorithm>
#include <chrono>
#include <vector>

#include <fmt/format.h>

#include "sim/cli/progress.hpp"
#include "sim/core/error.hpp"

namespace sim::cli {

namespace {
constexpr int pilot_months = 3;
// Below this a study takes less than long_study_seconds on any processor of the last ten years.
constexpr double surely_short_agent_months = 2e7;

double agent_months(const Setup& setup) {
  double sum = 0;
  for (const auto& file : setup.study.scenarios) {
    sum += setup.study.model->size(file.scenario).agent_months;
  }
  return sum * setup.replicates;
}

/// Seconds for one month of one agent, from a run that is cut short.
double seconds_per_agent_month(const Setup& setup) {
  Scenario pilot = setup.study.scenarios.back().scenario;
  pilot.run.months = std::min(pilot.run.months, pilot_months);
  pilot.run.warm_up = std::min(pilot.run.warm_up, 1);
  std::erase_if(pilot.events, [&](const Event& event) { return event.month > pilot.run.months; });
  Parallel alone(1);
  const auto start = std::chrono::steady_clock::now();
  try {
    setup.study.model->simulate(pilot, 0, alone);
  } catch (const RunError&) {
    // A run that fails will be reported as one; here it only makes the guess worse.
  }
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  return taken.count() / std::max(1.0, setup.study.model->size(pilot).agent_months);
}

double run_bytes(const Setup& setup) {
  const Model& model = *setup.study.model;
  const Scenario& scenario = setup.study.scenarios.front().scenario;
  auto series = static_cast<double>(model.metrics().size());
  for (int breakdown = 0; breakdown < static_cast<int>(model.breakdowns().size()); ++breakdown) {
    series += static_cast<double>(metrics_of_breakdown(model, breakdown).size()) *
              model.breakdown_size(scenario, breakdown);
  }
  return series * scenario.run.months * sizeof(double);
}

std::string bytes_text(double bytes) {
  if (bytes < 1e6) return fmt::format("{:.0f} kB", std::max(1.0, bytes / 1e3));
  if (bytes < 1e9) return fmt::format("{:.0f} MB", bytes / 1e6);
  return fmt::format("{:.1f} GB", bytes / 1e9);
}
}  // namespace

bool may_be_long(const Setup& setup) { return agent_months(setup) > surely_short_agent_months; }

Forecast forecast(const Setup& setup) {
  Forecast forecast;
  forecast.runs = setup.study.plan.size();
  const double threads = setup.options.threads;
  forecast.seconds = seconds_per_agent_month(setup) * agent_months(setup) / threads;
  double largest = 0;
  for (const auto& file : setup.study.scenarios) {
    largest = std::max(largest, setup.study.model->size(file.scenario).bytes);
  }
  const double results = run_bytes(setup) * (2.0 * io::runs_per_block + threads);
  forecast.memory_bytes = largest * threads + results;
  forecast.file_bytes = run_bytes(setup) * static_cast<double>(forecast.runs);
  return forecast;
}

std::string text_of(const Forecast& forecast, const Setup& setup) {
  const bool open_ended = !setup.options.until.empty();
  return fmt::format("{}{} runs, {}{} on {} thread{}, {} of memory, a file of up to {}",
                     open_ended ? "at most " : "", forecast.runs,
                     forecast.seconds < 1 ? "" : "about ", duration_text(forecast.seconds),
                     setup.options.threads, setup.options.threads == 1 ? "" : "s",
                     bytes_text(forecast.memory_bytes), bytes_text(forecast.file_bytes));
}

}  // namespace sim::cli
