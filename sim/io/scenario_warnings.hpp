#pragma once

#include <span>
#include <vector>

#include "sim/io/experiment_file.hpp"
#include "sim/io/scenario_file.hpp"

namespace sim::io {

/// What is no mistake, but can hardly be meant: a share where percents are asked for, a value that
/// changes nothing, a parameter without effect in any of the scenarios that have it. Only of what
/// the user wrote: defaults, and files that another extends, may hold what is of no use here.
/// \param factors of a design: they take other values than the scenarios say
std::vector<Warning> warnings_of(const Model&, std::span<const ScenarioFile>,
                                 std::span<const Factor> factors = {});

/// Of a value that is less than one percent, where percents are asked for; else nothing.
/// \param subject what the message says before the key: "" or "event 2: "
void warn_of_fraction(const ParameterInfo&, double value, const std::string& place,
                      const std::string& subject, std::vector<Warning>&);

/// Of a value that is there already.
void warn_of_no_change(const ParameterInfo&, const Value&, const std::string& place,
                       const std::string& subject, std::vector<Warning>&);

}  // namespace sim::io
