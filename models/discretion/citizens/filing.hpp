#pragma once

#include "models/discretion/world/world.hpp"

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

}  // namespace discretion
