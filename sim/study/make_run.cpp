#include "sim/study/make_run.hpp"

#include <new>

#include <fmt/format.h>

#include "sim/core/error.hpp"
#include "sim/io/results/build_info.hpp"
#include "sim/study/windows.hpp"

namespace sim::study {

namespace {
/// Means by metric and each of the study's windows, NaN for one that short runs do not have.
std::vector<double> means_of(const io::Study& study, const Scenario& scenario,
                             const RunResult& result) {
  const auto metrics = reported_metrics(*study.model);
  const int months = scenario.run.months;
  const auto windows = windows_of(months);
  const auto there = window_means(metrics, result, months);
  const std::size_t all = window_names.size() + (study.interest ? 1 : 0);
  std::vector<double> means(metrics.size() * all, not_a_number);
  for (std::size_t metric = 0; metric < metrics.size(); ++metric)
    for (std::size_t w = 0; w < windows.size(); ++w)
      means[metric * all + static_cast<std::size_t>(windows[w])] =
          there[metric * windows.size() + w];
  if (!study.interest) return means;
  const auto chosen = means_of_interest(*study.model, scenario, result, *study.interest);
  for (std::size_t metric = 0; metric < metrics.size(); ++metric)
    means[metric * all + static_cast<std::size_t>(Window::chosen)] = chosen[metric];
  return means;
}

/// Leaves every so many months of [series][month][element].
void thin(std::vector<double>& numbers, std::size_t months, std::size_t every,
          std::size_t elements) {
  std::vector<double> kept;
  const std::size_t series = numbers.size() / (months * elements);
  for (std::size_t s = 0; s < series; ++s)
    for (std::size_t month = every; month <= months; month += every) {
      const auto begin =
          numbers.begin() + static_cast<std::ptrdiff_t>((s * months + month - 1) * elements);
      kept.insert(kept.end(), begin, begin + static_cast<std::ptrdiff_t>(elements));
    }
  numbers = std::move(kept);
}

void thin(RunResult& result, const Model& model, const Scenario& scenario, int every) {
  if (every == 1) return;
  const auto months = static_cast<std::size_t>(scenario.run.months);
  thin(result.overall, months, static_cast<std::size_t>(every), 1);
  for (std::size_t b = 0; b < result.breakdowns.size(); ++b) {
    if (result.breakdowns[b].empty()) continue;
    const int elements = model.breakdown_size(scenario, static_cast<int>(b));
    thin(result.breakdowns[b], months, static_cast<std::size_t>(every),
         static_cast<std::size_t>(elements));
  }
}

/// A conflict that only values of a design have: others are found before the start.
std::string conflict_text(const Model& model, const Scenario& scenario, const Conflict& conflict) {
  const auto& parameter = model.parameters()[conflict.parameter];
  return fmt::format("{} = {} ({})", parameter.name,
                     io::to_toml(parameter, scenario.values[conflict.parameter]), conflict.why);
}
}  // namespace

Scenario scenario_of(const io::Study& study, const io::RunPlan& run) {
  const Scenario& scenario = study.scenarios[static_cast<std::size_t>(run.scenario)].scenario;
  if (run.world >= 0) {
    const auto world = static_cast<std::size_t>(run.world);
    Scenario there = io::at_point(*study.model, scenario, study.worlds->drawn, world);
    there.run.seed = study.worlds->seeds[world];
    return there;
  }
  if (!study.sweep) return scenario;
  return io::at_point(*study.model, scenario, study.sweep->design,
                      static_cast<std::size_t>(run.design_point));
}

io::RunRecord make_run(const io::Study& study, std::size_t row, Parallel& parallel) {
  const Model& model = *study.model;
  const io::RunPlan& run = study.plan[row];
  const Scenario scenario = scenario_of(study, run);
  io::RunRecord record;
  record.run = row;
  record.commit = io::build_info().git_sha;
  record.status = io::RunStatus::failed;
  if (study.sweep) {
    if (const auto conflict = model.conflict(scenario)) {
      record.message = conflict_text(model, scenario, *conflict);
      return record;
    }
  }
  try {
    record.result = model.simulate(scenario, static_cast<std::uint32_t>(run.replicate), parallel);
    record.window_means = means_of(study, scenario, record.result);
    if (run.world >= 0) record.result = {};
    thin(record.result, model, scenario, study.sweep ? study.sweep->every : 1);
    record.status = io::RunStatus::ok;
  } catch (const RunError& error) {
    record.message = error.what();
  } catch (const std::bad_alloc&) {
    record.result = {};
    record.message = "out of memory";
  }
  return record;
}

}  // namespace sim::study
