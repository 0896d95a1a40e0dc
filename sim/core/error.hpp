#pragma once

#include <stdexcept>
#include <string>

namespace sim {

/// Exit codes of the program (docs/cli.md). Scripts rely on the numbers.
enum class Exit : int {
  done = 0,
  failure = 1,           ///< a failure while running
  usage = 2,             ///< a wrong command line
  invalid_input = 3,     ///< an invalid scenario or experiment
  input_output = 4,      ///< a file is missing, exists, or cannot be written
  some_runs_failed = 5,  ///< done, but some runs failed
  gate_not_met = 6,      ///< --fail-if
  mismatch = 7,          ///< reproduce or selftest found a difference
  time_limit = 75,       ///< stopped by --time-limit, resumable
  hung_up = 129,         ///< SIGHUP: the terminal closed; likewise
  interrupted = 130,     ///< Ctrl-C; everything finished so far is on disk
  terminated = 143       ///< SIGTERM; likewise
};

/// An error that the user can mend. Messages read: problem (why it is one). Suggestion.
class Error : public std::runtime_error {
 public:
  Error(Exit exit, const std::string& message) : std::runtime_error(message), exit_(exit) {}
  Exit exit() const { return exit_; }

 private:
  Exit exit_;
};

struct UsageError : Error {
  explicit UsageError(const std::string& message) : Error(Exit::usage, message) {}
};
struct InputError : Error {
  explicit InputError(const std::string& message) : Error(Exit::invalid_input, message) {}
};
struct FileError : Error {
  explicit FileError(const std::string& message) : Error(Exit::input_output, message) {}
};
/// A run broke one of its own rules: a lost case, a number that is not finite.
struct RunError : Error {
  explicit RunError(const std::string& message) : Error(Exit::failure, message) {}
};

}  // namespace sim
