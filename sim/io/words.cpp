#include "sim/io/words.hpp"

#include <algorithm>
#include <array>
#include <cassert>

#include <toml++/toml.h>

#include "sim/io/toml_document.hpp"

namespace sim::io {

namespace {

/// Compiled in and tested, so that it is there and is TOML.
toml::table table_of(const Model& model, std::string_view file) {
  for (const auto& [name, text] : model.texts()) {
    if (name == file) return toml::parse(text);
  }
  return {};
}

std::vector<std::string> strings_of(const toml::table& table, std::string_view key) {
  std::vector<std::string> strings;
  if (const auto* array = table[key].as_array()) {
    for (const auto& entry : *array) strings.push_back(entry.value_or(std::string()));
  }
  return strings;
}

/// Every string below a table, under its dotted key.
void collect(const toml::table& table, const std::string& path, Words& words) {
  for (const auto& [key, node] : table) {
    const std::string name = path + std::string(key.str());
    if (const auto* below = node.as_table()) collect(*below, name + ".", words);
    if (const auto* text = node.as_string()) words.texts[name] = text->get();
  }
}

void add_concepts(const std::string& group, const toml::table& table, Words& words) {
  for (const auto& [key, node] : in_file_order(table)) {
    const auto* entry = node->as_table();
    assert(entry != nullptr && "a concept is a table");
    const std::string name(key->str());
    words.concepts.push_back({name, group, (*entry)["term"].value_or(name),
                              (*entry)["meaning"].value_or(std::string()),
                              strings_of(*entry, "not")});
  }
}

/// Letters of equations are whatever these are not.
constexpr std::array<std::string_view, 34> separators{
    " ", "(", ")", "[", "]", "|", "+", "-", "=", "/", "^", "<", ">", ",", ";",    ":", ".",
    "·", "−", "×", "±", "≤", "≥", "→", "←", "∝", "²", "½", "⟨", "⟩", "√", "log2", "Σ", "*"};

bool ends_with_letter(std::string_view text) {
  return !text.empty() &&
         std::ranges::none_of(separators, [&](auto mark) { return text.ends_with(mark); });
}
/// A bracket after a name makes it a function: P(take up) is not the number of preconditions.
bool starts_with_letter(std::string_view text) {
  return !text.empty() && (text.front() == '(' || std::ranges::none_of(separators, [&](auto mark) {
                             return text.starts_with(mark);
                           }));
}

/// e^ is the exponential function, whatever else is called e.
bool is_exponential(std::string_view symbol, std::string_view rest) {
  return symbol == "e" && rest.starts_with('^');
}

bool uses(std::string_view equation, std::string_view symbol) {
  for (auto at = equation.find(symbol); at != std::string_view::npos;
       at = equation.find(symbol, at + 1)) {
    const auto rest = equation.substr(at + symbol.size());
    if (!ends_with_letter(equation.substr(0, at)) && !starts_with_letter(rest) &&
        !is_exponential(symbol, rest))
      return true;
  }
  return false;
}
}  // namespace

std::string Words::text(std::string_view key) const {
  const auto found = texts.find(key);
  return found == texts.end() ? std::string() : found->second;
}

Words read_words(const Model& model, std::string_view language) {
  const toml::table file = table_of(model, language);
  Words words;
  collect(file, "", words);
  if (const auto* groups = file["concepts"].as_table()) {
    for (const auto& [group, node] : in_file_order(*groups)) {
      add_concepts(std::string(group->str()), *node->as_table(), words);
    }
  }
  if (const auto* symbols = file["symbols"].as_table()) {
    for (const auto& [symbol, node] : in_file_order(*symbols))
      words.symbols.emplace_back(symbol->str(), node->value_or(std::string()));
  }
  return words;
}

std::vector<Rule> read_rules(const Model& model) {
  std::vector<Rule> rules;
  const toml::table file = table_of(model, "rules");
  const auto* rows = file["rule"].as_array();
  if (rows == nullptr) return rules;
  for (const auto& node : *rows) {
    const auto& row = *node.as_table();
    const auto word = [&](std::string_view key) { return row[key].value_or(std::string()); };
    rules.push_back({word("name"), word("section"), word("phase"), word("loop"),
                     strings_of(row, "files"), strings_of(row, "equation"),
                     strings_of(row, "parameters"), strings_of(row, "metrics")});
  }
  return rules;
}

std::vector<std::pair<std::string, std::string>> symbols_in(
    const Words& words, const std::vector<std::string>& equation) {
  std::vector<std::pair<std::string, std::string>> found;
  for (const auto& symbol : words.symbols) {
    if (std::ranges::any_of(equation, [&](const auto& line) { return uses(line, symbol.first); }))
      found.push_back(symbol);
  }
  return found;
}

}  // namespace sim::io
