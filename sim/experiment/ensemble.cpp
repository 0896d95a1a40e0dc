#include "sim/experiment/ensemble.hpp"

#include <new>
#include <utility>
#include <vector>

#include <tbb/global_control.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include "sim/core/error.hpp"

namespace sim::experiment {

namespace {
/// Collects records into blocks and hands on each that is full.
class Blocks {
 public:
  Blocks(const RunSink& each, const BlockSink& sink) : each_(each), sink_(sink) {
    block_.reserve(io::runs_per_block);
  }

  void add(io::RunRecord record) {
    each_(record);
    block_.push_back(std::move(record));
    ++count_;
    if (block_.size() == io::runs_per_block) flush();
  }
  void flush() {
    if (!block_.empty()) sink_(block_);
    block_.clear();
  }
  std::size_t count() const { return count_; }

 private:
  const RunSink& each_;
  const BlockSink& sink_;
  std::vector<io::RunRecord> block_;
  std::size_t count_ = 0;
};

io::RunRecord make_record(const Ensemble& ensemble, std::size_t run, Parallel& parallel) {
  return ensemble.make ? ensemble.make(run, parallel) : run_one(ensemble, run, parallel);
}

void run_one_by_one(const Ensemble& ensemble, const StopRequest& stop, Blocks& blocks) {
  Parallel parallel(ensemble.threads);
  for (std::size_t run = ensemble.begin; run < ensemble.end && !stop(); ++run) {
    blocks.add(make_record(ensemble, run, parallel));
  }
}

void run_side_by_side(const Ensemble& ensemble, const StopRequest& stop, Blocks& blocks) {
  // Both ends are serial and in order: that bounds what is in flight, and keeps the run order.
  std::size_t next = ensemble.begin;
  const auto start = [&](tbb::flow_control& control) {
    if (next == ensemble.end || stop()) {
      control.stop();
      return ensemble.end;
    }
    return next++;
  };
  const auto work = [&](std::size_t run) {
    Parallel alone(1);
    return make_record(ensemble, run, alone);
  };
  const auto collect = [&](io::RunRecord record) { blocks.add(std::move(record)); };

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

std::size_t run_ensemble(const Ensemble& ensemble, const StopRequest& stop, const RunSink& each,
                         const BlockSink& sink) {
  // oneTBB starts no more threads than there are processors, unless told to.
  const tbb::global_control allow(tbb::global_control::max_allowed_parallelism,
                                  static_cast<std::size_t>(ensemble.threads));
  Blocks blocks(each, sink);
  if (one_by_one(ensemble.end - ensemble.begin, ensemble.threads)) {
    run_one_by_one(ensemble, stop, blocks);
  } else {
    run_side_by_side(ensemble, stop, blocks);
  }
  blocks.flush();
  return blocks.count();
}

}  // namespace sim::experiment
