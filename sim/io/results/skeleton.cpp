#include "sim/io/results/skeleton.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sim/io/files/host.hpp"
#include "sim/io/results/build_info.hpp"

namespace sim::io {

using hdf5::Element;
using hdf5::Handle;

namespace {

std::string better_word(Better better) {
  switch (better) {
    case Better::higher: return "higher";
    case Better::lower: return "lower";
    case Better::neutral: break;
  }
  return "neutral";
}

std::string underscored(std::string name) {
  std::ranges::replace(name, '.', '_');
  return name;
}

Sizes sizes_of(const Model& model, const Scenario& scenario, int every) {
  Sizes sizes{static_cast<std::size_t>(scenario.run.months / every), {}};
  for (std::size_t b = 0; b < model.breakdowns().size(); ++b)
    sizes.breakdowns.push_back(
        static_cast<std::size_t>(model.breakdown_size(scenario, static_cast<int>(b))));
  return sizes;
}

void enlarge(Sizes& largest, const Sizes& sizes) {
  largest.months = std::max(largest.months, sizes.months);
  for (std::size_t b = 0; b < largest.breakdowns.size(); ++b)
    largest.breakdowns[b] = std::max(largest.breakdowns[b], sizes.breakdowns[b]);
}

/// Runs that a file has a row for.
std::span<const RunPlan> ordinary(const Study& study) {
  return std::span(study.plan).first(study.ordinary_runs());
}

std::vector<std::int32_t> column_of_plan(const Study& study, int RunPlan::*member) {
  std::vector<std::int32_t> values;
  for (const auto& run : ordinary(study)) values.push_back(run.*member);
  return values;
}

/// Parameters that differ between scenarios of a study, as rows of Model::parameters().
std::vector<std::size_t> varied_parameters(const Study& study) {
  std::vector<std::size_t> rows;
  for (std::size_t row = 0; row < study.model->parameters().size(); ++row) {
    const auto& first = study.scenarios.front().scenario.values[row];
    if ((study.sweep && study.sweep->design.factor_of(row)) ||
        std::ranges::any_of(study.scenarios,
                            [&](const auto& file) { return file.scenario.values[row] != first; }))
      rows.push_back(row);
  }
  return rows;
}

const std::vector<std::string> status_names{"planned", "ok", "failed", "not_started"};

}  // namespace

FileUnit file_unit(const std::string& unit) {
  if (unit == "1" || unit == "month" || unit == "hour") return {unit, "", ""};
  if (unit == "euro") return {"1", "EUR", ""};
  return {"1", "", unit};
}

void write_unit(const Handle& dataset, const std::string& currency, const std::string& scale) {
  if (!currency.empty()) hdf5::write_attribute(dataset, "currency", currency);
  if (!scale.empty()) hdf5::write_attribute(dataset, "scale", scale);
}

RunSizes::RunSizes(const Study& study) : study_(study) {
  largest_.breakdowns.assign(study.model->breakdowns().size(), 0);
  for (const auto& file : study.scenarios) {
    of_scenario_.push_back(
        sizes_of(*study.model, file.scenario, study.sweep ? study.sweep->every : 1));
    enlarge(largest_, of_scenario_.back());
  }
  if (!study.sweep) return;
  // A factor can be the number of offices.
  const auto scenarios = static_cast<int>(study.scenarios.size());
  for (std::size_t point = 0; point < study.sweep->design.points; ++point)
    for (int scenario = 0; scenario < scenarios; ++scenario)
      enlarge(largest_, at({scenario, 0, static_cast<int>(point)}));
}

Sizes RunSizes::at(const RunPlan& run) const {
  const auto scenario = static_cast<std::size_t>(run.scenario);
  if (!study_.sweep || run.design_point < 0) return of_scenario_[scenario];
  const Scenario there = at_point(*study_.model, study_.scenarios[scenario].scenario,
                                  study_.sweep->design, static_cast<std::size_t>(run.design_point));
  return sizes_of(*study_.model, there, study_.sweep->every);
}

std::size_t Axis::length(const Sizes& sizes) const {
  switch (of) {
    case Of::month: return sizes.months;
    case Of::breakdown: return sizes.breakdowns[index];
    case Of::fixed: break;
  }
  return index;
}

std::vector<std::size_t> Series::lengths(const Sizes& sizes) const {
  std::vector<std::size_t> lengths;
  for (const Axis& axis : axes) lengths.push_back(axis.length(sizes));
  return lengths;
}

std::span<const double> Series::numbers(const RunRecord& record) const {
  const auto part = [this](const std::vector<double>& all) {
    const std::size_t length = all.size() / parts;
    return std::span(all).subspan(place * length, length);
  };
  switch (from) {
    case From::overall: return part(record.result.overall);
    case From::breakdown: return part(record.result.breakdowns.at(which));
    case From::array: return part(record.result.arrays.at(which));
    case From::window_means: break;
  }
  return part(record.window_means);
}

namespace {
void write_root_attributes(const Draft& draft) {
  using hdf5::write_attribute;
  const Study& study = draft.study;
  const Handle& file = draft.file;
  const std::string seed =
      study.scenarios.empty() ? "" : std::to_string(study.scenarios.front().scenario.run.seed);
  hdf5::write_characters(file, "Conventions", "CF-1.11 MAATWERK-1.0");
  write_attribute(file, "file_type", study.file_type);
  write_attribute(file, "format_version", format_version);
  write_attribute(file, "title", study.title);
  write_attribute(file, "software", "maatwerk");
  write_attribute(file, "software_version", build_info().version);
  write_attribute(file, "git_sha1", build_info().git_sha);
  if (!study.deterministic) write_attribute(file, "created_utc", utc_now());
  write_attribute(file, "model", std::string(draft.model.name()));
  write_attribute(file, "rng_algorithm", "Philox4x32-10 (Random123)");
  write_attribute(file, "master_seed", seed);
  write_attribute(file, "n_runs_planned", static_cast<std::int32_t>(study.ordinary_runs()));
  write_attribute(file, "n_runs_ok", 0);
  write_attribute(file, "n_runs_failed", 0);
  write_attribute(file, "calibration_status", study.calibration_status());
  write_attribute(file, "complete", 0);
  if (study.interest) {
    write_attribute(file, "interest_months",
                    fmt::format("{} {}", study.interest->first, study.interest->last));
    write_attribute(file, "interest_offices",
                    fmt::format("{}", fmt::join(study.interest->offices, " ")));
  }
  if (!study.digest.empty()) write_attribute(file, "experiment", study.digest);
  if (!study.sweep) return;
  write_attribute(file, "first_run", static_cast<std::int32_t>(study.sweep->first_run));
  write_attribute(file, "n_runs_experiment", static_cast<std::int32_t>(study.sweep->all_runs));
}
}  // namespace

Skeleton make_skeleton(const Study& study) {
  Draft draft{study, *study.model, RunSizes(study), hdf5::create_in_memory()};
  write_root_attributes(draft);
  add_root(draft);
  add_breakdowns(draft);
  add_arrays(draft);
  add_tables(draft);
  add_scenarios(draft);
  add_parameters(draft);
  add_dynamics(draft);
  add_provenance(draft);
  add_organisation(draft);
  add_observed(draft);
  if (study.sweep) {
    add_design(draft);
    add_run_means(draft);
  }
  if (study.worlds) add_worlds(draft);
  if (study.matching) add_matching(draft);
  return {
      hdf5::image_of(draft.file), study.ordinary_runs(),   study.sweep ? study.sweep->first_run : 0,
      std::move(draft.series),    std::move(draft.tables), study.world_shape()};
}

LabelledGroup Draft::new_group(const std::string& name, const std::string& title) const {
  Handle group = hdf5::create_group(file, name);
  hdf5::write_attribute(group, "title", title);
  return LabelledGroup(std::move(group));
}

namespace {
void add_parameter_coordinates(const Draft& draft, LabelledGroup& group, std::string& names) {
  const Study& study = draft.study;
  for (const std::size_t row : varied_parameters(study)) {
    const ParameterInfo& info = draft.model.parameters()[row];
    const FileUnit unit = file_unit(info.unit);
    const std::string name = "param_" + underscored(info.name);
    const Handle dataset = group.add(name, Element::real, {"run"},
                                     {info.name, unit.units, words(draft.model).help(info)});
    write_unit(dataset, unit.currency, unit.scale);
    if (!info.choices.empty()) write_flags(dataset, Element::real, info.choices);
    const auto factor =
        study.sweep ? study.sweep->design.factor_of(row) : std::optional<std::size_t>();
    std::vector<double> values;
    for (const auto& run : ordinary(study))
      values.push_back(
          factor
              ? study.sweep->design.value(static_cast<std::size_t>(run.design_point), *factor)
              : as_number(
                    study.scenarios[static_cast<std::size_t>(run.scenario)].scenario.values[row]));
    hdf5::write_rows(dataset, Element::real, {0, values.size()}, values.data());
    names += " " + name;
  }
}

/// What a metric follows from, so that readers can take it over any months, offices or lives.
void write_origin(const Model& model, const Handle& dataset, const MetricInfo& info) {
  const auto write = [&](const char* role, std::size_t metric) {
    hdf5::write_attribute(dataset, role, model.metrics()[metric].name);
  };
  if (info.ratio) {
    write("numerator", info.ratio->numerator);
    write("denominator", info.ratio->denominator);
    hdf5::write_attribute(
        dataset, "formula",
        std::string(formula_texts[static_cast<std::size_t>(info.ratio->formula)]));
  }
  if (info.difference) {
    write("minuend", info.difference->minuend);
    write("subtrahend", info.difference->subtrahend);
  }
  if (info.term) hdf5::write_attribute(dataset, "role", std::string("term"));
}
/// In the type of the dataset, as netCDF has it.
void write_valid(const Handle& dataset, const MetricInfo& info, Element element) {
  const auto write = [&](const char* name, double bound) {
    if (std::isinf(bound)) return;
    if (element == Element::integer)
      hdf5::write_attribute(dataset, name, static_cast<std::int32_t>(bound));
    else
      hdf5::write_attribute(dataset, name, bound, element);
  };
  write("valid_min", info.valid.min);
  write("valid_max", info.valid.max);
}
}  // namespace

void add_run_dimension(const Draft& draft, LabelledGroup& group, bool of_root) {
  const Study& study = draft.study;
  const auto runs = study.ordinary_runs();
  group.add_numbers({"run", runs, true}, {"run", "1", "Number of the run in the study, from 0."},
                    static_cast<int>(study.sweep ? study.sweep->first_run : 0));
  std::vector<std::string> names;
  for (const auto& file : study.scenarios) names.push_back(file.scenario.name);
  const Handle scenario = group.add("scenario", Element::integer, {"run"},
                                    {"scenario", "1", "Number of the run's scenario, from 0."});
  hdf5::write_rows(scenario, Element::integer, {0, runs},
                   column_of_plan(study, &RunPlan::scenario).data());
  // A sweep can have more scenarios than an attribute can hold; scenario_name always has them.
  if (names.size() <= 256) write_flags(scenario, Element::integer, names);
  std::vector<std::string> run_names;
  for (const auto& run : ordinary(study))
    run_names.push_back(names[static_cast<std::size_t>(run.scenario)]);
  group.add_texts("scenario_name", {"run"}, {"scenario", "1", "Name of the run's scenario."},
                  run_names);
  group.add_integers(
      "replicate", {"run"},
      {"replicate", "1", "Number of the replicate, from 0; equal ones share their random numbers."},
      column_of_plan(study, &RunPlan::replicate));
  group.add_integers("design_point", {"run"},
                     {"design point", "1", "Row of the sweep's design, from 0; -1 without one."},
                     column_of_plan(study, &RunPlan::design_point));
  std::string coordinates = "scenario scenario_name replicate design_point";
  if (of_root) {
    const Handle status =
        group.add("status", Element::category, {"run"}, {"status", "1", "What became of the run."});
    write_flags(status, Element::category, status_names);
    coordinates += " status";
    add_parameter_coordinates(draft, group, coordinates);
  }
  group.set_coordinates(coordinates);
}

void add_month_dimension(const Draft& draft, LabelledGroup& group) {
  const int every = draft.study.sweep ? draft.study.sweep->every : 1;
  const std::string step(draft.model.step());
  group.add_numbers(
      {step, draft.sizes.largest().months, false},
      {step, file_unit(step).units, "Recorded " + step + ", from 1; the warm-up is not recorded."},
      every, every);
}

Handle add_series(Draft& draft, LabelledGroup& group, const std::vector<std::string>& dimensions,
                  const Meaning& meaning, Series series) {
  std::vector<hsize_t> shape{draft.study.ordinary_runs()};
  for (const std::size_t length : series.lengths(draft.sizes.largest())) {
    shape.push_back(length);
    series.in_file.push_back(length);
  }
  const std::string name = series.path.substr(series.path.rfind('/') + 1);
  series.chunk_rows = chunk_shape(shape)[0];
  Handle dataset = group.add(name, series.element, dimensions, meaning);
  // Of no office there is nothing to write.
  if (std::ranges::find(series.in_file, 0U) == series.in_file.end())
    draft.series.push_back(std::move(series));
  return dataset;
}

void add_metric(Draft& draft, LabelledGroup& group, std::size_t metric,
                const std::vector<std::string>& dimensions, Series series) {
  const MetricInfo& info = draft.model.metrics()[metric];
  // Breakdowns are most of a file, and nobody needs an office's month to sixteen digits.
  const bool of_whole_run = series.from == Series::From::overall;
  const Element real = of_whole_run ? Element::real : Element::single;
  series.path += info.name;
  const Element element = info.count ? Element::integer : real;
  series.element = element;
  const Handle dataset = add_series(
      draft, group, dimensions,
      {words(draft.model).label(info), info.unit, words(draft.model).definition(draft.model, info)},
      std::move(series));
  hdf5::write_attribute(dataset, "perspective", info.perspective);
  hdf5::write_attribute(dataset, "better", better_word(info.better));
  for (const auto& language : languages(draft.model)) {
    if (!of_whole_run || language == english) continue;
    const Words& in_language = words(draft.model, language);
    hdf5::write_attribute(dataset, "label_" + language, in_language.label(info));
    hdf5::write_attribute(dataset, "definition_" + language,
                          in_language.definition(draft.model, info));
  }
  write_unit(dataset, info.currency, info.scale);
  write_origin(draft.model, dataset, info);
  write_valid(dataset, info, element);
  if (info.count) hdf5::write_attribute(dataset, "comment", "-1 where the run did not finish");
}

void add_root(Draft& draft) {
  LabelledGroup root{Handle(H5Gopen2(draft.file.id(), "/", H5P_DEFAULT))};
  add_run_dimension(draft, root, true);
  add_month_dimension(draft, root);
  const std::size_t metrics = draft.model.metrics().size();
  for (std::size_t metric = 0; metric < metrics; ++metric) {
    Series series;
    series.place = metric;
    series.parts = metrics;
    series.axes = {Axis{}};
    add_metric(draft, root, metric, {"run", std::string(draft.model.step())}, std::move(series));
  }
  root.close_scales();
}

}  // namespace sim::io
