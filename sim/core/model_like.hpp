#pragma once

#include "sim/core/model.hpp"

namespace sim {

/// A model that is another one in all that it does not override.
class ModelLike : public Model {
 public:
  /// \param other outlives this
  explicit ModelLike(const Model& other) : other_(other) {}

  std::string_view name() const override { return other_.name(); }
  std::string_view step() const override { return other_.step(); }
  RunSettings run_settings() const override { return other_.run_settings(); }
  const std::vector<ParameterInfo>& parameters() const override { return other_.parameters(); }
  const std::vector<MetricInfo>& metrics() const override { return other_.metrics(); }
  const std::vector<PhaseInfo>& phases() const override { return other_.phases(); }
  const std::vector<BreakdownInfo>& breakdowns() const override { return other_.breakdowns(); }
  const std::vector<ArrayInfo>& arrays() const override { return other_.arrays(); }
  const std::vector<TableInfo>& tables() const override { return other_.tables(); }
  const std::vector<VariantInfo>& variants() const override { return other_.variants(); }
  const std::vector<VariantInfo>& cuts() const override { return other_.cuts(); }
  const std::vector<DynamicInfo>& dynamics() const override { return other_.dynamics(); }
  std::vector<TextFile> texts() const override { return other_.texts(); }
  const std::vector<IdleInfo>& idle() const override { return other_.idle(); }
  const std::vector<std::size_t>& first_parameters() const override {
    return other_.first_parameters();
  }
  std::vector<std::string_view> key_metrics() const override { return other_.key_metrics(); }
  std::vector<std::pair<std::size_t, Value>> draw_settings() const override {
    return other_.draw_settings();
  }
  std::vector<SelfCheck> self_checks() const override { return other_.self_checks(); }
  int breakdown_size(const Scenario& scenario, int breakdown) const override {
    return other_.breakdown_size(scenario, breakdown);
  }
  std::optional<Conflict> conflict(const Scenario& scenario) const override {
    return other_.conflict(scenario);
  }
  std::optional<Conflict> supercritical(const Scenario& scenario) const override {
    return other_.supercritical(scenario);
  }
  RunSize size(const Scenario& scenario) const override { return other_.size(scenario); }
  std::unique_ptr<Run> start(const Scenario& scenario, std::uint32_t replicate,
                             Parallel& parallel) const override {
    return other_.start(scenario, replicate, parallel);
  }

 protected:
  const Model& other() const { return other_; }

 private:
  const Model& other_;
};

}  // namespace sim
