#include "sim/io/design.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "sim/core/error.hpp"
#include "sim/io/result_file.hpp"

namespace sim::io {

namespace {
/// Of a study: more would fill a machine's memory before the first of them.
constexpr std::size_t most_runs = 100'000'000;
}  // namespace

std::optional<std::size_t> Design::factor_of(std::size_t parameter) const {
  const auto found = std::ranges::find(parameters, parameter);
  if (found == parameters.end()) return std::nullopt;
  return static_cast<std::size_t>(found - parameters.begin());
}

Value to_value(const ParameterInfo& row, double number) {
  if (row.kind == Kind::real) return number;
  if (row.kind == Kind::boolean) return number != 0;
  return static_cast<std::int64_t>(std::llround(number));
}

Scenario at_point(const Model& model, Scenario scenario, const Design& design, std::size_t point) {
  for (std::size_t factor = 0; factor < design.factors(); ++factor) {
    const std::size_t row = design.parameters[factor];
    scenario.values[row] = to_value(model.parameters()[row], design.value(point, factor));
  }
  return scenario;
}

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

}  // namespace sim::io
