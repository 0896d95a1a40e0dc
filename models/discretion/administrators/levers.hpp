#pragma once

#include "models/discretion/world/world.hpp"

/// Levers as administrators use them. ODD, section 7.14.
namespace discretion {

/// The life situation whose tailored answers ask for a repair this month; -1: none.
int heard_from_front_line(const World& world, AdministrationId administration);
/// Tailoring above the rule that recurs, mean over an administration's offices [sd of need].
double recurring_answer(const World& world, AdministrationId administration,
                        LifeSituationId life_situation);
/// Whether a measure lapses at the end of its term.
bool lapses(const World& world, AdministrationId administration, std::size_t measure);

}  // namespace discretion
