#include "sim/io/scenario/organisation_scenario.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "sim/core/error.hpp"
#include "sim/io/files/mistakes.hpp"
#include "sim/io/files/nearest.hpp"
#include "sim/io/files/toml_text.hpp"
#include "sim/io/scenario/observed.hpp"
#include "sim/io/scenario/organisation.hpp"
#include "sim/io/scenario/scenario_draft.hpp"
#include "sim/io/scenario/scenario_file.hpp"
#include "sim/io/words/model_texts.hpp"

namespace sim::io {

namespace {
constexpr std::string_view templates_file = "organisations";
const std::vector<std::string> parts_of_a_figure{"value", "margin", "year", "source"};

bool is_unknown(const toml::node& node) { return node.value<std::string>() == not_known; }

/// Takes out what nobody knows. A figure of today without a value is no figure.
void forget_unknown(toml::table& table) {
  std::vector<std::string> unknown;
  for (auto&& [key, node] : table) {
    if (is_unknown(node)) unknown.emplace_back(key.str());
    if (auto* below = node.as_table()) forget_unknown(*below);
    if (auto* list = node.as_array())
      for (auto& one : *list)
        if (auto* entry = one.as_table()) forget_unknown(*entry);
    if (key.str() != "observed" || !node.is_table()) continue;
    std::vector<std::string> without;
    for (const auto& [name, figure] : *node.as_table())
      if (figure.is_table() && !figure.as_table()->contains("value"))
        without.emplace_back(name.str());
    for (const auto& name : without) node.as_table()->erase(name);
  }
  for (const auto& key : unknown) table.erase(key);
}

/// These answers over others, key by key; lists replace.
toml::table laid_over(toml::table under, const toml::table& over) {
  for (const auto& [key, node] : over) {
    const auto* above = node.as_table();
    auto* below = under.get_as<toml::table>(key.str());
    if (above != nullptr && below != nullptr)
      *below = laid_over(*below, *above);
    else
      under.insert_or_assign(key, node);
  }
  return under;
}

std::string template_of(const Model& model, const TomlDocument& answers) {
  const auto* node = answers.root.get("template");
  if (node == nullptr) return "";
  auto name = node->value_exact<std::string>().value_or("");
  const auto known = organisation_templates(model);
  if (std::ranges::find(known, name) == known.end())
    throw InputError(fmt::format("{}: template = {} (no such template).{} There are: {}.",
                                 place(answers, node->source()), shown(*node),
                                 did_you_mean(name, known), fmt::join(known, ", ")));
  return name;
}

const ChoiceRow::Answer& answer_to(const ChoiceRow& row, const TomlDocument& answers,
                                   const Entry& given) {
  std::vector<std::string> known;
  for (const auto& answer : row.answers) {
    if (given.value->value_exact<std::string>() == answer.name) return answer;
    known.push_back(answer.name);
  }
  throw InputError(
      fmt::format("{}: choices.{} = {} (no such answer).{} Write one of: {}, or \"{}\".",
                  place(answers, given.value->source()), row.name, shown(*given.value),
                  did_you_mean(given.value->value_or(std::string()), known), fmt::join(known, ", "),
                  not_known));
}

void check_choices(const OrganisationTable& table, const TomlDocument& answers) {
  const auto* choices = answers.root["choices"].as_table();
  if (choices == nullptr) return;
  std::vector<std::string> known;
  for (const auto& row : table.choices) known.push_back(row.name);
  MistakeList mistakes;
  for (const auto& entry : in_file_order(*choices))
    mistakes.attempt([&] {
      const std::string name(entry.key->str());
      const auto row = std::ranges::find(table.choices, name, &ChoiceRow::name);
      if (row == table.choices.end())
        throw InputError(fmt::format("{}: choices.{} = {} (no such question).{} There are: {}.",
                                     place(answers, entry.key->source()), name, shown(*entry.value),
                                     did_you_mean(name, known), fmt::join(known, ", ")));
      if (!is_unknown(*entry.value)) answer_to(*row, answers, entry);
    });
  mistakes.throw_if_any();
}

/// Reads the answers as a scenario, so that each mistake is named where it stands.
void check_answers(const Model& model, TomlDocument answers) {
  for (const char* key : {"choices", "template", "schema_version"}) answers.root.erase(key);
  forget_unknown(answers.root);
  ScenarioDraft draft(model);
  draft.apply(answers);
}

/// What a scenario of these answers gives each parameter.
std::vector<Value> values_of(const Model& model, const std::string& scenario) {
  const std::string name = "the scenario of these answers";
  ScenarioDraft draft(model);
  draft.apply({name, scenario, parse_toml(scenario, name)});
  return draft.finish(name).scenario.values;
}

/// Writes a scenario from answers that are checked.
class Writer {
 public:
  Writer(const Model& model, const toml::table& answers, const Words& words)
      : model_(model), table_(organisation_table(model)), answers_(answers), words_(words) {}

  /// \param assumed what the model gives where nobody knows; none while that is not known itself
  std::string text(const std::vector<Value>* assumed) {
    assumed_ = assumed;
    const std::string title = answers_["title"].value_or(
        answers_["organisation"]["name"].value_or(words_.text("template.title")));
    text_ = "# " + words_.text("interview.made") + "\n";
    if (answers_.contains("template")) text_ += "# " + words_.text("interview.made_up") + "\n";
    text_ += fmt::format("schema_version = 1\nmodel = \"{}\"\ntitle = {}\n", model_.name(),
                         toml_string(title));
    write_organisation();
    write_choices();
    write_observed();
    return text_;
  }

 private:
  void write_organisation() {
    text_ += "\n[organisation]\n";
    const auto* given = answers_["organisation"].as_table();
    const auto of = [&](const std::string& key) {
      return given == nullptr ? nullptr : given->get(key);
    };
    if (const auto* name = of("name")) text_ += "name = " + toml_of(*name) + "\n";
    for (const auto& row : table_.given) {
      text_ += "# " + words_.text("organisation." + row.name + ".question") + "\n";
      if (const auto* node = of(row.name))
        text_ += fmt::format("{} = {}\n", row.name, toml_of(*node));
      else
        text_ += fmt::format("# {}: {}\n", row.name, assumption(row));
    }
    if (const auto* life = of("life_situation"); life != nullptr && life->is_array())
      write_life_situations(*life->as_array());
  }
  void write_life_situations(const toml::array& all) {
    text_ += "\n# " + words_.text("organisation.life_situation.question") + "\n";
    for (const auto& one : all) {
      text_ += "[[organisation.life_situation]]\n";
      for (const auto& [key, node] : in_file_order(*one.as_table()))
        text_ += fmt::format("{} = {}\n", key->str(), toml_of(*node));
    }
  }
  /// What the model assumes, in the unit of the figure.
  std::string assumption(const GivenRow& row) const {
    std::optional<double> value = row.otherwise;
    if (assumed_ != nullptr && !row.from.empty())
      value = figure_from(model_, row, known(),
                          [&](std::size_t place) { return as_number((*assumed_)[place]); });
    if (!value || !std::isfinite(*value)) return words_.text("interview.not_known");
    const std::string number = fmt::format("{:.3g}", *value);
    return fmt::format(fmt::runtime(words_.text("interview.assumed")), number,
                       unit_of(row.unit, number == "1"));
  }
  /// Behind a number: "months", and "month" behind 1. Most units are said in one way.
  const std::string& unit_of(const std::string& unit, bool one) const {
    const std::string& many = words_.text("units." + unit);
    return one || many.empty() ? words_.text("unit." + unit) : many;
  }
  Organisation known() const {
    Organisation organisation;
    if (const auto* node = answers_.get("organisation")) {
      const toml::key key("organisation");
      apply_organisation(model_, {}, {&key, node}, organisation);
    }
    return organisation;
  }

  void write_choices() {
    std::vector<std::pair<std::string, std::string>> sections;
    const auto below = [&](const std::string& section) -> std::string& {
      const auto found =
          std::ranges::find_if(sections, [&](const auto& one) { return one.first == section; });
      return found == sections.end() ? sections.emplace_back(section, "").second : found->second;
    };
    for (const auto& row : table_.choices) {
      const auto given = answers_["choices"][row.name].value<std::string>();
      const auto answer =
          std::ranges::find_if(row.answers, [&](const auto& one) { return one.name == given; });
      if (answer == row.answers.end()) continue;
      const std::string key = "organisation.choice." + row.name;
      std::string comment =
          fmt::format(fmt::runtime("# {} " + words_.text("interview.answer") + "\n"),
                      words_.text(key + ".question"), words_.text(key + "." + answer->name));
      for (const auto& [place, value] : answer->set) {
        const ParameterInfo& parameter = model_.parameters()[place];
        const auto dot = parameter.name.rfind('.');
        below(parameter.name.substr(0, dot)) += fmt::format(
            "{}{} = {}\n", comment, parameter.name.substr(dot + 1), to_toml(parameter, value));
        comment.clear();
      }
    }
    for (const auto& [section, lines] : sections)
      text_ += fmt::format("\n[{}]\n{}", section, lines);
  }

  void write_observed() {
    for (const auto& row : observables(model_)) {
      const auto* figure = answers_["observed"][row.name].as_table();
      if (figure == nullptr) continue;
      text_ += fmt::format("\n# {}\n[observed.{}]\n",
                           words_.text("observed." + row.name + ".definition"), row.name);
      for (const auto& part : parts_of_a_figure)
        if (const auto* node = figure->get(part))
          text_ += fmt::format("{} = {}\n", part, toml_of(*node));
    }
  }

  static std::string toml_of(const toml::node& node) {
    if (const auto text = node.value_exact<std::string>()) return toml_string(*text);
    if (const auto whole = node.value_exact<std::int64_t>()) return std::to_string(*whole);
    return toml_real(node.value_or(0.0));
  }

  const Model& model_;
  OrganisationTable table_;
  const toml::table& answers_;
  const Words& words_;
  const std::vector<Value>* assumed_ = nullptr;
  std::string text_;
};
}  // namespace

std::vector<std::string> organisation_templates(const Model& model) {
  std::vector<std::string> names;
  const toml::table file = text_table(model.texts(), templates_file);
  for (const auto& entry : in_file_order(file)) names.emplace_back(entry.key->str());
  return names;
}

toml::table template_answers(const Model& model, const std::string& name) {
  const toml::table file = text_table(model.texts(), templates_file);
  const auto* answers = file[name].as_table();
  if (answers == nullptr) throw std::logic_error(name + " is no template of the model");
  return *answers;
}

std::string scenario_from_answers(const Model& model, const TomlDocument& answers,
                                  const Words& words) {
  const OrganisationTable table = organisation_table(model);
  MistakeList mistakes;
  std::string name;
  mistakes.attempt([&] { name = template_of(model, answers); });
  mistakes.attempt([&] { check_choices(table, answers); });
  mistakes.attempt([&] { check_answers(model, answers); });
  mistakes.throw_if_any();
  toml::table all =
      name.empty() ? answers.root : laid_over(template_answers(model, name), answers.root);
  forget_unknown(all);
  Writer writer(model, all, words);
  const std::vector<Value> assumed = values_of(model, writer.text(nullptr));
  return writer.text(&assumed);
}

}  // namespace sim::io
