#include "sim/study/study.hpp"

#include <algorithm>
#include <memory>

#include <fmt/format.h>
#include <tbb/global_control.h>

#include "sim/io/results/build_info.hpp"
#include "sim/study/make_run.hpp"
#include "sim/study/stopwatch.hpp"

namespace sim::study {

namespace {
constexpr std::size_t failures_shown = 100;

/// A plan under way.
class Course {
 public:
  Course(const io::Study& study, const Options& options) : study_(study), options_(options) {
    outcome_.planned = study.ordinary_runs();
    outcome_.in_worlds.planned = study.plan.size() - outcome_.planned;
    if (!options.output) return;
    output_ = std::make_unique<io::Output>(options.output->name, study, options.output->start,
                                           [this](const io::RunRecord& record) { note(record); });
    outcome_.resumed = next_;
    outcome_.dropped_bytes = output_->dropped();
  }

  Outcome run() {
    while (next_ < study_.plan.size() && !outcome_.stopped) {
      if (point_has_enough())
        leave_out(end_of_point());
      else
        run_to(options_.enough && !in_worlds() ? next_look() : study_.plan.size());
    }
    outcome_.performance = stopwatch_.performance(options_.threads);
    if (output_ && !outcome_.stopped) {
      io::Conclusion conclusion = options_.conclude();
      conclusion.performance = outcome_.performance;
      output_->finish(conclusion);
    }
    return std::move(outcome_);
  }

 private:
  /// A shard may begin amid its experiment, but at a point if points are looked at.
  std::size_t within_point() const { return next_ % runs_per_point(); }
  std::size_t runs_per_point() const {
    return study_.sweep
               ? study_.scenarios.size() * static_cast<std::size_t>(study_.sweep->replicates)
               : outcome_.planned;
  }
  /// Nobody looks whether worlds are enough: as many are asked for as there are.
  bool in_worlds() const { return next_ >= outcome_.planned; }
  std::size_t runs_per_look() const { return replicates_per_look * study_.scenarios.size(); }
  std::size_t end_of_point() const {
    return std::min(outcome_.planned, next_ - within_point() + runs_per_point());
  }
  std::size_t next_look() const {
    return std::min(end_of_point(), next_ + runs_per_look() - within_point() % runs_per_look());
  }
  bool point_has_enough() const {
    if (!options_.enough || in_worlds() || within_point() == 0) return false;
    return point_is_closed_ || (within_point() % runs_per_look() == 0 && options_.enough());
  }

  void run_to(std::size_t end) {
    const std::size_t begin = next_;
    const Ensemble ensemble{
        [this](std::size_t row, Parallel& parallel) { return make_run(study_, row, parallel); },
        begin, end, options_.threads};
    const std::size_t done = run_ensemble(
        ensemble, options_.stop, [this](io::RunRecord record) { take(std::move(record)); });
    flush();
    outcome_.stopped = done < end - begin;
  }

  /// Rows of replicates that nobody needs.
  void leave_out(std::size_t end) {
    while (next_ < end) {
      io::RunRecord record;
      record.run = next_;
      record.status = io::RunStatus::not_started;
      record.commit = io::build_info().git_sha;
      note(record);
      if (output_) output_->write(std::move(record));
    }
    flush();
  }

  void take(io::RunRecord record) {
    note(record);
    tell(output_ ? output_->write(std::move(record)) : next_ % io::runs_per_block == 0);
  }

  void flush() {
    if (output_ ? output_->flush() : next_ % io::runs_per_block != 0) tell(true);
  }

  void note(const io::RunRecord& record) {
    const io::RunPlan& run = study_.plan[record.run];
    next_ = record.run + 1;
    if (run.world >= 0)
      note_in_world(record);
    else
      note_ordinary(run, record);
    if (record.status == io::RunStatus::failed) note_failure(run, record.message);
    for (const Observer& observe : options_.observers) observe(run, record);
  }

  void note_in_world(const io::RunRecord& record) {
    ++(record.status == io::RunStatus::ok ? outcome_.in_worlds.ok : outcome_.in_worlds.failed);
  }

  void note_ordinary(const io::RunPlan& run, const io::RunRecord& record) {
    if (run.design_point != point_) point_is_closed_ = false;
    point_ = run.design_point;
    if (record.status == io::RunStatus::ok) ++outcome_.ok;
    if (record.status == io::RunStatus::failed) ++outcome_.failed;
    if (record.status == io::RunStatus::not_started) {
      ++outcome_.not_needed;
      point_is_closed_ = true;
    }
  }

  void note_failure(const io::RunPlan& run, const std::string& why) {
    if (outcome_.failures.size() == failures_shown) return;
    const std::string point = run.design_point >= 0
                                  ? fmt::format("design point {}, ", run.design_point)
                              : run.world >= 0 ? fmt::format("world {}, ", run.world)
                                               : "";
    const auto& file = study_.scenarios[static_cast<std::size_t>(run.scenario)];
    outcome_.failures.push_back(
        fmt::format("{}{}, replicate {}: {}", point, file.scenario.name, run.replicate, why));
  }

  void tell(bool block) const {
    options_.report({study_.plan.size(), next_, outcome_.failed + outcome_.in_worlds.failed,
                     stopwatch_.seconds(), block});
  }

  const io::Study& study_;
  const Options& options_;
  Outcome outcome_;
  std::size_t next_ = 0;          ///< row
  int point_ = -1;                ///< design point of the run noted last
  bool point_is_closed_ = false;  ///< it has rows that were left out
  Stopwatch stopwatch_;
  std::unique_ptr<io::Output> output_;
};
}  // namespace

Outcome run(const io::Study& study, const Options& options) {
  // What is packed and written takes no more threads than the runs: one is one.
  const tbb::global_control allow(tbb::global_control::max_allowed_parallelism,
                                  static_cast<std::size_t>(options.threads));
  return Course(study, options).run();
}

}  // namespace sim::study
