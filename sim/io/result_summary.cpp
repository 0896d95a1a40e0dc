// The part of ResultData that writes /summary: estimates and contrasts.
#include <limits>

#include "sim/io/result_layout.hpp"

namespace sim::io {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// The columns of an estimate, in the order of their rows.
struct EstimateColumns {
  std::vector<double> mean, sd, ci_low, ci_high;
  std::vector<std::int32_t> n;

  explicit EstimateColumns(std::size_t rows)
      : mean(rows, none), sd(rows, none), ci_low(rows, none), ci_high(rows, none), n(rows, 0) {}
  void set(std::size_t row, const Estimate& estimate) {
    mean[row] = estimate.mean;
    sd[row] = estimate.sd;
    ci_low[row] = estimate.ci_low;
    ci_high[row] = estimate.ci_high;
    n[row] = estimate.n;
  }
  void write(LabelledGroup& group, const std::string& prefix, const std::string& centre,
             const std::vector<std::string>& dimensions) const {
    const std::string unit_note = " In the unit of the metric, see metric_unit.";
    group.add_reals(prefix + centre, dimensions, {centre, "1", "Mean over replicates." + unit_note},
                    mean);
    group.add_reals(prefix + "sd", dimensions,
                    {"standard deviation", "1", "Standard deviation over replicates." + unit_note},
                    sd);
    group.add_integers(prefix + "n", dimensions,
                       {"replicates", "1", "Replicates that the mean is taken over."}, n);
    group.add_reals(
        prefix + "ci_low", dimensions,
        {"lower limit", "1", "Lower limit of the 95 % interval (Student t)." + unit_note}, ci_low);
    group.add_reals(
        prefix + "ci_high", dimensions,
        {"upper limit", "1", "Upper limit of the 95 % interval (Student t)." + unit_note}, ci_high);
  }
};

}  // namespace

void ResultData::add_summary_dimensions(LabelledGroup& group) {
  std::vector<std::string> names, units;
  for (const auto& metric : reported_metrics(model_)) {
    names.push_back(metric.name);
    units.push_back(!metric.currency.empty() ? metric.currency
                    : !metric.scale.empty()  ? metric.scale
                                             : metric.unit);
  }
  add_scenario_dimension(group);
  group.add_names("metric", {"metric", "1", "Name of the metric."}, names);
  group.add_names("window", {"window", "1", "Months that a run's value is the mean of."},
                  {window_names.begin(), window_names.end()});
  group.add_texts("metric_unit", {"metric"}, {"unit", "1", "Unit of the metric."}, units);
  add_labels(group, model_, "metric_label_", "metric", [&](const Words& in_language) {
    std::vector<std::string> labels;
    for (const auto& metric : reported_metrics(model_)) labels.push_back(in_language.label(metric));
    return labels;
  });
}

void ResultData::write_summary(const Summary& summary) {
  if (summary.rows.empty()) return;
  LabelledGroup group =
      new_group("summary", "Means over replicates with 95 % intervals, and paired contrasts.");
  const auto metrics = reported_metrics(model_);
  add_summary_dimensions(group);

  constexpr std::size_t windows = window_names.size();
  EstimateColumns columns(study_.scenarios.size() * metrics.size() * windows);
  for (const auto& row : summary.rows)
    columns.set((static_cast<std::size_t>(row.scenario) * metrics.size() + row.metric) * windows +
                    static_cast<std::size_t>(row.window),
                row.estimate);
  columns.write(group, "", "mean", {"scenario", "metric", "window"});
  create_contrasts(group, summary.contrasts);
  group.close_scales();
}

void ResultData::create_contrasts(LabelledGroup& group, const std::vector<ContrastRow>& rows) {
  if (rows.empty()) return;
  std::vector<std::int32_t> scenarios, baselines, metrics, windows;
  std::vector<double> effects, factors, chances;
  EstimateColumns columns(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    scenarios.push_back(rows[i].scenario);
    baselines.push_back(rows[i].baseline);
    metrics.push_back(static_cast<std::int32_t>(rows[i].metric));
    windows.push_back(static_cast<std::int32_t>(rows[i].window));
    columns.set(i, rows[i].difference);
    effects.push_back(rows[i].effect_size);
    factors.push_back(rows[i].variance_factor);
    chances.push_back(rows[i].p_holm);
  }
  const std::vector<std::string> contrast{"contrast"};
  group.add_numbers({"contrast", rows.size(), false},
                    {"contrast", "1", "Number of the paired contrast, from 0."}, 0);
  group.add_integers("contrast_scenario_id", contrast,
                     {"scenario", "1", "Place along the dimension scenario."}, scenarios);
  group.add_integers("contrast_baseline_id", contrast,
                     {"baseline", "1", "Place along the dimension scenario."}, baselines);
  group.add_integers("contrast_metric_id", contrast,
                     {"metric", "1", "Place along the dimension metric."}, metrics);
  group.add_integers("contrast_window_id", contrast,
                     {"window", "1", "Place along the dimension window."}, windows);
  columns.write(group, "contrast_", "difference", contrast);
  group.add_reals("contrast_effect_size", contrast,
                  {"effect size", "1",
                   "Mean difference by the standard deviation of the pooled values (Cohen's d)."},
                  effects);
  group.add_reals(
      "contrast_variance_factor", contrast,
      {"variance factor", "1", "Variance of an unpaired difference by that of the paired one."},
      factors);
  group.add_reals("contrast_p_holm", contrast,
                  {"adjusted p", "1",
                   "Two-sided paired t test, Holm over the comparison's rows of the window."},
                  chances);
}

}  // namespace sim::io
