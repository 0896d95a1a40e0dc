#include "sim/io/results/result_file.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sim/core/error.hpp"

namespace sim::io {

namespace {
/// Of a study: more would fill a machine's memory before the first of them.
constexpr std::size_t most_runs = 100'000'000;
}  // namespace

std::vector<RunPlan> sweep_plan(std::size_t points, std::size_t scenarios, int replicates) {
  const std::size_t runs = points * scenarios * static_cast<std::size_t>(replicates);
  if (runs > most_runs)
    throw InputError(
        fmt::format("{} runs (a study has at most {}). Ask for fewer points, worlds, "
                    "scenarios or replicates.",
                    runs, most_runs));
  std::vector<RunPlan> plan;
  plan.reserve(runs);
  for (std::size_t point = 0; point < points; ++point)
    for (int replicate = 0; replicate < replicates; ++replicate)
      for (std::size_t scenario = 0; scenario < scenarios; ++scenario)
        plan.push_back({static_cast<int>(scenario), replicate, static_cast<int>(point)});
  return plan;
}

std::vector<RunPlan> world_plan(std::size_t worlds, std::size_t scenarios, int replicates) {
  std::vector<RunPlan> plan = sweep_plan(worlds, scenarios, replicates);
  for (RunPlan& run : plan) run.world = std::exchange(run.design_point, -1);
  return plan;
}

std::string Study::calibration_status() const {
  Calibration least = scenarios.empty() ? Calibration::illustrative : Calibration::validated;
  for (const auto& one : scenarios) least = std::min(least, one.scenario.calibration);
  const bool varied = sweep && std::ranges::any_of(sweep->design.parameters, [&](std::size_t row) {
                        return model->parameters()[row].free();
                      });
  if (varied) least = Calibration::illustrative;
  return std::string(calibration_names[static_cast<std::size_t>(least)]);
}

std::string Interest::label() const {
  const std::string months = fmt::format("{}:{}", first, last);
  return offices.empty() ? months : fmt::format("{} in {}", months, fmt::join(offices, ","));
}

std::vector<std::string> Study::windows() const {
  std::vector<std::string> names(window_names.begin(), window_names.end());
  if (interest) names.push_back(interest->label());
  return names;
}

WorldShape Study::world_shape() const {
  if (!worlds) return {};
  return {worlds->count(), scenarios.size(), static_cast<std::uint64_t>(worlds->replicates),
          reported_metrics(*model).size() * windows().size()};
}

}  // namespace sim::io
