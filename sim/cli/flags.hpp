#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace sim::cli {

/// Commands as bits, for "which commands take this flag".
enum class In : std::uint32_t {
  nothing = 0,
  run = 1U << 0U,
  compare = 1U << 1U,
  check = 1U << 2U,
  init = 1U << 3U,
  list = 1U << 4U,
  explain = 1U << 5U,
  status = 1U << 6U,
  help = 1U << 7U,
  completion = 1U << 8U,
  version = 1U << 9U,
  document = 1U << 10U,
  export_table = 1U << 20U,
  diff = 1U << 21U,
  reproduce = 1U << 22U,
  selftest = 1U << 23U,
  loops = 1U << 24U,
  hypotheses = 1U << 25U,
  sweep = 1U << 26U,
  merge = 1U << 27U,
  lay_case = 1U << 28U,
  story = 1U << 29U,
  everything = ~0U
};
constexpr In operator|(In one, In other) {
  return static_cast<In>(static_cast<std::uint32_t>(one) | static_cast<std::uint32_t>(other));
}
constexpr bool operator&(In one, In other) {
  return (static_cast<std::uint32_t>(one) & static_cast<std::uint32_t>(other)) != 0;
}

/// How the text of a flag's value is checked.
enum class Takes : std::uint8_t {
  nothing,  ///< a switch
  text,
  count,     ///< a whole number, 1 to 1,000,000,000
  seed,      ///< 0 to 2^63-1 or `random`
  duration,  ///< a number of seconds, or with a suffix s, m or h
  choice     ///< one of the words of its argument, split at '|'
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
