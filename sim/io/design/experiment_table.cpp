#include "sim/io/design/experiment_table.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "sim/core/error.hpp"
#include "sim/io/files/mistakes.hpp"
#include "sim/io/files/nearest.hpp"

namespace sim::io {

void ExperimentTable::allow(const std::vector<std::string>& known) const {
  MistakeList mistakes;
  for (const auto& entry : in_file_order(table_)) {
    const std::string key(entry.key->str());
    if (std::ranges::find(known, key) != known.end()) continue;
    mistakes.attempt([&] {
      throw InputError(fmt::format(
          "{}: {}{} = {} (unknown key, allowed: {}).{}", place(document_, entry.key->source()),
          subject_, key, shown(*entry.value), fmt::join(known, ", "), did_you_mean(key, known)));
    });
  }
  mistakes.throw_if_any();
}

std::string ExperimentTable::here() const { return place(document_, table_.source()); }

std::string ExperimentTable::place_of(const toml::node& node) const {
  return place(document_, node.source());
}

std::string ExperimentTable::place_of(const std::string& key) const {
  return has(key) ? place_of(node(key)) : here();
}

void ExperimentTable::refuse(const std::string& key, const std::string& why,
                             const std::string& suggestion) const {
  if (has(key))
    throw InputError(fmt::format("{}: {}{} = {} ({}). {}", place_of(key), subject_, key,
                                 shown(node(key)), why, suggestion));
  throw InputError(
      fmt::format("{}: {}{} is missing ({}). {}", here(), subject_, key, why, suggestion));
}

std::optional<std::string> ExperimentTable::text(const std::string& key) const {
  if (!has(key)) return std::nullopt;
  auto text = node(key).value_exact<std::string>();
  if (!text || text->empty())
    refuse(key, text ? "an empty text" : type_words(node(key)) + ", but this is a text",
           "Put it in quotes.");
  return text;
}

std::optional<bool> ExperimentTable::flag(const std::string& key) const {
  if (!has(key)) return std::nullopt;
  const auto flag = node(key).value_exact<bool>();
  if (!flag)
    refuse(key, type_words(node(key)) + ", but this is true or false", "Write true, or leave it.");
  return flag;
}

std::optional<std::int64_t> ExperimentTable::whole(const std::string& key, std::int64_t min,
                                                   std::int64_t max) const {
  if (!has(key)) return std::nullopt;
  const auto number = node(key).value_exact<std::int64_t>();
  if (!number)
    refuse(key, type_words(node(key)) + ", but this is a whole number",
           fmt::format("Write {}, for example.", std::max<std::int64_t>(min, 10)));
  if (*number < min || *number > max)
    refuse(key, *number < min ? "too small" : "too large",
           fmt::format("Allowed are {} to {}.", min, max));
  return number;
}

std::vector<const toml::node*> ExperimentTable::list(const std::string& key) const {
  const auto* array = node(key).as_array();
  if (array == nullptr || array->empty())
    refuse(key, array == nullptr ? type_words(node(key)) + ", but this is a list" : "an empty list",
           "Write [a, b].");
  std::vector<const toml::node*> nodes;
  for (const auto& element : *array) nodes.push_back(&element);
  return nodes;
}

std::vector<std::string> ExperimentTable::texts(const std::string& key) const {
  std::vector<std::string> words;
  if (!has(key)) return words;
  for (const auto* element : list(key)) {
    const auto word = element->value_exact<std::string>();
    if (!word) refuse(key, "not a list of texts", R"(Write ["trust", "misfit"], for example.)");
    if (std::ranges::find(words, *word) != words.end())
      throw InputError(fmt::format("{}: {}{} has \"{}\" (given twice). Leave one out.",
                                   place_of(*element), subject_, key, *word));
    words.push_back(*word);
  }
  return words;
}

std::vector<const toml::table*> ExperimentTable::tables(const std::string& key) const {
  std::vector<const toml::table*> found;
  if (!has(key)) return found;
  for (const auto* element : list(key)) {
    if (!element->is_table())
      refuse(key, "a list, but of tables", fmt::format("Write [[{}]], in double brackets.", key));
    found.push_back(element->as_table());
  }
  return found;
}

}  // namespace sim::io
