#pragma once

#include "models/discretion/world/world.hpp"

/// Cases that are passed on to whom the policy lets decide on tailoring: a special unit, managers
/// or administrators (model, section 1: who decides, one department or everyone); and those that
/// are stuck, to the workshop that a lever opens (docs/decisions/0034).
namespace discretion {

/// Makes the special unit out of each office's last teams, and the desks of other deciders and of
/// workshops.
void lay_out_desks(World& world);

/// Does so anew for an office whose policy may have changed. New desks come behind all others.
/// Cases that were passed on to who does not decide any more go back to workers.
void rearrange_desks(World& world, Office& office);

/// The workers, or desks, of an office whose work is like this one's: [first, last).
struct Peers {
  std::uint32_t first = 0, last = 0;
};
Peers peers_of(const World& world, const Office& office, WorkerId worker);

/// Whether there is anybody whom workers pass cases on to because they do not decide on tailoring.
bool has_desks(const Office& office);
/// Whether who sits there decides on tailoring.
bool decides(const World& world, const Office& office, WorkerId worker);
/// Whether there is a workshop that takes cases from who sits there: from all who decide.
bool has_workshop_for(const World& world, const Office& office, WorkerId worker);

/// The desk that a worker passes this citizen's case on to: the workshop, the unit's by keyed draw,
/// the manager of the own team, or the office's administrator.
WorkerId desk_for(const World& world, const Office& office, WorkerId worker, CitizenId citizen);

/// Puts a case on another desk; it is taken up there next month. From any thread.
void pass_on(World& world, CitizenId citizen, WorkerId desk);

/// The waiting list at the desk or desks that a worker passes cases on to [month].
double waiting_list_for(const World& world, const Office& office, WorkerId worker);

/// How many cases a worker may pass on this month: an even part of what the desk takes in, rounded
/// by a keyed draw.
int quota_of(const World& world, const Office& office, WorkerId worker);

/// A desk's hours for cases in a month, before objections.
double hours_of(const World& world, const Office& office, WorkerId worker);

/// Last month's referrals arrive in the inboxes, and waiting lists are counted.
void hand_over(World& world);

/// Cases of an office that nobody has decided yet, those on their way to another desk included.
std::int64_t pending_cases(const World& world, const Office& office);

}  // namespace discretion
