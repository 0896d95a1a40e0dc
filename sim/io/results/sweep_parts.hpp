#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "sim/io/results/output.hpp"

/// Files of parts of a sweep, by several machines, and how they are put together.
namespace sim::io {

/// Where a file of a sweep stands in its experiment.
struct SweepPart {
  std::filesystem::path path;
  std::string experiment;
  std::size_t first_run = 0;
  std::size_t all_runs = 0;
  std::vector<std::int8_t> status;           ///< of each of its runs, values of RunStatus
  std::vector<std::string> metrics;          ///< that it has, in the order of the model
  bool breakdowns = true;                    ///< whether it has offices and the like
  std::vector<std::int32_t> made_first_run;  ///< of each stretch of runs that a program made
  std::vector<std::string> made_by;          ///< its commit

  std::string commit_of(std::size_t run) const;
};
/// \throws FileError if it is no file of a sweep of this model that can be read
SweepPart read_part(const Model&, const std::filesystem::path&);

/// Runs of a part to take into the whole.
struct TakenRuns {
  std::size_t part = 0;
  std::size_t first = 0;  ///< of the experiment
  std::size_t count = 0;
};
/// Writes the whole sweep from its parts.
/// \param taken in run order, every run once
void write_merged(const std::filesystem::path& name, const Study&, std::span<const SweepPart>,
                  std::span<const TakenRuns> taken, const PointEstimator&, bool force);

}  // namespace sim::io
