#pragma once

#include "models/discretion/world/world.hpp"

/// Levers that may break or bend a dynamic: what each does, called at the one place where it acts,
/// in the room of whom it acts on (levers.hpp in each).
/// What they do to the case on the desk is in levers_lanes.hpp.
/// ODD, section 7.14.
namespace discretion {

/// Share of a worker's hours that levers take from cases.
double time_besides(const LeverParameters& levers);
/// Levers as they act on an office this month.
/// \param open false while the warm-up runs: then none is pulled
LeverEffects pull_levers(const LeverParameters& levers, bool open);

/// Levers of an administration: those of its first office.
const LeverParameters& levers_of(const World& world, AdministrationId administration);

/// The circle of perspectives rewrites the rule of the life situation where cases fit it least.
void rewrite_rule(const World& world, Office& office);
/// Pilots make rules of answers that recur; the other offices take over what pilots learnt.
void try_and_spread(World& world);
/// Cases that the workshop solved teach the rule of their life situation, some at a time.
void teach_the_rule(const World& world, Office& office);
/// Everybody whom a new repair concerns is settled at once, without a case.
void settle_at_source(World& world, Office& office, const Measure& repair);

}  // namespace discretion
