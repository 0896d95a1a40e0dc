#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sim/cli/options/arguments.hpp"
#include "sim/cli/setup/forecast.hpp"
#include "sim/cli/setup/study_setup.hpp"
#include "sim/experiment/study.hpp"
#include "sim/io/scenario/scenario_file.hpp"

namespace sim::cli {

/// On stderr, whether or not --quiet.
void print_warnings(const std::vector<io::Warning>&);

/// Runs something with progress on stderr, ended by signals or the time limit.
/// \param options get what the command line says of all that; the rest is the caller's
void run_with_progress(const Arguments&, study::Options& options, const std::function<void()>& run);

/// Warns of and announces a study, and runs it, unless it is a dry run or there already.
/// \param always announce also what is short
/// \return whether it was run
bool announce_and_run(const Arguments&, const io::Study&, const Circumstances&, bool always,
                      study::Options&, const std::function<void()>& run);

/// Says on stderr what became of runs, and of the file.
void print_notes(const Arguments&, const study::Outcome&, const std::vector<std::string>& warnings);

/// Exit code of what ended, aside from gates.
Exit exit_of(bool stopped, std::size_t ok, std::size_t failed);

/// Makes what a command prints on stdout of a finished study; empty if there is nothing to say.
using ReportMaker = std::function<std::string(const experiment::StudyOutcome&)>;

/// Runs a study of scenarios as every command does that has one.
/// \throws UsageError, FileError
Exit run_and_report(const Arguments&, Setup&, const ReportMaker&);

}  // namespace sim::cli
