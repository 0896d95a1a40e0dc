#pragma once

#include <filesystem>
#include <span>

#include "sim/core/error.hpp"
#include "sim/io/results/output.hpp"
#include "tests/support/toy_model.hpp"

namespace test {

/// Two scenarios of the toy model with two and three offices, ten replicates each: a full block
/// and a short one. Replicate 4 of the second scenario fails, its last run was not started.
inline sim::io::Study example_study(const sim::Model& model, bool deterministic = true) {
  sim::io::Study study;
  study.file_type = "comparison";
  study.title = "Toys \u00e9\u00e9n en twee";
  study.model = &model;
  study.command_line = "maatwerk compare -j 2 one-size.toml both.toml";
  study.result_command_line = "maatwerk compare one-size.toml both.toml";
  study.deterministic = deterministic;
  for (const char* name : {"one-size", "both"}) {
    sim::io::ScenarioFile file;
    file.scenario = sim::default_scenario(model);
    file.scenario.name = name;
    file.scenario.run.months = 24;
    file.path = std::string("scenarios/") + name + ".toml";
    file.as_written = "schema_version = 1\n";
    for (const auto& row : model.parameters())
      file.origins.push_back({row.name, sim::io::to_toml(row, row.default_value), "built-in"});
    study.scenarios.push_back(file);
  }
  auto& both = study.scenarios[1].scenario.values;
  both[*sim::find_parameter(model, "policy.group_tailoring")] = 100.0;
  both[*sim::find_parameter(model, "population.offices")] = std::int64_t{2};
  both[*sim::find_parameter(model, "policy.decider")] = std::int64_t{2};
  for (int scenario = 0; scenario < 2; ++scenario)
    for (int replicate = 0; replicate < 10; ++replicate)
      study.plan.push_back({scenario, replicate, -1});
  return study;
}

inline std::vector<sim::io::RunRecord> example_records(const sim::io::Study& study) {
  std::vector<sim::io::RunRecord> records;
  sim::Parallel parallel;
  for (std::size_t run = 0; run < study.plan.size(); ++run) {
    sim::io::RunRecord record;
    record.run = run;
    record.status = sim::io::RunStatus::ok;
    const auto& plan = study.plan[run];
    if (plan.scenario == 1 && plan.replicate == 4) {
      record.status = sim::io::RunStatus::failed;
      record.message = "a case got lost in month 3";
    } else if (run == 19) {
      record.status = sim::io::RunStatus::not_started;
    } else {
      record.result =
          study.model->simulate(study.scenarios[static_cast<std::size_t>(plan.scenario)].scenario,
                                static_cast<std::uint32_t>(plan.replicate), parallel);
    }
    records.push_back(std::move(record));
  }
  return records;
}

inline sim::Summary example_summary(const sim::Model& model) {
  sim::Summary summary;
  for (int scenario = 0; scenario < 2; ++scenario)
    for (std::size_t metric = 0; metric < model.metrics().size(); ++metric)
      for (const auto window : {sim::Window::first_year, sim::Window::last_year, sim::Window::all})
        summary.rows.push_back({scenario, metric, window, {0.5 + scenario, 0.1, 10, 0.4, 0.6}});
  summary.contrasts.push_back({1, 0, 0, sim::Window::all, {1.0, 0.1, 9, 0.9, 1.1}, 2.5, 8, 0.01});
  return summary;
}

inline void ignore(const sim::io::RunRecord&) {}

inline void write(sim::io::Output& output, std::span<const sim::io::RunRecord> records) {
  for (const auto& record : records) output.write(record);
}

/// Writes the example, whole or only its first block.
inline void write_example(const std::filesystem::path& path, bool deterministic = true,
                          bool only_first_block = false) {
  const ToyModel model;
  const auto study = example_study(model, deterministic);
  const auto records = example_records(study);
  const std::span all(records);
  sim::io::Output output(path, study, sim::io::Start::fresh, ignore);
  write(output, only_first_block ? all.first(sim::io::runs_per_block) : all);
  if (only_first_block) return;
  output.finish({example_summary(model), {}, sim::io::Performance{1.5, 2.5, 1e6, 2}});
}

/// The part of the example in which no run fails.
inline void write_whole_example(const std::filesystem::path& path) {
  const ToyModel model;
  auto study = example_study(model);
  study.plan.resize(14);
  sim::io::Output output(path, study, sim::io::Start::fresh, ignore);
  write(output, example_records(study));
  output.finish({example_summary(model), {}, {}});
}

}  // namespace test
