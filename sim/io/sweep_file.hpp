#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "sim/io/result_file.hpp"

/// Result files of sweeps: written in pieces, by several machines, and made whole in one way.
namespace sim::io {

using PointEstimator = std::function<Estimate(std::span<const double>)>;

/// Runs in order: point by point, and all scenarios of a replicate before the next replicate.
std::vector<RunPlan> sweep_plan(std::size_t points, std::size_t scenarios, int replicates);

enum class SweepStart : unsigned char { fresh, replace, resume };

/// Writes a sweep, or a shard of it: each block to NAME.journal, which survives any kill, then to
/// NAME.partial, which others may read; at the end NAME, in one pass.
class SweepWriter {
 public:
  /// \param replayed is told of the runs that a resumed sweep already has
  /// \throws FileError if files exist that `start` does not allow, or on any I/O error;
  ///   InputError if what is to be resumed is another experiment
  SweepWriter(const std::filesystem::path& name, const Study&, SweepStart start,
              const std::function<void(std::span<const RunRecord>)>& replayed);
  ~SweepWriter();
  SweepWriter(const SweepWriter&) = delete;
  SweepWriter& operator=(const SweepWriter&) = delete;

  /// The first run, of the whole experiment, that is not written.
  std::size_t next_run() const;
  /// Takes the next run, and writes those taken if they are 16. \return whether it did
  bool write(RunRecord);
  /// Writes those taken, if any. \return whether there were any
  bool write_rest();
  void finish(const PointEstimator&, const Performance&);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Removes what a kill left beside a whole file, between its renaming and its end.
void remove_leftovers(const std::filesystem::path& name);

/// Where a file of a sweep stands in its experiment.
struct SweepPart {
  std::filesystem::path path;
  std::string experiment;
  std::size_t first_run = 0;
  std::size_t all_runs = 0;
  std::vector<std::int8_t> status;   ///< of each of its runs, values of RunStatus
  std::vector<std::string> metrics;  ///< that it has, in the order of the model
  bool breakdowns = true;            ///< whether it has offices and the like
};
/// \throws FileError if it is no file of a sweep of this model that can be read
SweepPart read_part(const Model&, const std::filesystem::path&);

/// The whole study that a part is of, as its experiment says.
/// \param model the one whose metrics the part has
Study read_study(const Model& model, const SweepPart&);

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
