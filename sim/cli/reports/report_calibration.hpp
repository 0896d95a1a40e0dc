#pragma once

#include <string>

#include "sim/cli/reports/page.hpp"
#include "sim/experiment/calibration.hpp"

namespace sim::cli {

/// A finished calibration, to be shown.
struct Fitted {
  const experiment::CalibrationPlan& plan;
  const experiment::CalibrationOutcome& outcome;
};

/// What the figures taught, and what they leave open.
std::string calibration_text(const Fitted&, const Page&);
/// The same as one JSON document, "schema_version" 1.
std::string calibration_json(const Fitted&);

/// Why no world fits: each figure beside what the nearest world gives.
std::string nothing_fits(const Fitted&, const Page&);

}  // namespace sim::cli
