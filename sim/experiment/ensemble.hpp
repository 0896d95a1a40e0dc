#pragma once

#include <cstddef>
#include <functional>
#include <span>

#include "sim/core/model.hpp"
#include "sim/io/result_file.hpp"

namespace sim::experiment {

/// A stretch of a study's plan to run, and how.
struct Ensemble {
  const Model* model = nullptr;
  std::span<const Scenario* const> scenarios;
  std::span<const io::RunPlan> plan;  ///< the whole study's, in run order
  std::size_t begin = 0;              ///< first run of the stretch; a multiple of a block
  std::size_t end = 0;
  int threads = 1;
  /// Makes the record of a run, if not run_one: for runs that are more than a scenario.
  std::function<io::RunRecord(std::size_t run, Parallel&)> make = {};
};

/// Gets each run when its turn in the order has come.
using RunSink = std::function<void(io::RunRecord)>;
/// Asked before each run is started; true starts no further one.
using StopRequest = std::function<bool()>;

/// Whether so few runs go one after the other, each on all threads, and not one run a thread.
constexpr bool one_by_one(std::size_t runs, int threads) {
  return runs < static_cast<std::size_t>(threads);
}

/// Runs a stretch in parallel, one run a thread, or one by one if there are few. Bits depend on
/// neither. A run that fails is handed on as such.
/// Results in memory at a time, those aside that were handed on: at most a block and one for each
/// thread.
/// \return runs handed on; fewer than asked for only after a stop
/// \throws whatever the sink throws
std::size_t run_ensemble(const Ensemble&, const StopRequest&, const RunSink&);

/// One run of the plan as a record: its result, or why it failed.
io::RunRecord run_one(const Ensemble&, std::size_t run, Parallel&);

}  // namespace sim::experiment
