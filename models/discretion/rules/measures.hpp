#pragma once

#include "models/discretion/world/world.hpp"

/// Measures and the rules that they change: what both administrators and workers live with.
namespace discretion {

/// Whether an administration governs an office.
bool governs(const Office& office, AdministrationId administration);
/// Rule of a life situation, mean over the offices that an administration governs [sd of need].
double mean_rule(const World& world, AdministrationId administration,
                 LifeSituationId life_situation);
/// Parameters of an administration: those of its first office.
const Parameters& parameters_of(const World& world, AdministrationId administration);
/// Share of its effectiveness that a measure has lost since it was new or revised.
double worn(const Measure& m);
/// Side effect of a measure now: it grows as the intended effect wears off [sd of need].
double slip(const Measure& m, const AdministrationParameters& p);
double complexity_of_measures(const AdministrationParameters& p, const Administration& a);
/// Complexity before it saturates; and the measures' part of it.
double raw_complexity(const World& world, const Office& office, const Administration& a);
/// What rules distinguish between two life situations beyond what their needs warrant: how far the
/// difference drawn lies outside the interval from none to the difference of mean needs, less a
/// tolerance; mean over pairs [sd of need]. Distinguishing too little is not counted: that is
/// misfit.
double overdistinction(const World& world, const std::vector<double>& rule, double tolerance);
/// How far verification is aimed: mean absolute deviation between life situations.
double aimed_verification(const Office& office);

}  // namespace discretion
