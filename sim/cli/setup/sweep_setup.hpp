#pragma once

#include <filesystem>

#include "sim/cli/options/arguments.hpp"
#include "sim/cli/options/program.hpp"
#include "sim/experiment/sweep.hpp"

namespace sim::cli {

/// The whole sweep that an experiment file and the command line ask for.
/// \throws UsageError, InputError or FileError, whatever is wrong first
experiment::SweepPlan set_up_sweep(const Program&, const Arguments&,
                                   const std::filesystem::path& path);

/// `i/n` of --shard, else of a Slurm array's task, else everything.
/// \throws UsageError
experiment::Shard shard_of(const Arguments&);

}  // namespace sim::cli
