#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "sim/cli/options/arguments.hpp"
#include "sim/cli/options/program.hpp"
#include "sim/cli/reports/page.hpp"
#include "sim/core/close_up.hpp"

/// What `case` and `story` have in common: scenarios to look at from close by.
namespace sim::cli {

/// Scenarios, and which runs of them are watched.
struct Watched {
  std::vector<Scenario> scenarios;
  std::vector<WatchedRun> runs;
  std::vector<std::string> names;
  std::map<std::string, std::vector<std::string>> called;  ///< elements of a dimension, if at all
  int months = 0;
  int threads = 1;
};

/// The scenarios of --scenario; a single one, or the model's defaults, at each of its variants
/// where `variants` says so.
/// \param replicates where the command line says nothing
/// \throws UsageError, InputError
Watched watched_scenarios(const Program&, const Arguments&, int replicates,
                          const std::vector<std::pair<std::size_t, Value>>& set = {});

/// What a command says around what the model tells.
struct Frame {
  nlohmann::ordered_json about;  ///< entries of the document of --json
  std::string opening = {}, ending = {};
};

/// Watches the runs, and writes what the onlooker tells of them, as text or as a document.
/// \throws std::invalid_argument if the model cannot tell of what is asked for
void write_told(const Program&, const Arguments&, const Watched&, Onlooker&,
                const std::function<Frame(const Page&)>& frame_on);

}  // namespace sim::cli
