#pragma once

#include <optional>

#include "sim/core/error.hpp"

namespace sim::cli {

/// While it lives, Ctrl-C and SIGTERM ask for a stop instead of ending the program; a second one
/// ends it at once.
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
