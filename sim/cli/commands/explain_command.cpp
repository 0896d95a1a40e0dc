#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sim/cli/options/arguments.hpp"
#include "sim/cli/options/program.hpp"
#include "sim/cli/options/speech.hpp"
#include "sim/cli/reports/explanations.hpp"
#include "sim/cli/terminal/json.hpp"
#include "sim/cli/terminal/print.hpp"
#include "sim/cli/terminal/text_table.hpp"
#include "sim/core/error.hpp"
#include "sim/io/files/nearest.hpp"

namespace sim::cli {

namespace {
using Json = nlohmann::ordered_json;
using Facts = std::vector<std::pair<std::string, std::string>>;

void print_sentences(const Texts& texts, std::size_t indent, const Terminal& terminal) {
  for (const auto& [language, text] : texts) {
    if (!text.empty())
      print("{}", wrapped(text, indent, static_cast<std::size_t>(terminal.columns)));
  }
}

void print_facts(const Facts& facts, const std::string& indent) {
  TextTable table({{"", TextTable::Align::left}, {"", TextTable::Align::left}});
  for (const auto& [name, fact] : facts) table.add_row({indent + name, fact});
  Terminal whole_lines;
  whole_lines.columns = 10000;
  print("{}", table.text(whole_lines));
}

void print_rule(const ExplainedRule& rule, const Terminal& terminal) {
  print("\n  {} {}\n", bold(terminal, rule.name), dim(terminal, "(" + rule.relation + ")"));
  print_sentences(rule.sentence, 4, terminal);
  for (const auto& line : rule.equation) print("{}", wrapped(line, 6, 10000));
  if (!rule.symbols.empty()) print_facts(rule.symbols, "      ");
  print_facts(rule.facts, "    ");
}

void print_explanation(const Explanation& explanation, const Speech& say,
                       const Terminal& terminal) {
  print("{} {}\n", bold(terminal, explanation.name),
        dim(terminal, "(" + say("kind." + explanation.kind) + ")"));
  print_sentences(explanation.text, 2, terminal);
  print("\n");
  print_facts(explanation.facts, "  ");
  for (const auto& rule : explanation.rules) print_rule(rule, terminal);
}

/// A fact that is told more than once becomes a list.
Json json_of(const Facts& facts) {
  Json object = Json::object();
  for (const auto& [name, fact] : facts) {
    if (!object.contains(name))
      object[name] = fact;
    else if (object[name].is_array())
      object[name].push_back(fact);
    else
      object[name] = Json::array({object[name], fact});
  }
  return object;
}

/// "text" in English, "text_nl" in Dutch.
void add_texts(Json& entry, const Texts& texts) {
  for (const auto& [language, text] : texts)
    entry[language == io::english ? "text" : "text_" + language] = text;
}

Json json_of(const ExplainedRule& rule) {
  Json entry{{"name", rule.name}, {"relation", rule.relation}};
  add_texts(entry, rule.sentence);
  entry["equation"] = rule.equation;
  entry["symbols"] = json_of(rule.symbols);
  entry["facts"] = json_of(rule.facts);
  return entry;
}

Json json_of(const Explanation& explanation) {
  Json entry{{"name", explanation.name}, {"kind", explanation.kind}};
  add_texts(entry, explanation.text);
  entry["facts"] = json_of(explanation.facts);
  entry["rules"] = Json::array();
  for (const auto& rule : explanation.rules) entry["rules"].push_back(json_of(rule));
  return entry;
}

/// What the chosen model has of this name; if nothing, and none was asked for, what any has.
std::vector<Explanation> explanations_of(const Program& program, const Arguments& arguments) {
  const auto of = [&](const Model& model) {
    return explanations(
        model, arguments.operands().front(),
        arguments.has("json") ? io::languages(model) : spoken_languages(model, arguments));
  };
  std::vector<Explanation> found = of(*program.model);
  for (const Model* model : program.models)
    if (found.empty() && !arguments.has("model")) found = of(*model);
  return found;
}
}  // namespace

Exit explain_command(const Program& program, const Arguments& arguments) {
  const Model& model = *program.model;
  const std::string& word = arguments.operands().front();
  const bool json = arguments.has("json");
  const auto found = explanations_of(program, arguments);
  if (found.empty()) {
    const std::string near = io::did_you_mean(word, explained_names(model));
    throw UsageError(
        fmt::format("{} (nothing of this name).{} `maatwerk list --match {}` searches "
                    "all names and meanings.",
                    word, near, word));
  }
  if (json) {
    Json documents = Json::array();
    for (const auto& explanation : found) documents.push_back(json_of(explanation));
    print("{}", document_text(Json{{"schema_version", 1}, {"explanations", documents}}));
    return Exit::done;
  }
  const Terminal terminal = terminal_of(stdout);
  for (const auto& explanation : found) {
    if (&explanation != &found.front()) print("\n");
    print_explanation(explanation, speech_of(model, arguments), terminal);
  }
  return Exit::done;
}

}  // namespace sim::cli
