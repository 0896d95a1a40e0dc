#pragma once

#include "models/discretion/world/world.hpp"

namespace discretion {

/// Prints the law of an office: a treatment for each life situation, by categories in order of
/// need. Under exact application the slope of treatment on group need is the office's group
/// tailoring, before the error of estimation.
void print_law(const World& world, Office& office);

/// Room: the share of a perceived gap that a worker may close, before preconditions. What measures
/// give and take undo each other; what is left opens or narrows the room of the policy.
double room(double individual_tailoring, double relaxation, double restriction);

/// Of preconditions that a team of an office has, those that act: all, or none where they are only
/// counted.
int felt_preconditions(const Office& office, int preconditions);

/// Factor on room that a team's preconditions leave; they narrow nothing where tailoring is the
/// default, since there they attach to the rule.
double narrowing(const Parameters& p, int preconditions);

/// What others pay for what is given above the rule: by so much the office's rules fall
/// [sd of need].
double paid_back(const Office& office);

}  // namespace discretion
