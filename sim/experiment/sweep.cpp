#include "sim/experiment/sweep.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "sim/experiment/statistics.hpp"
#include "sim/experiment/stopwatch.hpp"
#include "sim/experiment/windows.hpp"
#include "sim/io/build_info.hpp"

namespace sim::experiment {

namespace {
constexpr std::size_t failures_shown = 100;
constexpr std::size_t all_windows = window_names.size();

/// Means by metric and each of the three windows, NaN for one that short runs do not have.
std::vector<double> means_of(std::span<const MetricInfo> metrics, const RunResult& result,
                             int months) {
  const auto windows = windows_of(months);
  const auto there = window_means(metrics, result, months);
  std::vector<double> means(metrics.size() * all_windows, std::numeric_limits<double>::quiet_NaN());
  for (std::size_t metric = 0; metric < metrics.size(); ++metric)
    for (std::size_t w = 0; w < windows.size(); ++w)
      means[metric * all_windows + static_cast<std::size_t>(windows[w])] =
          there[metric * windows.size() + w];
  return means;
}

/// Leaves every so many months of [series][month][element].
void thin(std::vector<double>& numbers, std::size_t months, std::size_t every,
          std::size_t elements) {
  std::vector<double> kept;
  const std::size_t series = numbers.size() / (months * elements);
  for (std::size_t s = 0; s < series; ++s)
    for (std::size_t month = every; month <= months; month += every) {
      const auto begin =
          numbers.begin() + static_cast<std::ptrdiff_t>((s * months + month - 1) * elements);
      kept.insert(kept.end(), begin, begin + static_cast<std::ptrdiff_t>(elements));
    }
  numbers = std::move(kept);
}

void thin(RunResult& result, const Model& model, const Scenario& scenario, int every) {
  if (every == 1) return;
  const auto months = static_cast<std::size_t>(scenario.run.months);
  thin(result.overall, months, static_cast<std::size_t>(every), 1);
  for (std::size_t b = 0; b < result.breakdowns.size(); ++b) {
    if (result.breakdowns[b].empty()) continue;
    const int elements = model.breakdown_size(scenario, static_cast<int>(b));
    thin(result.breakdowns[b], months, static_cast<std::size_t>(every),
         static_cast<std::size_t>(elements));
  }
}

/// A sweep under way.
class SweepCourse {
 public:
  SweepCourse(const SweepPlan& plan, const SweepOptions& options, const StopRequest& stop,
              const ProgressSink& report)
      : plan_(plan), study_(plan.study), options_(options), stop_(stop), report_(report) {
    outcome_.planned = study_.plan.size();
    writer_ = std::make_unique<io::SweepWriter>(options.output, study_, options.start,
                                                [this](std::span<const io::RunRecord> records) {
                                                  for (const auto& record : records) note(record);
                                                  outcome_.resumed += records.size();
                                                });
  }

  SweepOutcome run() {
    while (next() < study_.plan.size() && !outcome_.stopped) {
      if (point_is_done())
        leave_out(end_of_point());
      else
        run_to(plan_.until.empty() ? study_.plan.size() : next_look());
    }
    outcome_.performance = stopwatch_.performance(options_.threads);
    if (!outcome_.stopped) writer_->finish(estimate, outcome_.performance);
    return std::move(outcome_);
  }

 private:
  std::size_t next() const { return writer_->next_run() - first_run(); }  // in this file's plan
  std::size_t first_run() const { return study_.sweep->first_run; }
  std::size_t runs_per_point() const {
    return study_.scenarios.size() * static_cast<std::size_t>(study_.sweep->replicates);
  }
  std::size_t end_of_point() const {
    const std::size_t run = first_run() + next();
    return std::min(study_.plan.size(),
                    (run / runs_per_point() + 1) * runs_per_point() - first_run());
  }
  std::size_t next_look() const {
    const std::size_t look = replicates_per_look * study_.scenarios.size();
    const std::size_t within = (first_run() + next()) % runs_per_point();
    return std::min(end_of_point(), next() + look - within % look);
  }

  /// Whether the point of the next run has all the replicates that it needs.
  bool point_is_done() const {
    if (plan_.until.empty()) return false;
    const std::size_t within = (first_run() + next()) % runs_per_point();
    if (within == 0) return false;
    if (closed_) return true;
    if (within % (replicates_per_look * study_.scenarios.size()) != 0) return false;
    return std::ranges::all_of(values_, [&](const auto& of_scenario) {
      return std::ranges::all_of(plan_.until, [&](const Precision& one) {
        const auto index = static_cast<std::size_t>(&one - plan_.until.data());
        return half_width(estimate(of_scenario[index])) <= one.half_width;
      });
    });
  }

  void run_to(std::size_t end) {
    const std::size_t begin = next();
    Ensemble ensemble{study_.model, {}, study_.plan, begin, end, options_.threads};
    ensemble.make = [this](std::size_t run, Parallel& parallel) {
      return run_of_sweep(study_, run, parallel);
    };
    const std::size_t done = run_ensemble(ensemble, stop_, [this](io::RunRecord record) {
      note(record);
      tell(writer_->write(std::move(record)));
    });
    if (writer_->write_rest()) tell(true);
    outcome_.stopped = done < end - begin;
  }

  /// Rows of replicates that nobody needs, up to the end of the point.
  void leave_out(std::size_t end) {
    for (std::size_t run = next(); run < end; ++run) {
      io::RunRecord record;
      record.run = first_run() + run;
      record.status = io::RunStatus::not_started;
      record.commit = io::build_info().git_sha;
      note(record);
      writer_->write(std::move(record));
    }
    writer_->write_rest();
    tell(true);
  }

  void note(const io::RunRecord& record) {
    const io::RunPlan& run = study_.plan[record.run - first_run()];
    if (run.design_point != point_) {
      point_ = run.design_point;
      closed_ = false;
      values_.assign(study_.scenarios.size(), std::vector<std::vector<double>>(plan_.until.size()));
    }
    if (record.status == io::RunStatus::ok) {
      ++outcome_.ok;
      for (std::size_t i = 0; i < plan_.until.size(); ++i) {
        const MetricAt& at = plan_.until[i].at;
        values_[static_cast<std::size_t>(run.scenario)][i].push_back(
            record.window_means[at.metric * all_windows + static_cast<std::size_t>(at.window)]);
      }
    } else if (record.status == io::RunStatus::failed) {
      ++outcome_.failed;
      if (outcome_.failures.size() < failures_shown)
        outcome_.failures.push_back(
            fmt::format("design point {}, {}, replicate {}: {}", run.design_point,
                        study_.scenarios[static_cast<std::size_t>(run.scenario)].scenario.name,
                        run.replicate, record.message));
    } else {
      ++outcome_.not_needed;
      closed_ = true;
    }
  }

  void tell(bool block) const {
    report_({outcome_.planned, outcome_.ok + outcome_.failed + outcome_.not_needed, outcome_.failed,
             stopwatch_.seconds(), block});
  }

  const SweepPlan& plan_;
  const io::Study& study_;
  const SweepOptions& options_;
  const StopRequest& stop_;
  const ProgressSink& report_;
  std::unique_ptr<io::SweepWriter> writer_;
  SweepOutcome outcome_;
  int point_ = -1;                                        ///< design point of the run noted last
  bool closed_ = false;                                   ///< it has rows that were left out
  std::vector<std::vector<std::vector<double>>> values_;  ///< of it: [scenario][until][replicate]
  Stopwatch stopwatch_;
};
}  // namespace

io::RunRecord run_of_sweep(const io::Study& study, std::size_t run, Parallel& parallel) {
  const io::Sweep& sweep = *study.sweep;
  const io::RunPlan& plan = study.plan[run];
  const Scenario scenario =
      at_point(*study.model, study.scenarios[static_cast<std::size_t>(plan.scenario)].scenario,
               sweep.design, static_cast<std::size_t>(plan.design_point));
  io::RunRecord record;
  if (const auto conflict = study.model->conflict(scenario)) {
    const auto& parameter = study.model->parameters()[conflict->parameter];
    record.status = io::RunStatus::failed;
    record.message =
        fmt::format("{} = {} ({})", parameter.name,
                    io::to_toml(parameter, scenario.values[conflict->parameter]), conflict->why);
  } else {
    const Scenario* const only = &scenario;
    const io::RunPlan here{0, plan.replicate, plan.design_point};
    record = run_one({study.model, {&only, 1}, {&here, 1}, 0, 1, 1}, 0, parallel);
  }
  record.run = sweep.first_run + run;
  record.commit = io::build_info().git_sha;
  if (record.status == io::RunStatus::ok) {
    record.window_means =
        means_of(reported_metrics(*study.model), record.result, scenario.run.months);
    thin(record.result, *study.model, scenario, sweep.every);
  }
  return record;
}

SweepOutcome run_sweep(const SweepPlan& plan, const SweepOptions& options, const StopRequest& stop,
                       const ProgressSink& report) {
  return SweepCourse(plan, options, stop, report).run();
}

}  // namespace sim::experiment
