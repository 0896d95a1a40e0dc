#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace sim::experiment {

/// The whole text as a finite number; nothing for anything else, such as "nan", "1e999" or "3x".
std::optional<double> parse_number(std::string_view text);

/// The whole text as a whole number; nothing for anything else or what does not fit.
std::optional<std::int64_t> parse_integer(std::string_view text);

/// Without blanks at either end.
std::string_view trimmed(std::string_view text);

}  // namespace sim::experiment
