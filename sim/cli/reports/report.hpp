#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/cli/options/program.hpp"
#include "sim/cli/reports/page.hpp"
#include "sim/cli/setup/study_setup.hpp"
#include "sim/cli/terminal/text_table.hpp"
#include "sim/experiment/study.hpp"
#include "sim/io/scenario/observed.hpp"

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
/// What stands behind a contrast's numbers on worlds, and its columns: one more with worlds.
std::string worlds_note(const Report&, const Page&);
void add_contrast_column(std::vector<TextTable::Column>&, const Report&, const Page&,
                         const std::string& title);
void add_contrast_cells(std::vector<TextTable::Cell>&, const Report&, const ContrastRow&,
                        TextTable::Cell difference);
/// The part of it on dynamics: their signatures, each closed scenario minus its own cut.
std::string report_cuts(const Report&, const Page&);
/// One JSON document with every number, "schema_version" 1.
std::string report_json(const Report&);

}  // namespace sim::cli
