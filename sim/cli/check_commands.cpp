#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sim/cli/arguments.hpp"
#include "sim/cli/program.hpp"
#include "sim/cli/scenarios.hpp"
#include "sim/cli/study_setup.hpp"
#include "sim/cli/sweep_setup.hpp"
#include "sim/cli/text_table.hpp"
#include "sim/core/error.hpp"
#include "sim/io/scenario_file.hpp"

namespace sim::cli {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

namespace {
void print_origins(const io::ScenarioFile& file) {
  TextTable table(
      {{"", TextTable::Align::left}, {"", TextTable::Align::left}, {"", TextTable::Align::left}});
  for (const auto& origin : file.origins) {
    table.add_row({origin.key, "= " + origin.value, "# " + origin.place});
  }
  Terminal whole_lines = terminal_of(stdout);
  whole_lines.columns = 10000;  // a value and its place belong on one line
  fmt::print("{}", table.text(whole_lines));
}

void print_checked(const io::ScenarioFile& file, const Arguments& arguments) {
  const RunSettings& run = file.scenario.run;
  if (arguments.has("print-resolved"))
    print_origins(file);
  else if (!arguments.has("quiet")) {
    fmt::print("{}: fine ({} months, {} replicates, seed {})\n", file.path, run.months,
               run.replicates, run.seed);
  }
}

Json json_of(const io::ScenarioFile& file) {
  Json values = Json::array();
  for (const auto& origin : file.origins) {
    values.push_back({{"key", origin.key}, {"value", origin.value}, {"place", origin.place}});
  }
  return {{"path", file.path}, {"name", file.scenario.name}, {"valid", true}, {"values", values}};
}

/// An experiment is fine if each of its runs can be named; its base scenario is read as well.
void check_experiment(const Program& program, const Arguments& arguments,
                      const std::string& operand, Json& documents) {
  const auto path = find_experiment(operand);
  const experiment::SweepPlan plan = set_up_sweep(program, arguments, path);
  const io::Sweep& sweep = *plan.study.sweep;
  if (arguments.has("json")) {
    documents.push_back({{"path", path.string()},
                         {"valid", true},
                         {"design", sweep.design.kind},
                         {"design_points", sweep.design.points},
                         {"scenarios", plan.study.scenarios.size()},
                         {"replicates", sweep.replicates},
                         {"runs", sweep.all_runs}});
  } else if (!arguments.has("quiet")) {
    fmt::print("{}: fine ({}, {} points of {} factors, {} scenario{}, {} replicates, {} runs)\n",
               path.string(), sweep.design.kind, sweep.design.points, sweep.design.factors(),
               plan.study.scenarios.size(), plan.study.scenarios.size() == 1 ? "" : "s",
               sweep.replicates, sweep.all_runs);
  }
}

void write_new_file(const fs::path& path, const std::string& text, bool force) {
  std::error_code ignored;
  if (fs::exists(path, ignored) && !force) {
    throw FileError(fmt::format("{} (file exists). Use --force or another name.", path.string()));
  }
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) {
    throw FileError(fmt::format("{} (cannot be written). Does its folder exist, with room in it?",
                                path.string()));
  }
}
}  // namespace

Exit check_command(const Program& program, const Arguments& arguments) {
  const auto overrides = overrides_of(arguments);
  Json documents = Json::array();
  Exit worst = Exit::done;
  // Every file is looked at, so that one call shows what is wrong with each.
  for (const auto& operand : arguments.operands()) {
    try {
      if (io::is_experiment(find_experiment(operand))) {
        check_experiment(program, arguments, operand, documents);
        continue;
      }
      const auto file = io::read_scenario(*program.model, find_scenario(operand), overrides);
      if (arguments.has("json"))
        documents.push_back(json_of(file));
      else
        print_checked(file, arguments);
    } catch (const Error& error) {
      if (arguments.operands().size() == 1 && !arguments.has("json")) throw;
      fmt::print(stderr, "maatwerk: {}\n", error.what());
      documents.push_back({{"path", operand}, {"valid", false}, {"error", error.what()}});
      worst = std::max(worst, error.exit());
    }
  }
  if (arguments.has("json")) {
    fmt::print("{}\n", Json{{"schema_version", 1}, {"scenarios", documents}}.dump(2));
  }
  return worst;
}

Exit init_command(const Program& program, const Arguments& arguments) {
  const std::string text = io::scenario_template(*program.model);
  const auto output = arguments.text("output");
  if (output)
    write_new_file(*output, text, arguments.has("force"));
  else
    fmt::print("{}", text);
  return Exit::done;
}

}  // namespace sim::cli
