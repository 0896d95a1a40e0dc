#pragma once

#include <cstddef>
#include <string>

#include "sim/core/summary.hpp"
#include "sim/experiment/study.hpp"

namespace sim::cli {

/// How many replicates stand behind the means of a table: said once below it, and beside each mean
/// that rests on another number of them.
class Replicates {
 public:
  /// \param scenarios of the study
  Replicates(const experiment::StudyOutcome&, std::size_t scenarios);

  /// " n=2", or nothing if this mean rests on all replicates, or there is none.
  std::string mark(const Estimate&);
  /// The line below: for all that were marked so far.
  std::string note() const;
  int all() const { return all_; }

 private:
  int all_;
  bool differs_ = false;
};

}  // namespace sim::cli
