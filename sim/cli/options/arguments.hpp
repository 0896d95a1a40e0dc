#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/cli/options/commands.hpp"
#include "sim/cli/options/flags.hpp"

namespace sim::cli {

/// A command line, read and checked against the tables of commands and flags.
class Arguments {
 public:
  Arguments(const Command& command, std::vector<std::string> operands,
            std::map<std::string, std::vector<std::string>> values, std::string typed);

  const Command& command() const { return *command_; }
  const std::vector<std::string>& operands() const { return operands_; }

  /// Whether the flag was given. Flags are named without dashes.
  bool has(std::string_view name) const;
  /// Its value, if given.
  std::optional<std::string> text(std::string_view name) const;
  /// All values of a repeatable flag, in order.
  std::vector<std::string> texts(std::string_view name) const;
  /// Its value as a number, which was checked on reading.
  std::optional<int> count(std::string_view name) const;
  /// Its value where it is no number: a file.
  std::optional<std::string> file(std::string_view name) const;
  /// Its value in seconds.
  std::optional<double> duration(std::string_view name) const;

  /// As typed, quoted where a shell needs it.
  const std::string& typed() const { return typed_; }
  /// Only what can change a result, flags in the order of their table.
  std::string result_command_line() const;

 private:
  const Command* command_;
  std::vector<std::string> operands_;
  std::map<std::string, std::vector<std::string>> values_;
  std::string typed_;
};

/// \param words the command line without the program's name; not empty
/// \throws UsageError for anything that no table knows, with the nearest name
Arguments parse_arguments(const std::vector<std::string>& words);

}  // namespace sim::cli
