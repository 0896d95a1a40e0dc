#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sim/cli/arguments.hpp"
#include "sim/cli/explanations.hpp"
#include "sim/cli/program.hpp"
#include "sim/cli/text_table.hpp"
#include "sim/core/error.hpp"
#include "sim/io/nearest.hpp"

namespace sim::cli {

namespace {
using Json = nlohmann::ordered_json;
using Facts = std::vector<std::pair<std::string, std::string>>;

void print_sentence(const std::string& text, std::size_t indent, const Terminal& terminal) {
  if (!text.empty())
    fmt::print("{}", wrapped(text, indent, static_cast<std::size_t>(terminal.columns)));
}

void print_facts(const Facts& facts, const std::string& indent) {
  TextTable table({{"", TextTable::Align::left}, {"", TextTable::Align::left}});
  for (const auto& [name, fact] : facts) table.add_row({indent + name, fact});
  Terminal whole_lines;
  whole_lines.columns = 10000;
  fmt::print("{}", table.text(whole_lines));
}

void print_rule(const ExplainedRule& rule, const Terminal& terminal) {
  fmt::print("\n  {} {}\n", bold(terminal, rule.name), dim(terminal, "(" + rule.relation + ")"));
  print_sentence(rule.sentence, 4, terminal);
  print_sentence(rule.sentence_nl, 4, terminal);
  for (const auto& line : rule.equation) fmt::print("{}", wrapped(line, 6, 10000));
  if (!rule.symbols.empty()) print_facts(rule.symbols, "      ");
  print_facts(rule.facts, "    ");
}

void print(const Explanation& explanation, const Terminal& terminal) {
  fmt::print("{} {}\n", bold(terminal, explanation.name),
             dim(terminal, "(" + explanation.kind + ")"));
  print_sentence(explanation.text, 2, terminal);
  print_sentence(explanation.text_nl, 2, terminal);
  fmt::print("\n");
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

Json json_of(const ExplainedRule& rule) {
  return {{"name", rule.name},           {"relation", rule.relation},
          {"text", rule.sentence},       {"text_nl", rule.sentence_nl},
          {"equation", rule.equation},   {"symbols", json_of(rule.symbols)},
          {"facts", json_of(rule.facts)}};
}

Json json_of(const Explanation& explanation) {
  Json entry{{"name", explanation.name},
             {"kind", explanation.kind},
             {"text", explanation.text},
             {"text_nl", explanation.text_nl},
             {"facts", json_of(explanation.facts)}};
  entry["rules"] = Json::array();
  for (const auto& rule : explanation.rules) entry["rules"].push_back(json_of(rule));
  return entry;
}
}  // namespace

Exit explain_command(const Program& program, const Arguments& arguments) {
  const std::string& word = arguments.operands().front();
  const auto found = explanations(*program.model, word);
  if (found.empty()) {
    const std::string near = io::did_you_mean(word, explained_names(*program.model));
    throw UsageError(
        fmt::format("{} (nothing of this name).{} `maatwerk list --match {}` searches "
                    "all names and meanings.",
                    word, near, word));
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
