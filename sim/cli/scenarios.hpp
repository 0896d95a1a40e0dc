#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace sim::cli {

/// A scenario, experiment or file of hypotheses that can be called by its name.
struct NamedScenario {
  std::string name;  ///< stem of the file; an experiment's with its folder: patterns/affair
  std::filesystem::path path;
};

/// All scenarios of the folder `scenarios`: the one here, else the one the program was built with.
/// In order of path; names may occur twice.
std::vector<NamedScenario> named_scenarios();

/// The same of the folders `experiments` and `hypotheses` in it.
std::vector<NamedScenario> named_experiments();
std::vector<NamedScenario> named_hypotheses();

/// File of a scenario that the user gave as a path or a name.
/// \throws UsageError for a name that is unknown (with the nearest) or occurs twice
std::filesystem::path find_scenario(const std::string& path_or_name);

/// File of hypotheses that the user gave as a path, or by its name in the folder `hypotheses` of
/// the scenarios.
/// \throws UsageError for a name that is unknown
std::filesystem::path find_hypotheses(const std::string& path_or_name);

/// File of an experiment that the user gave as a path, or by its name in the folder `experiments`
/// of the scenarios; what is neither comes back as it is.
std::filesystem::path find_experiment(const std::string& path_or_name);

}  // namespace sim::cli
