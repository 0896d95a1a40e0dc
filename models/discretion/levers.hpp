#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/discretion/judgement.hpp"

/// Levers that may break or bend a dynamic: what each does, called at the one place where it acts.
/// What they do to the case on the desk is in levers_lanes.inc.
/// ODD, section 7.14.
namespace discretion {

/// Levers as they act on an office this month.
/// \param open false while the warm-up runs: then none is pulled
LeverEffects pull_levers(const LeverParameters& levers, bool open);

/// Levers of an administration: those of its first office.
const LeverParameters& levers_of(const World& world, std::size_t administration);

/// Counts the hours that an office pays besides those of cases.
/// \param available hours for cases this month \param used hours of cases
void pay_besides(const World& world, std::size_t worker, double available, double used,
                 Notebook& notebook);

/// \name Longer validity
/// @{
/// Says with a decision, by keyed draw, that it stays valid while nothing changes.
void stamp_validity(World& world, std::uint32_t citizen);
/// Whether a citizen's decision still stands, so that nothing need be filed.
bool still_valid(const World& world, std::uint32_t citizen);
/// @}

/// \name Fix team
/// @{
/// Whether one team handles the citizen's case, to which nothing stays undisclosed.
bool is_fix_teams(const LeverParameters& levers, const Citizen& citizen);
/// Whether a wish is about one of many problems that one case covers: one process instead of 1 + p.
bool part_of_one_case(const World& world, const Office& office, std::uint32_t citizen);
/// @}

/// \name Learning
/// @{
/// Pardons each worker's first upheld complaint of a term: blame forgiven, hours owed.
void pardon_errors(World& world);
/// Offices remember by life situation which tailored answers recur and work, and what is needed.
void take_note(World& world);
/// @}

/// Preconditions of a team after those that take too much time have lapsed.
int lapse_preconditions(const World& world, std::size_t team, int tailored, int preconditions);

/// \name Rules
/// @{
/// The circle of perspectives rewrites the rule of the life situation where cases fit it least.
void rewrite_rule(const World& world, Office& office);
/// Everybody whom a new repair concerns is settled at once, without a case.
void settle_at_source(World& world, Office& office, const Measure& repair);
/// The life situation whose tailored answers ask for a repair this month; -1: none.
int heard_from_front_line(const World& world, std::size_t administration);
/// Tailoring above the rule that recurs, mean over an administration's offices [sd of need].
double recurring_answer(const World& world, std::size_t administration, std::size_t life_situation);
/// Whether a measure lapses at the end of its term.
bool lapses(const World& world, std::size_t administration, std::size_t number);
/// @}

}  // namespace discretion
