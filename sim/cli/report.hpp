#pragma once

#include <string>

#include "sim/cli/page.hpp"
#include "sim/cli/program.hpp"
#include "sim/cli/study_setup.hpp"
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
std::string report_text(const Report&, const Page&);
/// The part of it on dynamics: their signatures, each closed scenario minus its own cut.
std::string report_cuts(const Report&, const Page&);
/// One JSON document with every number, "schema_version" 1.
std::string report_json(const Report&);

}  // namespace sim::cli
