#pragma once

#include <iosfwd>
#include <string>

#include "sim/cli/options/speech.hpp"
#include "sim/core/model.hpp"

/// Asks somebody about an organisation, in a terminal.
namespace sim::cli {

/// The answers as TOML: io/organisation_scenario. Each is checked as it is given.
/// \param start name of a template whose answers are offered; empty: none
/// \throws UsageError if the answers end before the questions do
std::string interview(const Model&, const Speech&, const std::string& start, std::istream&);

}  // namespace sim::cli
