#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>
#include <utility>

#include "models/discretion/course/month.hpp"
#include "models/discretion/world/world.hpp"
#include "sim/core/model.hpp"

/// What the self test runs: small towns, by settings.
namespace discretion::selftest {

/// A parameter's dotted name and its value; 0 and 1 for booleans.
using Setting = std::pair<std::string_view, double>;

void set(sim::Scenario& scenario, std::string_view name, double number);

/// A small town over two years, with these settings.
sim::Scenario town(std::initializer_list<Setting> settings);

/// A run of its first replicate.
sim::RunResult run(const sim::Scenario& scenario, int threads = 1, std::uint32_t replicate = 0);

/// Months of a metric, overall.
std::span<const double> series(const sim::RunResult& result, std::string_view metric);

/// A generated world that runs month by month, on one thread.
class SteppedTown {
 public:
  explicit SteppedTown(sim::Scenario plan);
  ~SteppedTown() = default;
  SteppedTown(const SteppedTown&) = delete;
  SteppedTown& operator=(const SteppedTown&) = delete;

  void run_month() { discretion::run_month(world, parallel); }

  sim::Scenario scenario;
  sim::Parallel parallel;
  World world;
};

}  // namespace discretion::selftest
