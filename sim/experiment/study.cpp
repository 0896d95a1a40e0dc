#include "sim/experiment/study.hpp"

#include <utility>

#include <fmt/format.h>

#include "sim/experiment/looks.hpp"
#include "sim/experiment/statistics.hpp"

namespace sim::experiment {

namespace {
std::vector<std::string> warnings_of(const StudyOutcome& outcome, std::size_t scenarios) {
  std::vector<std::string> warnings;
  const std::size_t replicates = (outcome.ok + outcome.failed) / scenarios;
  if (replicates < static_cast<std::size_t>(few_replicates)) {
    warnings.push_back(
        fmt::format("{} replicate{} (intervals need {} or more to mean much). Use -n {}.",
                    replicates, replicates == 1 ? "" : "s", few_replicates, 2 * few_replicates));
  }
  if (outcome.failed > 0) {
    const auto failed = static_cast<int>(outcome.failed);
    const int runs = static_cast<int>(outcome.ok) + failed;
    const Interval share = wilson_interval(failed, runs);
    warnings.push_back(fmt::format(
        "{} of {} runs failed and were dropped, with their pairs ({:.1f} %, 95 % interval {:.1f} "
        "to {:.1f} %)",
        failed, runs, 100.0 * failed / runs, 100 * share.low, 100 * share.high));
  }
  if (outcome.in_worlds.failed > 0) {
    warnings.push_back(fmt::format("{} of {} runs in worlds failed and were dropped",
                                   outcome.in_worlds.failed,
                                   outcome.in_worlds.failed + outcome.in_worlds.ok));
  }
  if (!outcome.until_reached && !outcome.stopped) {
    warnings.push_back(fmt::format(
        "the precision asked for was not reached in {} replicates. Raise --max-runs.", replicates));
  }
  return warnings;
}
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

StudyOutcome run_study(const io::Study& study, StudyOptions options) {
  const std::size_t scenarios = study.scenarios.size();
  Sample sample(study);
  Looks looks(options.until, scenarios, study.windows().size());
  io::WorldMeans world_means(study.world_shape());
  const auto see = [&](const io::RunPlan& run, const io::RunRecord& record) {
    if (run.world >= 0) world_means.add(record.run - study.ordinary_runs(), record.window_means);
    sample.see(run, record);
    looks.see(run, record);
  };
  const auto sum_up = [&] {
    const auto pairs = options.pairs.empty() ? all_pairs(scenarios) : options.pairs;
    return Summary{summarise(sample), contrast(sample, options.pairing, pairs)};
  };
  options.observers.emplace_back(see);
  if (!options.until.empty()) options.enough = [&] { return looks.enough(); };
  options.conclude = [&] { return io::Conclusion{sum_up(), {}, {}}; };
  StudyOutcome outcome{study::run(study, options), {}, {}, looks.enough(), {}};
  outcome.summary = sum_up();
  outcome.until_reached = looks.enough();
  if (study.worlds) outcome.worlds.emplace(study, world_means);
  outcome.warnings = warnings_of(outcome, scenarios);
  return outcome;
}

}  // namespace sim::experiment
