#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "sim/io/words/words.hpp"

namespace sim::io {

namespace {
/// Keys in the order in which tables ask for them.
class Needs {
 public:
  explicit Needs(const Model& model) {
    keys_.emplace_back("summary");
    for (const auto& row : model.parameters()) add("parameters", row.name, {"help"});
    for (const auto& row : model.metrics()) {
      add("metrics", row.name, {"label"});
      if (!row.term) add("metrics", row.name, {"definition"});
    }
    for (const auto& row : model.phases()) add("phases", row.name, {"help"});
    for (const auto& row : model.breakdowns()) add("breakdowns", row.group, {"help"});
    for (const auto& row : model.arrays()) add("arrays", row.group + "." + row.name, {"help"});
    for (const auto& row : model.tables()) add_table(row);
    for (const auto& row : model.variants()) add("variants", row.name, {"label", "help"});
    for (const auto& row : model.cuts()) add("cuts", without_kind(row), {"label", "help"});
    for (const auto& row : model.dynamics()) add_dynamic(row);
  }
  std::vector<std::string> take() { return std::move(keys_); }

 private:
  void add(const std::string& kind, const std::string& name,
           const std::vector<std::string>& texts) {
    for (const auto& text : texts) keys_.push_back(fmt::format("{}.{}.{}", kind, name, text));
  }
  void add_table(const TableInfo& table) {
    add("tables", table.group, {"help"});
    for (const auto& column : table.columns)
      add("tables", table.group + "." + column.name, {"help"});
  }
  void add_dynamic(const DynamicInfo& row) {
    add("dynamics", row.name, {"label", "help", "push"});
    if (row.pulse) add("dynamics", row.name, {"pulse"});
    for (const auto& part : row.parts) add("cuts", without_kind(part), {"label", "help"});
    for (const auto& response : row.responses)
      add("effects", without_kind(response.without_effect), {"label"});
  }
  static std::string without_kind(const VariantInfo& row) {
    return row.name.substr(row.name.find(':') + 1);
  }

  std::vector<std::string> keys_;
};

/// Kinds of rows: what a file says of one that no table has was left behind.
constexpr std::array<std::string_view, 10> kinds{
    "parameters.", "metrics.",  "phases.",   "breakdowns.", "arrays.",
    "tables.",     "variants.", "dynamics.", "cuts.",       "effects."};

bool is_of_a_row(const std::string& key) {
  return std::ranges::any_of(kinds, [&](auto kind) { return key.starts_with(kind); });
}

void add_keys(const Words& words, std::set<std::string>& keys) {
  for (const auto& [key, text] : words.texts) {
    if (!text.empty()) keys.insert(key);
  }
  for (const auto& row : words.concepts) keys.insert("concepts." + row.name);
  for (const auto& [symbol, meaning] : words.symbols) keys.insert("symbols." + symbol);
}

std::set<std::string> keys_of(const Model& model, std::string_view language) {
  std::set<std::string> keys;
  add_keys(own_words(language), keys);
  add_keys(own_words(model, language), keys);
  return keys;
}

/// What the tables ask for, and what else English says.
std::set<std::string> asked_for(const Model& model) {
  const auto needed = needed_texts(model);
  std::set<std::string> keys(needed.begin(), needed.end()), said;
  add_keys(own_words(english), keys);
  add_keys(own_words(model, english), said);
  std::ranges::copy_if(said, std::inserter(keys, keys.end()),
                       [](const auto& key) { return !is_of_a_row(key); });
  return keys;
}

std::vector<std::string> less(const std::set<std::string>& all, const std::set<std::string>& some) {
  std::vector<std::string> rest;
  std::ranges::set_difference(all, some, std::back_inserter(rest));
  return rest;
}
}  // namespace

std::vector<std::string> needed_texts(const Model& model) { return Needs(model).take(); }

std::vector<std::string> missing_texts(const Model& model, std::string_view language) {
  return less(asked_for(model), keys_of(model, language));
}

std::vector<std::string> needless_texts(const Model& model, std::string_view language) {
  return less(keys_of(model, language), asked_for(model));
}

}  // namespace sim::io
