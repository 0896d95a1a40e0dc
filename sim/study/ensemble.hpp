#pragma once

#include <cstddef>
#include <functional>

#include "sim/core/parallel.hpp"
#include "sim/io/results/result_file.hpp"

namespace sim::study {

/// Rows of a plan to run, and how.
struct Ensemble {
  /// Makes the record of a run, on any thread.
  std::function<io::RunRecord(std::size_t run, Parallel&)> make;
  std::size_t begin = 0;
  std::size_t end = 0;
  int threads = 1;
};

/// Gets each run when its turn in the order has come.
using RunSink = std::function<void(io::RunRecord)>;
/// Asked before each run is started; true starts no further one.
using StopRequest = std::function<bool()>;

/// Whether so few runs go one after the other, each on all threads, and not one run a thread.
constexpr bool one_by_one(std::size_t runs, int threads) {
  return runs < static_cast<std::size_t>(threads);
}

/// Makes runs in parallel, one run a thread, or one by one if there are few. Bits depend on
/// neither. Results in memory at a time, those aside that were handed on: at most a block and one
/// for each thread.
/// \return runs handed on; fewer than asked for only after a stop
/// \throws whatever the sink throws
std::size_t run_ensemble(const Ensemble&, const StopRequest&, const RunSink&);

}  // namespace sim::study
