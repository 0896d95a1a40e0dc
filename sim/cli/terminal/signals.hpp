#pragma once

#include <optional>

#include "sim/core/error.hpp"

namespace sim::cli {

/// A reader of our words that goes away, or a file that may grow no more, is an error of writing
/// and ends nothing by itself.
void break_no_work_off();

/// While it lives, Ctrl-C, SIGTERM and SIGHUP (a terminal that closes) ask for a stop instead of
/// ending the program; a second one ends it at once. Under nohup, SIGHUP goes on being ignored.
class StopSignals {
 public:
  StopSignals();
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  /// The exit code of the signal that came, if one did. May be asked from any thread.
  static std::optional<Exit> received();
};

}  // namespace sim::cli
