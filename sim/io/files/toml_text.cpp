#include "sim/io/files/toml_text.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace sim::io {

std::string plain_number(double value) {
  std::array<char, 64> text{};
  const double size = std::abs(value);
  // to_chars prefers 1e+06 to 1000000 as the shorter one; people do not.
  const auto format = size == 0 || (size >= 1e-5 && size < 1e16) ? std::chars_format::fixed
                                                                 : std::chars_format::scientific;
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value, format).ptr;
  return {text.data(), end};
}

std::string toml_real(double value) {
  std::string text = plain_number(value);
  if (text.find_first_of(".en") == std::string::npos) text += ".0";
  return text;
}

std::string toml_string(std::string_view text) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string quoted = "\"";
  for (const char letter : text) {
    const auto code = static_cast<unsigned char>(letter);
    if (letter == '"' || letter == '\\') {
      quoted += '\\';
      quoted += letter;
    } else if (letter == '\n') {
      quoted += "\\n";
    } else if (letter == '\t') {
      quoted += "\\t";
    } else if (code < 0x20 || code == 0x7F) {
      quoted += "\\u00";
      quoted += hex[code >> 4U];
      quoted += hex[code & 0xFU];
    } else {
      quoted += letter;
    }
  }
  return quoted + '"';
}

}  // namespace sim::io
