#include "sim/experiment/summarise.hpp"

#include <algorithm>
#include <limits>

#include "sim/experiment/statistics.hpp"
#include "sim/study/windows.hpp"

namespace sim::experiment {

Sample::Sample(const io::Study& study)
    : metrics_(reported_metrics(*study.model).size()),
      windows_(study::windows_of(study)),
      by_scenario_(study.scenarios.size()) {}

Sample::Sample(std::size_t scenarios, std::size_t metrics, int months)
    : metrics_(metrics), windows_(study::windows_of(months)), by_scenario_(scenarios) {}

void Sample::see(const io::RunPlan& run, const io::RunRecord& record) {
  if (record.status == io::RunStatus::not_started || run.world >= 0) return;
  std::vector<double> means;
  const std::size_t stride = record.window_means.size() / metrics_;
  if (record.status == io::RunStatus::ok)
    for (std::size_t metric = 0; metric < metrics_; ++metric)
      for (const Window window : windows_)
        means.push_back(record.window_means[metric * stride + static_cast<std::size_t>(window)]);
  const auto scenario = static_cast<std::size_t>(run.scenario);
  add(scenario, by_scenario_[scenario].size(), means);
}

void Sample::add(std::size_t scenario, std::size_t replicate, const std::vector<double>& means) {
  auto& rows = by_scenario_[scenario];
  if (rows.size() <= replicate) rows.resize(replicate + 1);
  rows[replicate] = means;
  replicates_ = std::max(replicates_, replicate + 1);
}

std::vector<double> Sample::values(std::size_t scenario, std::size_t metric,
                                   std::size_t window) const {
  const std::size_t cell = metric * windows_.size() + window;
  std::vector<double> column(replicates_, std::numeric_limits<double>::quiet_NaN());
  const auto& rows = by_scenario_[scenario];
  for (std::size_t replicate = 0; replicate < rows.size(); ++replicate) {
    if (!rows[replicate].empty()) column[replicate] = rows[replicate][cell];
  }
  return column;
}

std::vector<SummaryRow> summarise(const Sample& sample) {
  std::vector<SummaryRow> rows;
  for (std::size_t scenario = 0; scenario < sample.scenarios(); ++scenario) {
    for (std::size_t metric = 0; metric < sample.metrics(); ++metric) {
      for (std::size_t window = 0; window < sample.windows().size(); ++window) {
        rows.push_back({static_cast<int>(scenario), metric, sample.windows()[window],
                        estimate(sample.values(scenario, metric, window))});
      }
    }
  }
  return rows;
}

namespace {
/// All metrics of the pairs in one window: the family that Holm's adjustment is over.
std::vector<ContrastRow> contrast_window(const Sample& sample, std::size_t window, Pairing pairing,
                                         const std::vector<Pair>& pairs) {
  const auto compare =
      pairing == Pairing::common_random_numbers ? paired_contrast : unpaired_contrast;
  std::vector<ContrastRow> rows;
  std::vector<double> p;
  for (const auto& [scenario, baseline] : pairs) {
    for (std::size_t metric = 0; metric < sample.metrics(); ++metric) {
      const Contrast result =
          compare(sample.values(scenario, metric, window), sample.values(baseline, metric, window));
      rows.push_back({static_cast<int>(scenario), static_cast<int>(baseline), metric,
                      sample.windows()[window], result.difference, result.effect_size,
                      result.variance_factor, 1.0});
      p.push_back(result.p);
    }
  }
  const std::vector<double> adjusted = holm_adjusted(p);
  for (std::size_t row = 0; row < rows.size(); ++row) rows[row].p_holm = adjusted[row];
  return rows;
}
}  // namespace

std::vector<Pair> all_pairs(std::size_t scenarios) {
  std::vector<Pair> pairs;
  for (std::size_t baseline = 0; baseline < scenarios; ++baseline) {
    for (std::size_t scenario = baseline + 1; scenario < scenarios; ++scenario) {
      pairs.push_back({scenario, baseline});
    }
  }
  return pairs;
}

std::vector<ContrastRow> contrast(const Sample& sample, Pairing pairing,
                                  const std::vector<Pair>& pairs) {
  std::vector<ContrastRow> rows;
  for (std::size_t window = 0; window < sample.windows().size(); ++window) {
    const auto of_window = contrast_window(sample, window, pairing, pairs);
    rows.insert(rows.end(), of_window.begin(), of_window.end());
  }
  return rows;
}

}  // namespace sim::experiment
