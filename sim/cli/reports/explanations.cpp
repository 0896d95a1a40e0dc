#include "sim/cli/reports/explanations.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sim/cli/reports/describe.hpp"
#include "sim/io/files/arithmetic.hpp"
#include "sim/io/files/file_title.hpp"
#include "sim/io/scenario/organisation_table.hpp"
#include "sim/io/scenario/scenario_file.hpp"
#include "sim/io/scenario/scenario_search.hpp"
#include "sim/io/words/run_settings.hpp"

namespace sim::cli {

namespace {

/// A model and its words, from which every kind of name is explained.
class Explainer {
 public:
  Explainer(const Model& model, const std::vector<std::string>& languages)
      : model_(model), glossary_(model, languages), say_(model, languages.front()) {}

  Explanation parameter(const ParameterInfo&) const;
  Explanation figure(const io::GivenRow&) const;
  Explanation metric(const MetricInfo&) const;
  Explanation variant(const VariantInfo&, std::string kind) const;
  Explanation dynamic(const DynamicInfo&) const;
  Explanation phase(const PhaseInfo&) const;
  Explanation breakdown(const BreakdownInfo&) const;
  Explanation scenario(const io::NamedFile&) const;
  Explanation file(const io::NamedFile&, std::string kind, std::string use) const;
  Explanation word(const io::Concept&) const;
  Explanation rule(const io::Rule&) const;

  const Glossary& glossary() const { return glossary_; }
  const io::OrganisationTable& organisation() const { return organisation_; }

 private:
  using Facts = std::vector<std::pair<std::string, std::string>>;
  /// A label, and what it is in the other languages.
  template <class Row>
  Facts labels(const Row& row) const {
    Facts facts{{say_("fact.label"), say_.words().label(row)}};
    for (const auto* words : glossary_.spoken) {
      if (words != &say_.words())
        facts.emplace_back(say_("fact.label_in", io::name_of_language(words->language)),
                           words->label(row));
    }
    return facts;
  }
  template <class Row>
  Texts helps(const Row& row) const {
    return glossary_.texts([&](const auto& words) { return words.help(row); });
  }
  /// What stands in the user's file, in whatever language that is.
  Texts untranslated(const std::string& text) const {
    Texts texts = glossary_.texts([](const auto&) { return std::string(); });
    texts.front().second = text;
    return texts;
  }
  ExplainedRule show(const io::Rule&, std::string relation) const;
  /// Rules of which something holds, with what they are to the name.
  template <class Holds>
  void add_rules(Explanation& explanation, std::string_view relation, Holds holds) const {
    for (const auto& row : glossary_.rules) {
      if (holds(row)) explanation.rules.push_back(show(row, std::string(relation)));
    }
  }

  const Model& model_;
  io::OrganisationTable organisation_ = io::organisation_table(model_);
  Glossary glossary_;
  Speech say_;
};

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

Texts sentences(const Glossary& glossary, const io::Rule& row) {
  return glossary.texts([&](const auto& words) { return sentence(words, row); });
}

ExplainedRule Explainer::show(const io::Rule& row, std::string relation) const {
  ExplainedRule shown{std::move(relation),
                      row.name,
                      sentences(glossary_, row),
                      row.equation,
                      io::symbols_in(say_.words(), row.equation),
                      {}};
  const auto add = [&](const char* key, std::string fact) {
    shown.facts.emplace_back(say_(key), std::move(fact));
  };
  if (!row.parameters.empty())
    add("fact.reads", fmt::format("{}", fmt::join(row.parameters, ", ")));
  if (!row.metrics.empty()) add("fact.moves", fmt::format("{}", fmt::join(row.metrics, ", ")));
  if (!row.loop.empty()) add("fact.loop", say_("fact.cuts_it", row.loop));
  if (!row.phase.empty()) add("fact.phase", row.phase);
  add("fact.where",
      say_("fact.in_odd", fmt::format("models/{}/{}", model_.name(), fmt::join(row.files, ", ")),
           row.section));
  return shown;
}

Explanation Explainer::parameter(const ParameterInfo& row) const {
  Explanation result{row.name, is_lever(row) ? "lever" : "parameter", helps(row), {}, {}};
  result.facts = {
      {say_("fact.type"), kind_text(say_, row)},
      {say_("fact.unit"), row.unit},
      {say_("fact.range"), range_text(say_, row)},
      {say_("fact.default"), io::to_toml(row, row.default_value)},
      {say_("fact.mechanism"), evidence_text(say_, row.source.mechanism, row.source.citation)},
      {say_("fact.number"), evidence_text(say_, row.source.number, row.source.stated)},
      {say_("fact.may_change"),
       say_(row.change == Change::live ? "fact.during_a_run" : "fact.before_a_run")},
      {say_("fact.drawn"), drawing_text(say_, row)}};
  for (const auto& set : organisation_.sets)
    if (model_.parameters().at(set.parameter).name == row.name)
      result.facts.emplace_back(say_("fact.by_organisation"), set.is);
  add_rules(result, say_("relation.read_by"),
            [&](const auto& rule) { return has(rule.parameters, row.name); });
  return result;
}

Explanation Explainer::figure(const io::GivenRow& row) const {
  const std::string key = "organisation." + row.name;
  Explanation result{
      key,
      "figure",
      glossary_.texts([&](const auto& words) { return words.text(key + ".question"); }),
      {{say_("fact.label"), say_(key + ".label")},
       {say_("fact.unit"), say_("unit." + row.unit)},
       {say_("fact.range"), fmt::format("{:g} .. {:g}", row.lowest, row.highest)}},
      {}};
  for (const auto& set : organisation_.sets)
    if (has(io::names_in(set.is), row.name))
      result.facts.emplace_back(
          say_("fact.sets"),
          fmt::format("{} = {}", model_.parameters().at(set.parameter).name, set.is));
  if (!row.from.empty()) result.facts.emplace_back(say_("fact.follows_from"), row.from);
  return result;
}

Explanation Explainer::metric(const MetricInfo& row) const {
  Explanation result{
      row.name,
      "metric",
      glossary_.texts([&](const auto& words) { return words.definition(model_, row); }),
      labels(row),
      {}};
  const auto add = [&](const char* key, std::string fact) {
    result.facts.emplace_back(say_(key), std::move(fact));
  };
  add("fact.perspective", row.perspective);
  add("fact.better", better_text(say_, row.better));
  add("fact.unit", row.unit);
  if (!row.scale.empty()) add("fact.scale", row.scale);
  if (!row.currency.empty()) add("fact.currency", row.currency);
  if (row.valid.bounded()) add("fact.range", range_text(say_, row.valid));
  std::string places = say_("fact.overall");
  for (const int breakdown : row.breakdowns)
    places += say_("fact.by", model_.breakdowns()[static_cast<std::size_t>(breakdown)].dimension);
  add(row.term ? "fact.recorded" : "fact.reported", say_("fact.every_month", places));
  if (!row.term) add("fact.over_months", over_months(say_, model_, row));
  for (const auto& loop : model_.dynamics()) {
    for (const auto& signature : loop.signatures) {
      if (model_.metrics()[signature.metric].name == row.name)
        add(signature.by_definition ? "fact.by_definition_of" : "fact.signature_of", loop.name);
    }
  }
  add_rules(result, say_("relation.moved_by"),
            [&](const auto& rule) { return has(rule.metrics, row.name); });
  return result;
}

Explanation Explainer::variant(const VariantInfo& row, std::string kind) const {
  Explanation result{row.name, std::move(kind), helps(row), labels(row), {}};
  for (const auto& [index, value] : row.set) {
    const ParameterInfo& parameter = model_.parameters()[index];
    result.facts.emplace_back(parameter.name, io::to_toml(parameter, value));
  }
  return result;
}

Explanation Explainer::dynamic(const DynamicInfo& row) const {
  Explanation result{row.name, "loop", helps(row), labels(row), {}};
  std::vector<std::string> names{row.name};
  for (const auto& part : row.parts) names.push_back(part.name.substr(part.name.find(':') + 1));
  const auto add = [&](const char* key, std::string fact) {
    result.facts.emplace_back(say_(key), std::move(fact));
  };
  add("fact.cut_by", model_.cuts()[row.cut].name);
  for (const auto& part : row.parts) add("fact.part", part.name);
  for (const auto& signature : row.signatures) {
    add(signature.by_definition ? "fact.by_definition" : "fact.signature",
        say_(signature.sign > 0 ? "fact.more" : "fact.less",
             model_.metrics()[signature.metric].name));
  }
  for (const auto driver : row.drivers) add("fact.driver", model_.metrics()[driver].name);
  add("fact.push", say_.words().push(row));
  add_rules(result, say_("relation.part_of_it"),
            [&](const auto& rule) { return has(names, rule.loop); });
  return result;
}

Explanation Explainer::phase(const PhaseInfo& row) const {
  const auto place = static_cast<std::size_t>(&row - model_.phases().data()) + 1;
  Explanation result{row.name,
                     "phase",
                     helps(row),
                     {{say_("fact.place"), say_("fact.step", place, model_.phases().size())}},
                     {}};
  add_rules(result, say_("relation.part_of_it"),
            [&](const auto& rule) { return rule.phase == row.name; });
  return result;
}

Explanation Explainer::breakdown(const BreakdownInfo& row) const {
  return {row.group, "breakdown", helps(row), {{say_("fact.dimension"), row.dimension}}, {}};
}

/// Only what the scenario says itself: everything else is the model's default.
Explanation Explainer::scenario(const io::NamedFile& row) const {
  const io::ScenarioFile file = io::read_scenario(model_, row.path, {});
  Explanation result{row.name, "scenario", untranslated(file.scenario.title), {}, {}};
  result.facts.emplace_back(say_("fact.path"), row.path.lexically_normal().string());
  for (const auto& origin : file.origins) {
    if (origin.place != "built-in" && origin.key != "title")
      result.facts.emplace_back(origin.key, origin.value);
  }
  for (const auto& event : file.scenario.events)
    result.facts.emplace_back(say_("fact.event", event.month), values_text(model_, event.set));
  return result;
}

Explanation Explainer::file(const io::NamedFile& row, std::string kind, std::string use) const {
  return {row.name,
          std::move(kind),
          untranslated(io::title_of(row.path)),
          {{say_("fact.path"), row.path.lexically_normal().string()},
           {say_("fact.use"), std::move(use)}},
          {}};
}

Explanation Explainer::word(const io::Concept& row) const {
  Explanation result{
      row.name,
      "word",
      glossary_.texts([&](const auto& words) { return in(words, row).meaning + "."; }),
      {},
      {}};
  for (const auto* words : glossary_.spoken) {
    if (words->language != io::english)
      result.facts.emplace_back(words == &say_.words()
                                    ? say_("fact.term")
                                    : say_("fact.term_in", io::name_of_language(words->language)),
                                in(*words, row).term);
  }
  result.facts.emplace_back(say_("fact.group"), row.group);
  return result;
}

Explanation Explainer::rule(const io::Rule& row) const {
  return {row.name, "rule", sentences(glossary_, row), {}, {show(row, say_("relation.itself"))}};
}

/// A parameter is found by its dotted name, or by its last part.
bool is_name_of(const ParameterInfo& parameter, const std::string& word) {
  return parameter.name == word || parameter.name.ends_with("." + word);
}

std::vector<ParameterInfo> all_parameters(const Model& model) {
  std::vector<ParameterInfo> rows = io::run_rows(model);
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
  for (const auto& row : io::callable_files(io::FileKind::case_file))
    if (row.name == word) found.push_back(explainer.file(row, "case", "maatwerk case " + row.name));
}

/// Whether the word is this word of the field, in one of the languages.
bool names(const Glossary& glossary, const io::Concept& row, const std::string& word) {
  return is_same_name(row.name, word) ||
         std::ranges::any_of(glossary.spoken, [&](const auto* words) {
           return is_same_name(in(*words, row).term, word);
         });
}

void add_words(const Explainer& explainer, const std::string& word,
               std::vector<Explanation>& found) {
  const Glossary& glossary = explainer.glossary();
  for (const auto& row : glossary.spoken.front()->concepts) {
    const bool told = std::ranges::any_of(
        found, [&](const auto& other) { return other.kind == "loop" && other.name == row.name; });
    if (!told && names(glossary, row, word)) found.push_back(explainer.word(row));
  }
  for (const auto& row : glossary.rules)
    if (found.empty() && row.name == word) found.push_back(explainer.rule(row));
}

/// Rows of the model's tables that go by one name.
void add_rows(const Explainer& explainer, const Model& model, const std::string& word,
              std::vector<Explanation>& found) {
  for (const auto& row : model.metrics())
    if (row.name == word) found.push_back(explainer.metric(row));
  for (const auto& row : model.variants())
    if (row.name == word) found.push_back(explainer.variant(row, "variant"));
  for (const auto& row : all_cuts(model))
    if (row.name == word) found.push_back(explainer.variant(row, "cut"));
  for (const auto& row : model.dynamics())
    if (row.name == word) found.push_back(explainer.dynamic(row));
  for (const auto& row : model.phases())
    if (row.name == word) found.push_back(explainer.phase(row));
}
}  // namespace

std::vector<Explanation> explanations(const Model& model, const std::string& word,
                                      const std::vector<std::string>& languages) {
  const Explainer explainer(model, languages);
  std::vector<Explanation> found;
  for (const auto& row : all_parameters(model))
    if (is_name_of(row, word)) found.push_back(explainer.parameter(row));
  add_rows(explainer, model, word, found);
  for (const auto& row : model.breakdowns())
    if (row.group == word || row.dimension == word) found.push_back(explainer.breakdown(row));
  for (const auto& row : explainer.organisation().given)
    if (word == "organisation." + row.name || (found.empty() && word == row.name))
      found.push_back(explainer.figure(row));
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
  for (const auto& row : io::organisation_table(model).given)
    names.push_back("organisation." + row.name);
  for (const auto& row : io::callable_files(io::FileKind::scenario)) names.push_back(row.name);
  for (const auto& row : io::callable_files(io::FileKind::experiment)) names.push_back(row.name);
  for (const auto& row : io::callable_files(io::FileKind::hypotheses)) names.push_back(row.name);
  for (const auto& row : io::callable_files(io::FileKind::case_file)) names.push_back(row.name);
  const Glossary glossary(model, io::languages(model));
  for (const auto& row : glossary.spoken.front()->concepts) names.push_back(row.name);
  for (const auto* words : glossary.spoken) {
    for (const auto& row : words->concepts)
      if (words->language != io::english) names.push_back(row.term);
  }
  for (const auto& row : glossary.rules) names.push_back(row.name);
  return names;
}

}  // namespace sim::cli
