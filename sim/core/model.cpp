#include "sim/core/model.hpp"

#include <algorithm>
#include <cassert>

namespace sim {

namespace {
template <class Rows>
std::optional<std::size_t> find_row(const Rows& rows, std::string_view name) {
  const auto found = std::ranges::find_if(rows, [&](const auto& row) { return row.name == name; });
  if (found == rows.end()) return std::nullopt;
  return static_cast<std::size_t>(found - rows.begin());
}
}  // namespace

std::optional<std::size_t> find_parameter(const Model& model, std::string_view name) {
  return find_row(model.parameters(), name);
}

std::optional<std::size_t> find_metric(const Model& model, std::string_view name) {
  return find_row(model.metrics(), name);
}

std::span<const MetricInfo> reported_metrics(const Model& model) {
  const auto& all = model.metrics();
  const auto terms = std::ranges::find(all, true, &MetricInfo::term);
  assert(std::all_of(terms, all.end(), [](const auto& metric) { return metric.term; }) &&
         "a metric that is reported after one that is only a term");
  return {all.begin(), terms};
}

std::vector<std::size_t> metrics_of_breakdown(const Model& model, int breakdown) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < model.metrics().size(); ++row) {
    const auto& of = model.metrics()[row].breakdowns;
    if (std::ranges::find(of, breakdown) != of.end()) rows.push_back(row);
  }
  return rows;
}

std::vector<VariantInfo> loop_settings(const Model& model) {
  std::vector<VariantInfo> settings = model.cuts();
  for (const auto& dynamic : model.dynamics()) {
    settings.insert(settings.end(), dynamic.parts.begin(), dynamic.parts.end());
    for (const auto& response : dynamic.responses) settings.push_back(response.without_effect);
  }
  return settings;
}

std::string steps_of(const Model& model) { return std::string(model.step()) + "s"; }

Scenario default_scenario(const Model& model) {
  Scenario scenario;
  scenario.name = "default";
  scenario.run = model.run_settings();
  for (const auto& row : model.parameters()) scenario.values.push_back(row.default_value);
  return scenario;
}

}  // namespace sim
