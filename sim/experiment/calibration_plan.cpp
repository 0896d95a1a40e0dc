// From a scenario's figures to what a calibration does.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sim/core/error.hpp"
#include "sim/core/sha256.hpp"
#include "sim/experiment/calibration.hpp"
#include "sim/experiment/study.hpp"
#include "sim/experiment/worlds.hpp"
#include "sim/io/files/nearest.hpp"
#include "sim/io/results/build_info.hpp"
#include "sim/study/fingerprint.hpp"
#include "sim/study/windows.hpp"

namespace sim::experiment {

namespace {
constexpr int year = 12;
constexpr std::size_t vectors_for_each = 10;  // parameter (Loeppky, Sacks and Welch 2009)
constexpr std::size_t fewest = 40, most = 300;
constexpr std::size_t usual_waves = 20;  // worth of runs

/// Figures of a first year are there after a year: months behind it change no bit of them.
void shorten(CalibrationPlan& plan) {
  Scenario& scenario = plan.scenario.scenario;
  const auto windows = study::windows_of(scenario.run.months);
  const bool long_enough = std::ranges::find(windows, Window::first_year) != windows.end();
  const bool first_year = std::ranges::all_of(
      plan.figures, [](const auto& figure) { return figure.of.window == Window::first_year; });
  if (long_enough && !first_year) return;
  for (auto& figure : plan.figures) figure.of.window = Window::all;
  if (!long_enough) return;
  scenario.run.months = year;
  std::erase_if(scenario.events, [](const Event& event) { return event.month > year; });
}

std::vector<std::size_t> free_of(const Model& model, const io::ScenarioFile& scenario,
                                 std::vector<std::size_t> fixed) {
  io::Study study;
  study.model = &model;
  study.scenarios = {scenario};
  DrawPlan plan;
  plan.model = &model;
  plan.fixed = known_parameters(study, std::move(fixed));
  return drawn_parameters(plan);
}

std::vector<std::size_t> chosen_of(const Model& model, const std::vector<std::size_t>& free,
                                   const std::vector<std::string>& only) {
  std::vector<std::string> names;
  for (const std::size_t row : free) names.push_back(model.parameters()[row].name);
  std::vector<std::size_t> chosen;
  for (const auto& name : only) {
    const auto found = std::ranges::find(names, name);
    if (found == names.end())
      throw InputError(
          fmt::format("--free {} (no parameter that is free here and that nobody "
                      "set).{} maatwerk explain {} says what it is.",
                      name, io::did_you_mean(name, names), name));
    const std::size_t row = free[static_cast<std::size_t>(found - names.begin())];
    if (std::ranges::find(chosen, row) == chosen.end()) chosen.push_back(row);
  }
  return only.empty() ? free : chosen;
}
}  // namespace

std::size_t CalibrationPlan::vectors_of_wave() const {
  return std::clamp(vectors_for_each * free.size(), fewest, most);
}

std::size_t CalibrationPlan::usual_runs() const {
  return usual_waves * vectors_of_wave() * static_cast<std::size_t>(replicates);
}

CalibrationPlan plan_calibration(const Model& model, io::ScenarioFile scenario,
                                 std::vector<std::size_t> fixed,
                                 const std::vector<std::string>& only) {
  CalibrationPlan plan;
  plan.model = &model;
  plan.figures = io::observed_in(model, scenario.origins);
  if (plan.figures.empty())
    throw InputError(fmt::format(
        "{} (it has no section [observed]: there is nothing to fit to). Write down what "
        "is known, such as [observed.objections] with value, margin, year and source.",
        scenario.path));
  plan.free = chosen_of(model, free_of(model, scenario, std::move(fixed)), only);
  if (plan.free.empty())
    throw InputError(
        fmt::format("{} (the model {} has no free parameter that is not set). Set "
                    "fewer of them.",
                    scenario.path, model.name()));
  plan.scenario = std::move(scenario);
  shorten(plan);
  return plan;
}

std::string digest_of(const CalibrationPlan& plan) {
  std::string text =
      fmt::format("calibration {} {} {} {}\n", io::format_version, io::build_info().version,
                  plan.model->name(), study::fingerprint(*plan.model));
  text += io::to_toml(*plan.model, plan.scenario.scenario);
  text += io::observed_toml(*plan.model, plan.scenario.origins);
  for (const std::size_t row : plan.free) text += plan.model->parameters()[row].name + "\n";
  return sha256(text + fmt::format("{} {} {} {} {}", plan.scheme == DrawingScheme::factor,
                                   plan.replicates, plan.worlds, plan.budget(), plan.discrepancy));
}

io::Study sample_study(const CalibrationPlan& plan) {
  io::Study study;
  study.file_type = "worlds";
  study.model = plan.model;
  study.scenarios = {plan.scenario};
  study.plan = make_plan(1, static_cast<int>(plan.vectors_of_wave()) * plan.replicates,
                         Pairing::common_random_numbers);
  return study;
}

}  // namespace sim::experiment
