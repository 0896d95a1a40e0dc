#pragma once

#include "models/discretion/world/world.hpp"

/// Levers as they act on workers and what they learn. ODD, section 7.14.
namespace discretion {

/// Counts the hours that an office pays besides those of cases; of a workshop those without a case.
/// \param available hours for cases this month \param used hours of cases
void pay_besides(const World& world, WorkerId worker, double available, double used,
                 Notebook& notebook);
/// Pardons each worker's first upheld complaint of a term: blame forgiven, hours owed.
void pardon_errors(World& world);
/// Offices remember by life situation which tailored answers recur and work, and what is needed.
void take_note(World& world);

}  // namespace discretion
