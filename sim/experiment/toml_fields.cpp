#include "sim/experiment/toml_fields.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "sim/io/files/mistakes.hpp"
#include "sim/io/files/nearest.hpp"

namespace sim::experiment {

void TomlFields::allow(const std::vector<std::string>& keys) const {
  io::MistakeList mistakes;
  for (const auto& entry : io::in_file_order(table_)) {
    const std::string key(entry.key->str());
    if (std::ranges::find(keys, key) != keys.end()) continue;
    const std::string near = io::did_you_mean(key, keys);
    mistakes.attempt([&] {
      throw InputError(fmt::format(
          "{}: {} = {} (unknown key of {}).{}", io::place(document_, entry.key->source()), key,
          io::shown(*entry.value), what_,
          near.empty() ? fmt::format(" It has {}.", fmt::join(keys, ", ")) : near));
    });
  }
  mistakes.throw_if_any();
}

const toml::node& TomlFields::node(std::string_view key) const {
  const toml::node* found = table_.get(key);
  if (found != nullptr) return *found;
  // The root has no place of its own.
  const std::string place = table_.source().begin.line == 0 ? document_.path + ":1:1"
                                                            : io::place(document_, table_.source());
  throw InputError(
      fmt::format("{}: {} is missing ({} needs it). Add {} = ...", place, key, what_, key));
}

InputError TomlFields::wrong(std::string_view key, const std::string& why,
                             const std::string& suggestion, int item) const {
  const toml::node* at = &node(key);
  if (item >= 0 && at->is_array()) at = at->as_array()->get(static_cast<std::size_t>(item));
  return InputError(fmt::format("{}: {} = {} ({}).{}{}", io::place(document_, at->source()), key,
                                io::shown(*at), why, suggestion.starts_with(' ') ? "" : " ",
                                suggestion));
}

std::string TomlFields::text(std::string_view key) const {
  const auto text = node(key).value_exact<std::string>();
  if (!text)
    throw wrong(key, io::type_words(node(key)) + ", but this is a text", "Put it in quotes.");
  if (text->find_first_not_of(" \t\n") == std::string::npos) {
    throw wrong(key, "an empty text", "Say it in a few words.");
  }
  return *text;
}

std::vector<std::string> TomlFields::texts(std::string_view key) const {
  const auto* list = node(key).as_array();
  if (list == nullptr) return {text(key)};
  std::vector<std::string> texts;
  for (const auto& item : *list) {
    const auto text = item.value_exact<std::string>();
    if (!text) {
      throw wrong(key, io::type_words(item) + ", but this is a name", "Put it in quotes.",
                  static_cast<int>(texts.size()));
    }
    if (std::ranges::find(texts, *text) != texts.end())
      throw wrong(key, "named twice", "Leave one out.", static_cast<int>(texts.size()));
    texts.push_back(*text);
  }
  if (texts.empty()) throw wrong(key, "an empty list", "Name at least one.");
  return texts;
}

std::vector<int> TomlFields::integers(std::string_view key) const {
  const auto* list = node(key).as_array();
  if (list == nullptr || list->empty())
    throw wrong(key, "not a list of whole numbers", "Write [0, 1], for example.");
  std::vector<int> numbers;
  for (const auto& item : *list) {
    const auto number = item.value_exact<std::int64_t>();
    if (!number || *number < 0 || *number > 1'000'000)
      throw wrong(key, "not a list of whole numbers, 0 or more", "Write [0, 1], for example.",
                  static_cast<int>(numbers.size()));
    numbers.push_back(static_cast<int>(*number));
  }
  return numbers;
}

bool TomlFields::boolean(std::string_view key) const {
  if (!has(key)) return false;
  const auto value = node(key).value_exact<bool>();
  if (!value) throw wrong(key, io::type_words(node(key)), "Write true or false.");
  return *value;
}

double TomlFields::positive(std::string_view key) const {
  const toml::node& found = node(key);
  const auto real = found.value_exact<double>();
  const auto integer = found.value_exact<std::int64_t>();
  if (!real && !integer)
    throw wrong(key, io::type_words(found) + ", but this is a number", "Write 0.05, for example.");
  const double number = real ? *real : static_cast<double>(*integer);
  if (!std::isfinite(number) || number <= 0) {
    throw wrong(key, "not a number above 0", "It is the smallest difference that would matter.");
  }
  return number;
}

std::optional<std::uint64_t> TomlFields::seed(std::string_view key) const {
  if (!has(key)) return std::nullopt;
  const auto number = node(key).value_exact<std::int64_t>();
  if (!number || *number < 0)
    throw wrong(key, "not a whole number, 0 or more", "Choose one before the first run.");
  return static_cast<std::uint64_t>(*number);
}

std::vector<TomlFields> TomlFields::tables(std::string_view key, const std::string& what) const {
  const auto* list = node(key).as_array();
  if (list == nullptr || list->empty() || !list->is_homogeneous(toml::node_type::table)) {
    throw wrong(key, "not a list of tables", fmt::format("Each is {}, in braces.", what));
  }
  std::vector<TomlFields> fields;
  for (const auto& item : *list) fields.emplace_back(document_, *item.as_table(), what);
  return fields;
}

}  // namespace sim::experiment
