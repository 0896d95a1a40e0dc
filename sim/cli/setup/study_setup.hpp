#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/cli/options/arguments.hpp"
#include "sim/cli/options/program.hpp"
#include "sim/experiment/gate.hpp"
#include "sim/experiment/study.hpp"
#include "sim/io/results/result_file.hpp"
#include "sim/io/scenario/scenario_file.hpp"

namespace sim::cli {

/// A study as the command line asks for it, checked and ready to run.
struct Setup {
  io::Study study;
  experiment::StudyOptions options;
  std::vector<experiment::Gate> gates;
  int replicates = 0;      ///< planned, of each scenario
  std::size_t closed = 0;  ///< the first scenarios, as they are; after them those with cuts
};

/// Values of the command line, in order of precedence: --set, then flags of their own. A random
/// seed is drawn here, so call it once for all scenarios of a command.
/// \throws UsageError for a --set without `=`
std::vector<io::Override> overrides_of(const Arguments&);

/// Threads, and where to write: what any plan is run with.
/// \throws UsageError for flags that exclude each other
study::Options options_of(const Arguments&);

/// \throws UsageError, InputError or FileError, whatever is wrong first
Setup set_up_study(const Program&, const Arguments&);

/// A study of these scenarios, which a command found in its own way.
/// \param file_type of the result: "comparison"
/// \param declared what is of interest unless the command line says otherwise
Setup set_up_study(const Program&, const Arguments&, std::vector<io::ScenarioFile>,
                   const std::string& file_type, const std::optional<io::Interest>& declared = {});

/// \param flag the one that sets the values of these variants itself
/// \throws UsageError if --set does so too
void refuse_set_of(const Model&, const std::vector<VariantInfo>&, std::string_view flag,
                   const std::vector<io::Override>&);

/// Draws of a study's free parameters as the command line asks for them.
/// \param flag that says how many, or in which file they are
/// \param replicates of each scenario in each
experiment::DrawPlan draw_plan_of(const Arguments&, const io::Study&, std::string_view flag,
                                  int replicates);

/// Warns of an output whose name says that it is something else.
void warn_of_output(const Arguments&, io::Study&);

/// No file is written over one that the command itself reads, with --force neither.
/// \throws FileError
void keep_inputs(const Arguments&, std::span<const std::filesystem::path> inputs);
/// The same of what the operands name.
void keep_operands(const Arguments&);

/// Months, seed and so on, which all scenarios of a study share.
const RunSettings& settings_of(const io::Study&);

}  // namespace sim::cli
