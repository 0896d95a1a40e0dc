#include "sim/core/fault.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace sim {

namespace {
/// Both ends included.
Range range_of(const ParameterInfo& row) {
  if (row.kind == Kind::boolean) return {0, 1};
  if (row.kind == Kind::choice) return {0, static_cast<double>(row.choices.size()) - 1};
  return row.range;
}

std::optional<std::string> fault_text(const ParameterInfo& row, double value) {
  const Fault fault = fault_of(row, value);
  if (fault == Fault::none) return std::nullopt;
  return row.name + " = " + std::to_string(value) + " (" + std::string(text_of(fault)) + ")";
}

std::optional<std::string> fault_text(const Model& model, const Scenario& scenario,
                                      const Event& event) {
  const std::string month = std::string(model.step()) + " " + std::to_string(event.month);
  if (event.month < 1 || event.month > scenario.run.months)
    return "an event in " + month + " (there is no such " + std::string(model.step()) + ")";
  const int places = model.breakdowns().empty() ? 0 : model.breakdown_size(scenario, 0);
  for (const int place : event.offices)
    if (place < 0 || place >= places)
      return "an event in office " + std::to_string(place) + " (there is no such office)";
  for (const auto& [row, value] : event.set) {
    const ParameterInfo& parameter = model.parameters()[row];
    if (parameter.change == Change::setup)
      return parameter.name + " in " + month + " (used only while the world is made)";
    if (auto fault = fault_text(parameter, as_number(value))) return fault;
  }
  return std::nullopt;
}
}  // namespace

Fault fault_of(const ParameterInfo& row, double value) {
  if (!std::isfinite(value)) return Fault::not_finite;
  const Range range = range_of(row);
  if (value < range.min) return Fault::too_small;
  if (value > range.max) return Fault::too_large;
  return row.kind != Kind::real && value != std::floor(value) ? Fault::not_whole : Fault::none;
}

std::string_view text_of(Fault fault) {
  constexpr std::array<std::string_view, 5> texts{"", "not a finite number", "not a whole number",
                                                  "too small", "too large"};
  return texts[static_cast<std::size_t>(fault)];
}

std::optional<std::string> impossible(const Model& model, const Scenario& scenario) {
  if (scenario.run.months < 1 || scenario.run.warm_up < 0)
    return "a run of " + std::to_string(scenario.run.months) + " " + steps_of(model) +
           " (too short)";
  for (std::size_t row = 0; row < model.parameters().size(); ++row)
    if (auto fault = fault_text(model.parameters()[row], as_number(scenario.values[row])))
      return fault;
  for (const Event& event : scenario.events)
    if (auto fault = fault_text(model, scenario, event)) return fault;
  if (const auto conflict = model.conflict(scenario))
    return model.parameters()[conflict->parameter].name + " (" + conflict->why + ")";
  return std::nullopt;
}

}  // namespace sim
