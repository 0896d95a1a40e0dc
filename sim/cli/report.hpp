#pragma once

#include <string>
#include <vector>

#include "sim/cli/program.hpp"
#include "sim/cli/study_setup.hpp"
#include "sim/cli/terminal.hpp"
#include "sim/experiment/study.hpp"

namespace sim::cli {

/// A finished study, to be shown.
struct Report {
  const Program& program;
  const Setup& setup;
  const experiment::StudyOutcome& outcome;
  bool verbose = false;  ///< every metric, not only the key ones
};

/// Tables for reading: means by perspective, for several scenarios side by side with contrasts.
std::string report_text(const Report&, const Terminal&);
/// The part of it on dynamics: their signatures, each closed scenario minus its own cut.
std::string report_cuts(const Report&, const Terminal&);
/// One JSON document with every number, "schema_version" 1.
std::string report_json(const Report&);

/// What a number of the metric counts: "month", "EUR", "" for a plain share.
std::string unit_text(const MetricInfo&);

/// " *" if the interval excludes 0, else blanks of the same width.
std::string mark_of_zero(const Estimate& difference);

/// "supports no prediction" in the words that stand under every table.
inline constexpr std::string_view purpose = "explanation, not prediction";

}  // namespace sim::cli
