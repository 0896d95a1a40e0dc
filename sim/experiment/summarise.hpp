#pragma once

#include <cstddef>
#include <vector>

#include "sim/core/model.hpp"
#include "sim/core/summary.hpp"
#include "sim/io/results/result_file.hpp"

namespace sim::experiment {

/// Window means of the runs of a study, replicate by replicate: all that its statistics need.
/// A run that failed or was not made is NaN throughout, and so falls out of every mean and pair.
class Sample {
 public:
  explicit Sample(const io::Study&);
  Sample(std::size_t scenarios, std::size_t metrics, int months);

  /// Takes the next replicate of a run's scenario, unless it was left out or is of another world.
  void see(const io::RunPlan&, const io::RunRecord&);
  /// \param means [metric][window of windows()]; none: the run failed
  void add(std::size_t scenario, std::size_t replicate, const std::vector<double>& means);

  std::size_t scenarios() const { return by_scenario_.size(); }
  std::size_t metrics() const { return metrics_; }
  const std::vector<Window>& windows() const { return windows_; }
  /// Values by replicate, equally many for every scenario.
  std::vector<double> values(std::size_t scenario, std::size_t metric, std::size_t window) const;

 private:
  std::size_t metrics_;
  std::vector<Window> windows_;
  std::size_t replicates_ = 0;
  std::vector<std::vector<std::vector<double>>> by_scenario_;  ///< [scenario][replicate][cell]
};

/// Whether scenarios share their luck.
enum class Pairing : unsigned char { common_random_numbers, independent };

/// Means by scenario, metric and window.
std::vector<SummaryRow> summarise(const Sample&);

/// A contrast to make: scenario minus baseline.
struct Pair {
  std::size_t scenario = 0;
  std::size_t baseline = 0;
};
/// Each scenario against each earlier one.
std::vector<Pair> all_pairs(std::size_t scenarios);
/// These contrasts, with p values adjusted over all of them within their window.
std::vector<ContrastRow> contrast(const Sample&, Pairing, const std::vector<Pair>&);

}  // namespace sim::experiment
