#include "sim/experiment/ensemble.hpp"

#include <atomic>
#include <exception>
#include <new>
#include <utility>
#include <vector>

#include <tbb/global_control.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include "sim/core/error.hpp"

namespace sim::experiment {

namespace {
io::RunRecord make_record(const Ensemble& ensemble, std::size_t run, Parallel& parallel) {
  return ensemble.make ? ensemble.make(run, parallel) : run_one(ensemble, run, parallel);
}

std::size_t run_one_by_one(const Ensemble& ensemble, const StopRequest& stop, const RunSink& sink) {
  Parallel parallel(ensemble.threads);
  std::size_t run = ensemble.begin;
  for (; run < ensemble.end && !stop(); ++run) sink(make_record(ensemble, run, parallel));
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
    return make_record(ensemble, run, alone);
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

io::RunRecord run_one(const Ensemble& ensemble, std::size_t run, Parallel& parallel) {
  const io::RunPlan& plan = ensemble.plan[run];
  const Scenario& scenario = *ensemble.scenarios[static_cast<std::size_t>(plan.scenario)];
  io::RunRecord record;
  record.run = run;
  try {
    record.result =
        ensemble.model->simulate(scenario, static_cast<std::uint32_t>(plan.replicate), parallel);
    record.status = io::RunStatus::ok;
  } catch (const RunError& error) {
    record.status = io::RunStatus::failed;
    record.message = error.what();
  } catch (const std::bad_alloc&) {
    record.status = io::RunStatus::failed;
    record.message = "out of memory";
  }
  return record;
}

std::size_t run_ensemble(const Ensemble& ensemble, const StopRequest& stop, const RunSink& sink) {
  // oneTBB starts no more threads than there are processors, unless told to.
  const tbb::global_control allow(tbb::global_control::max_allowed_parallelism,
                                  static_cast<std::size_t>(ensemble.threads));
  return one_by_one(ensemble.end - ensemble.begin, ensemble.threads)
             ? run_one_by_one(ensemble, stop, sink)
             : run_side_by_side(ensemble, stop, sink);
}

}  // namespace sim::experiment
