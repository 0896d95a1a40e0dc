#include "sim/study/ensemble.hpp"

#include <atomic>
#include <exception>
#include <utility>

#include <tbb/global_control.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

namespace sim::study {

namespace {
std::size_t run_one_by_one(const Ensemble& ensemble, const StopRequest& stop, const RunSink& sink) {
  Parallel parallel(ensemble.threads);
  std::size_t run = ensemble.begin;
  for (; run < ensemble.end && !stop(); ++run) sink(ensemble.make(run, parallel));
  return run - ensemble.begin;
}

std::size_t run_side_by_side(const Ensemble& ensemble, const StopRequest& stop,
                             const RunSink& sink) {
  // Both ends are serial and in order: that bounds what is in flight, and keeps the run order.
  std::size_t next = ensemble.begin;
  // An error that left a filter would make oneTBB forget the results that wait in the pipeline,
  // without giving back their memory.
  std::exception_ptr error;
  std::atomic<bool> failed = false;
  const auto start = [&](tbb::flow_control& control) {
    if (next == ensemble.end || failed || stop()) {
      control.stop();
      return ensemble.end;
    }
    return next++;
  };
  const auto work = [&](std::size_t run) {
    Parallel alone(1);
    return ensemble.make(run, alone);
  };
  const auto collect = [&](io::RunRecord record) {
    if (failed) return;
    try {
      sink(std::move(record));
    } catch (...) {
      error = std::current_exception();
      failed = true;
    }
  };

  const std::size_t in_flight = static_cast<std::size_t>(ensemble.threads) + io::runs_per_block;
  tbb::task_arena arena(ensemble.threads);
  arena.execute([&] {
    using tbb::filter_mode;
    tbb::parallel_pipeline(
        in_flight,
        tbb::make_filter<void, std::size_t>(filter_mode::serial_in_order, start) &
            tbb::make_filter<std::size_t, io::RunRecord>(filter_mode::parallel, work) &
            tbb::make_filter<io::RunRecord, void>(filter_mode::serial_in_order, collect));
  });
  if (error) std::rethrow_exception(error);
  return next - ensemble.begin;
}
}  // namespace

std::size_t run_ensemble(const Ensemble& ensemble, const StopRequest& stop, const RunSink& sink) {
  // oneTBB starts no more threads than there are processors, unless told to.
  const tbb::global_control allow(tbb::global_control::max_allowed_parallelism,
                                  static_cast<std::size_t>(ensemble.threads));
  return one_by_one(ensemble.end - ensemble.begin, ensemble.threads)
             ? run_one_by_one(ensemble, stop, sink)
             : run_side_by_side(ensemble, stop, sink);
}

}  // namespace sim::study
