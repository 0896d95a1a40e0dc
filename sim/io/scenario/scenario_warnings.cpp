#include "sim/io/scenario/scenario_warnings.hpp"

#include <fmt/format.h>

#include "sim/io/files/toml_text.hpp"

namespace sim::io {

void warn_of_fraction(const ParameterInfo& row, double value, const std::string& place,
                      const std::string& subject, std::vector<Warning>& warnings) {
  if (row.unit != "percent" || value <= 0 || value >= 1) return;
  warnings.push_back(
      {place, fmt::format("{}{} = {} (less than 1 percent: this goes from {} to {}). "
                          "Did you mean {}?",
                          subject, row.name, plain_number(value), plain_number(row.range.min),
                          plain_number(row.range.max), plain_number(value * 100))});
}

void warn_of_no_change(const ParameterInfo& row, const Value& value, const std::string& place,
                       const std::string& subject, std::vector<Warning>& warnings) {
  warnings.push_back({place, fmt::format("{}{} = {} (changes nothing: that is its value already). "
                                         "Leave it out, or give another.",
                                         subject, row.name, to_toml(row, value))});
}

}  // namespace sim::io
