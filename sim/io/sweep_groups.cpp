// The part of ResultData that is of sweeps alone: /design, /run_means, the experiment as written,
// and the commits that made its runs.
#include <limits>

#include "sim/io/result_layout.hpp"

namespace sim::io {

using hdf5::Element;

namespace {
std::vector<std::string> metric_names(const Model& model) {
  std::vector<std::string> names;
  for (const auto& metric : reported_metrics(model)) names.push_back(metric.name);
  return names;
}
}  // namespace

void ResultData::create_design() {
  const Sweep& sweep = *study_.sweep;
  const Design& design = sweep.design;
  LabelledGroup group = new_group("design", "The points of the sweep's design.");
  hdf5::write_attribute(group.handle(), "kind", design.kind);
  hdf5::write_attribute(group.handle(), "seed", std::to_string(design.seed));
  for (const auto& [name, number] : design.settings)
    hdf5::write_attribute(group.handle(), name, static_cast<std::int32_t>(number));
  hdf5::write_attribute(group.handle(), "replicates", static_cast<std::int32_t>(sweep.replicates));
  hdf5::write_attribute(group.handle(), "every", static_cast<std::int32_t>(sweep.every));
  hdf5::write_attribute(group.handle(), "breakdowns", static_cast<std::int32_t>(sweep.breakdowns));

  std::vector<std::string> names, units, helps;
  for (const std::size_t row : design.parameters) {
    names.push_back(model_.parameters()[row].name);
    units.push_back(model_.parameters()[row].unit);
    helps.push_back(words(model_).help(model_.parameters()[row]));
  }
  group.add_numbers({"design_point", design.points, false},
                    {"design point", "1", "Row of the design, from 0."}, 0);
  if (!names.empty()) {
    group.add_names("factor", {"factor", "1", "Parameter that the design varies."}, names);
    group.add_texts("factor_unit", {"factor"}, {"unit", "1", "Unit of the parameter."}, units);
    group.add_texts("factor_help", {"factor"}, {"meaning", "1", "What it means."}, helps);
    group.add_reals("factor_low", {"factor"},
                    {"least value", "1", "Least value that the design can give, in its unit."},
                    design.low);
    group.add_reals("factor_high", {"factor"},
                    {"greatest value", "1", "Greatest value that the design can give."},
                    design.high);
    group.add_reals("unit_cube", {"design_point", "factor"},
                    {"point in the unit cube", "1",
                     "Where the design put the point, before it was mapped to the factor's range; "
                     "NaN for designs that are lists of values."},
                    design.unit);
    group.add_reals("value", {"design_point", "factor"},
                    {"value", "1", "Value of the factor, in its unit; a choice its number from 0."},
                    design.values);
  }
  group.close_scales();
}

void ResultData::create_run_means() {
  LabelledGroup group =
      new_group("run_means", "Means of each run over windows of months: what estimators read.");
  add_run_dimension(group, false);
  group.add_names("metric", {"metric", "1", "Name of the metric."}, metric_names(model_));
  group.add_names("window", {"window", "1", "Months that the value is the mean of."},
                  {window_names.begin(), window_names.end()});
  run_means_ = group.add("mean", Element::real, {"run", "metric", "window"},
                         {"mean", "1", "In the unit of the metric; of all months, kept or not."});
  group.close_scales();
}

void ResultData::add_experiment(LabelledGroup& group) {
  group.add_text("experiment_as_written",
                 {"experiment as written", "1", "Text of the experiment file, byte for byte."},
                 study_.sweep->as_written);
  const std::vector<std::string> made{"made"};
  const auto add = [&](const std::string& name, Element element, const Meaning& meaning) {
    commits_.push_back(Column{group.add(name, element, made, meaning), element});
  };
  group.add_numbers({"made", 0, true}, {"made", "1", "Number of the stretch of runs, from 0."}, 0);
  commits_.push_back(open_column(group, "made"));
  add("made_first_run", Element::integer, {"first run", "1", "First run of the stretch."});
  add("made_runs", Element::integer, {"runs", "1", "Runs of the stretch."});
  add("made_by_git_sha1", Element::text, {"commit", "1", "Commit of the program that made them."});
}

void ResultData::note_commit(const MadeRuns& runs) {
  if (commits_.empty()) return;
  if (made_by_.empty() || made_by_.back().commit != runs.commit)
    made_by_.push_back(runs);
  else
    made_by_.back().count += runs.count;
}

void ResultData::write_commits() {
  if (commits_.empty()) return;
  std::vector<std::int32_t> rows, firsts, counts;
  std::vector<const char*> commits;
  for (const auto& [first, count, commit] : made_by_) {
    rows.push_back(static_cast<std::int32_t>(rows.size()));
    firsts.push_back(static_cast<std::int32_t>(first));
    counts.push_back(static_cast<std::int32_t>(count));
    commits.push_back(commit.c_str());
  }
  const hdf5::Rows all{0, made_by_.size()};
  for (const auto& column : commits_) hdf5::extend(column.dataset, all.count);
  hdf5::write_rows(commits_[0].dataset, Element::integer, all, rows.data());
  hdf5::write_rows(commits_[1].dataset, Element::integer, all, firsts.data());
  hdf5::write_rows(commits_[2].dataset, Element::integer, all, counts.data());
  hdf5::write_rows(commits_[3].dataset, Element::text, all, commits.data());
}

void ResultData::write_run_means(std::size_t first, std::span<const RunRecord> records) {
  if (!run_means_.open()) return;
  const std::size_t cells = reported_metrics(model_).size() * window_names.size();
  std::vector<double> values(records.size() * cells, std::numeric_limits<double>::quiet_NaN());
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (records[i].window_means.size() == cells)
      std::copy(records[i].window_means.begin(), records[i].window_means.end(),
                values.begin() + static_cast<std::ptrdiff_t>(i * cells));
  }
  hdf5::write_rows(run_means_, Element::real, {first, records.size()}, values.data());
}

}  // namespace sim::io
