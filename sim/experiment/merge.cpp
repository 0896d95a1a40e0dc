#include <algorithm>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include "sim/core/error.hpp"
#include "sim/experiment/statistics.hpp"
#include "sim/experiment/sweep.hpp"
#include "sim/io/results/stored_study.hpp"

namespace sim::experiment {

namespace {
constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();

/// An ok run beats a failed one, and that one a row that was left out.
int worth(std::int8_t status) {
  switch (static_cast<io::RunStatus>(status)) {
    case io::RunStatus::ok: return 3;
    case io::RunStatus::failed: return 2;
    case io::RunStatus::not_started: return 1;
    case io::RunStatus::planned: break;
  }
  return 0;
}

/// Which part each run is taken from.
class Choice {
 public:
  Choice(const std::vector<io::SweepPart>& parts, MergeOutcome& outcome)
      : from_(parts.front().all_runs, nowhere), worth_(from_.size(), 0) {
    for (std::size_t part = 0; part < parts.size(); ++part) {
      for (std::size_t row = 0; row < parts[part].status.size(); ++row) {
        const std::size_t run = parts[part].first_run + row;
        const int here = worth(parts[part].status[row]);
        if (here == 0 || run >= from_.size()) continue;
        if (from_[run] != nowhere) ++outcome.duplicates;
        if (here <= worth_[run]) continue;
        from_[run] = part;
        worth_[run] = here;
      }
    }
    outcome.planned = from_.size();
    outcome.ok = static_cast<std::size_t>(std::ranges::count(worth_, 3));
    outcome.failed = static_cast<std::size_t>(std::ranges::count(worth_, 2));
    for (std::size_t run = 0; run < from_.size(); ++run) {
      if (from_[run] != nowhere) continue;
      if (!outcome.missing.empty() && outcome.missing.back().second + 1 == run)
        outcome.missing.back().second = run;
      else
        outcome.missing.emplace_back(run, run);
    }
  }

  /// Stretches of runs from the same part.
  std::vector<io::TakenRuns> stretches() const {
    std::vector<io::TakenRuns> taken;
    for (std::size_t run = 0; run < from_.size(); ++run) {
      if (!taken.empty() && taken.back().part == from_[run])
        ++taken.back().count;
      else
        taken.push_back({from_[run], run, 1});
    }
    return taken;
  }

 private:
  std::vector<std::size_t> from_;
  std::vector<int> worth_;
};
}  // namespace

MergeOutcome merge(const Model& model, const std::vector<std::filesystem::path>& paths,
                   const std::filesystem::path& output, bool force) {
  std::vector<io::SweepPart> parts;
  for (const auto& path : paths) {
    parts.push_back(io::read_part(model, path));
    if (parts.back().experiment != parts.front().experiment)
      throw InputError(
          fmt::format("{} (of another experiment than {}: its file, flags, or what its program "
                      "computes differ). Leave it out, or run it again.",
                      path.string(), paths.front().string()));
  }
  MergeOutcome outcome;
  const Choice choice(parts, outcome);
  if (!outcome.missing.empty()) return outcome;
  const RecordedModel recorded(model, parts.front().metrics, parts.front().breakdowns);
  io::Study study = io::read_study(recorded, parts.front().path);
  study.sweep->first_run = 0;
  study.plan =
      io::sweep_plan(study.sweep->design.points, study.scenarios.size(), study.sweep->replicates);
  io::write_merged(output, study, parts, choice.stretches(), estimate, force);
  return outcome;
}

}  // namespace sim::experiment
