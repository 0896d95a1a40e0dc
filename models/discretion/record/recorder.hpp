#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "models/discretion/world/world.hpp"
#include "sim/core/model.hpp"

namespace discretion {

/// Writes the month's metrics into a run's result.
class Recorder {
 public:
  Recorder(const World& world, int months, sim::Parallel& parallel);
  /// \param month 1 .. months
  void record(const World& world, int month);
  /// Checks every month, the warm-up too: no case is lost, stocks are finite.
  /// \throws sim::RunError
  void check(const World& world);
  sim::RunResult take() { return std::move(result_); }

 private:
  double& place(std::size_t metric, std::size_t month);
  /// Of each office or life situation.
  std::span<double> places(int breakdown, std::size_t metric, std::size_t month);
  /// Works out a metric that follows from others.
  void derive(std::size_t metric, std::size_t month);

  int months_;
  sim::Parallel& parallel_;
  std::array<std::size_t, 2> sizes_;                ///< offices, life situations
  std::array<std::vector<std::size_t>, 2> row_of_;  ///< [breakdown][metric]: row in the breakdown
  std::vector<std::size_t> derived_;                ///< metrics that follow from others, in order
  sim::RunResult result_;
  WorkerDifferences workers_;
  std::vector<Tally> by_office_;
  std::vector<Tally> by_life_;
  std::vector<std::int64_t> pending_;  ///< last month, by office
};

}  // namespace discretion
