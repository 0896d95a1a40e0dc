#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "sim/experiment/gate.hpp"
#include "sim/experiment/recorded_model.hpp"
#include "sim/io/design/experiment_file.hpp"
#include "sim/io/results/sweep_parts.hpp"
#include "sim/study/study.hpp"

namespace sim::experiment {

/// Which part of a sweep: `number` of `count`, from 1.
struct Shard {
  std::size_t number = 1;
  std::size_t count = 1;
};

/// A sweep, ready to run.
struct SweepPlan {
  std::unique_ptr<RecordedModel> model;  ///< study.model
  io::Study study;                       ///< its plan is that of the shard
  std::vector<Precision> until;
};

/// The whole sweep of an experiment.
/// \param base the scenario that it names, with what the command line sets
/// \throws InputError if a variant cannot be, or a name in the file is wrong
SweepPlan plan_sweep(const Model&, const io::ExperimentFile&, const io::ScenarioFile& base);
/// Leaves only the runs of a shard: a part in one piece, of whole blocks, or of whole design points
/// if these decide how many replicates they need.
void take_shard(SweepPlan&, Shard);

/// Runs a sweep; its file says what there is of each point.
study::Outcome run_sweep(const SweepPlan&, study::Options);

/// What became of merging.
struct MergeOutcome {
  std::size_t planned = 0;
  std::size_t ok = 0;
  std::size_t failed = 0;
  std::size_t duplicates = 0;
  std::vector<std::pair<std::size_t, std::size_t>> missing;  ///< first and last run, in order
};

/// Makes one file of the parts of a sweep, unless runs are missing.
/// \throws InputError if they are of different experiments
MergeOutcome merge(const Model&, const std::vector<std::filesystem::path>& paths,
                   const std::filesystem::path& output, bool force);

}  // namespace sim::experiment
