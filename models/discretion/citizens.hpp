#pragma once

#include "models/discretion/world.hpp"

namespace discretion {

/// Probability that a wish becomes a case.
/// \param complexity felt; \param capacity to disclose, 0..1; \param log_problems ln(1 + problems)
double take_up_probability(const CitizenParameters&, double trust, double need, double complexity,
                           double capacity, double log_problems);

/// Puts the first wishes of blocks of citizens into the calendar, if they come before the end.
/// \param first and one past the \param last citizen: where blocks of 1,024 begin and end
void schedule_first_wishes(World& world, std::uint32_t first, std::uint32_t last);

/// Citizens whose wish falls in this month file a case if they take up; others lose a little.
void file_wishes(World& world, sim::Parallel& parallel);

/// Citizens with a decision look at themselves and their contacts, and may complain; the decision
/// acts on their hardship.
void look_and_complain(World& world, sim::Parallel& parallel);

/// Decisions whose complaint was upheld are corrected, and claims that a desk gave in to are met.
/// After everybody has looked.
void correct(World& world, sim::Parallel& parallel);

/// Citizens learn whether claims to equality succeed, from the month's record.
void learn_from_claims(World& world);

/// Moves a stored trait and the population's stock of it together.
inline void move_to(float& stored, float next, Tally& cell, Total change) {
  cell.totals[static_cast<std::size_t>(change)].replace(static_cast<double>(stored),
                                                        static_cast<double>(next));
  stored = next;
}

/// Treatment of a citizen as it stands this month: a revoked favour falls back to the rule.
double standing_treatment(const World& world, std::uint32_t citizen);

/// Whether a citizen's case has a second party, who wants the opposite.
bool is_opposed(const World& world, const CitizenParameters& p, std::uint32_t citizen);

/// What a second party wants: as far below the life situation's mean need as the first wants above
/// it [sd of need].
double opposite_want(const World& world, std::size_t life_situation, double want);

}  // namespace discretion
