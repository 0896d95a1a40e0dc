#include "sim/experiment/looks.hpp"

#include <algorithm>
#include <utility>

#include "sim/experiment/statistics.hpp"

namespace sim::experiment {

Looks::Looks(std::vector<Precision> until, std::size_t scenarios, std::size_t windows)
    : until_(std::move(until)),
      windows_(windows),
      values_(scenarios, std::vector<std::vector<double>>(until_.size())) {}

void Looks::see(const io::RunPlan& run, const io::RunRecord& record) {
  if (run.world >= 0) return;
  if (run.design_point != point_)
    for (auto& of_scenario : values_) of_scenario.assign(until_.size(), {});
  point_ = run.design_point;
  if (record.status != io::RunStatus::ok) return;
  for (std::size_t i = 0; i < until_.size(); ++i) {
    const auto& [metric, window] = until_[i].at;
    values_[static_cast<std::size_t>(run.scenario)][i].push_back(
        record.window_means[metric * windows_ + static_cast<std::size_t>(window)]);
  }
}

bool Looks::enough() const {
  return std::ranges::all_of(values_, [this](const auto& of_scenario) {
    for (std::size_t i = 0; i < until_.size(); ++i)
      // Of one run, or none, there is no interval, and so no precision.
      if (!(half_width(estimate(of_scenario[i])) <= until_[i].half_width)) return false;
    return true;
  });
}

}  // namespace sim::experiment
