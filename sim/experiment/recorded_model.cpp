#include "sim/experiment/recorded_model.hpp"

#include <algorithm>
#include <utility>

namespace sim::experiment {

namespace {
/// Equal parts of an array, those that are kept.
std::vector<double> parts_of(const std::vector<double>& all, std::size_t parts,
                             const std::vector<std::size_t>& kept) {
  const auto length = static_cast<std::ptrdiff_t>(parts == 0 ? 0 : all.size() / parts);
  std::vector<double> some;
  some.reserve(kept.size() * static_cast<std::size_t>(length));
  for (const std::size_t part : kept) {
    const auto begin = all.begin() + static_cast<std::ptrdiff_t>(part) * length;
    some.insert(some.end(), begin, begin + length);
  }
  return some;
}

/// A loop by the rows that its metrics have among those that are kept; others it does without.
DynamicInfo recorded(const DynamicInfo& whole, const std::vector<std::size_t>& kept) {
  const auto place = [&](std::size_t row) { return std::ranges::find(kept, row) - kept.begin(); };
  const auto lost = [&](std::size_t row) { return std::ranges::find(kept, row) == kept.end(); };
  DynamicInfo dynamic = whole;
  std::erase_if(dynamic.signatures, [&](const auto& signature) { return lost(signature.metric); });
  std::erase_if(dynamic.drivers, lost);
  for (auto& signature : dynamic.signatures)
    signature.metric = static_cast<std::size_t>(place(signature.metric));
  std::erase_if(dynamic.responses, [&](const auto& response) { return lost(response.metric); });
  for (auto& response : dynamic.responses)
    response.metric = static_cast<std::size_t>(place(response.metric));
  if (dynamic.pulse && lost(dynamic.pulse->metric)) dynamic.pulse.reset();
  if (dynamic.pulse) dynamic.pulse->metric = static_cast<std::size_t>(place(dynamic.pulse->metric));
  for (auto& driver : dynamic.drivers) driver = static_cast<std::size_t>(place(driver));
  return dynamic;
}
}  // namespace

RecordedModel::RecordedModel(const Model& model, const std::vector<std::string>& metrics,
                             bool breakdowns)
    : ModelLike(model), breakdowns_(breakdowns) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < model.metrics().size(); ++row) {
    const std::string& name = model.metrics()[row].name;
    if (metrics.empty() || std::ranges::find(metrics, name) != metrics.end()) rows.push_back(row);
  }
  kept_ = with_sources(model.metrics(), std::move(rows));
  metrics_ = pick(model.metrics(), kept_);
  if (!breakdowns)
    for (auto& metric : metrics_) metric.breakdowns.clear();
  for (const auto& dynamic : model.dynamics()) dynamics_.push_back(recorded(dynamic, kept_));
  if (!breakdowns) return;
  arrays_ = model.arrays();
  tables_ = model.tables();
}

std::unique_ptr<Run> RecordedModel::start(const Scenario& scenario, std::uint32_t replicate,
                                          Parallel& parallel) const {
  return with_record(other().start(scenario, replicate, parallel),
                     [this](RunResult whole) { return kept_of(std::move(whole)); });
}

RunResult RecordedModel::kept_of(RunResult result) const {
  const bool all = kept_.size() == other().metrics().size();
  if (!all) result.overall = parts_of(result.overall, other().metrics().size(), kept_);
  if (!breakdowns_) {
    result.breakdowns.assign(other().breakdowns().size(), {});
    result.arrays.clear();
    result.tables.clear();
  } else if (!all) {
    for (std::size_t b = 0; b < result.breakdowns.size(); ++b) {
      const auto rows = metrics_of_breakdown(other(), static_cast<int>(b));
      std::vector<std::size_t> places;
      for (std::size_t place = 0; place < rows.size(); ++place)
        if (std::ranges::find(kept_, rows[place]) != kept_.end()) places.push_back(place);
      result.breakdowns[b] = parts_of(result.breakdowns[b], rows.size(), places);
    }
  }
  return result;
}

}  // namespace sim::experiment
