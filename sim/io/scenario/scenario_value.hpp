#pragma once

#include <string>
#include <vector>

#include "sim/core/parameter.hpp"
#include "sim/io/files/toml_document.hpp"

namespace sim::io {

/// A value for a row, checked: type, finiteness, range, choice. Whole numbers pass for reals.
/// \param place start of the message: "duo.toml:14:8", "--set #2"
/// \param subject what the message says before the key: "" or "event 2: "
/// \throws InputError `PLACE: KEY = VALUE (why, allowed: ...). Suggestion.`
Value checked_value(const ParameterInfo&, const toml::node&, const std::string& place,
                    const std::string& subject = "");

/// `0 to 1`, `true or false`, `worker, manager, computer`.
std::string allowed_values(const ParameterInfo&);

/// Suggestion for a key that is in no table: " Did you mean citizens.lens?" or where to look.
/// Knows a full name with a typing error, and a right last part in a wrong or missing section.
std::string suggest_key(const std::string& key, const std::vector<std::string>& known);

}  // namespace sim::io
