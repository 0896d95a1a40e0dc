#include "models/discretion/managers.hpp"

#include <algorithm>
#include <cmath>

#include "models/discretion/levers.hpp"
#include "sim/core/math.hpp"

namespace discretion {

namespace {

/// Fewer decisions than this are counted as this many: one mishap in a quiet month is no signal.
constexpr double least_decisions = 5.0;
constexpr double least_tailored = 3.0;

struct TeamSums {
  double decisions = 0, tailored = 0, upheld = 0, blame_expectation = 0, blame = 0;
};

TeamSums add_up(const World& world, std::size_t team) {
  const WorkerState& s = world.workers;
  TeamSums sums;
  for (std::uint32_t w = world.teams.first_worker[team]; w < world.teams.first_worker[team + 1];
       ++w) {
    sums.decisions += s.decisions[w];
    sums.tailored += s.tailored[w];
    sums.upheld += s.upheld[w];
    sums.blame_expectation += s.blame_expectation[w];
    sums.blame += s.blame[w][static_cast<std::size_t>(Option::tailor)];
  }
  return sums;
}

void manage(World& world, std::size_t team) {
  TeamState& t = world.teams;
  const Office& office = world.offices[t.office[team]];
  const ManagerParameters& p = office.parameters.managers;
  const TeamSums sums = add_up(world, team);
  t.dispersion[team] = team_dispersion(world, team);
  const double dispersion = std::isfinite(t.dispersion[team]) ? t.dispersion[team] : 0.0;
  const double requests = office.parameters.workers.rule_requests * sums.blame_expectation;
  const LeverEffects& levers = office.month.levers;
  const double blame =
      levers.manager_blame * office.parameters.workers.exposure_tailoring * sums.blame;
  const double worries = std::max(0.0, dispersion - p.dispersion_tolerance) +
                         p.blame_weight * blame / std::max(least_tailored, sums.tailored + 1.0) +
                         p.upheld_weight * sums.upheld / std::max(least_decisions, sums.decisions) +
                         p.request_weight * requests;
  const double target =
      std::clamp(p.trust_level - p.trust_slope * worries, levers.trust_floor, 1.0);
  t.trust[team] +=
      (target < t.trust[team] ? p.trust_fall : p.trust_rise) * (target - t.trust[team]);

  const int before = t.preconditions[team];
  t.preconditions_before[team] = before;
  sim::Random random(world.stream, Draw::precondition, static_cast<std::uint32_t>(team),
                     static_cast<std::uint32_t>(world.month));
  const double hazard = (p.precondition_hazard * (1.0 - t.trust[team]) * worries + requests) /
                        (1.0 + before / p.precondition_crowding);
  const double expected = 1.0 - sim::exp(-hazard);
  const bool born = random.uniform() < expected;
  const bool dropped = random.uniform() < 1.0 - sim::exp(-p.precondition_drop * before);
  t.preconditions_born[team] = born && office.month.pile_preconditions ? 1 : 0;
  t.preconditions_expected[team] = office.month.pile_preconditions ? expected : 0.0;
  t.preconditions[team] +=
      t.preconditions_born[team] - (dropped ? 1 : 0) + office.parameters.loops.added_preconditions;
  if (levers.any) {
    t.preconditions[team] =
        lapse_preconditions(world, team, static_cast<int>(sums.tailored), t.preconditions[team]);
  }
}

}  // namespace

double team_dispersion(const World& world, std::size_t team) {
  double n = 0;
  double sum = 0;
  double squares = 0;
  for (std::uint32_t w = world.teams.first_worker[team]; w < world.teams.first_worker[team + 1];
       ++w) {
    if (world.workers.decisions[w] == 0) continue;
    const double mean = world.workers.above_rule[w];
    n += 1;
    sum += mean;
    squares += mean * mean;
  }
  if (n < 2) return sim::not_a_number;
  return std::sqrt(std::max(0.0, (squares - sum * sum / n) / (n - 1)));
}

void manage_teams(World& world, sim::Parallel& parallel) {
  constexpr std::size_t together = 32;
  const std::size_t teams = world.teams.office.size();
  parallel.for_each_block((teams + together - 1) / together, [&](std::size_t block, int) {
    const std::size_t end = std::min(teams, (block + 1) * together);
    for (std::size_t team = block * together; team < end; ++team) manage(world, team);
  });
}

}  // namespace discretion
