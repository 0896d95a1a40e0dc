#include "sim/io/result_layout.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>

#include "sim/io/build_info.hpp"

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

std::string utc_now() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 32> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts)};
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

std::vector<std::int32_t> column_of_plan(const Study& study, int RunPlan::*member) {
  std::vector<std::int32_t> values;
  for (const auto& run : study.plan) values.push_back(run.*member);
  return values;
}

const std::vector<std::string> status_names{"planned", "ok", "failed", "not_started"};

}  // namespace

FileUnit file_unit(const std::string& unit) {
  if (unit == "1" || unit == "month" || unit == "hour") return {unit, "", ""};
  if (unit == "euro") return {"1", "EUR", ""};
  return {"1", "", unit};
}

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

Sizes ResultData::sizes_at(const RunPlan& run) const {
  const auto scenario = static_cast<std::size_t>(run.scenario);
  if (!study_.sweep || run.design_point < 0) return sizes_[scenario];
  const Scenario there = at_point(model_, study_.scenarios[scenario].scenario, study_.sweep->design,
                                  static_cast<std::size_t>(run.design_point));
  return sizes_of(model_, there, study_.sweep->every);
}

ResultData::ResultData(const std::filesystem::path& path, const Study& study)
    : study_(study), model_(*study.model) {
  largest_.breakdowns.assign(model_.breakdowns().size(), 0);
  for (const auto& file : study.scenarios) {
    sizes_.push_back(sizes_of(model_, file.scenario, study.sweep ? study.sweep->every : 1));
    enlarge(largest_, sizes_.back());
  }
  if (study.sweep) {
    // A factor can be the number of offices.
    const auto scenarios = static_cast<int>(study.scenarios.size());
    for (std::size_t point = 0; point < study.sweep->design.points; ++point)
      for (int scenario = 0; scenario < scenarios; ++scenario)
        enlarge(largest_, sizes_at({scenario, 0, static_cast<int>(point)}));
  }
  file_ = hdf5::create_file(path);
  write_root_attributes();
  create_root();
  create_breakdowns();
  create_arrays();
  create_tables();
  create_scenarios();
  create_parameters();
  create_dynamics();
  create_provenance();
  if (study_.sweep) {
    create_design();
    create_run_means();
  }
}

void ResultData::write_root_attributes() {
  using hdf5::write_attribute;
  const std::string seed =
      study_.scenarios.empty() ? "" : std::to_string(study_.scenarios.front().scenario.run.seed);
  hdf5::write_characters(file_, "Conventions", "CF-1.11 MAATWERK-1.0");
  write_attribute(file_, "file_type", study_.file_type);
  write_attribute(file_, "format_version", format_version);
  write_attribute(file_, "title", study_.title);
  write_attribute(file_, "software", "maatwerk");
  write_attribute(file_, "software_version", build_info().version);
  write_attribute(file_, "git_sha1", build_info().git_sha);
  if (!study_.deterministic) write_attribute(file_, "created_utc", utc_now());
  write_attribute(file_, "model", std::string(model_.name()));
  write_attribute(file_, "rng_algorithm", "Philox4x32-10 (Random123)");
  write_attribute(file_, "master_seed", seed);
  write_attribute(file_, "n_runs_planned", static_cast<std::int32_t>(study_.plan.size()));
  write_attribute(file_, "n_runs_ok", 0);
  write_attribute(file_, "n_runs_failed", 0);
  write_attribute(file_, "calibration_status", study_.calibration_status());
  write_attribute(file_, "complete", 0);
  if (!study_.sweep) return;
  write_attribute(file_, "experiment", study_.sweep->experiment);
  write_attribute(file_, "first_run", static_cast<std::int32_t>(study_.sweep->first_run));
  write_attribute(file_, "n_runs_experiment", static_cast<std::int32_t>(study_.sweep->all_runs));
}

LabelledGroup ResultData::new_group(const std::string& name, const std::string& title) {
  Handle group = hdf5::create_group(file_, name);
  hdf5::write_attribute(group, "title", title);
  return LabelledGroup(std::move(group));
}

std::vector<std::string> ResultData::scenario_names() const {
  std::vector<std::string> names;
  for (const auto& file : study_.scenarios) names.push_back(file.scenario.name);
  return names;
}

void ResultData::add_run_dimension(LabelledGroup& group, bool with_parameters) {
  const auto runs = study_.plan.size();
  group.add_numbers({"run", runs, true}, {"run", "1", "Number of the run in the study, from 0."},
                    static_cast<int>(first_run()));
  const auto names = scenario_names();
  const Handle scenario = group.add("scenario", Element::integer, {"run"},
                                    {"scenario", "1", "Number of the run's scenario, from 0."});
  hdf5::write_rows(scenario, Element::integer, {0, runs},
                   column_of_plan(study_, &RunPlan::scenario).data());
  // A sweep can have more scenarios than an attribute can hold; scenario_name always has them.
  if (names.size() <= 256) write_flags(scenario, Element::integer, names);
  std::vector<std::string> run_names;
  for (const auto& run : study_.plan)
    run_names.push_back(names[static_cast<std::size_t>(run.scenario)]);
  group.add_texts("scenario_name", {"run"}, {"scenario", "1", "Name of the run's scenario."},
                  run_names);
  group.add_integers(
      "replicate", {"run"},
      {"replicate", "1", "Number of the replicate, from 0; equal ones share their random numbers."},
      column_of_plan(study_, &RunPlan::replicate));
  group.add_integers("design_point", {"run"},
                     {"design point", "1", "Row of the sweep's design, from 0; -1 without one."},
                     column_of_plan(study_, &RunPlan::design_point));
  std::string coordinates = "scenario scenario_name replicate design_point";
  if (with_parameters) {
    status_.dataset =
        group.add("status", Element::category, {"run"}, {"status", "1", "What became of the run."});
    status_.element = Element::category;
    write_flags(status_.dataset, Element::category, status_names);
    coordinates += " status";
    add_parameter_coordinates(group, coordinates);
  }
  group.set_coordinates(coordinates);
}

void ResultData::add_parameter_coordinates(LabelledGroup& group, std::string& names) {
  for (const std::size_t row : varied_parameters(study_)) {
    const ParameterInfo& info = model_.parameters()[row];
    const FileUnit unit = file_unit(info.unit);
    const std::string name = "param_" + underscored(info.name);
    const Handle dataset =
        group.add(name, Element::real, {"run"}, {info.name, unit.units, words(model_).help(info)});
    if (!unit.currency.empty()) hdf5::write_attribute(dataset, "currency", unit.currency);
    if (!unit.scale.empty()) hdf5::write_attribute(dataset, "scale", unit.scale);
    if (!info.choices.empty()) write_flags(dataset, Element::real, info.choices);
    const auto factor =
        study_.sweep ? study_.sweep->design.factor_of(row) : std::optional<std::size_t>();
    std::vector<double> values;
    for (const auto& run : study_.plan)
      values.push_back(
          factor
              ? study_.sweep->design.value(static_cast<std::size_t>(run.design_point), *factor)
              : as_number(
                    study_.scenarios[static_cast<std::size_t>(run.scenario)].scenario.values[row]));
    hdf5::write_rows(dataset, Element::real, {0, values.size()}, values.data());
    names += " " + name;
  }
}

void ResultData::add_month_dimension(LabelledGroup& group) {
  const std::string step(model_.step());
  group.add_numbers(
      {step, largest_.months, false},
      {step, file_unit(step).units, "Recorded " + step + ", from 1; the warm-up is not recorded."},
      study_.sweep ? study_.sweep->every : 1, study_.sweep ? study_.sweep->every : 1);
}

/// What a metric follows from, so that readers can take it over any months, offices or lives.
void ResultData::write_origin(const Handle& dataset, const MetricInfo& info) const {
  const auto write = [&](const char* role, std::size_t metric) {
    hdf5::write_attribute(dataset, role, model_.metrics()[metric].name);
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

void ResultData::add_metric(LabelledGroup& group, std::size_t metric,
                            const std::vector<std::string>& dimensions, std::vector<Axis> axes,
                            std::function<std::span<const double>(const RunResult&)> numbers) {
  const MetricInfo& info = model_.metrics()[metric];
  // Breakdowns are most of a file, and nobody needs an office's month to sixteen digits.
  const bool of_whole_run = dimensions.size() == 2;
  const Element real = of_whole_run ? Element::real : Element::single;
  const Element element = info.count ? Element::integer : real;
  Handle dataset =
      group.add(info.name, element, dimensions,
                {words(model_).label(info), info.unit, words(model_).definition(model_, info)});
  hdf5::write_attribute(dataset, "perspective", info.perspective);
  hdf5::write_attribute(dataset, "better", better_word(info.better));
  for (const auto& language : languages(model_)) {
    if (!of_whole_run || language == english) continue;
    const Words& in_language = words(model_, language);
    hdf5::write_attribute(dataset, "label_" + language, in_language.label(info));
    hdf5::write_attribute(dataset, "definition_" + language, in_language.definition(model_, info));
  }
  if (!info.currency.empty()) hdf5::write_attribute(dataset, "currency", info.currency);
  if (!info.scale.empty()) hdf5::write_attribute(dataset, "scale", info.scale);
  write_origin(dataset, info);
  if (info.count) hdf5::write_attribute(dataset, "comment", "-1 where the run did not finish");
  series_.push_back(Series{std::move(dataset), element, std::move(axes), std::move(numbers)});
}

void ResultData::create_root() {
  LabelledGroup root{Handle(H5Gopen2(file_.id(), "/", H5P_DEFAULT))};
  add_run_dimension(root, true);
  add_month_dimension(root);
  for (std::size_t metric = 0; metric < model_.metrics().size(); ++metric)
    add_metric(root, metric, {"run", std::string(model_.step())}, {Axis{}},
               [this, metric](const RunResult& result) {
                 const std::size_t months = result.overall.size() / model_.metrics().size();
                 return std::span(result.overall).subspan(metric * months, months);
               });
  root.close_scales();
}

void ResultData::finish() {
  hdf5::rewrite_attribute(file_, "complete", 1);
  flush();
}

}  // namespace sim::io
