#include <algorithm>

#include "models/discretion/generation.hpp"
#include "models/discretion/levers.hpp"
#include "models/discretion/lists.hpp"
#include "models/discretion/workers.hpp"
#include "sim/core/math.hpp"

namespace discretion {

namespace {

constexpr auto apply = static_cast<std::size_t>(Option::apply);
constexpr auto tailor = static_cast<std::size_t>(Option::tailor);
constexpr auto shortcut = static_cast<std::size_t>(Option::shortcut);

void move_routines(const World& world, const Office& office, std::size_t w, double shock,
                   WorkerMinds& minds) {
  const WorkerState& s = world.workers;
  const WorkerParameters& p = office.parameters.workers;
  const auto groups = static_cast<std::size_t>(world.life_situations);
  const double rate = routine_rate(office);
  const auto& steps = office.month.routine_step;
  for (std::size_t k = w * groups; k < (w + 1) * groups; ++k) {
    if (s.seen[k] == 0 || rate <= 0) continue;
    const auto n = static_cast<std::size_t>(s.seen[k]);
    const double step = n < steps.size() ? steps[n] : step_of(rate, s.seen[k]);
    const auto routine = static_cast<double>(minds.routine[k]);
    minds.routine[k] = static_cast<float>(routine + step * (s.required[k] / s.seen[k] - routine));
  }
  const double unrest = 0.5 * office.month.complexity + s.overload[w];
  minds.drift[w] = p.routine_persistence * minds.drift[w] + p.routine_wander * unrest * shock;
}

void learn_routines(World& world, const Office& office, std::size_t w) {
  WorkerState& s = world.workers;
  if (office.month.survival) {
    const double shock = sim::Random(world.stream, Draw::routine, static_cast<std::uint32_t>(w),
                                     static_cast<std::uint32_t>(world.month))
                             .normal();
    if (office.month.effects.survival) move_routines(world, office, w, shock, s);
    if (office.month.effects.judges_twice())
      move_routines(world, office, w, shock, world.sheltered);
  }
  const auto groups = static_cast<std::size_t>(world.life_situations);
  std::fill_n(s.seen.begin() + static_cast<std::ptrdiff_t>(w * groups), groups, 0);
  std::fill_n(s.required.begin() + static_cast<std::ptrdiff_t>(w * groups), groups, 0.0);
}

/// Weighted blame of a worker this month: whole for tailoring, less for what hides behind a rule.
double weighted_blame(const WorkerParameters& p, const std::array<std::int32_t, options>& blame) {
  return p.exposure_tailoring * blame[tailor] + p.exposure_shortcut * blame[shortcut] +
         p.exposure_rule * blame[apply];
}

/// What of it is left after a pardon.
double felt_blame(const WorkerState& s, const WorkerParameters& p, std::size_t w) {
  return weighted_blame(p, s.blame[w]) * (1.0 - s.pardon[w]);
}

/// What moves in a mind.
struct Moves {
  bool survival = true;
  bool self_protection = true;
};

void move_mind(const World& world, const Office& office, double salience, std::size_t w,
               Moves moves, WorkerMinds& minds) {
  const WorkerState& s = world.workers;
  const WorkerParameters& p = office.parameters.workers;
  const std::size_t team = world.worker_traits.team[w];
  if (moves.survival) {
    const double c = office.month.complexity;
    const double o = s.overload[w];
    const bool beside_unit = world.worker_traits.seat[w] == Seat::worker;
    const double rest =
        world.worker_traits.sensitivity_start[w] * (beside_unit ? office.month.morale : 1.0);
    minds.sensitivity[w] += p.sensitivity_recovery * (rest - minds.sensitivity[w]) -
                            p.sensitivity_erosion * (0.5 * c + o + c * o) * minds.sensitivity[w];
  }
  if (moves.self_protection) {
    const double blame = office.month.levers.blame *
                         (felt_blame(s, p, w) + p.blame_team * world.teams.blame_mean[team]);
    const double target =
        p.blame_gain * blame / std::max(2.0, static_cast<double>(s.decisions[w])) +
        p.blame_salience * salience;
    const double rate = target > minds.blame_expectation[w] ? p.blame_rise : p.blame_fall;
    minds.blame_expectation[w] += rate * (target - minds.blame_expectation[w]);
  }
  // Friedkin & Johnsen (1990): pulled by the team, anchored where the worker started.
  minds.norm[w] +=
      p.norm_rate * (0.5 * world.teams.norm_mean[team] + 0.5 * world.worker_traits.norm_start[w] +
                     p.norm_blame * minds.blame_expectation[w] - minds.norm[w]);
}

void learn_as_person(World& world, const Office& office, double salience, std::size_t w) {
  const OfficeMonth& month = office.month;
  const LoopEffects& effects = month.effects;
  move_mind(world, office, salience, w,
            {month.survival && effects.survival, month.self_protection && effects.self_protection},
            world.workers);
  if (effects.judges_twice()) {
    move_mind(world, office, salience, w, {month.survival, month.self_protection}, world.sheltered);
  }
}

void learn_precedents(World& world) {
  const auto groups = static_cast<std::size_t>(world.life_situations);
  for (std::size_t o = 0; o < world.offices.size(); ++o) {
    Office& office = world.offices[o];
    double decisions = 0;
    double above_rule = 0;
    for (std::size_t g = 0; g < groups; ++g) {
      const Tally& cell = world.record.cells[o * groups + g];
      const double n = cell(Count::decisions);
      if (n == 0) continue;
      decisions += n;
      above_rule += cell(Total::above_rule);
      const double rate = office.parameters.workers.precedent_rate;
      office.precedent[g] = follow(office.precedent[g], cell(Total::treatment) / n, rate, n);
      office.claimants[g] = follow(office.claimants[g], cell(Count::beyond_gate) / n, rate, n);
    }
    const double months = office.parameters.policy.payback_months;
    if (decisions > 0) office.given += (above_rule / decisions - office.given) / months;
  }
}

}  // namespace

double routine_rate(const Office& office) {
  return office.parameters.workers.routine_rate * office.month.complexity /
         (1.0 + office.month.complexity);
}

double step_of(double rate, double n) { return 1.0 - sim::exp(n * sim::log(1.0 - rate)); }

double follow(double value, double mean, double rate, double n) {
  return value + step_of(rate, n) * (mean - value);
}

void learn(World& world, sim::Parallel& parallel) {
  WorkerState& s = world.workers;
  TeamState& teams = world.teams;
  learn_precedents(world);
  take_note(world);
  pardon_errors(world);
  for (std::size_t t = 0; t < teams.office.size(); ++t) {
    const WorkerParameters& p = world.offices[teams.office[t]].parameters.workers;
    double norm = 0;
    double blame = 0;
    for (std::uint32_t w = teams.first_worker[t]; w < teams.first_worker[t + 1]; ++w) {
      norm += s.norm[w];
      blame += felt_blame(s, p, w);
    }
    const double size = teams.first_worker[t + 1] - teams.first_worker[t];
    teams.norm_mean[t] = norm / size;
    teams.blame_mean[t] = blame / size;
  }
  for_each_block_of_workers(
      world, parallel, [&](std::uint32_t begin, std::uint32_t end, Notebook&) {
        for (std::uint32_t w = begin; w < end; ++w) {
          const Office& office = world.offices[world.worker_traits.office[w]];
          const double salience =
              world.administrations[static_cast<std::size_t>(office.administration)]
                  .total_salience();
          learn_routines(world, office, w);
          learn_as_person(world, office, salience, w);
          if (office.parameters.workers.turnover > 0) replace_leaver(world, office, w);
        }
      });
}

}  // namespace discretion
