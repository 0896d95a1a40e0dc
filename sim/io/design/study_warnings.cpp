#include "sim/io/design/study_warnings.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "sim/io/files/toml_text.hpp"
#include "sim/io/scenario/scenario_warnings.hpp"

namespace sim::io {

namespace {

/// Whether other values take a parameter out from the first month to the last.
bool is_idle(const Scenario& scenario, const IdleInfo& info, std::span<const Factor> factors) {
  return std::ranges::all_of(info.where, [&](const auto& condition) {
    const std::size_t row = condition.first;
    const auto changes = [&](const Event& event) {
      return std::ranges::any_of(event.set, [&](const auto& change) {
        return change.first == row && change.second != condition.second;
      });
    };
    return scenario.values[row] == condition.second &&
           std::ranges::none_of(scenario.events, changes) &&
           std::ranges::find(factors, row, &Factor::parameter) == factors.end();
  });
}

/// Why a parameter has no effect in a scenario; nothing if it may have one.
const IdleInfo* why_idle(const Model& model, const Scenario& scenario, std::size_t parameter,
                         std::span<const Factor> factors) {
  for (const auto& info : model.idle())
    if (info.parameter == parameter && is_idle(scenario, info, factors)) return &info;
  return nullptr;
}

Warning idle_warning(const Model& model, const std::string& place, const IdleInfo& info) {
  std::string where;
  for (const auto& [row, value] : info.where)
    where += (where.empty() ? "" : " and ") + model.parameters()[row].name + " = " +
             to_toml(model.parameters()[row], value);
  return {place, fmt::format("{} (no effect where {}). Leave it out, or change that.",
                             model.parameters()[info.parameter].name, where)};
}

/// Of values that have no effect in any of the scenarios that have them from the same place.
void warn_of_idle(const Model& model, std::span<const ScenarioFile> files,
                  std::span<const Factor> factors, std::vector<Warning>& warnings) {
  std::map<std::pair<std::string, std::size_t>, const IdleInfo*> chosen;
  const auto look = [&](const Scenario& scenario, std::size_t parameter, const std::string& place) {
    const IdleInfo* why = why_idle(model, scenario, parameter, factors);
    const auto [known, fresh] = chosen.try_emplace({place, parameter}, why);
    if (!fresh && why == nullptr) known->second = nullptr;
  };
  for (const auto& file : files) {
    for (const auto& value : file.chosen) {
      // A figure of an organisation sets what it sets, whether its policy uses that or not.
      if (value.place.find(", organisation.") == std::string::npos)
        look(file.scenario, value.parameter, value.place);
    }
    for (const auto& factor : factors)
      if (factor.form != Factor::Form::drawn) look(file.scenario, factor.parameter, factor.place);
  }
  for (const auto& [address, why] : chosen)
    if (why != nullptr) warnings.push_back(idle_warning(model, address.first, *why));
}

/// One warning will do, however many rows a table has.
void warn_of_factor(const ParameterInfo& row, const Factor& factor,
                    std::vector<Warning>& warnings) {
  const std::size_t before = warnings.size();
  if (factor.form == Factor::Form::range && factor.high <= 1)
    warn_of_fraction(row, factor.high, factor.place, "", warnings);
  for (const double value : factor.values)
    if (warnings.size() == before) warn_of_fraction(row, value, factor.place, "", warnings);
}

}  // namespace

std::vector<Warning> warnings_of(const Model& model, std::span<const ScenarioFile> files,
                                 std::span<const Factor> factors) {
  std::vector<Warning> warnings;
  const auto is_in = [](const std::vector<Warning>& some, const Warning& warning) {
    return std::ranges::any_of(some, [&](const Warning& one) {
      return one.place == warning.place && one.text == warning.text;
    });
  };
  const auto add = [&](const Warning& warning) {
    if (!is_in(warnings, warning)) warnings.push_back(warning);
  };
  // The command line speaks to all scenarios: what it does in one of them is done.
  const auto is_of_all = [&](const Warning& warning) {
    return std::ranges::all_of(files,
                               [&](const auto& file) { return is_in(file.warnings, warning); });
  };
  for (const auto& file : files)
    for (const auto& warning : file.warnings)
      if (!warning.place.starts_with("--") || is_of_all(warning)) add(warning);
  for (const auto& factor : factors)
    warn_of_factor(model.parameters()[factor.parameter], factor, warnings);
  warn_of_idle(model, files, factors, warnings);
  return warnings;
}

}  // namespace sim::io
