#include "models/discretion/workers/learning.hpp"

#include <algorithm>

#include "models/discretion/rules/rules_in_force.hpp"
#include "models/discretion/workers/levers.hpp"
#include "models/discretion/workers/newcomers.hpp"
#include "models/discretion/world/lists.hpp"
#include "models/discretion/world/minds.hpp"
#include "models/discretion/world/running_mean.hpp"
#include "sim/core/math.hpp"

namespace discretion {

namespace {

void move_routines(const World& world, const Office& office, std::size_t w, double shock,
                   WorkerMinds& minds) {
  const WorkerState& s = world.workers;
  const WorkerParameters& p = office.parameters.workers;
  const auto groups = static_cast<std::size_t>(world.life_situations);
  const double rate = routine_rate(office);
  const auto& steps = office.now.routine_step;
  for (std::size_t k = w * groups; k < (w + 1) * groups; ++k) {
    if (s.seen[k] == 0 || rate <= 0) continue;
    const auto n = static_cast<std::size_t>(s.seen[k]);
    const double step = n < steps.size() ? steps[n] : step_of(rate, s.seen[k]);
    const auto routine = static_cast<double>(minds.routine[k]);
    minds.routine[k] = static_cast<float>(routine + step * (s.required[k] / s.seen[k] - routine));
  }
  minds.drift[w] = p.routine_persistence * minds.drift[w] +
                   p.routine_wander * unrest(office, s.overload[w]) * shock;
}

/// What is done often under unrest becomes a habit, in a life situation at a time; what is not done
/// is forgotten.
void form_habits(const World& world, const Office& office, std::size_t w, WorkerMinds& minds) {
  const WorkerState& s = world.workers;
  const WorkerParameters& p = office.parameters.workers;
  const auto groups = static_cast<std::size_t>(world.life_situations);
  const double left_by_a_case = sim::exp(-p.habit_rate * unrest(office, s.overload[w]));
  for (std::size_t k = w * groups; k < (w + 1) * groups; ++k) {
    if (s.seen[k] == 0 && minds.habit[k] == 0.0F) continue;
    double missing = 1.0 - static_cast<double>(minds.habit[k]);
    for (std::int32_t n = 0; n < s.seen[k]; ++n) missing *= left_by_a_case;
    minds.habit[k] = static_cast<float>(p.routine_persistence * (1.0 - missing));
  }
}

void learn_routines(World& world, const Office& office, std::size_t w) {
  WorkerState& s = world.workers;
  if (office.now.survival) {
    const double shock = sim::Random(world.stream, Draw::routine, static_cast<std::uint32_t>(w),
                                     static_cast<std::uint32_t>(world.month))
                             .normal();
    for_each_mind(world, office, [&](WorkerMinds& minds, const Moves& moves) {
      if (!moves.survival) return;
      move_routines(world, office, w, shock, minds);
      form_habits(world, office, w, minds);
    });
  }
  const auto groups = static_cast<std::size_t>(world.life_situations);
  std::fill_n(s.seen.begin() + static_cast<std::ptrdiff_t>(w * groups), groups, 0);
  std::fill_n(s.required.begin() + static_cast<std::ptrdiff_t>(w * groups), groups, 0.0);
}

double per_decision(double blame, double decisions) {
  return decisions > 0 ? blame / decisions : 0.0;
}

}  // namespace

// Blame is whole for tailoring, less for what hides behind a rule.
void remember_blame(WorkerState& s, const WorkerParameters& p, WorkerId worker) {
  const std::uint32_t w = number(worker);
  const std::array<std::int32_t, options>& blame = s.blame[w];
  const double of_rule = p.exposure_rule * blame[apply];
  const double deviating = p.exposure_tailoring * blame[tailor] +
                           p.exposure_shortcut * blame[shortcut] +
                           (1.0 - p.blame_direction) * of_rule;
  BlameRecord& record = s.blame_record[w];
  const double felt = 1.0 - s.pardon[w];
  record.decisions = p.blame_memory * record.decisions + s.decisions[w];
  record.deviating = p.blame_memory * record.deviating + felt * deviating;
  record.applying = p.blame_memory * record.applying + felt * p.blame_direction * of_rule;
}

void expect_blame(const World& world, const Office& office, WorkerId worker, WorkerMinds& minds) {
  const std::uint32_t w = number(worker);
  const WorkerParameters& p = office.parameters.workers;
  const BlameRecord& own = world.workers.blame_record[w];
  const BlameRecord& team = world.teams.blame_record[world.worker_traits.team[w]];
  const Administration& administration =
      world.administrations[static_cast<std::size_t>(office.administration)];
  const double harshness =
      p.blame_direction * administration.salience[static_cast<std::size_t>(Cause::harshness)];
  const double distrust = is_superior(world.worker_traits.seat[w])
                              ? 0.0
                              : 1.0 - world.teams.trust[world.worker_traits.team[w]];
  // Criticism is what is expected without a complaint.
  const auto move = [&](double& expectation, double own_blame, double team_blame,
                        double criticism) {
    const double felt =
        office.now.levers.blame * (per_decision(own_blame, own.decisions) +
                                   p.blame_team * per_decision(team_blame, team.decisions));
    const double target = p.blame_gain * felt + criticism;
    expectation += (target > expectation ? p.blame_rise : p.blame_fall) * (target - expectation);
  };
  move(minds.blame_expectation[w], own.deviating, team.deviating,
       p.blame_salience * (administration.total_salience() - harshness) +
           p.blame_superiors * distrust);
  move(minds.blame_for_rule[w], own.applying, team.applying, p.blame_salience * harshness);
}

namespace {

void move_mind(const World& world, const Office& office, std::uint32_t w, const Moves& moves,
               WorkerMinds& minds) {
  const WorkerState& s = world.workers;
  const WorkerParameters& p = office.parameters.workers;
  const std::size_t team = world.worker_traits.team[w];
  if (moves.survival) {
    const double c = office.now.complexity;
    const double o = s.overload[w];
    const bool beside_unit = world.worker_traits.seat[w] == Seat::worker;
    const double usual =
        world.worker_traits.sensitivity_start[w] * (beside_unit ? office.now.morale : 1.0);
    const double rest =
        usual + (1.0 - usual) * p.harshness_mandate * call_for_the_human_measure(world, office);
    // Loss at a rate, then recovery: whatever the rate, what is left is a share.
    const double kept =
        minds.sensitivity[w] * sim::exp(-p.sensitivity_erosion * (unrest(office, o) + c * o));
    minds.sensitivity[w] = kept + p.sensitivity_recovery * (rest - kept);
  }
  if (moves.self_protection) expect_blame(world, office, WorkerId{w}, minds);
  // Friedkin & Johnsen (1990): pulled by the team, anchored where the worker started. Blame is in
  // the anchor, so that a team that only follows itself cannot run away.
  const double anchor =
      world.worker_traits.norm_start[w] + p.norm_blame * minds.blame_expectation[w];
  const double called_for =
      p.norm_susceptibility * world.teams.norm_mean[team] + (1.0 - p.norm_susceptibility) * anchor;
  minds.norm[w] += p.norm_rate * (called_for - minds.norm[w]);
}

/// Practice makes skill, and what is not practised is unlearnt, whoever stood in the way of it.
void practise(WorkerState& s, const WorkerParameters& p, std::size_t w) {
  const double practice = 1.0 - sim::exp(-s.tailored[w] / p.skill_cases);
  s.skill[w] += p.skill_rate * (practice - s.skill[w]);
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
      office.precedent[g] = moved_mean(office.precedent[g], cell(Total::treatment) / n, rate, n);
      office.claimants[g] = moved_mean(office.claimants[g], cell(Count::beyond_gate) / n, rate, n);
    }
    const double months = office.parameters.policy.payback_months;
    if (decisions > 0) office.given += (above_rule / decisions - office.given) / months;
  }
}

/// What a team's workers add up to, before anybody moves.
void add_up_teams(World& world) {
  const WorkerState& s = world.workers;
  TeamState& teams = world.teams;
  for (std::size_t t = 0; t < teams.office.size(); ++t) {
    double norm = 0;
    BlameRecord of_all;
    for (std::uint32_t w = teams.first_worker[t]; w < teams.first_worker[t + 1]; ++w) {
      norm += s.norm[w];
      of_all.decisions += s.blame_record[w].decisions;
      of_all.deviating += s.blame_record[w].deviating;
      of_all.applying += s.blame_record[w].applying;
    }
    teams.norm_mean[t] = norm / (teams.first_worker[t + 1] - teams.first_worker[t]);
    teams.blame_record[t] = of_all;
  }
}

void learn_alone(World& world, std::uint32_t w) {
  const Office& office = world.offices[world.worker_traits.office[w]];
  learn_routines(world, office, w);
  for_each_mind(world, office, [&](WorkerMinds& minds, const Moves& moves) {
    move_mind(world, office, w, moves, minds);
  });
  practise(world.workers, office.parameters.workers, w);
  if (office.parameters.workers.turnover > 0) replace_leaver(world, office, WorkerId{w});
}

}  // namespace

void learn(World& world, sim::Parallel& parallel) {
  learn_precedents(world);
  take_note(world);
  pardon_errors(world);
  for_each_worker(world, parallel, [&](std::uint32_t w) {
    const Office& office = world.offices[world.worker_traits.office[w]];
    remember_blame(world.workers, office.parameters.workers, WorkerId{w});
  });
  add_up_teams(world);
  for_each_worker(world, parallel, [&](std::uint32_t w) { learn_alone(world, w); });
  socialise_newcomers(world, parallel);
}

}  // namespace discretion
