#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Formulas that stand in tables beside a model: numbers, names with dots, + - * / and brackets,
/// and log, exp, max, min, and powers(n, s), the sum of x^-s over x = 1 to n.
namespace sim::io {

/// The value of a name, or nothing where it is not known.
using Known = std::function<std::optional<double>(std::string_view)>;

/// The formula's value; nothing if a name in it is not known.
/// \throws std::logic_error for what is no formula: tables are compiled in, and tested
std::optional<double> value_of(std::string_view formula, const Known&);

/// The names in it, each once, in order.
std::vector<std::string> names_in(std::string_view formula);

}  // namespace sim::io
