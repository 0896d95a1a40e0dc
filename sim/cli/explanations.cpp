#include "sim/cli/explanations.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sim/cli/describe.hpp"
#include "sim/io/file_title.hpp"
#include "sim/io/run_settings.hpp"
#include "sim/io/scenario_file.hpp"
#include "sim/io/scenario_search.hpp"

namespace sim::cli {

namespace {

/// A model and its words, from which every kind of name is explained.
class Explainer {
 public:
  explicit Explainer(const Model& model) : model_(model), glossary_(model) {}

  Explanation parameter(const ParameterInfo&) const;
  Explanation metric(const MetricInfo&) const;
  Explanation variant(const VariantInfo&, std::string kind, std::string_view table) const;
  Explanation dynamic(const DynamicInfo&) const;
  Explanation phase(const PhaseInfo&) const;
  Explanation breakdown(const BreakdownInfo&) const;
  Explanation scenario(const io::NamedFile&) const;
  Explanation file(const io::NamedFile&, std::string kind, std::string use) const;
  Explanation word(const io::Concept&) const;
  Explanation rule(const io::Rule&) const;

  const Glossary& glossary() const { return glossary_; }

 private:
  ExplainedRule show(const io::Rule&, std::string relation) const;
  /// Rules of which something holds, with what they are to the name.
  template <class Holds>
  void add_rules(Explanation& explanation, std::string_view relation, Holds holds) const {
    for (const auto& row : glossary_.rules) {
      if (holds(row)) explanation.rules.push_back(show(row, std::string(relation)));
    }
  }

  const Model& model_;
  Glossary glossary_;
};

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

ExplainedRule Explainer::show(const io::Rule& row, std::string relation) const {
  ExplainedRule shown{std::move(relation),
                      row.name,
                      glossary_.sentence(model_, row),
                      glossary_.dutch_sentence(row),
                      row.equation,
                      io::symbols_in(glossary_.en, row.equation),
                      {}};
  if (!row.parameters.empty())
    shown.facts.emplace_back("reads", fmt::format("{}", fmt::join(row.parameters, ", ")));
  if (!row.metrics.empty())
    shown.facts.emplace_back("moves", fmt::format("{}", fmt::join(row.metrics, ", ")));
  if (!row.loop.empty()) shown.facts.emplace_back("loop", "loops." + row.loop + " cuts it");
  if (!row.phase.empty()) shown.facts.emplace_back("phase", row.phase);
  shown.facts.emplace_back("where", fmt::format("models/{}/{} (ODD, section {})", model_.name(),
                                                fmt::join(row.files, ", "), row.section));
  return shown;
}

Explanation Explainer::parameter(const ParameterInfo& row) const {
  Explanation result{
      row.name, is_lever(row) ? "lever" : "parameter", row.help, glossary_.dutch(row), {}, {}};
  result.facts = {{"type", kind_text(row)},
                  {"unit", row.unit},
                  {"range", range_text(row)},
                  {"default", io::to_toml(row, row.default_value)},
                  {"mechanism", evidence_text(row.source.mechanism, row.source.citation)},
                  {"number", evidence_text(row.source.number, row.source.stated)},
                  {"may change",
                   row.change == Change::live ? "during a run, by an event" : "only before a run"},
                  {"varied in random draws", drawing_text(row)}};
  add_rules(result, "read by", [&](const auto& rule) { return has(rule.parameters, row.name); });
  return result;
}

Explanation Explainer::metric(const MetricInfo& row) const {
  Explanation result{row.name, "metric", row.definition, glossary_.dutch(row), {}, {}};
  result.facts = {{"label", row.label_en},
                  {"label in Dutch", row.label_nl},
                  {"perspective", row.perspective},
                  {"better", std::string(better_text(row.better))},
                  {"unit", row.unit}};
  if (!row.scale.empty()) result.facts.emplace_back("scale", row.scale);
  if (!row.currency.empty()) result.facts.emplace_back("currency", row.currency);
  std::string places = "overall";
  for (const int breakdown : row.breakdowns) {
    places += ", by " + model_.breakdowns()[static_cast<std::size_t>(breakdown)].dimension;
  }
  result.facts.emplace_back(row.term ? "recorded" : "reported", places + ", every month");
  if (!row.term) result.facts.emplace_back("over several months", over_months(model_, row));
  for (const auto& loop : model_.dynamics()) {
    for (const auto& signature : loop.signatures) {
      if (model_.metrics()[signature.metric].name == row.name)
        result.facts.emplace_back(signature.by_definition ? "by definition of" : "signature of",
                                  loop.name);
    }
  }
  add_rules(result, "moved by", [&](const auto& rule) { return has(rule.metrics, row.name); });
  return result;
}

Explanation Explainer::variant(const VariantInfo& row, std::string kind,
                               std::string_view table) const {
  Explanation result{row.name,
                     std::move(kind),
                     table == "cuts" ? "A way to cut feedback loops, everything else equal."
                                     : "A point of the model with a name, for compare --variants.",
                     glossary_.dutch(table, row.name),
                     {{"label", row.label_en}, {"label in Dutch", row.label_nl}},
                     {}};
  for (const auto& [index, value] : row.set) {
    const ParameterInfo& parameter = model_.parameters()[index];
    result.facts.emplace_back(parameter.name, io::to_toml(parameter, value));
  }
  return result;
}

Explanation Explainer::dynamic(const DynamicInfo& row) const {
  Explanation result{row.name, "loop", "", glossary_.dutch("dynamics", row.name), {}, {}};
  for (const auto& entry : glossary_.en.concepts) {
    if (entry.name == row.name) result.text = entry.meaning + ".";
  }
  std::vector<std::string> names{row.name};
  for (const auto& part : row.parts) names.push_back(part.name.substr(part.name.find(':') + 1));
  result.facts = {{"label", row.label_en},
                  {"label in Dutch", row.label_nl},
                  {"cut by", model_.cuts()[row.cut].name}};
  for (const auto& part : row.parts) result.facts.emplace_back("part", part.name);
  for (const auto& signature : row.signatures) {
    result.facts.emplace_back(signature.by_definition ? "by definition" : "signature",
                              fmt::format("{} ({})", model_.metrics()[signature.metric].name,
                                          signature.sign > 0 ? "more" : "less"));
  }
  for (const auto driver : row.drivers)
    result.facts.emplace_back("driver", model_.metrics()[driver].name);
  result.facts.emplace_back("push", row.push.help);
  add_rules(result, "part of it", [&](const auto& rule) { return has(names, rule.loop); });
  return result;
}

Explanation Explainer::phase(const PhaseInfo& row) const {
  const auto place = static_cast<std::size_t>(&row - model_.phases().data()) + 1;
  Explanation result{
      row.name,
      "phase",
      row.help,
      glossary_.dutch("phases", row.name),
      {{"place", fmt::format("{} of the {} steps of a month", place, model_.phases().size())}},
      {}};
  add_rules(result, "part of it", [&](const auto& rule) { return rule.phase == row.name; });
  return result;
}

Explanation Explainer::breakdown(const BreakdownInfo& row) const {
  return {row.group,
          "breakdown",
          row.help,
          glossary_.dutch("breakdowns", row.group),
          {{"dimension", row.dimension}},
          {}};
}

/// Only what the scenario says itself: everything else is the model's default.
Explanation Explainer::scenario(const io::NamedFile& row) const {
  const io::ScenarioFile file = io::read_scenario(model_, row.path, {});
  Explanation result{row.name, "scenario", file.scenario.title, "", {}, {}};
  result.facts.emplace_back("path", row.path.lexically_normal().string());
  for (const auto& origin : file.origins) {
    if (origin.place != "built-in" && origin.key != "title") {
      result.facts.emplace_back(origin.key, origin.value);
    }
  }
  for (const auto& event : file.scenario.events) {
    result.facts.emplace_back(fmt::format("event in month {}", event.month),
                              values_text(model_, event.set));
  }
  return result;
}

Explanation Explainer::file(const io::NamedFile& row, std::string kind, std::string use) const {
  return {row.name,
          std::move(kind),
          io::title_of(row.path),
          "",
          {{"path", row.path.lexically_normal().string()}, {"use", std::move(use)}},
          {}};
}

Explanation Explainer::word(const io::Concept& row) const {
  const io::Concept& dutch = glossary_.dutch(row);
  Explanation result{row.name, "word", row.meaning + ".", dutch.meaning + ".", {}, {}};
  result.facts = {{"in Dutch", dutch.term}, {"of", row.group}};
  return result;
}

Explanation Explainer::rule(const io::Rule& row) const {
  return {row.name,
          "rule",
          glossary_.sentence(model_, row),
          glossary_.dutch_sentence(row),
          {},
          {show(row, "itself")}};
}

/// A parameter is found by its dotted name, or by its last part.
bool is_name_of(const ParameterInfo& parameter, const std::string& word) {
  return parameter.name == word || parameter.name.ends_with("." + word);
}

std::vector<ParameterInfo> all_parameters(const Model& model) {
  std::vector<ParameterInfo> rows = io::run_rows();
  rows.insert(rows.end(), model.parameters().begin(), model.parameters().end());
  return rows;
}

std::vector<VariantInfo> all_cuts(const Model& model) {
  std::vector<VariantInfo> cuts = model.cuts();
  for (const auto& loop : model.dynamics())
    cuts.insert(cuts.end(), loop.parts.begin(), loop.parts.end());
  return cuts;
}

void add_files(const Explainer& explainer, const std::string& word,
               std::vector<Explanation>& found) {
  for (const auto& row : io::callable_files(io::FileKind::scenario))
    if (row.name == word) found.push_back(explainer.scenario(row));
  for (const auto& row : io::callable_files(io::FileKind::experiment))
    if (row.name == word)
      found.push_back(
          explainer.file(row, "experiment", fmt::format("maatwerk sweep {} -o FILE", row.name)));
  for (const auto& row : io::callable_files(io::FileKind::hypotheses))
    if (row.name == word)
      found.push_back(explainer.file(row, "hypotheses", "maatwerk hypotheses " + row.name));
}

void add_words(const Explainer& explainer, const std::string& word,
               std::vector<Explanation>& found) {
  const Glossary& glossary = explainer.glossary();
  for (const auto& row : glossary.en.concepts) {
    const bool told = std::ranges::any_of(
        found, [&](const auto& other) { return other.kind == "loop" && other.name == row.name; });
    if (!told && (is_same_name(row.name, word) || is_same_name(glossary.dutch(row).term, word)))
      found.push_back(explainer.word(row));
  }
  for (const auto& row : glossary.rules)
    if (found.empty() && row.name == word) found.push_back(explainer.rule(row));
}
}  // namespace

std::vector<Explanation> explanations(const Model& model, const std::string& word) {
  const Explainer explainer(model);
  std::vector<Explanation> found;
  for (const auto& row : all_parameters(model))
    if (is_name_of(row, word)) found.push_back(explainer.parameter(row));
  for (const auto& row : model.metrics())
    if (row.name == word) found.push_back(explainer.metric(row));
  for (const auto& row : model.variants())
    if (row.name == word) found.push_back(explainer.variant(row, "variant", "variants"));
  for (const auto& row : all_cuts(model))
    if (row.name == word) found.push_back(explainer.variant(row, "cut", "cuts"));
  for (const auto& row : model.dynamics())
    if (row.name == word) found.push_back(explainer.dynamic(row));
  for (const auto& row : model.phases())
    if (row.name == word) found.push_back(explainer.phase(row));
  for (const auto& row : model.breakdowns())
    if (row.group == word || row.dimension == word) found.push_back(explainer.breakdown(row));
  add_files(explainer, word, found);
  add_words(explainer, word, found);
  return found;
}

std::vector<std::string> explained_names(const Model& model) {
  std::vector<std::string> names;
  for (const auto& row : all_parameters(model)) {
    names.push_back(row.name);
    names.push_back(row.name.substr(row.name.find('.') + 1));
  }
  for (const auto& row : model.metrics()) names.push_back(row.name);
  for (const auto& row : model.variants()) names.push_back(row.name);
  for (const auto& row : all_cuts(model)) names.push_back(row.name);
  for (const auto& row : model.dynamics()) names.push_back(row.name);
  for (const auto& row : model.phases()) names.push_back(row.name);
  for (const auto& row : model.breakdowns()) names.push_back(row.group);
  for (const auto& row : io::callable_files(io::FileKind::scenario)) names.push_back(row.name);
  for (const auto& row : io::callable_files(io::FileKind::experiment)) names.push_back(row.name);
  for (const auto& row : io::callable_files(io::FileKind::hypotheses)) names.push_back(row.name);
  const Glossary glossary(model);
  for (const auto& row : glossary.en.concepts) names.push_back(row.name);
  for (const auto& row : glossary.nl.concepts) names.push_back(row.term);
  for (const auto& row : glossary.rules) names.push_back(row.name);
  return names;
}

}  // namespace sim::cli
