#include "models/discretion/referral.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>

#include "models/discretion/lists.hpp"

namespace discretion {

namespace {

/// Calls visit(worker) for an office's workers and its other desks.
template <class Visit>
void for_each_desk(const Office& office, Visit visit) {
  for (std::uint32_t w = office.first_worker; w < office.last_worker; ++w) visit(w);
  for (std::uint32_t w = office.first_desk; w < office.last_desk; ++w) visit(w);
}

void add_desk(World& world, const Office& office, Seat seat, std::uint32_t team) {
  world.worker_traits.seat.push_back(seat);
  world.worker_traits.office.push_back(static_cast<std::uint16_t>(&office - world.offices.data()));
  world.worker_traits.team.push_back(team);
}

}  // namespace

void lay_out_desks(World& world, const Parameters& p) {
  WorkerTraits& traits = world.worker_traits;
  traits.seat.assign(traits.office.size(), Seat::worker);
  for (Office& office : world.offices) {
    office.first_unit_worker = office.last_worker;
    if (p.policy.unit == Unit::special) {
      const double teams = office.last_team - office.first_team;
      const double unit = std::clamp(std::floor(p.policy.unit_share * teams + 0.5), 1.0,
                                     std::max(1.0, teams - 1.0));
      office.first_unit_worker =
          world.teams.first_worker[office.last_team - static_cast<std::uint32_t>(unit)];
      for (std::uint32_t w = office.first_unit_worker; w < office.last_worker; ++w)
        traits.seat[w] = Seat::unit;
    }
    office.first_desk = static_cast<std::uint32_t>(traits.office.size());
    if (p.policy.decider == Decider::manager) {
      for (std::uint32_t t = office.first_team; t < office.last_team; ++t)
        add_desk(world, office, Seat::manager, t);
    }
    if (p.policy.decider == Decider::administrator)
      add_desk(world, office, Seat::administrator, office.first_team);
    office.last_desk = static_cast<std::uint32_t>(traits.office.size());
  }
}

Peers peers_of(const World& world, const Office& office, std::size_t worker) {
  switch (world.worker_traits.seat[worker]) {
    case Seat::worker: return {office.first_worker, office.first_unit_worker};
    case Seat::unit: return {office.first_unit_worker, office.last_worker};
    default: return {office.first_desk, office.last_desk};
  }
}

bool has_desks(const Office& office) {
  return office.first_unit_worker < office.last_worker || office.first_desk < office.last_desk;
}

std::uint32_t desk_for(const World& world, const Office& office, std::size_t worker,
                       std::uint32_t citizen) {
  if (office.first_desk < office.last_desk) {
    const std::uint32_t desks = office.last_desk - office.first_desk;
    return desks == 1 ? office.first_desk
                      : office.first_desk + world.worker_traits.team[worker] - office.first_team;
  }
  sim::Random random(world.stream, Draw::referral, citizen, world.citizens[citizen].case_number);
  return office.first_unit_worker + random.below(office.last_worker - office.first_unit_worker);
}

void pass_on(World& world, std::uint32_t citizen, std::uint32_t desk) {
  Citizen& case_of = world.citizens[citizen];
  case_of.flags |= flag::referred;
  case_of.next_case = put_first(world, world.workers.referred[desk], citizen);
  std::atomic_ref<std::int32_t>(world.workers.referrals[desk])
      .fetch_add(1, std::memory_order_relaxed);
}

double waiting_list_for(const World& world, const Office& office, std::size_t worker) {
  if (office.first_desk == office.last_desk) return office.unit_waiting_list;
  return world.workers.waiting_list[desk_for(world, office, worker, 0)];
}

int quota_of(const World& world, const Office& office, std::size_t worker) {
  double intake = office.unit_intake;
  double referrers = office.first_unit_worker - office.first_worker;
  if (office.first_desk < office.last_desk) {
    const std::uint32_t desk = desk_for(world, office, worker, 0);
    const std::size_t team = world.worker_traits.team[worker];
    intake = world.workers.intake[desk];
    if (world.worker_traits.seat[desk] == Seat::manager)
      referrers = world.teams.first_worker[team + 1] - world.teams.first_worker[team];
  }
  sim::Random random(world.stream, Draw::intake, static_cast<std::uint32_t>(worker),
                     static_cast<std::uint32_t>(world.month));
  return static_cast<int>(intake / referrers + random.uniform());
}

double hours_of(const World& world, const Office& office, std::size_t worker) {
  const Seat seat = world.worker_traits.seat[worker];
  const bool decider = seat == Seat::manager || seat == Seat::administrator;
  return office.month.hours * (decider ? office.parameters.policy.decider_time : 1.0);
}

void hand_over(World& world) {
  WorkerState& s = world.workers;
  for (Office& office : world.offices) {
    if (!has_desks(office)) continue;
    double unit_waits = 0;
    office.unit_intake = 0;
    for_each_desk(office, [&](std::uint32_t w) {
      if (world.worker_traits.seat[w] == Seat::worker) return;
      const double work =
          (s.pending[w] + s.referrals[w]) * office.parameters.workers.hours_tailoring;
      const double hours = hours_of(world, office, w);
      s.waiting_list[w] = work > 0 ? work / hours : 0.0;
      s.intake[w] = std::max(0.0, office.parameters.policy.waiting_list * hours - work) /
                    office.parameters.workers.hours_tailoring;
      if (world.worker_traits.seat[w] == Seat::unit) {
        unit_waits += s.waiting_list[w] / (office.last_worker - office.first_unit_worker);
        office.unit_intake += s.intake[w];
      }
      if (s.referred[w] == nobody) return;
      s.inbox[w] = s.referred[w];
      s.referred[w] = nobody;
      s.referrals[w] = 0;
    });
    office.unit_waiting_list = unit_waits;
  }
}

std::int64_t pending_cases(const World& world, const Office& office) {
  std::int64_t sum = 0;
  for_each_desk(office, [&](std::uint32_t w) {
    sum += world.workers.pending[w] + world.workers.referrals[w];
  });
  return sum;
}

}  // namespace discretion
