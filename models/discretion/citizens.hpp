#pragma once

#include "models/discretion/world.hpp"

namespace discretion {

/// Probability that a wish becomes a case.
/// \param complexity felt; \param capacity to disclose, 0..1
double take_up_probability(const CitizenParameters&, double trust, double need, double complexity,
                           double capacity);

/// Puts the first wishes of blocks of citizens into the calendar, if they come before the end.
/// \param first and one past the \param last citizen: where blocks of 1,024 begin and end
void schedule_first_wishes(World& world, std::uint32_t first, std::uint32_t last);

/// Citizens whose wish falls in this month file a case if they take up; others lose a little.
void file_wishes(World& world, sim::Parallel& parallel);

/// Citizens with a decision look at themselves and their contacts, and may complain; the decision
/// acts on their hardship.
void look_and_complain(World& world, sim::Parallel& parallel);

/// Decisions whose complaint was upheld are corrected. After everybody has looked.
void correct(World& world, sim::Parallel& parallel);

/// Treatment of a citizen as it stands this month: a revoked favour falls back to the rule.
double standing_treatment(const World& world, std::uint32_t citizen);

/// Whether a citizen's case has a second party, who wants the opposite.
bool is_opposed(const World& world, const CitizenParameters& p, std::uint32_t citizen);

/// What a second party wants: as far below the life situation's mean need as the first wants above
/// it [sd of need].
double opposite_want(const World& world, std::size_t life_situation, double want);

}  // namespace discretion
