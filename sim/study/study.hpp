#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sim/io/results/output.hpp"
#include "sim/study/ensemble.hpp"

/// Plan, runs, records, file: the one way in which anything is run. The plan is an io::Study.
namespace sim::study {

/// Replicates between two looks at whether there are enough.
inline constexpr int replicates_per_look = 16;

/// Where a study is.
struct Progress {
  std::size_t planned = 0;
  std::size_t done = 0;  ///< failed ones and those not needed included
  std::size_t failed = 0;
  double seconds = 0;  ///< since the start
  bool block = false;  ///< 16 more runs are safe; otherwise just one more is done
};
using ProgressSink = std::function<void(const Progress&)>;

/// Told of each run in run order; of a study that is resumed also of those that are there already,
/// which have no breakdowns any more.
using Observer = std::function<void(const io::RunPlan&, const io::RunRecord&)>;

/// Where a study is written.
struct Destination {
  std::filesystem::path name;
  io::Start start = io::Start::fresh;
};

/// How to run a plan. Nothing here but `enough` can change a result.
struct Options {
  int threads = 1;
  std::vector<Observer> observers = {};
  /// Asked at every 16 replicates of each design point, or of a study without a design, if set:
  /// whether the runs of it that observers saw are enough, so that the rest is left out.
  std::function<bool()> enough = {};
  StopRequest stop = [] { return false; };
  ProgressSink report = [](const Progress&) {};
  std::optional<Destination> output = {};
  /// What the file says of all runs together, once they are made.
  std::function<io::Conclusion()> conclude = [] { return io::Conclusion(); };
};

/// What became of a plan. Runs in worlds that were drawn are counted for themselves.
struct Outcome {
  struct InWorlds {
    std::size_t planned = 0;
    std::size_t ok = 0;
    std::size_t failed = 0;
  };
  InWorlds in_worlds = {};
  std::size_t planned = 0;
  std::size_t ok = 0;
  std::size_t failed = 0;
  std::size_t not_needed = 0;
  std::size_t resumed = 0;            ///< of all of these, found on disk
  std::uint64_t dropped_bytes = 0;    ///< at the end of what was found, which were no whole block
  std::vector<std::string> failures;  ///< "design point 3, scenario, replicate 3: why", first 100
  bool stopped = false;               ///< by the stop request, before the plan's end
  io::Performance performance;
};

/// Runs a plan, and writes it if there is an output. A stopped one leaves NAME.partial with all
/// that finished.
/// \throws FileError on output, InputError if there is another study to resume
Outcome run(const io::Study&, const Options&);

}  // namespace sim::study
