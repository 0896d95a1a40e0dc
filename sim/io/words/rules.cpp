#include "sim/io/words/rules.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "sim/io/words/model_texts.hpp"

namespace sim::io {

namespace {

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

std::vector<Rule> read_rules(const Model& model) {
  std::vector<Rule> rules;
  const toml::table file = text_table(model.texts(), "rules");
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
