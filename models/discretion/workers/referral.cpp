#include "models/discretion/workers/referral.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <utility>

#include "models/discretion/workers/newcomers.hpp"
#include "models/discretion/world/lists.hpp"

namespace discretion {

namespace {

/// Calls visit(worker) for an office's workers and its other desks.
template <class Visit>
void for_each_desk(const Office& office, Visit visit) {
  for (std::uint32_t w = office.first_worker; w < office.last_worker; ++w) visit(w);
  for (std::uint32_t w = office.first_desk; w < office.last_desk; ++w) visit(w);
  if (office.workshop != nobody) visit(office.workshop);
}

void add_desk(World& world, const Office& office, Seat seat, std::uint32_t team) {
  world.worker_traits.seat.push_back(seat);
  world.worker_traits.office.push_back(static_cast<std::uint16_t>(&office - world.offices.data()));
  world.worker_traits.team.push_back(team);
}

/// The first worker of the special unit that policy wants; last_worker if none.
std::uint32_t first_of_unit(const World& world, const Office& office) {
  const PolicyParameters& p = office.parameters.policy;
  if (p.unit == Unit::whole) return office.last_worker;
  const double teams = office.last_team - office.first_team;
  const double unit =
      std::clamp(std::floor(p.unit_share * teams + 0.5), 1.0, std::max(1.0, teams - 1.0));
  return world.teams.first_worker[office.last_team - static_cast<std::uint32_t>(unit)];
}

/// Who decides on tailoring as the desks stand.
Decider decider_at(const World& world, const Office& office) {
  if (office.first_desk == office.last_desk) return Decider::worker;
  return world.worker_traits.seat[office.first_desk] == Seat::manager ? Decider::manager
                                                                      : Decider::administrator;
}

void form_unit(World& world, Office& office) {
  office.first_unit_worker = first_of_unit(world, office);
  for (std::uint32_t w = office.first_worker; w < office.last_worker; ++w)
    world.worker_traits.seat[w] = w < office.first_unit_worker ? Seat::worker : Seat::unit;
}

void add_desks(World& world, Office& office) {
  const Decider decider = office.parameters.policy.decider;
  office.first_desk = static_cast<std::uint32_t>(world.worker_traits.office.size());
  if (decider == Decider::manager) {
    for (std::uint32_t t = office.first_team; t < office.last_team; ++t)
      add_desk(world, office, Seat::manager, t);
  }
  if (decider == Decider::administrator)
    add_desk(world, office, Seat::administrator, office.first_team);
  office.last_desk = static_cast<std::uint32_t>(world.worker_traits.office.size());
}

bool wants_workshop(const Office& office) {
  const LeverParameters& l = office.parameters.levers;
  return l.deliberation > 0 && l.deliberation_share > 0;
}

void open_workshop(World& world, Office& office) {
  office.workshop = static_cast<std::uint32_t>(world.worker_traits.office.size());
  add_desk(world, office, Seat::workshop, office.first_team);
}

/// Hours that a desk expects a case to take.
double hours_of_case(const Office& office, Seat seat) {
  const LeverParameters& l = office.now.levers.pulled;
  const double talks = seat == Seat::workshop ? l.deliberation * l.deliberation_hours : 0.0;
  return office.parameters.workers.hours_tailoring + talks;
}

/// Takes the mark of being passed on off the cases of a list, and puts each in the inbox that
/// `inbox_of` its citizen says.
template <class InboxOf>
void send_back(World& world, std::uint32_t& first, InboxOf inbox_of) {
  std::uint32_t i = std::exchange(first, nobody);
  while (i != nobody) {
    Citizen& citizen = world.citizens[i];
    const std::uint32_t next = citizen.next_case;
    citizen.flags = static_cast<std::uint8_t>(citizen.flags & ~flag::referred);
    citizen.next_case = std::exchange(world.workers.inbox[inbox_of(citizen)], i);
    i = next;
  }
}

/// A worker of the unit becomes one like the others, and keeps the cases that lie there.
void leave_unit(World& world, std::uint32_t w) {
  WorkerState& s = world.workers;
  for (std::uint32_t i = s.queue[w]; i != nobody; i = world.citizens[i].next_case)
    world.citizens[i].flags = static_cast<std::uint8_t>(world.citizens[i].flags & ~flag::referred);
  send_back(world, s.referred[w], [&](const Citizen&) { return w; });
  s.referrals[w] = 0;
}

/// Nobody decides at a desk any more: its cases go to workers, by their keyed place in a queue.
void close_desk(World& world, const Office& office, std::uint32_t desk) {
  WorkerState& s = world.workers;
  const auto worker_of = [&](const Citizen& citizen) {
    const std::uint32_t workers = office.first_unit_worker - office.first_worker;
    return office.first_worker + citizen.place % std::max(1U, workers);
  };
  send_back(world, s.queue[desk], worker_of);
  send_back(world, s.referred[desk], worker_of);
  s.queue_end[desk] = nobody;
  s.pending[desk] = 0;
  s.referrals[desk] = 0;
}

}  // namespace

void lay_out_desks(World& world) {
  world.worker_traits.seat.assign(world.worker_traits.office.size(), Seat::worker);
  for (Office& office : world.offices) {
    form_unit(world, office);
    add_desks(world, office);
  }
  for (Office& office : world.offices) {
    if (wants_workshop(office)) open_workshop(world, office);
  }
}

void rearrange_desks(World& world, Office& office) {
  const std::uint32_t unit_before = office.first_unit_worker;
  if (first_of_unit(world, office) != unit_before) {
    form_unit(world, office);
    for (std::uint32_t w = unit_before; w < office.first_unit_worker; ++w) leave_unit(world, w);
  }
  if (decider_at(world, office) != office.parameters.policy.decider) {
    for (std::uint32_t desk = office.first_desk; desk < office.last_desk; ++desk)
      close_desk(world, office, desk);
    add_desks(world, office);
  }
  if (wants_workshop(office) && office.workshop == nobody) open_workshop(world, office);
  if (!wants_workshop(office) && office.workshop != nobody)
    close_desk(world, office, std::exchange(office.workshop, nobody));
  const bool somebody_new = world.worker_traits.seat.size() > world.workers.norm.size();
  if (somebody_new) draw_workers(world, office.parameters);
}

Peers peers_of(const World& world, const Office& office, WorkerId worker) {
  switch (world.worker_traits.seat[number(worker)]) {
    case Seat::worker: return {office.first_worker, office.first_unit_worker};
    case Seat::unit: return {office.first_unit_worker, office.last_worker};
    case Seat::workshop: return {office.workshop, office.workshop + 1};
    default: return {office.first_desk, office.last_desk};
  }
}

bool has_desks(const Office& office) {
  return office.first_unit_worker < office.last_worker || office.first_desk < office.last_desk;
}

bool decides(const World& world, const Office& office, WorkerId worker) {
  return world.worker_traits.seat[number(worker)] != Seat::worker || !has_desks(office);
}

bool has_workshop_for(const World& world, const Office& office, WorkerId worker) {
  return office.workshop != nobody && office.now.levers.pulled.deliberation > 0 &&
         number(worker) != office.workshop && decides(world, office, worker);
}

WorkerId desk_for(const World& world, const Office& office, WorkerId worker, CitizenId citizen) {
  if (has_workshop_for(world, office, worker)) return WorkerId{office.workshop};
  if (office.first_desk < office.last_desk) {
    const std::uint32_t desks = office.last_desk - office.first_desk;
    if (desks == 1) return WorkerId{office.first_desk};
    return WorkerId{office.first_desk + world.worker_traits.team[number(worker)] -
                    office.first_team};
  }
  const std::uint32_t i = number(citizen);
  sim::Random random(world.stream, Draw::referral, i, world.citizens[i].case_number);
  return WorkerId{office.first_unit_worker +
                  random.below(office.last_worker - office.first_unit_worker)};
}

void pass_on(World& world, CitizenId citizen, WorkerId desk) {
  Citizen& case_of = world.citizens[number(citizen)];
  case_of.flags |= flag::referred;
  case_of.next_case = put_first(world, world.workers.referred[number(desk)], citizen);
  std::atomic_ref<std::int32_t>(world.workers.referrals[number(desk)])
      .fetch_add(1, std::memory_order_relaxed);
}

double waiting_list_for(const World& world, const Office& office, WorkerId worker) {
  if (office.first_desk == office.last_desk && !has_workshop_for(world, office, worker))
    return office.unit_waiting_list;
  return world.workers.waiting_list[number(desk_for(world, office, worker, CitizenId{0}))];
}

int quota_of(const World& world, const Office& office, WorkerId worker) {
  double intake = office.unit_intake;
  double referrers = office.first_unit_worker - office.first_worker;
  if (has_workshop_for(world, office, worker)) {
    const Peers peers = peers_of(world, office, worker);
    intake = world.workers.intake[office.workshop];
    referrers = peers.last - peers.first;
  } else if (office.first_desk < office.last_desk) {
    const std::uint32_t desk = number(desk_for(world, office, worker, CitizenId{0}));
    const std::size_t team = world.worker_traits.team[number(worker)];
    intake = world.workers.intake[desk];
    if (world.worker_traits.seat[desk] == Seat::manager)
      referrers = world.teams.first_worker[team + 1] - world.teams.first_worker[team];
  }
  sim::Random random(world.stream, Draw::intake, number(worker),
                     static_cast<std::uint32_t>(world.month));
  return static_cast<int>(intake / referrers + random.uniform());
}

double hours_of(const World& world, const Office& office, WorkerId worker) {
  const Seat seat = world.worker_traits.seat[number(worker)];
  if (seat == Seat::workshop) {
    const LeverParameters& l = office.now.levers.pulled;
    const double set_apart = l.deliberation * l.deliberation_share;
    const double workers = office.last_worker - office.first_worker;
    return office.now.hours * workers * set_apart / (1.0 - set_apart);
  }
  const bool decider = seat == Seat::manager || seat == Seat::administrator;
  return office.now.hours * (decider ? office.parameters.policy.decider_time : 1.0);
}

void hand_over(World& world) {
  WorkerState& s = world.workers;
  for (Office& office : world.offices) {
    if (!has_desks(office) && office.workshop == nobody) continue;
    double unit_waits = 0;
    office.unit_intake = 0;
    for_each_desk(office, [&](std::uint32_t w) {
      const Seat seat = world.worker_traits.seat[w];
      if (seat == Seat::worker) return;
      const double each = hours_of_case(office, seat);
      const double work = (s.pending[w] + s.referrals[w]) * each;
      const double hours = hours_of(world, office, WorkerId{w});
      s.waiting_list[w] = work > 0 ? work / hours : 0.0;
      s.intake[w] = std::max(0.0, office.parameters.policy.waiting_list * hours - work) / each;
      if (seat == Seat::unit) {
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
