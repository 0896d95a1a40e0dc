// Scenarios written out: resolved, and as a commented start.
#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "sim/io/files/toml_text.hpp"
#include "sim/io/scenario/scenario_file.hpp"
#include "sim/io/scenario/scenario_value.hpp"
#include "sim/io/words/run_settings.hpp"
#include "sim/io/words/words.hpp"

namespace sim::io {

namespace {

std::string section_of(const std::string& name) { return name.substr(0, name.rfind('.')); }
std::string key_of(const std::string& name) { return name.substr(name.rfind('.') + 1); }

/// Sections in order of first appearance: TOML allows each header once.
std::vector<std::string> sections(const std::vector<ParameterInfo>& rows) {
  std::vector<std::string> names;
  for (const auto& row : rows) {
    const std::string section = section_of(row.name);
    if (std::ranges::find(names, section) == names.end()) names.push_back(section);
  }
  return names;
}

std::string event_text(const Model& model, const Event& event) {
  std::string text = fmt::format("\n[[event]]\n{} = {}\n", model.step(), event.month);
  if (!event.offices.empty())
    text += fmt::format("offices = [{}]\n", fmt::join(event.offices, ", "));
  std::vector<std::string> changes;
  for (const auto& [parameter, value] : event.set) {
    const ParameterInfo& row = model.parameters()[parameter];
    changes.push_back(fmt::format("\"{}\" = {}", row.name, to_toml(row, value)));
  }
  return text + fmt::format("set = {{ {} }}\n", fmt::join(changes, ", "));
}

std::string commented_line(const ParameterInfo& row, const Words& words) {
  const std::string assignment =
      fmt::format("# {} = {}", key_of(row.name), to_toml(row, row.default_value));
  const std::string unit = row.unit == "1" ? "" : " [" + row.unit + "]";
  return fmt::format("{:<34}  # {}{} {}\n", assignment, words.help(row), unit, allowed_values(row));
}

/// A line that says its default, below what it means.
std::string explained_line(const ParameterInfo& row, const Words& words) {
  const std::string unit = row.unit == "1" ? "" : " [" + row.unit + "]";
  return fmt::format("# {}{} {}\n{} = {}\n", words.help(row), unit, allowed_values(row),
                     key_of(row.name), to_toml(row, row.default_value));
}

std::string model_line(const Model& model) { return fmt::format("model = \"{}\"\n", model.name()); }

std::string head(const Model& model, const Words& words) {
  return "schema_version = 1\n" + model_line(model) +
         "title = " + toml_string(words.text("template.title")) + "\n";
}

std::string commented_event(const Model& model, const Words& words) {
  const auto& rows = model.parameters();
  std::vector<std::size_t> candidates = model.first_parameters();
  for (std::size_t row = 0; row < rows.size(); ++row) candidates.push_back(row);
  const auto live = std::ranges::find_if(
      candidates, [&](std::size_t row) { return rows[row].change == Change::live; });
  if (live == candidates.end()) return "";
  return fmt::format(
      "\n# {}\n# [[event]]\n# {} = 60\n# offices = [0, 1]\n# set = {{ \"{}\" = {} }}\n",
      words.text("template.event"), model.step(), rows[*live].name,
      to_toml(rows[*live], rows[*live].default_value));
}

}  // namespace

std::string to_toml(const ParameterInfo& row, const Value& value) {
  if (const auto* boolean = std::get_if<bool>(&value)) return *boolean ? "true" : "false";
  if (const auto* real = std::get_if<double>(&value)) return toml_real(*real);
  const auto integer = std::get<std::int64_t>(value);
  if (row.kind != Kind::choice) return std::to_string(integer);
  return toml_string(row.choices.at(static_cast<std::size_t>(integer)));
}

std::string to_toml(const Model& model, const Scenario& scenario) {
  std::string text = "schema_version = 1\n";
  text += model_line(model);
  text += "title = " + toml_string(scenario.title) + "\n";
  const std::array<std::pair<std::string_view, const std::string*>, 3> names{
      {{"label", &scenario.label}, {"label_nl", &scenario.label_nl}, {"colour", &scenario.colour}}};
  for (const auto& [key, name] : names)
    if (!name->empty()) text += fmt::format("{} = {}\n", key, toml_string(*name));
  if (scenario.calibration != Calibration::illustrative) {
    const auto name = calibration_names[static_cast<std::size_t>(scenario.calibration)];
    text += "calibration_status = " + toml_string(std::string(name)) + "\n";
  }
  text += "\n[run]\n";
  const auto settings = run_rows(model);
  for (std::size_t i = 0; i < settings.size(); ++i)
    text += fmt::format("{} = {}\n", key_of(settings[i].name),
                        to_toml(settings[i], run_value(scenario.run, i)));
  const auto& rows = model.parameters();
  for (const auto& section : sections(rows)) {
    text += fmt::format("\n[{}]\n", section);
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (section_of(rows[i].name) == section)
        text +=
            fmt::format("{} = {}\n", key_of(rows[i].name), to_toml(rows[i], scenario.values[i]));
  }
  for (const auto& event : scenario.events) text += event_text(model, event);
  return text;
}

std::string short_template(const Model& model, const Words& words) {
  if (model.first_parameters().empty()) return scenario_template(model, words);
  const auto& all = model.parameters();
  std::string text =
      fmt::format("# {}\n# {}\n", words.text("template.change"), words.text("template.rest")) +
      head(model, words);
  std::string section;
  const auto add = [&](const ParameterInfo& row) {
    if (section_of(row.name) != section)
      text += fmt::format("\n[{}]\n", section = section_of(row.name));
    text += explained_line(row, words);
  };
  const auto settings = run_rows(model);
  for (const std::size_t row : {length_row, replicates_row}) add(settings[row]);
  for (const std::size_t row : model.first_parameters()) add(all[row]);
  return text + commented_event(model, words);
}

std::string scenario_template(const Model& model, const Words& words) {
  std::string text = fmt::format("# {}\n{}# extends = \"another.toml\"          # {}\n\n[run]\n",
                                 words.text("template.every_line"), head(model, words),
                                 words.text("template.extends"));
  for (const auto& row : run_rows(model)) text += commented_line(row, words);
  const auto& rows = model.parameters();
  for (const auto& section : sections(rows)) {
    text += fmt::format("\n[{}]\n", section);
    for (const auto& row : rows)
      if (section_of(row.name) == section) text += commented_line(row, words);
  }
  return text + commented_event(model, words);
}

}  // namespace sim::io
