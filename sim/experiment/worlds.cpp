#include "sim/experiment/worlds.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "sim/core/error.hpp"

namespace sim::experiment {

namespace {
constexpr int most_worlds = 1'000'000;

bool differs(const io::Study& study, std::size_t row) {
  const Value& usual = study.model->parameters()[row].default_value;
  return std::ranges::any_of(study.scenarios, [&](const io::ScenarioFile& file) {
    return file.scenario.values[row] != usual ||
           std::ranges::find(file.chosen, row, &io::ChosenValue::parameter) != file.chosen.end();
  });
}

/// Worlds that were found by what was observed stay so in whatever is asked of them.
std::string scheme_of(const DrawPlan& plan) {
  if (plan.given) return plan.given->scheme == io::found_worlds ? plan.given->scheme : "given";
  return plan.scheme == DrawingScheme::factor ? "factor" : "scale";
}

[[noreturn]] void refuse(const DrawPlan& plan, std::string_view why, std::string_view remedy) {
  throw InputError(fmt::format("--worlds {} ({}). {}", plan.draws, why, remedy));
}
}  // namespace

std::vector<std::size_t> known_parameters(const io::Study& study, std::vector<std::size_t> fixed) {
  for (std::size_t row = 0; row < study.model->parameters().size(); ++row)
    if (differs(study, row)) fixed.push_back(row);
  return fixed;
}

void add_worlds(io::Study& study, const DrawPlan& plan) {
  io::Worlds worlds;
  worlds.drawn.parameters = drawn_parameters(plan);
  if (worlds.drawn.parameters.empty())
    refuse(plan,
           fmt::format("the model {} has no free parameter that is not set", plan.model->name()),
           "Leave --worlds out.");
  if (plan.draws > most_worlds) refuse(plan, fmt::format("at most {}", most_worlds), "Try 1000.");
  Drawn in_vain;
  for (int draw = 0; draw < plan.draws; ++draw) {
    const auto scenarios = scenarios_of_draw(plan, draw, in_vain);
    if (!scenarios) {
      ++worlds.impossible;
      continue;
    }
    worlds.seeds.push_back(scenarios->front().run.seed);
    for (const std::size_t row : worlds.drawn.parameters)
      worlds.drawn.values.push_back(as_number(scenarios->front().values[row]));
  }
  if (worlds.seeds.empty())
    refuse(plan, "the model refuses every world that was drawn", "Choose other scenarios.");
  worlds.drawn.points = worlds.count();
  worlds.replicates = plan.replicates;
  worlds.scheme = scheme_of(plan);
  worlds.seed = plan.scenarios.front().run.seed;
  const auto runs = io::world_plan(worlds.count(), study.scenarios.size(), worlds.replicates);
  study.plan.insert(study.plan.end(), runs.begin(), runs.end());
  study.worlds = std::move(worlds);
}

WorldValues::WorldValues(const io::Study& study, const io::WorldMeans& means)
    : worlds_(study.worlds->count()),
      scenarios_(study.scenarios.size()),
      metrics_(reported_metrics(*study.model).size()),
      windows_(study.windows().size()),
      values_(means.values()) {}

std::vector<double> WorldValues::values(std::size_t scenario, std::size_t metric,
                                        Window window) const {
  std::vector<double> values;
  for (std::size_t world = 0; world < worlds_; ++world)
    values.push_back(values_[((world * scenarios_ + scenario) * metrics_ + metric) * windows_ +
                             static_cast<std::size_t>(window)]);
  return values;
}

std::optional<WorldShare> WorldValues::share(const ContrastRow& row) const {
  const double mean = row.difference.mean;
  if (row.difference.n == 0 || std::isnan(mean) || mean == 0) return std::nullopt;
  return share_of(values(static_cast<std::size_t>(row.scenario), row.metric, row.window),
                  values(static_cast<std::size_t>(row.baseline), row.metric, row.window),
                  mean > 0 ? 1 : -1);
}

WorldShare share_of(const std::vector<double>& left, const std::vector<double>& right, int sign) {
  WorldShare share{static_cast<int>(left.size()), 0, 0};
  for (std::size_t world = 0; world < left.size(); ++world) {
    const double moved = sign * (left[world] - right[world]);
    if (!(moved > 0)) continue;
    ++share.sign;
    const double least = io::smallest_share * (std::abs(left[world]) + std::abs(right[world])) / 2;
    if (moved >= least) ++share.size;
  }
  return share;
}

}  // namespace sim::experiment
