// The part of ResultData that says what was run, by what and with what outcome: /scenarios,
// /parameters, /provenance, /summary, /performance.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <limits>

#include "sim/io/build_info.hpp"
#include "sim/io/result_layout.hpp"
#include "sim/io/scenario_value.hpp"

namespace sim::io {

using hdf5::Element;

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

std::string grade_word(Grade grade) {
  switch (grade) {
    case Grade::document: return "document";
    case Grade::literature: return "literature";
    case Grade::assumed: return "assumed";
    case Grade::calibrated: return "calibrated";
  }
  return "";
}

/// A place without the directories of its file, which differ between machines.
std::string without_directories(const std::string& place) {
  const auto slash = place.rfind('/');
  return slash == std::string::npos ? place : place.substr(slash + 1);
}

std::string host_name() {
  std::array<char, 256> name{};
  return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

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
    group.add_reals(prefix + centre, dimensions,
                    {centre, "1", "Mean over replicates." + unit_note}, mean);
    group.add_reals(prefix + "sd", dimensions,
                    {"standard deviation", "1",
                     "Standard deviation over replicates." + unit_note}, sd);
    group.add_integers(prefix + "n", dimensions,
                       {"replicates", "1", "Replicates that the mean is taken over."}, n);
    group.add_reals(prefix + "ci_low", dimensions,
                    {"lower limit", "1", "Lower limit of the 95 % interval (Student t)." + unit_note},
                    ci_low);
    group.add_reals(prefix + "ci_high", dimensions,
                    {"upper limit", "1", "Upper limit of the 95 % interval (Student t)." + unit_note},
                    ci_high);
  }
};

}  // namespace

void ResultData::add_scenario_dimension(LabelledGroup& group) {
  group.add_names("scenario", {"scenario", "1", "Name of the scenario, unique in the study."},
                  scenario_names());
}

void ResultData::create_scenarios() {
  LabelledGroup group = new_group("scenarios", "The scenarios of the study.");
  add_scenario_dimension(group);
  std::vector<std::string> titles, english, dutch, paths;
  std::vector<std::int32_t> months, warm_up, replicates;
  for (const auto& file : study_.scenarios) {
    const Scenario& scenario = file.scenario;
    const auto& variants = model_.variants();
    const auto variant = std::ranges::find(variants, scenario.name, &VariantInfo::name);
    const std::string fallback = scenario.title.empty() ? scenario.name : scenario.title;
    titles.push_back(scenario.title);
    english.push_back(variant != variants.end() ? variant->label_en : fallback);
    dutch.push_back(variant != variants.end() ? variant->label_nl : fallback);
    paths.push_back(file.path);
    months.push_back(scenario.run.months);
    warm_up.push_back(scenario.run.warm_up);
    replicates.push_back(scenario.run.replicates);
  }
  const std::vector<std::string> dimension{"scenario"};
  group.add_texts("title", dimension, {"title", "1", "Title of the scenario."}, titles);
  group.add_texts("label_en", dimension, {"English label", "1", "Short English name."}, english);
  group.add_texts("label_nl", dimension, {"Dutch label", "1", "Short Dutch name."}, dutch);
  if (!study_.deterministic)
    group.add_texts("path", dimension, {"path", "1", "File, as the user named it."}, paths);
  group.add_integers("months", dimension, {"months", "month", "Recorded length of a run."},
                     months);
  group.add_integers("warm_up", dimension,
                     {"warm-up", "month", "Months before the first recorded one."}, warm_up);
  group.add_integers("replicates", dimension, {"replicates", "1", "Replicates asked for."},
                     replicates);
  group.close_scales();
}

void ResultData::create_parameters() {
  const auto& rows = model_.parameters();
  if (rows.empty()) return;
  LabelledGroup group = new_group("parameters", "Every parameter and its value by scenario.");
  add_scenario_dimension(group);
  std::vector<std::string> names, units, helps, grades, sources, allowed, changes, defaults;
  for (const auto& row : rows) {
    names.push_back(row.name);
    units.push_back(row.unit);
    helps.push_back(row.help);
    grades.push_back(grade_word(row.source.grade));
    sources.emplace_back(row.source.citation);
    allowed.push_back(allowed_values(row));
    changes.emplace_back(row.change == Change::live ? "live" : "setup");
    defaults.push_back(to_toml(row, row.default_value));
  }
  std::vector<double> values;
  std::vector<std::string> texts;
  for (const auto& file : study_.scenarios)
    for (std::size_t i = 0; i < rows.size(); ++i) {
      values.push_back(as_number(file.scenario.values[i]));
      texts.push_back(to_toml(rows[i], file.scenario.values[i]));
    }
  const std::vector<std::string> dimension{"parameter"};
  group.add_names("parameter", {"parameter", "1", "Dotted name, as in scenario files."}, names);
  group.add_texts("unit", dimension, {"unit", "1", "Unit of the parameter."}, units);
  group.add_texts("help", dimension, {"meaning", "1", "What the parameter means."}, helps);
  group.add_texts("grade", dimension,
                  {"grade", "1", "How well the default is founded: document, literature, assumed, "
                                 "calibrated."},
                  grades);
  group.add_texts("source", dimension, {"source", "1", "Where the default comes from."}, sources);
  group.add_texts("allowed", dimension, {"allowed", "1", "Range or choices."}, allowed);
  group.add_texts("change", dimension,
                  {"change", "1", "setup: fixed when the world is made; live: an event may set it."},
                  changes);
  group.add_texts("default_value", dimension, {"default", "1", "Default, as TOML."}, defaults);
  group.add_reals("value", {"scenario", "parameter"},
                  {"value", "1", "Value; false and true are 0 and 1, a choice its number from 0."},
                  values);
  group.add_texts("value_text", {"scenario", "parameter"}, {"value", "1", "Value, as TOML."},
                  texts);
  group.close_scales();
}

void ResultData::create_provenance() {
  LabelledGroup group = new_group("provenance", "What made this file, and from what.");
  add_scenario_dimension(group);
  group.add_text("command_line", {"command line", "1", "Command that made this file."},
                 study_.deterministic ? study_.result_command_line : study_.command_line);
  std::vector<std::string> written, resolved;
  std::vector<std::string> keys, values, places;
  std::vector<std::int32_t> scenarios;
  for (std::size_t i = 0; i < study_.scenarios.size(); ++i) {
    const ScenarioFile& file = study_.scenarios[i];
    written.push_back(file.as_written);
    resolved.push_back(to_toml(model_, file.scenario));
    for (const auto& origin : file.origins) {
      scenarios.push_back(static_cast<std::int32_t>(i));
      keys.push_back(origin.key);
      values.push_back(origin.value);
      places.push_back(study_.deterministic ? without_directories(origin.place) : origin.place);
    }
  }
  group.add_texts("scenario_as_written", {"scenario"},
                  {"scenario as written", "1", "Text of the scenario file, byte for byte."},
                  written);
  group.add_texts("scenario_resolved", {"scenario"},
                  {"scenario as resolved", "1", "Every value that was used, as a scenario file."},
                  resolved);
  if (!keys.empty()) {
    const std::vector<std::string> origin{"origin"};
    group.add_numbers({"origin", keys.size(), false},
                      {"origin", "1", "Number of the row, from 0."}, 0);
    group.add_integers("origin_scenario_id", origin,
                       {"scenario", "1", "Place of the scenario along the dimension scenario."},
                       scenarios);
    group.add_texts("origin_key", origin, {"key", "1", "Key of a value."}, keys);
    group.add_texts("origin_value", origin, {"value", "1", "The value, as TOML."}, values);
    group.add_texts("origin_place", origin, {"place", "1", "What set the value."}, places);
  }
  const BuildInfo& build = build_info();
  group.add_text("compiler", {"compiler", "1", "Compiler and version."}, build.compiler);
  group.add_text("compiler_flags", {"compiler flags", "1", "Flags of the build."}, build.flags);
  group.add_text("build_type", {"build type", "1", "CMake's build type."}, build.build_type);
  std::vector<std::string> libraries, versions;
  for (const auto& [name, version] : build.libraries) {
    libraries.push_back(name);
    versions.push_back(version);
  }
  group.add_names("library", {"library", "1", "Name of a library."}, libraries);
  group.add_texts("library_version", {"library"}, {"version", "1", "Version of the library."},
                  versions);

  Table failures;
  group.add_numbers({"failure", 0, true}, {"failure", "1", "Number of the failed run, from 0."},
                    0);
  failures.columns.push_back(open_column(group, "failure"));
  failures.columns.push_back(Column{group.add("failure_run_id", Element::integer, {"failure"},
                                              {"run", "1", "Run that failed."}),
                                    Element::integer});
  failures.columns.push_back(Column{group.add("failure_message", Element::text, {"failure"},
                                              {"message", "1", "Why it failed."}),
                                    Element::text});
  tables_.push_back(std::move(failures));
  group.close_scales();
}

void ResultData::write_summary(const Summary& summary) {
  if (summary.rows.empty()) return;
  LabelledGroup group =
      new_group("summary", "Means over replicates with 95 % intervals, and paired contrasts.");
  const auto& metrics = model_.metrics();
  std::vector<std::string> names, units, english, dutch;
  for (const auto& metric : metrics) {
    names.push_back(metric.name);
    units.push_back(!metric.currency.empty() ? metric.currency
                    : !metric.scale.empty()  ? metric.scale
                                             : metric.unit);
    english.push_back(metric.label_en);
    dutch.push_back(metric.label_nl);
  }
  add_scenario_dimension(group);
  group.add_names("metric", {"metric", "1", "Name of the metric."}, names);
  group.add_names("window", {"window", "1", "Months that a run's value is the mean of."},
                  {window_names.begin(), window_names.end()});
  group.add_texts("metric_unit", {"metric"}, {"unit", "1", "Unit of the metric."}, units);
  group.add_texts("metric_label_en", {"metric"}, {"English label", "1", "Short English name."},
                  english);
  group.add_texts("metric_label_nl", {"metric"}, {"Dutch label", "1", "Short Dutch name."}, dutch);

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
  group.add_reals("contrast_variance_factor", contrast,
                  {"variance factor", "1",
                   "Variance of an unpaired difference by that of the paired one."},
                  factors);
  group.add_reals("contrast_p_holm", contrast,
                  {"adjusted p", "1",
                   "Two-sided paired t test, Holm over the comparison's rows of the window."},
                  chances);
}

void ResultData::write_performance(const Performance& performance) {
  if (study_.deterministic) return;
  LabelledGroup group = new_group("performance", "What the study cost.");
  group.add_real("wall_seconds", {"wall time", "s", "Time from start to end."},
                 performance.wall_seconds);
  group.add_real("cpu_seconds", {"processor time", "s", "Processor time of all threads."},
                 performance.cpu_seconds);
  group.add_real("peak_bytes", {"memory", "byte", "Largest memory in use."},
                 performance.peak_bytes);
  group.add_real("threads", {"threads", "1", "Threads that worked."}, performance.threads);
  group.add_text("host", {"host", "1", "Name of the machine."}, host_name());
}

}  // namespace sim::io
