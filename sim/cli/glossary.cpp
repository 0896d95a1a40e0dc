#include "sim/cli/glossary.hpp"

#include <algorithm>

namespace sim::cli {

namespace {
char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}
char joined(char letter) { return letter == ' ' || letter == '-' ? '_' : lower(letter); }
}  // namespace

Glossary::Glossary(const Model& model)
    : en(io::read_words(model, "en")),
      nl(io::read_words(model, "nl")),
      rules(io::read_rules(model)) {}

std::string Glossary::dutch(const ParameterInfo& parameter) const {
  return nl.text("parameters." + parameter.name + ".help");
}

std::string Glossary::dutch(const MetricInfo& metric) const {
  return nl.text("metrics." + metric.name + ".definition");
}

std::string Glossary::dutch(std::string_view table, std::string_view name) const {
  const auto colon = name.find(':');
  const auto key = colon == std::string_view::npos ? name : name.substr(colon + 1);
  return nl.text(std::string(table) + "." + std::string(key) + ".help");
}

const io::Concept& Glossary::dutch(const io::Concept& concept_en) const {
  const auto found = std::ranges::find(nl.concepts, concept_en.name, &io::Concept::name);
  return found == nl.concepts.end() ? concept_en : *found;
}

std::string Glossary::sentence(const Model& model, const io::Rule& rule) const {
  std::string own = en.text("rules." + rule.name + ".sentence");
  if (!own.empty() || rule.parameters.empty()) return own;
  const auto row = find_parameter(model, rule.parameters.front());
  return row ? model.parameters()[*row].help : std::string();
}

std::string Glossary::dutch_sentence(const io::Rule& rule) const {
  std::string own = nl.text("rules." + rule.name + ".sentence");
  if (!own.empty() || rule.parameters.empty()) return own;
  return nl.text("parameters." + rule.parameters.front() + ".help");
}

bool is_same_name(std::string_view name, std::string_view word) {
  return std::ranges::equal(name, word, {}, joined, joined);
}

bool contains(std::string_view text, std::string_view word) {
  return word.empty() || !std::ranges::search(text, word, {}, lower, lower).empty();
}

}  // namespace sim::cli
