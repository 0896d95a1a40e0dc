#pragma once

#include <string>
#include <vector>

#include "sim/cli/reports/means_table.hpp"
#include "sim/cli/reports/page.hpp"
#include "sim/cli/setup/study_setup.hpp"
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

std::string loops_text(const LoopReport&, const Page&);
/// One JSON document with every number, "schema_version" 1.
std::string loops_json(const LoopReport&);

/// Name of a closed scenario.
const std::string& base_name(const LoopReport&, std::size_t base);

/// An empty table of the report.
MeansTable table_of(const LoopReport&, const Page&, std::vector<TextTable::Column>);

}  // namespace sim::cli
