#pragma once

#include "models/discretion/world/world.hpp"

namespace discretion {

/// The month's signals of one administration, and what of each came from its own measures.
struct Signals {
  ByCause strength{};
  ByCause own{};  ///< share of the strength that measures supplied, 0..1
  /// What is held against measures in force that answer the cause: for each measure by how much of
  /// it persists in spite of the measure, and by how far the measure has worn.
  ByCause persisting{}, found_worn{};
  double incidents_per_10000 = 0;
  double equality_per_1000 = 0;
};

/// A month's tallies of an administration, and what measures had to do with them.
struct Sums {
  Tally tally;
  double citizens = 0;
  double overdistinction = 0;  ///< of the rules in force beyond tolerance, mean over offices
  double overdistinction_at_start = 0;
  double aimed = 0;             ///< verification that is aimed, mean over offices
  double relaxed = 0;           ///< share of room that measures opened
  double complexity_share = 0;  ///< share of complexity that measures supply
  double verified = 0;          ///< share of found misuse that verification supplied
};

Sums sums_of(const World& world, AdministrationId administration);

/// What the month's tallies tell administrators, by cause. Model, section 5.
Signals take_in(const World& world, AdministrationId administration, const Sums& sums);

/// Salience and memory of each cause, and the ledger of what each measure supplied to it.
void remember(Administration& administration, const Signals& signals, const Sums& sums,
              const AdministrationParameters& p, int month);

}  // namespace discretion
