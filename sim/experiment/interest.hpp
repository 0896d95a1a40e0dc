#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sim/io/results/result_file.hpp"

/// Months and offices that somebody wants to look at, as they are written.
namespace sim::experiment {

/// What is wrong with something written, for a message with its place.
struct Objection {
  std::string why;
  std::string suggestion;
};

/// Reads "37:48", both months included, into the months of interest.
std::optional<Objection> read_months(std::string_view text, int months, io::Interest&);
/// Checks that these offices are there, each once.
/// \param offices that the smallest scenario has
std::optional<Objection> check_offices(const io::Interest&, int offices);
/// Offices that every scenario of a study has; 0 for a model without a breakdown.
int common_offices(const Model&, const std::vector<io::ScenarioFile>&);

}  // namespace sim::experiment
