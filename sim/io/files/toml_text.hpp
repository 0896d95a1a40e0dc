#pragma once

#include <string>
#include <string_view>

namespace sim::io {

/// A real as a TOML float that reads back to the same bits: `0.35`, `120.0`.
std::string toml_real(double);
/// A number as people write it, for messages: `0.35`, `120`.
std::string plain_number(double);
/// A TOML basic string with quotes and escapes.
std::string toml_string(std::string_view);

}  // namespace sim::io
