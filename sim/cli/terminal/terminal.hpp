#pragma once

#include <cstdio>
#include <string>
#include <string_view>

namespace sim::cli {

/// What a stream can show.
struct Terminal {
  bool moves = false;   ///< a terminal, not TERM=dumb: a line can be drawn again
  bool colour = false;  ///< moves, and NO_COLOR is not set
  int columns = 120;    ///< width to lay tables out for
};

/// \param stream stdout or stderr
Terminal terminal_of(std::FILE* stream);

/// The text in bold or dim, if there is colour.
std::string bold(const Terminal&, std::string_view text);
std::string dim(const Terminal&, std::string_view text);

/// Columns that a UTF-8 text takes, if none of its characters is wide.
std::size_t width_of(std::string_view text);

}  // namespace sim::cli
