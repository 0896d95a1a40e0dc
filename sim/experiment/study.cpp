#include "sim/experiment/study.hpp"

#include <algorithm>
#include <atomic>
#include <future>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "sim/experiment/statistics.hpp"
#include "sim/experiment/stopwatch.hpp"
#include "sim/experiment/windows.hpp"

namespace sim::experiment {

namespace {
constexpr std::size_t failures_shown = 100;

/// A study under way.
class Course {
 public:
  Course(const io::Study& study, const StudyOptions& options, const StopRequest& stop,
         const ProgressSink& report)
      : study_(study),
        options_(options),
        stop_(stop),
        report_(report),
        sample_(study.scenarios.size(), reported_metrics(*study.model).size(), months()) {
    for (const auto& file : study.scenarios) scenarios_.push_back(&file.scenario);
    if (options.output) {
      writer_ = std::make_unique<io::ResultWriter>(*options.output, study, options.force);
    }
  }

  StudyOutcome run() {
    outcome_.planned = study_.plan.size();
    if (writer_)
      run_beside_creation();
    else
      run_stretches();
    outcome_.until_reached = until_reached();
    outcome_.summary.rows = summarise(sample_);
    outcome_.summary.contrasts =
        contrast(sample_, options_.pairing,
                 options_.pairs.empty() ? all_pairs(study_.scenarios.size()) : options_.pairs);
    outcome_.performance = stopwatch_.performance(options_.threads);
    warn();
    // A study that was stopped keeps its name.partial: nothing half done gets the final name.
    if (writer_ && !outcome_.stopped) writer_->finish(outcome_.summary, outcome_.performance);
    return std::move(outcome_);
  }

 private:
  int months() const { return study_.scenarios.front().scenario.run.months; }

  /// Hundreds of datasets take as long as the first run or two: they are made beside these.
  void run_beside_creation() {
    auto runs = std::async(std::launch::async, [this] { run_stretches(); });
    try {
      writer_->create();
    } catch (...) {
      given_up_ = true;
      runs.wait();
      throw;
    }
    runs.get();
  }

  /// The plan in one go, or up to each look at the precision.
  void run_stretches() {
    const std::size_t all = study_.plan.size();
    const std::size_t look =
        options_.until.empty() ? all : replicates_per_look * study_.scenarios.size();
    for (std::size_t begin = 0; begin < all; begin += look) {
      const std::size_t end = std::min(all, begin + look);
      const Ensemble ensemble{study_.model, scenarios_, study_.plan, begin, end, options_.threads};
      const std::size_t done = run_ensemble(
          ensemble, [this] { return given_up_ || stop_(); },
          [this](io::RunRecord record) { take(std::move(record)); });
      if (writer_ ? writer_->write_rest() : done % io::runs_per_block != 0) tell(true);
      outcome_.stopped = done < end - begin;
      if (outcome_.stopped || (!options_.until.empty() && until_reached())) return;
    }
  }

  void take(io::RunRecord record) {
    const std::size_t scenarios = study_.scenarios.size();
    const std::size_t scenario = record.run % scenarios, replicate = record.run / scenarios;
    if (record.status == io::RunStatus::ok) {
      ++outcome_.ok;
      sample_.add(scenario, replicate,
                  window_means(reported_metrics(*study_.model), record.result, months()));
    } else {
      ++outcome_.failed;
      if (outcome_.failures.size() < failures_shown) {
        outcome_.failures.push_back(fmt::format("{}, replicate {}: {}", scenarios_[scenario]->name,
                                                study_.plan[record.run].replicate, record.message));
      }
    }
    if (options_.observe) options_.observe(record);
    const std::size_t done = outcome_.ok + outcome_.failed;
    tell(writer_ ? writer_->write(std::move(record)) : done % io::runs_per_block == 0);
  }

  void tell(bool block) const {
    report_({outcome_.planned, outcome_.ok + outcome_.failed, outcome_.failed, stopwatch_.seconds(),
             block});
  }

  bool until_reached() const {
    if (options_.until.empty()) return true;
    const Summary so_far{summarise(sample_), {}};
    return std::ranges::all_of(options_.until,
                               [&](const Precision& one) { return reached(one, so_far); });
  }

  void warn() {
    const std::size_t replicates = (outcome_.ok + outcome_.failed) / study_.scenarios.size();
    if (replicates < static_cast<std::size_t>(few_replicates)) {
      outcome_.warnings.push_back(
          fmt::format("{} replicate{} (intervals need {} or more to mean much). Use -n {}.",
                      replicates, replicates == 1 ? "" : "s", few_replicates, 2 * few_replicates));
    }
    if (outcome_.failed > 0) {
      const auto failed = static_cast<int>(outcome_.failed);
      const int runs = static_cast<int>(outcome_.ok) + failed;
      const Interval share = wilson_interval(failed, runs);
      outcome_.warnings.push_back(fmt::format(
          "{} of {} runs failed and were dropped, with their pairs ({:.1f} %, 95 % interval {:.1f} "
          "to {:.1f} %)",
          failed, runs, 100.0 * failed / runs, 100 * share.low, 100 * share.high));
    }
    if (!outcome_.until_reached && !outcome_.stopped) {
      outcome_.warnings.push_back(
          fmt::format("the precision asked for was not reached in {} replicates. Raise --max-runs.",
                      replicates));
    }
  }

  const io::Study& study_;
  const StudyOptions& options_;
  const StopRequest& stop_;
  const ProgressSink& report_;
  Sample sample_;
  std::vector<const Scenario*> scenarios_;
  std::unique_ptr<io::ResultWriter> writer_;
  std::atomic<bool> given_up_ = false;
  StudyOutcome outcome_;
  Stopwatch stopwatch_;
};
}  // namespace

std::vector<io::RunPlan> make_plan(std::size_t scenarios, int replicates, Pairing pairing) {
  std::vector<io::RunPlan> plan;
  plan.reserve(scenarios * static_cast<std::size_t>(replicates));
  const int count = static_cast<int>(scenarios);
  for (int replicate = 0; replicate < replicates; ++replicate) {
    for (int scenario = 0; scenario < count; ++scenario) {
      // Numbers of its own give a scenario luck of its own, however many replicates there will be.
      const int number = pairing == Pairing::independent ? replicate * count + scenario : replicate;
      plan.push_back({scenario, number, -1});
    }
  }
  return plan;
}

StudyOutcome run_study(const io::Study& study, const StudyOptions& options, const StopRequest& stop,
                       const ProgressSink& report) {
  return Course(study, options, stop, report).run();
}

}  // namespace sim::experiment
