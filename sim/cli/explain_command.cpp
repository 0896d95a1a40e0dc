#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sim/cli/arguments.hpp"
#include "sim/cli/describe.hpp"
#include "sim/cli/program.hpp"
#include "sim/cli/scenarios.hpp"
#include "sim/cli/text_table.hpp"
#include "sim/core/error.hpp"
#include "sim/io/nearest.hpp"
#include "sim/io/scenario_file.hpp"

namespace sim::cli {

namespace {
using Json = nlohmann::ordered_json;

/// What there is to say of one name: a sentence, then facts in order.
struct Explanation {
  std::string name;
  std::string kind;
  std::string text;
  std::vector<std::pair<std::string, std::string>> facts;
};

Explanation explain(const ParameterInfo& parameter) {
  Explanation result{parameter.name, "parameter", parameter.help, {}};
  result.facts = {
      {"type", kind_text(parameter)},
      {"unit", parameter.unit},
      {"range", range_text(parameter)},
      {"default", io::to_toml(parameter, parameter.default_value)},
      {"evidence", std::string(grade_text(parameter.source.grade))},
      {"source",
       parameter.source.citation.empty() ? "none given" : std::string(parameter.source.citation)},
      {"may change",
       parameter.change == Change::live ? "during a run, by an event" : "only before a run"},
      {"varied in random draws", drawing_text(parameter)}};
  return result;
}

Explanation explain(const Model& model, const MetricInfo& metric) {
  Explanation result{metric.name, "metric", metric.definition, {}};
  result.facts = {{"label", metric.label_en},
                  {"label in Dutch", metric.label_nl},
                  {"perspective", metric.perspective},
                  {"better", std::string(better_text(metric.better))},
                  {"unit", metric.unit}};
  if (!metric.scale.empty()) result.facts.emplace_back("scale", metric.scale);
  if (!metric.currency.empty()) result.facts.emplace_back("currency", metric.currency);
  std::string places = "overall";
  for (const int breakdown : metric.breakdowns) {
    places += ", by " + model.breakdowns()[static_cast<std::size_t>(breakdown)].dimension;
  }
  result.facts.emplace_back(metric.term ? "recorded" : "reported", places + ", every month");
  if (!metric.term) result.facts.emplace_back("over several months", over_months(model, metric));
  return result;
}

Explanation explain(const Model& model, const VariantInfo& variant) {
  Explanation result{
      variant.name, "variant", "A point of the model with a name, for compare --variants.", {}};
  result.facts = {{"label", variant.label_en}, {"label in Dutch", variant.label_nl}};
  for (const auto& [row, value] : variant.set) {
    const ParameterInfo& parameter = model.parameters()[row];
    result.facts.emplace_back(parameter.name, io::to_toml(parameter, value));
  }
  return result;
}

Explanation explain(const Model& model, const PhaseInfo& phase) {
  const auto place = static_cast<std::size_t>(&phase - model.phases().data()) + 1;
  return {phase.name,
          "phase",
          phase.help,
          {{"place", fmt::format("{} of the {} steps of a month", place, model.phases().size())}}};
}

/// Only what the scenario says itself: everything else is the model's default.
Explanation explain(const Model& model, const NamedScenario& scenario) {
  const io::ScenarioFile file = io::read_scenario(model, scenario.path, {});
  Explanation result{scenario.name, "scenario", file.scenario.title, {}};
  result.facts.emplace_back("path", scenario.path.lexically_normal().string());
  for (const auto& origin : file.origins) {
    if (origin.place != "built-in" && origin.key != "title") {
      result.facts.emplace_back(origin.key, origin.value);
    }
  }
  for (const auto& event : file.scenario.events) {
    result.facts.emplace_back(fmt::format("event in month {}", event.month),
                              values_text(model, event.set));
  }
  return result;
}

/// A parameter is found by its dotted name, or by its last part.
bool is_name_of(const ParameterInfo& parameter, const std::string& word) {
  return parameter.name == word || parameter.name.ends_with("." + word);
}

std::vector<Explanation> explanations(const Model& model, const std::string& word) {
  std::vector<Explanation> found;
  for (const auto& row : model.parameters()) {
    if (is_name_of(row, word)) found.push_back(explain(row));
  }
  for (const auto& row : model.metrics()) {
    if (row.name == word) found.push_back(explain(model, row));
  }
  for (const auto& row : model.variants()) {
    if (row.name == word) found.push_back(explain(model, row));
  }
  for (const auto& row : model.phases()) {
    if (row.name == word) found.push_back(explain(model, row));
  }
  for (const auto& row : named_scenarios()) {
    if (row.name == word) found.push_back(explain(model, row));
  }
  return found;
}

std::vector<std::string> known_names(const Model& model) {
  std::vector<std::string> names;
  for (const auto& row : model.parameters()) {
    names.push_back(row.name);
    names.push_back(row.name.substr(row.name.find('.') + 1));
  }
  for (const auto& row : model.metrics()) names.push_back(row.name);
  for (const auto& row : model.variants()) names.push_back(row.name);
  for (const auto& row : model.phases()) names.push_back(row.name);
  for (const auto& row : named_scenarios()) names.push_back(row.name);
  return names;
}

void print(const Explanation& explanation, const Terminal& terminal) {
  fmt::print("{} {}\n", bold(terminal, explanation.name),
             dim(terminal, "(" + explanation.kind + ")"));
  if (!explanation.text.empty()) {
    fmt::print("{}", wrapped(explanation.text, 2, static_cast<std::size_t>(terminal.columns)));
  }
  TextTable facts({{"", TextTable::Align::left}, {"", TextTable::Align::left}});
  for (const auto& [name, fact] : explanation.facts) facts.add_row({"  " + name, fact});
  Terminal whole_lines = terminal;
  whole_lines.columns = 10000;
  fmt::print("\n{}", facts.text(whole_lines));
}

Json json_of(const Explanation& explanation) {
  Json entry{{"name", explanation.name}, {"kind", explanation.kind}, {"text", explanation.text}};
  for (const auto& [name, fact] : explanation.facts) entry["facts"][name] = fact;
  return entry;
}
}  // namespace

Exit explain_command(const Program& program, const Arguments& arguments) {
  const std::string& word = arguments.operands().front();
  const auto found = explanations(*program.model, word);
  if (found.empty()) {
    const std::string near = io::did_you_mean(word, known_names(*program.model));
    throw UsageError(fmt::format("{} (nothing of this name).{}", word,
                                 near.empty() ? " `maatwerk list` shows all names." : near));
  }
  Json documents = Json::array();
  const Terminal terminal = terminal_of(stdout);
  for (const auto& explanation : found) {
    documents.push_back(json_of(explanation));
    if (arguments.has("json")) continue;
    if (&explanation != &found.front()) fmt::print("\n");
    print(explanation, terminal);
  }
  if (arguments.has("json")) {
    fmt::print("{}\n", Json{{"schema_version", 1}, {"explanations", documents}}.dump(2));
  }
  return Exit::done;
}

}  // namespace sim::cli
