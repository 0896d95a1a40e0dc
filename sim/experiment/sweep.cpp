#include "sim/experiment/sweep.hpp"

#include "sim/experiment/looks.hpp"
#include "sim/experiment/statistics.hpp"

namespace sim::experiment {

study::Outcome run_sweep(const SweepPlan& plan, study::Options options) {
  Looks looks(plan.until, plan.study.scenarios.size());
  options.observers.emplace_back(
      [&](const auto& run, const auto& record) { looks.see(run, record); });
  if (!plan.until.empty()) options.enough = [&] { return looks.enough(); };
  options.conclude = [] { return io::Conclusion{{}, estimate, {}, {}}; };
  return study::run(plan.study, options);
}

}  // namespace sim::experiment
