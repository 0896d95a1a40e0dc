#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "sim/io/results/output.hpp"

namespace sim::io {

/// Runs of a study whose plan is made on the way: each part of it follows from the runs before, so
/// that one which is resumed makes the same plan again. NAME.partial keeps them, as of any study.
class RunLog {
 public:
  /// \param identity equal ones can go on with each other
  /// \throws as Output
  RunLog(const std::filesystem::path& name, const std::string& identity, Start);
  ~RunLog();
  RunLog(const RunLog&) = delete;
  RunLog& operator=(const RunLog&) = delete;

  /// The next run that is there already.
  std::optional<RunRecord> replay();
  std::size_t replayed() const;
  /// Bytes at the end of a resumed journal that were no whole block, and are dropped.
  std::uint64_t dropped() const;
  /// Keeps a run that was made; 16 are a block, which is flushed.
  void add(const RunRecord&);
  void flush();
  /// Writes NAME from some of the runs, in the order of the study's plan.
  void finish(const Study&, const Conclusion&,
              const std::function<void(const std::function<void(RunRecord)>&)>& each);
  /// Forgets all of it.
  void remove();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace sim::io
