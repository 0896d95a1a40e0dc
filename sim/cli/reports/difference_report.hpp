#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/experiment/difference.hpp"

namespace sim::cli {

/// What `diff` found. Declarations (versions, number of runs) alone do not make files unequal.
struct FileDifference {
  std::vector<experiment::ValueDifference> declarations;
  std::vector<experiment::ValueDifference> values;
  std::optional<experiment::NumberDifference> numbers;  ///< of result files
  std::vector<std::string> scenario_of_run;             ///< "one-size, replicate 3", rows of A

  bool equal() const { return values.empty() && (!numbers || numbers->equal()); }
};

/// "one-size, replicate 3", for each run of a file.
std::vector<std::string> run_names(const io::ResultReader&);

/// Tables for reading, and a last line that says whether the two are equal.
std::string difference_text(const FileDifference&);
/// One JSON document, "schema_version" 1.
std::string difference_json(const FileDifference&);
/// The table of where numbers part, a row for each group.
std::string partings_text(const experiment::NumberDifference&,
                          const std::vector<std::string>& scenario_of_run);

}  // namespace sim::cli
