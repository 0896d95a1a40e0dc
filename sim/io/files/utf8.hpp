#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sim::io {

/// Length of the UTF-8 sequence at the start of a text, 0 if it is none (Unicode 15, table 3-7).
std::size_t sequence_length(std::string_view text);

/// The text with U+FFFD for each byte that is part of no sequence. File names may be any bytes;
/// what is stored of them, and read by others, is UTF-8.
std::string as_utf8(std::string_view text);

/// The start of a long text, for messages; a short one as it is.
std::string cut(std::string_view text);

/// A message, with the words in it that are longer than any that somebody reads cut.
std::string cut_words(std::string_view text);

}  // namespace sim::io
