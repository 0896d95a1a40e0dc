#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>

#include "sim/io/results/journal.hpp"
#include "sim/io/results/result_file.hpp"

namespace sim::io {

/// Turns the values of replicates into an estimate.
using PointEstimator = std::function<Estimate(std::span<const double>)>;

/// What a file says of all runs together.
struct Conclusion {
  Summary summary;          ///< of a study without a design
  PointEstimator estimate;  ///< of a sweep: makes the summary of each point
  std::optional<Performance> performance = {};
  std::optional<FindOutNext> next = {};  ///< of a study that was asked for it
};

/// What may be there already: nothing, what nobody wants, or the same study's runs.
enum class Start : unsigned char { fresh, replace, resume };

/// The file of a study. Runs go to NAME.partial, a journal that survives any kill and that this
/// process alone can write; at the end NAME is written from it, in one pass and run order.
class Output {
 public:
  /// \param study has to outlive it
  /// \param replayed is told of the runs that a resumed study already has, without what is packed
  /// \throws FileError if another process writes there, or files exist that `start` does not allow,
  ///   or on any I/O error; InputError if what is to be resumed is another study
  Output(const std::filesystem::path& name, const Study& study, Start start,
         const std::function<void(const RunRecord&)>& replayed);
  ~Output();
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  /// Row of the next run.
  std::size_t next() const;
  /// Bytes at the end of a resumed journal that were no whole block, and are dropped.
  std::uint64_t dropped() const;
  /// Takes the next run; 16 runs are a block, which is flushed. \return whether it was
  bool write(RunRecord);
  /// Flushes the runs taken since, if any. \return whether there were any
  bool flush();
  /// Writes NAME. Runs of the plan that were never taken are in it as not started.
  /// \throws FileError; then NAME.partial has all runs still
  void finish(const Conclusion&);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Whether a file is there that is whole and of this very study, shard and all.
/// \throws FileError if a file is there that cannot be read
bool is_whole(const std::filesystem::path& name, const Study&);

/// Removes the journal that a kill at the very end left beside a whole file.
/// \throws FileError if another process is writing it
void tidy(const std::filesystem::path& name);

/// Locks the journal of a name, if the name may be used at all. \throws FileError
Journal hold(const std::filesystem::path& name, Start);
/// Of a journal that cannot be resumed as this study. \throws InputError
[[noreturn]] void refuse_other(const std::filesystem::path& journal);
/// Of one that nobody asked to resume or to replace. \throws FileError
[[noreturn]] void refuse_left_behind(const std::filesystem::path& journal);

/// Writes a whole file from runs that are elsewhere, of a name that is held.
void write_runs(const std::filesystem::path& name, const Study&, bool force, const Conclusion&,
                const std::function<void(const std::function<void(RunRecord)>&)>& each);
/// The same, and holds the name meanwhile.
/// \param each calls its argument with each run, in order
void write_from(const std::filesystem::path& name, const Study&, bool force, const Conclusion&,
                const std::function<void(const std::function<void(RunRecord)>&)>& each);

}  // namespace sim::io
