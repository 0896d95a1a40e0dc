#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sim/core/model_like.hpp"

namespace sim::experiment {

/// A model of which only some metrics are recorded, and breakdowns, arrays and tables only if asked
/// for: the section [outputs] of an experiment. Its runs are the same; its loops show in what is
/// recorded.
class RecordedModel final : public ModelLike {
 public:
  /// \param metrics names to keep; none: all
  RecordedModel(const Model&, const std::vector<std::string>& metrics, bool breakdowns);

  const std::vector<MetricInfo>& metrics() const override { return metrics_; }
  const std::vector<ArrayInfo>& arrays() const override { return arrays_; }
  const std::vector<TableInfo>& tables() const override { return tables_; }
  const std::vector<DynamicInfo>& dynamics() const override { return dynamics_; }
  std::unique_ptr<Run> start(const Scenario&, std::uint32_t replicate, Parallel&) const override;

 private:
  RunResult kept_of(RunResult result) const;

  bool breakdowns_;
  std::vector<std::size_t> kept_;  ///< rows of the model's metrics
  std::vector<MetricInfo> metrics_;
  std::vector<ArrayInfo> arrays_;
  std::vector<TableInfo> tables_;
  std::vector<DynamicInfo> dynamics_;
};

}  // namespace sim::experiment
