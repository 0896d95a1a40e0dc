#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "sim/cli/reports/page.hpp"
#include "sim/cli/reports/report.hpp"
#include "sim/io/scenario/organisation.hpp"

/// An organisation's own figures, what the model makes of them, and results in its units.
namespace sim::cli {

/// Each figure of a scenario with what it set; empty without any.
std::string organisation_text(const Model&, const Page&, const io::ScenarioFile&);
nlohmann::ordered_json organisation_json(const Model&, const io::ScenarioFile&);

/// Results of each scenario in units of its organisation; empty without any.
std::string report_organisation(const Report&, const Page&);
nlohmann::ordered_json report_organisation_json(const Report&);

}  // namespace sim::cli
