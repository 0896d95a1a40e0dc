#include "models/discretion/cases/bench.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "models/discretion/citizens/looking.hpp"

namespace discretion {

namespace {

template <class Value>
std::vector<Value> one_of(const std::vector<Value>& all, std::size_t place, std::size_t count = 1) {
  if (all.size() < (place + 1) * count) return std::vector<Value>(count);
  const auto first = all.begin() + static_cast<std::ptrdiff_t>(place * count);
  return {first, first + static_cast<std::ptrdiff_t>(count)};
}

void take_worker(const World& from, std::size_t w, World& into) {
  const auto groups = static_cast<std::size_t>(from.life_situations);
  const WorkerTraits& traits = from.worker_traits;
  into.worker_traits = {{traits.seat[w]},
                        {0},
                        {0},
                        {traits.bias[w]},
                        {traits.loyalty[w]},
                        one_of(traits.sensitivity_start, w),
                        one_of(traits.norm_start, w)};
  const WorkerState& s = from.workers;
  WorkerState& one = into.workers;
  one.sensitivity = {s.sensitivity[w]};
  one.norm = {s.norm[w]};
  one.blame_expectation = {s.blame_expectation[w]};
  one.blame_for_rule = {s.blame_for_rule[w]};
  one.drift = {s.drift[w]};
  one.routine = one_of(s.routine, w, groups);
  one.habit = one_of(s.habit, w, groups);
  one.skill = {s.skill[w]};
  one.blame_record = one_of(s.blame_record, w);
  one.decisions = one_of(s.decisions, w);
  one.blame = {{}};
  one.pardon = {0.0};
}

void take_team(const World& from, std::size_t w, World& into) {
  const std::size_t t = from.worker_traits.team[w];
  into.teams.office = {0};
  into.teams.preconditions = {from.teams.preconditions[t]};
  into.teams.crowded_out = {from.teams.crowded_out[t]};
  into.teams.trust = {from.teams.trust[t]};
  into.teams.blame_record = {from.teams.blame_record[t]};
}

}  // namespace

Desk Bench::desk() const {
  Desk desk = set_desk(world, office, WorkerId{0});
  desk.pressure = found.pressure;
  desk.overload = found.overload;
  desk.queue_hardship = found.queue_hardship;
  desk.tailors = found.tailors;
  desk.refers = found.refers;
  desk.refers_all = found.refers_all;
  desk.faith = found.faith;
  return desk;
}

Bench bench_of(const World& world, WorkerId id) {
  const std::size_t worker = number(id);
  Bench bench;
  bench.world.life_situations = world.life_situations;
  bench.world.month = world.month;
  bench.world.warm_up = world.warm_up;
  bench.world.threshold = world.threshold;
  bench.world.mean_need = world.mean_need;
  bench.world.mean_need_of = world.mean_need_of;
  bench.world.need_of_problems = world.need_of_problems;
  take_worker(world, worker, bench.world);
  take_team(world, worker, bench.world);
  bench.office = world.offices[world.worker_traits.office[worker]];
  bench.world.administrations.emplace_back().salience =
      world.administrations[static_cast<std::size_t>(bench.office.administration)].salience;
  bench.office.administration = 0;
  bench.found = desk_at_the_end(world, id);
  // Who else there is to pass cases on to is known by now, and is not here to be asked.
  bench.office.first_unit_worker = bench.office.last_worker;
  bench.office.first_desk = bench.office.last_desk;
  bench.office.workshop = nobody;
  bench.office.inflow_clock.clear();
  bench.office.revocation_clock.clear();
  return bench;
}

LifeSituationId situation_of(const World& world, double rank) {
  std::vector<std::uint32_t> order(static_cast<std::size_t>(world.life_situations));
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, [&](std::uint32_t a, std::uint32_t b) {
    return world.mean_need_of[a] < world.mean_need_of[b];
  });
  const double place = rank * static_cast<double>(order.size() - 1);
  return LifeSituationId{order[static_cast<std::size_t>(std::lround(place))]};
}

CaseFile file_of(const Bench& bench, const Desk& desk, const Person& person) {
  const Office& office = bench.office;
  const LifeSituationId situation = situation_of(bench.world, person.situation);
  const std::size_t g = number(situation);
  CaseFile file;
  file.need = bench.world.mean_need + person.need;
  file.want = file.need + office.now.expectation + person.want;
  file.capacity = person.can_tell;
  const LeverEffects& levers = office.now.levers;
  file.has_fix_team =
      levers.any && levers.pulled.fix_team > 0 && person.problems > levers.pulled.fix_team_problems;
  file.disclosed = person.will_tell *
                   disclosed_share(office, desk, person.can_tell, situation, file.has_fix_team);
  file.overstatement = person.honest ? 0.0 : claimed_beyond_need(office, situation);
  file.rule = rule_at(office, desk, situation);
  file.route = file.life_situation = g;
  file.opposed = person.second_party;
  file.opposite_want = person.second_party ? opposite_want(bench.world, situation, file.want) : 0.0;
  file.rule_in_force = office.rule[g];
  file.law_at_start = office.law_at_start[g];
  file.rule_loss = office.rule_loss[g];
  return file;
}

}  // namespace discretion
