#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "sim/cli/reports/page.hpp"
#include "sim/cli/reports/report.hpp"
#include "sim/io/scenario/observed.hpp"

/// What is known of an organisation, beside what the model gives.
namespace sim::cli {

/// "objections [per 100 decisions]"
std::string name_with_unit(const Page&, const io::Observable&);

/// Each figure of a scenario with how it is counted; empty without any.
std::string observed_text(const Model&, const Page&, const io::ScenarioFile&);
nlohmann::ordered_json observed_json(const Model&, const io::ScenarioFile&);

/// Each figure of each scenario beside what the model gives; empty without any.
std::string report_observed(const Report&, const Page&);
nlohmann::ordered_json report_observed_json(const Report&);

}  // namespace sim::cli
