#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "sim/cli/options/commands.hpp"

namespace sim::cli {

/// How the text of a flag's value is checked.
enum class Takes : std::uint8_t {
  nothing,  ///< a switch
  text,
  count,          ///< a whole number, 1 to 1,000,000,000
  count_or_file,  ///< such a number, or what is none and so a file
  seed,           ///< 0 to 2^63-1 or `random`
  duration,       ///< a number of seconds, or with a suffix s, m or h
  choice          ///< one of the words of its argument, split at '|'
};

enum class Changes : std::uint8_t { results, nothing };

/// One flag: parser, help, completion and docs/cli.md all come from this row.
struct Flag {
  std::string_view name;
  char letter = 0;            ///< 0: none
  std::string_view argument;  ///< as shown; for a choice its words
  std::string_view help;
  In commands = In::nothing;
  Takes takes = Takes::nothing;
  bool repeatable = false;
  Changes changes = Changes::nothing;  ///< whether it is part of what makes the numbers
};

std::span<const Flag> flags();
/// The row of this name, which must be there.
const Flag& flag(std::string_view name);

}  // namespace sim::cli
