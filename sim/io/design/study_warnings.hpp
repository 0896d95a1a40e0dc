#pragma once

#include <span>
#include <vector>

#include "sim/io/design/experiment_file.hpp"
#include "sim/io/scenario/scenario_file.hpp"

namespace sim::io {

/// What is no mistake, but can hardly be meant: a share where percents are asked for, a value that
/// changes nothing, a parameter without effect in any of the scenarios that have it. Only of what
/// the user wrote: defaults, and files that another extends, may hold what is of no use here.
/// \param factors of a design: they take other values than the scenarios say
std::vector<Warning> warnings_of(const Model&, std::span<const ScenarioFile>,
                                 std::span<const Factor> factors = {});

}  // namespace sim::io
