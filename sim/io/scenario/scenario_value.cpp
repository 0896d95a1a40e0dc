#include "sim/io/scenario/scenario_value.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "sim/core/error.hpp"
#include "sim/core/fault.hpp"
#include "sim/io/files/nearest.hpp"
#include "sim/io/files/toml_text.hpp"
#include "sim/io/scenario/scenario_file.hpp"

namespace sim::io {

namespace {

constexpr double beyond_int64 = 9223372036854775808.0;

std::string expected_words(const ParameterInfo& row) {
  switch (row.kind) {
    case Kind::boolean: return "true or false";
    case Kind::integer: return "a whole number";
    case Kind::real: return "a number";
    case Kind::choice: return "a name";
  }
  return "";
}

std::string default_hint(const ParameterInfo& row) {
  return "The default is " + to_toml(row, row.default_value) + ".";
}

/// People give a percentage where a share is asked for, and a share has no other large values.
std::string range_hint(const ParameterInfo& row, double value) {
  const bool percentage = row.range.min == 0 && row.range.max == 1 && value >= 2 && value <= 100;
  if (percentage) return "Did you mean " + plain_number(value / 100) + "?";
  return default_hint(row);
}

/// Makes the error that a value deserves.
struct Refusal {
  const ParameterInfo& row;
  const toml::node& node;
  const std::string& place;
  const std::string& subject;

  InputError operator()(const std::string& why, const std::string& suggestion) const {
    return InputError(fmt::format("{}: {}{} = {} ({}, allowed: {}). {}", place, subject, row.name,
                                  shown(node), why, allowed_values(row), suggestion));
  }
};

/// A value of a row that is a number; nothing if it is of another type.
std::optional<Value> checked_number(const ParameterInfo& row, const toml::node& node,
                                    const Refusal& refuse) {
  const auto integer = node.value_exact<std::int64_t>();
  const auto real = node.value_exact<double>();
  if (!integer && !real) return std::nullopt;
  const double value = real ? *real : static_cast<double>(*integer);
  if (!std::isfinite(value)) throw refuse("not a finite number", default_hint(row));
  if (row.kind == Kind::integer && !integer) {
    if (value != std::floor(value) || std::abs(value) >= 1e15) return std::nullopt;
    throw refuse("a real number, but this is a whole number", "Write " + plain_number(value) + ".");
  }
  if (const Fault fault = fault_of(row, value); fault != Fault::none)
    throw refuse(std::string(text_of(fault)), range_hint(row, value));
  if (row.kind == Kind::integer) return *integer;
  return value + 0.0;  // no negative zero: it would print as -0
}

}  // namespace

std::string allowed_values(const ParameterInfo& row) {
  if (row.kind == Kind::boolean) return "true or false";
  if (row.kind == Kind::choice) return fmt::format("{}", fmt::join(row.choices, ", "));
  // 2^63-1 is no double; its neighbour would be a wrong limit.
  const std::string max =
      row.range.max >= beyond_int64 ? "9223372036854775807" : plain_number(row.range.max);
  return plain_number(row.range.min) + " to " + max;
}

Value checked_value(const ParameterInfo& row, const toml::node& node, const std::string& place,
                    const std::string& subject) {
  const Refusal refuse{row, node, place, subject};
  if (row.kind == Kind::real || row.kind == Kind::integer) {
    if (const auto number = checked_number(row, node, refuse)) return *number;
  } else if (row.kind == Kind::boolean) {
    if (const auto boolean = node.value_exact<bool>()) return *boolean;
  } else if (const auto word = node.value_exact<std::string>()) {
    const auto found = std::ranges::find(row.choices, *word);
    if (found != row.choices.end()) return static_cast<std::int64_t>(found - row.choices.begin());
    const std::string close = nearest(*word, row.choices);
    throw refuse("no such choice",
                 close.empty() ? default_hint(row) : "Did you mean " + toml_string(close) + "?");
  }
  throw refuse(type_words(node) + ", but this is " + expected_words(row), default_hint(row));
}

std::string suggest_key(const std::string& key, const std::vector<std::string>& known) {
  const auto last_part = [](const std::string& name) {
    const auto dot = name.rfind('.');
    return dot == std::string::npos ? name : name.substr(dot + 1);
  };
  const std::string word = last_part(key);
  for (const auto& name : known)
    if (name != word && last_part(name) == word) return " Did you mean " + name + "?";
  if (std::string whole = did_you_mean(key, known); !whole.empty()) return whole;
  std::vector<std::string> parts;
  for (const auto& name : known) parts.push_back(last_part(name));
  const std::string close = nearest(word, parts);
  for (std::size_t i = 0; i < known.size(); ++i)
    if (!close.empty() && parts[i] == close) return " Did you mean " + known[i] + "?";
  return " Run maatwerk list to see all keys.";
}

}  // namespace sim::io
