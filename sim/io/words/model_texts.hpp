#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <toml++/toml.h>

#include "sim/core/model.hpp"

namespace sim::io {

/// One of these files as a table, empty if it is not among them. They are compiled in and tested,
/// so that they are TOML.
toml::table text_table(const std::vector<TextFile>&, std::string_view name);

/// The strings of an array, none where there is no such array.
std::vector<std::string> strings_of(const toml::table&, std::string_view key);

}  // namespace sim::io
