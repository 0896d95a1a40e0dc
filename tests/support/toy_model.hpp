#pragma once

#include "sim/core/model.hpp"
#include "tests/support/toy_texts.hpp"

namespace test {

/// What a random number of the toy is for.
enum class Draw : std::uint32_t { luck, office_luck, measure };

/// A model with one of everything that the engine can describe, and next to nothing to compute.
///
/// For tests of reading, writing, comparing and commanding. The section [testing] makes a run
/// fail or take its time on purpose. Shares fall as tailoring rises, so that contrasts between
/// its variants have a known sign.
class ToyModel : public sim::Model {
 public:
  std::string_view name() const override { return "toy"; }
  std::string_view summary() const override { return "A town that does little, for tests."; }
  std::vector<sim::TextFile> texts() const override { return toy_texts(); }
  const std::vector<sim::ParameterInfo>& parameters() const override;
  const std::vector<sim::MetricInfo>& metrics() const override;
  const std::vector<sim::PhaseInfo>& phases() const override;
  const std::vector<sim::BreakdownInfo>& breakdowns() const override;
  const std::vector<sim::ArrayInfo>& arrays() const override;
  const std::vector<sim::TableInfo>& tables() const override;
  const std::vector<sim::VariantInfo>& variants() const override;

  int breakdown_size(const sim::Scenario&, int breakdown) const override;
  /// More offices than citizens cannot run.
  std::optional<sim::Conflict> conflict(const sim::Scenario&) const override;
  sim::RunSize size(const sim::Scenario&) const override;
  /// \throws sim::RunError in the replicate that testing.failing_replicate names
  sim::RunResult simulate(const sim::Scenario&, std::uint32_t replicate,
                          sim::Parallel&) const override;
};

}  // namespace test
