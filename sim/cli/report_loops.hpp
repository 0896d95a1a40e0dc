#pragma once

#include <string>

#include "sim/cli/study_setup.hpp"
#include "sim/cli/terminal.hpp"
#include "sim/experiment/loops.hpp"
#include "sim/experiment/study.hpp"

namespace sim::cli {

/// A finished study of loops, to be shown.
struct LoopReport {
  const Setup& setup;
  const experiment::StudyOutcome& outcome;
  experiment::LoopFindings findings;
  Window window = Window::all;  ///< of effects and interactions
  bool verbose = false;         ///< every interaction, not only those that show
};

std::string loops_text(const LoopReport&, const Terminal&);
/// One JSON document with every number, "schema_version" 1.
std::string loops_json(const LoopReport&);

/// Name of a closed scenario.
const std::string& base_name(const LoopReport&, std::size_t base);

}  // namespace sim::cli
