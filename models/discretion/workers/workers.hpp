#pragma once

#include "models/discretion/workers/judgement.hpp"

namespace discretion {

/// A worker's desk, with the room and hours of the month and without its queue.
Desk set_desk(const World& world, const Office& office, WorkerId worker);

/// A worker's own desk as the month ends, with its queue.
Desk desk_at_the_end(const World& world, WorkerId worker);

/// Share of the gap that somebody of this capacity makes clear at a desk.
double disclosed_share(const Office& office, const Desk& desk, double capacity,
                       LifeSituationId life_situation, bool has_fix_team);
/// What somebody who is not honest claims beyond need, where it is verified [sd of need].
double claimed_beyond_need(const Office& office, LifeSituationId life_situation);
/// The rule of a life situation as it is read at a desk: overload tells groups apart less.
double rule_at(const Office& office, const Desk& desk, LifeSituationId life_situation);

/// Opens a citizen's case at a desk, before anybody errs about it.
void open_file(const World& world, const Office& office, const Desk& desk, CitizenId id,
               CaseFile& file);

/// The random numbers of one reading of a case.
struct Reading {
  double noise = 0;    ///< standard normal
  double misread = 0;  ///< uniform
};

/// The errors of one reading: of perception, and of the rule.
void misperceive(const World& world, const Office& office, const Desk& desk, CitizenId citizen,
                 const Reading& reading, CaseFile& file);

/// Workers handle their queues, oldest case first, as far as their hours reach.
void decide_cases(World& world, sim::Parallel& parallel);

}  // namespace discretion
