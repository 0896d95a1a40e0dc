#pragma once

#include <vector>

#include "sim/experiment/gate.hpp"
#include "sim/io/results/result_file.hpp"

namespace sim::experiment {

/// Watches whether the runs of a design point, or of a study without a design, are precise enough.
class Looks {
 public:
  /// \param windows that runs have means over
  Looks(std::vector<Precision> until, std::size_t scenarios,
        std::size_t windows = window_names.size());
  void see(const io::RunPlan&, const io::RunRecord&);
  /// Whether every precision is reached in every scenario of the point of the run seen last.
  bool enough() const;

 private:
  std::vector<Precision> until_;
  std::size_t windows_;
  int point_ = -1;
  std::vector<std::vector<std::vector<double>>> values_;  ///< [scenario][until][replicate]
};

}  // namespace sim::experiment
