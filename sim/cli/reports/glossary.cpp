#include "sim/cli/reports/glossary.hpp"

#include <algorithm>

namespace sim::cli {

namespace {
char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}
char joined(char letter) { return letter == ' ' || letter == '-' ? '_' : lower(letter); }
}  // namespace

Glossary::Glossary(const Model& model, const std::vector<std::string>& languages)
    : rules(io::read_rules(model)) {
  for (const auto& language : languages) spoken.push_back(&io::words(model, language));
}

std::string sentence(const io::Words& words, const io::Rule& rule) {
  const std::string& own = words.text("rules." + rule.name + ".sentence");
  if (!own.empty() || rule.parameters.empty()) return own;
  return words.text("parameters." + rule.parameters.front() + ".help");
}

const io::Concept& in(const io::Words& words, const io::Concept& entry) {
  const auto found = std::ranges::find(words.concepts, entry.name, &io::Concept::name);
  return found == words.concepts.end() ? entry : *found;
}

bool is_same_name(std::string_view name, std::string_view word) {
  return std::ranges::equal(name, word, {}, joined, joined);
}

bool contains(std::string_view text, std::string_view word) {
  const auto alike = [](char a, char b) { return lower(a) == lower(b); };
  return std::search(text.begin(), text.end(), word.begin(), word.end(), alike) != text.end() ||
         word.empty();
}

}  // namespace sim::cli
