#include "sim/io/files/utf8.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace sim::io {

std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const auto tail = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned first = byte(0);
  const unsigned second = byte(1);
  if (first < 0x80) return 1;
  if (first < 0xC2 || first > 0xF4 || !tail(1)) return 0;
  if (first < 0xE0) return 2;
  const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
  const bool surrogate = first == 0xED && second > 0x9F;
  const bool too_large = first == 0xF4 && second > 0x8F;
  if (overlong || surrogate || too_large || !tail(2)) return 0;
  if (first < 0xF0) return 3;
  return tail(3) ? 4 : 0;
}

std::string as_utf8(std::string_view text) {
  std::string valid;
  while (!text.empty()) {
    const std::size_t length = sequence_length(text);
    valid += length == 0 ? "\uFFFD" : text.substr(0, length);
    text.remove_prefix(length == 0 ? 1 : length);
  }
  return valid;
}

std::string cut(std::string_view text) {
  constexpr std::size_t longest = 200, kept = 60;
  if (text.size() <= longest) return std::string(text);
  std::size_t end = 0;
  while (end < kept) end += std::max<std::size_t>(1, sequence_length(text.substr(end)));
  return fmt::format("{}... ({} letters)", text.substr(0, end), text.size());
}

std::string cut_words(std::string_view text) {
  constexpr std::size_t longest = 400;  // as no name of a file is, but a path can be
  constexpr std::string_view blanks = " \n";
  std::string short_enough;
  while (!text.empty()) {
    const std::size_t word = std::min(text.find_first_of(blanks), text.size());
    short_enough += word > longest ? cut(text.substr(0, word)) : text.substr(0, word);
    text.remove_prefix(word);
    const std::size_t gap = std::min(text.find_first_not_of(blanks), text.size());
    short_enough += text.substr(0, gap);
    text.remove_prefix(gap);
  }
  return short_enough;
}

}  // namespace sim::io
