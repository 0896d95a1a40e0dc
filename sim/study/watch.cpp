#include "sim/study/watch.hpp"

#include <memory>

#include "sim/core/parallel.hpp"

namespace sim::study {

void watch(const Model& model, const std::vector<Scenario>& scenarios,
           const std::vector<WatchedRun>& runs, Onlooker& onlooker, int threads) {
  Parallel parallel(threads);
  parallel.for_each_block(runs.size(), [&](std::size_t place, int) {
    const WatchedRun& watched = runs[place];
    Parallel alone;
    const auto run = model.start(scenarios[watched.scenario],
                                 static_cast<std::uint32_t>(watched.replicate), alone);
    while (!run->done()) {
      run->step();
      if (run->time() >= 1 && onlooker.looks_at(run->time())) onlooker.look(*run, place);
    }
  });
}

std::vector<WatchedRun> watched_runs(std::size_t scenarios, int replicates) {
  std::vector<WatchedRun> runs;
  for (int replicate = 0; replicate < replicates; ++replicate)
    for (std::size_t scenario = 0; scenario < scenarios; ++scenario)
      runs.push_back({scenario, replicate});
  return runs;
}

}  // namespace sim::study
