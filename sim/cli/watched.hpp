#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sim/cli/arguments.hpp"
#include "sim/cli/program.hpp"
#include "sim/core/close_up.hpp"

/// What `case` and `story` have in common: scenarios to look at from close by.
namespace sim::cli {

/// Scenarios, and which runs of them are watched.
struct Watched {
  std::vector<Scenario> scenarios;
  std::vector<WatchedRun> runs;
  std::vector<std::string> names;
  int months = 0;
  int threads = 1;
};

/// The scenarios of --scenario; a single one, or the model's defaults, at each of its variants
/// where `variants` says so.
/// \param replicates where the command line says nothing
/// \throws UsageError, InputError
Watched watched_scenarios(const Program&, const Arguments&, int replicates,
                          const std::vector<std::pair<std::size_t, Value>>& set = {});

}  // namespace sim::cli
