#include "sim/experiment/study.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "sim/experiment/looks.hpp"
#include "sim/experiment/next_figure.hpp"
#include "sim/experiment/statistics.hpp"
#include "sim/io/scenario/observed.hpp"
#include "sim/study/windows.hpp"

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

/// By world: 1, -1, or 0 where a difference has no sign.
std::vector<int> signs_of(const WorldValues& worlds, const ContrastRow& row) {
  const auto of = [&](int scenario) {
    return worlds.values(static_cast<std::size_t>(scenario), row.metric, row.window);
  };
  const auto left = of(row.scenario), right = of(row.baseline);
  std::vector<int> signs;
  for (std::size_t world = 0; world < left.size(); ++world)
    signs.push_back(left[world] > right[world] ? 1 : left[world] < right[world] ? -1 : 0);
  return signs;
}

/// Among the differences that a comparison's last table has: of the model's key metrics, or all if
/// it has none, between closed scenarios.
std::optional<io::FindOutNext> find_next(const io::Study& study, const StudyOptions& options,
                                         const WorldValues& worlds, const Summary& summary) {
  const auto metrics = reported_metrics(*study.model);
  const auto key = study.model->key_metrics();
  const auto windows = study::windows_of(study);
  const bool years = std::ranges::find(windows, Window::last_year) != windows.end();
  const Window last = study.interest ? Window::chosen : years ? Window::last_year : Window::all;
  std::vector<std::vector<int>> signs;
  for (const auto& row : summary.contrasts) {
    const bool shown = key.empty() || std::ranges::find(key, metrics[row.metric].name) != key.end();
    if (shown && row.window == last && row.baseline < static_cast<int>(options.closed))
      signs.push_back(signs_of(worlds, row));
  }
  // Worlds that the model refuses under a scenario are not among those that were run.
  if (signs.empty() || options.figures.empty() || options.figures.front().size() != worlds.count())
    return std::nullopt;
  if (worlds.count() < fewest_worlds) return io::FindOutNext{fewest_worlds, {}, 0, 0};
  const auto found = next_figure(signs, options.figures, study.scenarios.front().scenario.run.seed);
  if (!found) return io::FindOutNext{};
  return io::FindOutNext{0, io::observables(*study.model)[found->figure].name, found->now,
                         found->then};
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
  const auto next_of = [&](const Summary& summary) -> std::optional<io::FindOutNext> {
    if (!study.worlds || options.figures.empty()) return std::nullopt;
    return find_next(study, options, WorldValues(study, world_means), summary);
  };
  options.conclude = [&] {
    io::Conclusion conclusion{sum_up(), {}, {}, {}};
    conclusion.next = next_of(conclusion.summary);
    return conclusion;
  };
  StudyOutcome outcome{study::run(study, options), {}, {}, looks.enough(), {}, {}};
  outcome.summary = sum_up();
  outcome.next = next_of(outcome.summary);
  outcome.until_reached = looks.enough();
  if (study.worlds) outcome.worlds.emplace(study, world_means);
  outcome.warnings = warnings_of(outcome, scenarios);
  return outcome;
}

}  // namespace sim::experiment
