#pragma once

#include <string>
#include <vector>

#include "sim/core/model.hpp"

namespace sim::experiment {

/// A model of which only some metrics are recorded, and breakdowns, arrays and tables only if asked
/// for: the section [outputs] of an experiment. Its runs are the same; its loops show in what is
/// recorded.
class RecordedModel final : public Model {
 public:
  /// \param metrics names to keep; none: all
  RecordedModel(const Model&, const std::vector<std::string>& metrics, bool breakdowns);

  std::string_view name() const override { return model_.name(); }
  std::string_view summary() const override { return model_.summary(); }
  const std::vector<ParameterInfo>& parameters() const override { return model_.parameters(); }
  const std::vector<MetricInfo>& metrics() const override { return metrics_; }
  const std::vector<PhaseInfo>& phases() const override { return model_.phases(); }
  const std::vector<BreakdownInfo>& breakdowns() const override { return model_.breakdowns(); }
  const std::vector<ArrayInfo>& arrays() const override { return arrays_; }
  const std::vector<TableInfo>& tables() const override { return tables_; }
  const std::vector<VariantInfo>& variants() const override { return model_.variants(); }
  const std::vector<VariantInfo>& cuts() const override { return model_.cuts(); }
  const std::vector<DynamicInfo>& dynamics() const override { return dynamics_; }
  std::vector<TextFile> texts() const override { return model_.texts(); }
  const std::vector<IdleInfo>& idle() const override { return model_.idle(); }
  int breakdown_size(const Scenario& scenario, int breakdown) const override {
    return model_.breakdown_size(scenario, breakdown);
  }
  std::optional<Conflict> conflict(const Scenario& scenario) const override {
    return model_.conflict(scenario);
  }
  RunSize size(const Scenario& scenario) const override { return model_.size(scenario); }
  RunResult simulate(const Scenario&, std::uint32_t replicate, Parallel&) const override;

 private:
  const Model& model_;
  bool breakdowns_;
  std::vector<std::size_t> kept_;  ///< rows of the model's metrics
  std::vector<MetricInfo> metrics_;
  std::vector<ArrayInfo> arrays_;
  std::vector<TableInfo> tables_;
  std::vector<DynamicInfo> dynamics_;
};

}  // namespace sim::experiment
