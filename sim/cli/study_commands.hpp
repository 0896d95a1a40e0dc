#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sim/cli/arguments.hpp"
#include "sim/cli/study_setup.hpp"
#include "sim/experiment/study.hpp"
#include "sim/io/scenario_file.hpp"

namespace sim::cli {

/// On stderr, whether or not --quiet.
void print_warnings(const std::vector<io::Warning>&);

/// Makes what a command prints on stdout of a finished study; empty if there is nothing to say.
using ReportMaker = std::function<std::string(const experiment::StudyOutcome&)>;

/// Runs a study with forecast, progress, signals and notes as every command has them.
/// \throws UsageError, FileError
Exit run_and_report(const Arguments&, const Setup&, const ReportMaker&);

/// Says on stderr which runs failed, and of how many more it does not.
/// \param failed all of them
void print_failures(const std::vector<std::string>& some, std::size_t failed);

/// A signal or the time limit, as seen before each run. Needs StopSignals to be there.
experiment::StopRequest stop_request(const Arguments&);

}  // namespace sim::cli
