#include "sim/io/results/result_ending.hpp"

#include <array>
#include <limits>

#include "sim/io/files/host.hpp"
#include "sim/io/results/hdf5_read.hpp"

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

LabelledGroup new_group(const hdf5::Handle& file, const char* name, const char* title) {
  hdf5::Handle group = hdf5::create_group(file, name);
  hdf5::write_attribute(group, "title", title);
  return LabelledGroup(std::move(group));
}

void add_summary_dimensions(const Study& study, LabelledGroup& group) {
  std::vector<std::string> names, units;
  for (const auto& metric : reported_metrics(*study.model)) {
    names.push_back(metric.name);
    units.push_back(!metric.currency.empty() ? metric.currency
                    : !metric.scale.empty()  ? metric.scale
                                             : metric.unit);
  }
  add_scenario_dimension(study, group);
  group.add_names("metric", {"metric", "1", "Name of the metric."}, names);
  add_window_dimension(study, group);
  group.add_texts("metric_unit", {"metric"}, {"unit", "1", "Unit of the metric."}, units);
  add_labels(group, *study.model, "metric_label_", "metric", [&](const Words& in_language) {
    std::vector<std::string> labels;
    for (const auto& metric : reported_metrics(*study.model))
      labels.push_back(in_language.label(metric));
    return labels;
  });
}

void add_contrasts(LabelledGroup& group, const std::vector<ContrastRow>& rows) {
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

void add_summary(const hdf5::Handle& file, const Study& study, const Summary& summary) {
  if (summary.rows.empty()) return;
  LabelledGroup group = new_group(
      file, "summary", "Means over replicates with 95 % intervals, and paired contrasts.");
  const auto metrics = reported_metrics(*study.model);
  add_summary_dimensions(study, group);

  const std::size_t windows = study.windows().size();
  EstimateColumns columns(study.scenarios.size() * metrics.size() * windows);
  for (const auto& row : summary.rows)
    columns.set((static_cast<std::size_t>(row.scenario) * metrics.size() + row.metric) * windows +
                    static_cast<std::size_t>(row.window),
                row.estimate);
  columns.write(group, "", "mean", {"scenario", "metric", "window"});
  add_contrasts(group, summary.contrasts);
  group.close_scales();
}

void add_point_summary(const hdf5::Handle& file, const Study& study,
                       const PointEstimator& estimate) {
  const Sweep& sweep = *study.sweep;
  const std::size_t scenarios = study.scenarios.size(),
                    metrics = reported_metrics(*study.model).size();
  const std::size_t windows = study.windows().size();
  LabelledGroup group =
      new_group(file, "summary", "Means over the replicates of each design point.");
  group.add_numbers({"design_point", sweep.design.points, false},
                    {"design point", "1", "Row of the design, from 0."}, 0);
  add_summary_dimensions(study, group);
  const std::vector<std::string> cell{"design_point", "scenario", "metric", "window"};
  const std::string note = " In the unit of the metric.";
  const hdf5::Handle n =
      group.add("n", hdf5::Element::integer, cell, {"replicates", "1", "Replicates used."});
  const std::array<hdf5::Handle, 4> reals{
      group.add("mean", hdf5::Element::real, cell, {"mean", "1", "Mean over replicates." + note}),
      group.add("sd", hdf5::Element::real, cell,
                {"standard deviation", "1", "Over replicates." + note}),
      group.add("ci_low", hdf5::Element::real, cell,
                {"lower limit", "1", "Of the 95 % interval (Student t)." + note}),
      group.add("ci_high", hdf5::Element::real, cell,
                {"upper limit", "1", "Of the 95 % interval (Student t)." + note})};
  group.close_scales();

  const std::size_t cells = metrics * windows;
  const auto replicates = static_cast<std::size_t>(sweep.replicates);
  const std::size_t runs = scenarios * replicates;
  const hdf5::Handle run_means = hdf5::open_dataset(file, "run_means/mean");
  std::vector<double> values(replicates);
  for (std::size_t point = 0; point < sweep.design.points; ++point) {
    const auto means = hdf5::read_numbers(run_means, {point * runs, runs});
    std::array<std::vector<double>, 4> columns;
    std::vector<std::int32_t> counts;
    for (std::size_t scenario = 0; scenario < scenarios; ++scenario) {
      for (std::size_t at = 0; at < cells; ++at) {
        for (std::size_t replicate = 0; replicate < replicates; ++replicate)
          values[replicate] = means[(replicate * scenarios + scenario) * cells + at];
        const Estimate one = estimate(values);
        counts.push_back(one.n);
        const std::array numbers{one.mean, one.sd, one.ci_low, one.ci_high};
        for (std::size_t c = 0; c < numbers.size(); ++c) columns[c].push_back(numbers[c]);
      }
    }
    hdf5::write_rows(n, hdf5::Element::integer, {point, 1}, counts.data());
    for (std::size_t c = 0; c < columns.size(); ++c)
      hdf5::write_rows(reals[c], hdf5::Element::real, {point, 1}, columns[c].data());
  }
}

void add_performance(const hdf5::Handle& file, const Performance& performance) {
  LabelledGroup group = new_group(file, "performance", "What the study cost.");
  group.add_real("wall_seconds", {"wall time", "s", "Time from start to end."},
                 performance.wall_seconds);
  group.add_real("cpu_seconds", {"processor time", "s", "Processor time of all threads."},
                 performance.cpu_seconds);
  group.add_real("peak_bytes", {"memory", "byte", "Largest memory in use."},
                 performance.peak_bytes);
  group.add_real("threads", {"threads", "1", "Threads that worked."}, performance.threads);
  group.add_text("host", {"host", "1", "Name of the machine."}, host_name());
}

/// As attributes of /worlds, whose datasets are there already.
void add_next(const hdf5::Handle& file, const Model& model, const FindOutNext& next) {
  const hdf5::Handle group = hdf5::open_group(file, "worlds");
  if (next.needs > 0)
    return hdf5::write_attribute(group, "next_needs_worlds", static_cast<std::int32_t>(next.needs));
  hdf5::write_attribute(group, "next_figure", next.figure);
  if (next.figure.empty()) return;
  for (const auto& language : languages(model))
    hdf5::write_attribute(group, "next_label_" + language,
                          words(model, language).text("observed." + next.figure + ".label"));
  hdf5::write_attribute(group, "next_disagree_now", next.now, hdf5::Element::real);
  hdf5::write_attribute(group, "next_disagree_then", next.then, hdf5::Element::real);
}

}  // namespace

void conclude(const hdf5::Handle& file, const Study& study, const Conclusion& conclusion) {
  const bool whole = !study.sweep || study.plan.size() == study.sweep->all_runs;
  if (conclusion.estimate && study.sweep && whole)
    add_point_summary(file, study, conclusion.estimate);
  else
    add_summary(file, study, conclusion.summary);
  if (conclusion.next) add_next(file, *study.model, *conclusion.next);
  if (!study.deterministic && conclusion.performance)
    add_performance(file, *conclusion.performance);
}

}  // namespace sim::io
