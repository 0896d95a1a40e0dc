#pragma once

#include <vector>

#include "sim/core/close_up.hpp"
#include "sim/core/model.hpp"

namespace sim::study {

/// Runs scenarios month by month, while somebody looks on. The runs are those of any study, to the
/// last bit: who looks changes nothing.
void watch(const Model&, const std::vector<Scenario>&, const std::vector<WatchedRun>&, Onlooker&,
           int threads);

/// Every replicate of so many scenarios.
std::vector<WatchedRun> watched_runs(std::size_t scenarios, int replicates);

}  // namespace sim::study
