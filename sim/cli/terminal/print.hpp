#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace sim::cli {

/// A text of which no part can steer a terminal: control characters (C0, DEL, C1) are written as
/// \\u001b, but for line ends, tabs, and the bold and dim of our own tables. Valid JSON stays so.
std::string harmless(std::string_view text);

/// Writes to standard output. \throws FileError if it cannot
void print_text(std::string_view text);
/// Writes to standard error, as far as that takes it: nothing stops for a note that is lost.
void note_text(std::string_view text) noexcept;

template <class... Parts>
void print(fmt::format_string<Parts...> form, Parts&&... parts) {
  print_text(harmless(fmt::format(form, std::forward<Parts>(parts)...)));
}
template <class... Parts>
void note(fmt::format_string<Parts...> form, Parts&&... parts) {
  note_text(harmless(fmt::format(form, std::forward<Parts>(parts)...)));
}

/// Waits until all that was printed has left. \throws FileError if it could not: a table is lost
void finish_printing();

/// Opens what is closed of the descriptors 0 to 2, so that no result file becomes one of them.
void open_standard_streams();

}  // namespace sim::cli
