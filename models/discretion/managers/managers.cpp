#include "models/discretion/managers/managers.hpp"

#include <algorithm>
#include <cmath>

#include "models/discretion/managers/levers.hpp"
#include "models/discretion/world/lists.hpp"
#include "sim/core/math.hpp"

namespace discretion {

namespace {

/// Older months fade, so that what is seen is of some months.
double fading(const ManagerParameters& p) { return 1.0 - 1.0 / p.sight; }

/// Adds the month to what an office usually gives. A month of a small office has hardly two cases
/// alike, of which one is the worker's own.
void remember_like_cases(World& world, Office& office, std::size_t number) {
  const double kept = fading(office.parameters.managers);
  for (std::size_t g = 0; g < office.like_cases.size(); ++g) {
    const Tally& cell = world.record.cells[number * office.like_cases.size() + g];
    LikeCases& like = office.like_cases[g];
    like.cases = kept * like.cases + cell(Count::decisions);
    like.above_rule = kept * like.above_rule + cell(Total::above_rule);
  }
}

/// What a worker gave this month, beside what the office gives in the same life situations: a
/// manager does not hold against workers which cases they had.
void show(World& world, const Office& office, std::size_t w) {
  WorkerState& s = world.workers;
  WorkerSight& shown = s.shown[w];
  const double kept = fading(office.parameters.managers);
  shown.cases *= kept, shown.above_rule *= kept, shown.squares *= kept;
  shown.beyond_like_cases *= kept;
  if (s.decisions[w] == 0) return;
  const auto groups = static_cast<std::size_t>(world.life_situations);
  const double n = s.decisions[w];
  double of_like_cases = 0;
  for (std::size_t g = 0; g < groups; ++g) {
    const std::int32_t seen = s.seen[w * groups + g];
    if (seen == 0) continue;
    of_like_cases += seen * office.like_cases[g].above_rule / office.like_cases[g].cases;
  }
  shown.cases += n;
  shown.above_rule += n * s.above_rule[w];
  shown.squares += n * s.above_rule_squared[w];
  shown.beyond_like_cases += n * s.above_rule[w] - of_like_cases;
}

void look_at_month(World& world, std::uint32_t team, const ManagerParameters& p) {
  const WorkerState& s = world.workers;
  TeamSight& seen = world.teams.seen[team];
  const double kept = fading(p);
  seen.decisions *= kept, seen.tailored *= kept, seen.upheld *= kept, seen.blame *= kept;
  for (std::uint32_t w = world.teams.first_worker[team]; w < world.teams.first_worker[team + 1];
       ++w) {
    seen.decisions += s.decisions[w];
    seen.tailored += s.tailored[w];
    seen.upheld += s.upheld[w];
    seen.blame += s.blame[w][tailor];
  }
}

double mean_blame_expectation(const World& world, std::uint32_t team) {
  const std::uint32_t first = world.teams.first_worker[team];
  const std::uint32_t last = world.teams.first_worker[team + 1];
  double sum = 0;
  for (std::uint32_t w = first; w < last; ++w) sum += world.workers.blame_expectation[w];
  return sum / (last - first);
}

/// What a manager has seen that worries.
double worries(const World& world, const Office& office, std::uint32_t team, double requests) {
  const ManagerParameters& p = office.parameters.managers;
  const TeamSight& seen = world.teams.seen[team];
  // For each worker, or the same people would worry the manager of a large team more.
  const double doubt =
      p.benefit_of_doubt * (world.teams.first_worker[team + 1] - world.teams.first_worker[team]);
  const double blame =
      office.now.levers.manager_blame * office.parameters.workers.exposure_tailoring * seen.blame;
  return std::max(0.0, dispersion_seen(world, TeamId{team}) - p.dispersion_tolerance) +
         p.blame_weight * blame / (seen.tailored + doubt) +
         p.upheld_weight * seen.upheld / (seen.decisions + doubt) + p.request_weight * requests;
}

/// A precondition signals distrust, the more where there was trust; one that goes takes its part of
/// what was crowded out along.
void crowd_out(TeamState& t, std::uint32_t team, const ManagerParameters& p, int before) {
  for (int k = before; k < t.preconditions[team]; ++k)
    t.crowded_out[team] += p.crowding_out * t.trust[team] * (1.0 - t.crowded_out[team]);
  if (t.preconditions[team] < before)
    t.crowded_out[team] *= static_cast<double>(t.preconditions[team]) / before;
}

void manage(World& world, std::uint32_t team) {
  TeamState& t = world.teams;
  const Office& office = world.offices[t.office[team]];
  const ManagerParameters& p = office.parameters.managers;
  look_at_month(world, team, p);
  t.dispersion[team] = team_dispersion(world, TeamId{team});
  const double requests =
      office.parameters.workers.rule_requests * mean_blame_expectation(world, team);
  const LeverEffects& levers = office.now.levers;
  const double worry = worries(world, office, team, requests);
  const double trusted = std::clamp(p.trust_level - p.trust_slope * worry, levers.trust_floor, 1.0);
  // After an affair of harshness the human measure is asked for, in spite of worries.
  const double target =
      trusted + (1.0 - trusted) * p.harshness_mandate * call_for_the_human_measure(world, office);
  t.trust[team] +=
      (target < t.trust[team] ? p.trust_fall : p.trust_rise) * (target - t.trust[team]);

  const int before = t.preconditions[team];
  t.preconditions_before[team] = before;
  sim::Random random(world.stream, Draw::precondition, team,
                     static_cast<std::uint32_t>(world.month));
  // A request is heard by who trusts the team; who does not has reasons of their own.
  const double hazard =
      (p.precondition_hazard * (1.0 - t.trust[team]) * worry + requests * t.trust[team]) /
      (1.0 + before / p.precondition_crowding);
  const double expected = 1.0 - sim::exp(-hazard);
  const bool born = random.uniform() < expected;
  const bool dropped = random.uniform() < 1.0 - sim::exp(-p.precondition_drop * before);
  t.preconditions_born[team] = born && office.now.pile_preconditions ? 1 : 0;
  t.preconditions_expected[team] = office.now.pile_preconditions ? expected : 0.0;
  t.preconditions[team] +=
      t.preconditions_born[team] - (dropped ? 1 : 0) + office.parameters.loops.added_preconditions;
  if (levers.any) {
    int tailored = 0;
    for (std::uint32_t w = t.first_worker[team]; w < t.first_worker[team + 1]; ++w)
      tailored += world.workers.tailored[w];
    t.preconditions[team] =
        lapse_preconditions(world, TeamId{team}, tailored, t.preconditions[team]);
  }
  crowd_out(t, team, p, before);
}

}  // namespace

double team_dispersion(const World& world, TeamId id) {
  const std::uint32_t team = number(id);
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

double dispersion_seen(const World& world, TeamId id) {
  const std::uint32_t team = number(id);
  double n = 0, cases = 0, within = 0, inverse = 0;
  double sum = 0, squares = 0;
  for (std::uint32_t w = world.teams.first_worker[team]; w < world.teams.first_worker[team + 1];
       ++w) {
    const WorkerSight& shown = world.workers.shown[w];
    if (shown.cases <= 0) continue;
    const double mean = shown.beyond_like_cases / shown.cases;
    n += 1;
    sum += mean;
    squares += mean * mean;
    cases += shown.cases;
    within += shown.squares - shown.above_rule * shown.above_rule / shown.cases;
    inverse += 1.0 / shown.cases;
  }
  if (n < 2 || cases <= n) return 0;
  const double between = (squares - sum * sum / n) / (n - 1);
  const double luck = std::max(0.0, within) / (cases - n) * inverse / n;
  return std::sqrt(std::max(0.0, between - luck));
}

void show_what_workers_gave(World& world, sim::Parallel& parallel) {
  for (std::size_t o = 0; o < world.offices.size(); ++o)
    remember_like_cases(world, world.offices[o], o);
  const std::uint32_t desks_of_others = world.offices.back().last_worker;  // from here on
  for_each_worker(world, parallel, [&](std::uint32_t w) {
    if (w < desks_of_others) show(world, world.offices[world.worker_traits.office[w]], w);
  });
}

void manage_teams(World& world, sim::Parallel& parallel) {
  for_each_team(world, parallel, [&](std::uint32_t team) { manage(world, team); });
}

}  // namespace discretion
