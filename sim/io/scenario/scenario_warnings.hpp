#pragma once

#include <string>
#include <vector>

#include "sim/io/scenario/scenario_file.hpp"

namespace sim::io {

/// Of a value that is less than one percent, where percents are asked for; else nothing.
/// \param subject what the message says before the key: "" or "event 2: "
void warn_of_fraction(const ParameterInfo&, double value, const std::string& place,
                      const std::string& subject, std::vector<Warning>&);

/// Of a value that is there already.
void warn_of_no_change(const ParameterInfo&, const Value&, const std::string& place,
                       const std::string& subject, std::vector<Warning>&);

}  // namespace sim::io
