#pragma once

#include <filesystem>
#include <vector>

#include "sim/cli/options/arguments.hpp"
#include "sim/cli/options/program.hpp"
#include "sim/experiment/hypothesis.hpp"
#include "sim/io/scenario/scenario_file.hpp"

namespace sim::cli {

/// A file of hypotheses and what it speaks of.
struct DeclaredStudy {
  experiment::Declaration declaration;
  std::vector<io::ScenarioFile> scenarios;  ///< those that the declaration names, in its order
};

/// \throws UsageError, InputError or FileError
DeclaredStudy read_declared_study(const Program&, const Arguments&, const std::filesystem::path&);

}  // namespace sim::cli
