#pragma once

#include "models/discretion/world/world.hpp"

namespace discretion {

/// What a citizen made of the last decision, for who watches: nothing acts on it.
namespace flag {
inline constexpr std::uint8_t complained = 32;
inline constexpr std::uint8_t of_equality = 64;  ///< about what another got
}  // namespace flag

/// Citizens with a decision look at themselves and their contacts, and may complain; the decision
/// acts on their hardship.
void look_and_complain(World& world, sim::Parallel& parallel);

/// Decisions whose complaint was upheld are corrected, and claims that a desk gave in to are met.
/// After everybody has looked.
void correct(World& world, sim::Parallel& parallel);

/// Citizens learn whether claims to equality succeed, from the month's record.
void learn_from_claims(World& world);

/// Probability that a complaint is upheld.
/// \param treatment that was given for the option \param misfit of it [sd of need]
double upheld_probability(const World& world, const Office& office, LifeSituationId life_situation,
                          Option option, double treatment, double misfit);

/// Probability that the desk gives in to a claim to equality that is not upheld.
double concession_probability(const CitizenParameters& p, double blame_expectation);

/// Treatment of a citizen as it stands this month: a revoked favour falls back to the rule.
double standing_treatment(const World& world, CitizenId citizen);

/// Whether a citizen's case has a second party, who wants the opposite.
bool is_opposed(const World& world, const CitizenParameters& p, CitizenId citizen);

/// What a second party wants: as far below the life situation's mean need as the first wants above
/// it [sd of need].
double opposite_want(const World& world, LifeSituationId life_situation, double want);

}  // namespace discretion
