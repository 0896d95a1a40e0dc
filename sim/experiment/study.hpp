#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/core/summary.hpp"
#include "sim/experiment/gate.hpp"
#include "sim/experiment/summarise.hpp"
#include "sim/experiment/worlds.hpp"
#include "sim/study/study.hpp"

namespace sim::experiment {

/// How to run a study and sum it up; only `until`, `pairing` and `pairs` can change a result.
struct StudyOptions : study::Options {
  Pairing pairing = Pairing::common_random_numbers;
  std::vector<Precision> until = {};  ///< none: the whole plan; else it ends when all are reached
  std::vector<Pair> pairs = {};       ///< contrasts to make; none: all pairs
  /// What the worlds give of each of io::observables, [figure][world], to say which of these to
  /// find out next; none: nobody asks.
  std::vector<std::vector<double>> figures = {};
  std::size_t closed = 0;  ///< the first scenarios, on whose differences that depends
};

struct StudyOutcome : study::Outcome {
  Summary summary;
  std::vector<std::string> warnings;  ///< what to know before the numbers are believed
  bool until_reached = true;          ///< all of StudyOptions::until
  std::optional<WorldValues> worlds = {};
  std::optional<io::FindOutNext> next = {};  ///< if somebody asks, and worlds are those of figures
};

/// Runs in the order of the plan, all scenarios of a replicate before the next replicate: whatever
/// stops a study leaves whole pairs.
std::vector<io::RunPlan> make_plan(std::size_t scenarios, int replicates, Pairing);

/// Runs a study whose plan is made by make_plan, and sums it up.
/// \throws as study::run
StudyOutcome run_study(const io::Study&, StudyOptions);

}  // namespace sim::experiment
