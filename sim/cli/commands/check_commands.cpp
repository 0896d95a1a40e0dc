#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sim/cli/commands/study_commands.hpp"
#include "sim/cli/options/arguments.hpp"
#include "sim/cli/options/program.hpp"
#include "sim/cli/options/speech.hpp"
#include "sim/cli/reports/observed.hpp"
#include "sim/cli/reports/organisation.hpp"
#include "sim/cli/reports/page.hpp"
#include "sim/cli/setup/choose_model.hpp"
#include "sim/cli/setup/hypotheses_setup.hpp"
#include "sim/cli/setup/study_setup.hpp"
#include "sim/cli/setup/sweep_setup.hpp"
#include "sim/cli/terminal/json.hpp"
#include "sim/cli/terminal/print.hpp"
#include "sim/cli/terminal/text_table.hpp"
#include "sim/core/error.hpp"
#include "sim/io/design/study_warnings.hpp"
#include "sim/io/files/mistakes.hpp"
#include "sim/io/scenario/case_file.hpp"
#include "sim/io/scenario/scenario_file.hpp"
#include "sim/io/scenario/scenario_search.hpp"

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
  print("{}", table.text(whole_lines));
}

/// One operand of check: what there is to say of it.
class Checked {
 public:
  Checked(const Program& program, const Arguments& arguments, const std::string& operand)
      : path_(io::find_file(operand)),
        program_(choose_model_of(program, path_)),
        arguments_(arguments) {}

  /// \throws Error if it is not fine
  Json look() {
    switch (io::kind_of(path_)) {
      case io::FileKind::scenario: look_at_scenario(); break;
      case io::FileKind::experiment: look_at_experiment(); break;
      case io::FileKind::hypotheses: look_at_hypotheses(); break;
      case io::FileKind::case_file: look_at_case(); break;
    }
    return document_;
  }

 private:
  void look_at_scenario() {
    const io::ScenarioFile file =
        io::read_scenario(*program_.model, path_, overrides_of(arguments_));
    const RunSettings& run = file.scenario.run;
    warn(io::warnings_of(*program_.model, std::span(&file, 1)));
    Json values = Json::array();
    for (const auto& origin : file.origins)
      values.push_back({{"key", origin.key}, {"value", origin.value}, {"place", origin.place}});
    document_.update({{"name", file.scenario.name},
                      {"values", values},
                      {"organisation", organisation_json(*program_.model, file)},
                      {"observed", observed_json(*program_.model, file)}});
    if (arguments_.has("print-resolved") && !arguments_.has("json")) return print_origins(file);
    say(fmt::format("{} {}, {} replicates, seed {}", run.months, steps_of(*program_.model),
                    run.replicates, run.seed));
    if (arguments_.has("json") || arguments_.has("quiet")) return;
    const Page page = page_of(*program_.model, arguments_);
    print("{}{}", organisation_text(*program_.model, page, file),
          observed_text(*program_.model, page, file));
  }

  /// Fine if each of its runs can be named; its base scenario is read as well.
  void look_at_experiment() {
    const experiment::SweepPlan plan = set_up_sweep(program_, arguments_, path_);
    const io::Sweep& sweep = *plan.study.sweep;
    const std::size_t scenarios = plan.study.scenarios.size();
    warn(plan.study.warnings);
    document_.update({{"design", sweep.design.kind},
                      {"design_points", sweep.design.points},
                      {"scenarios", scenarios},
                      {"replicates", sweep.replicates},
                      {"runs", sweep.all_runs}});
    say(fmt::format("{}, {} points of {} factors, {} scenario{}, {} replicates, {} runs",
                    sweep.design.kind, sweep.design.points, sweep.design.factors(), scenarios,
                    scenarios == 1 ? "" : "s", sweep.replicates, sweep.all_runs));
  }

  void look_at_hypotheses() {
    const DeclaredStudy study = read_declared_study(program_, arguments_, path_);
    const std::size_t hypotheses = study.declaration.hypotheses.size();
    warn(io::warnings_of(*program_.model, study.scenarios));
    document_.update({{"hypotheses", hypotheses}, {"scenarios", study.scenarios.size()}});
    say(fmt::format("{} hypotheses on {} scenarios", hypotheses, study.scenarios.size()));
  }

  void look_at_case() {
    const io::CaseDescription description = io::read_case(*program_.model, path_);
    const std::size_t others = description.people.size() - 1;
    warn({});
    document_.update({{"case", description.in(io::english).title}, {"lookalikes", others}});
    say(fmt::format("a case, {} lookalike{}", others, others == 1 ? "" : "s"));
  }

  void warn(const std::vector<io::Warning>& warnings) {
    print_warnings(warnings);
    Json list = Json::array();
    for (const auto& [place, text] : warnings) list.push_back(fmt::format("{}: {}", place, text));
    document_ = {{"path", path_.string()}, {"valid", true}, {"warnings", list}};
  }
  void say(const std::string& what) const {
    if (!arguments_.has("json") && !arguments_.has("quiet"))
      print("{}: fine ({})\n", path_.string(), what);
  }

  fs::path path_;
  Program program_;
  const Arguments& arguments_;
  Json document_;
};

/// Everything that is wrong, each on a line of its own.
Json refused(const std::string& operand, const std::vector<std::string>& mistakes) {
  constexpr std::size_t shown = 50;
  for (std::size_t i = 0; i < std::min(shown, mistakes.size()); ++i)
    note("maatwerk: {}\n", mistakes[i]);
  if (mistakes.size() > shown) note("maatwerk: ... and {} more\n", mistakes.size() - shown);
  return {{"path", operand}, {"valid", false}, {"error", mistakes.front()}, {"errors", mistakes}};
}

}  // namespace

Exit check_command(const Program& program, const Arguments& arguments) {
  Json documents = Json::array();
  Exit worst = Exit::done;
  // Every file is looked at, so that one call shows what is wrong with each.
  for (const auto& operand : arguments.operands()) {
    try {
      documents.push_back(Checked(program, arguments, operand).look());
    } catch (const io::Mistakes& mistakes) {
      documents.push_back(refused(operand, mistakes.all));
      worst = std::max(worst, mistakes.exit());
    } catch (const Error& error) {
      documents.push_back(refused(operand, {error.what()}));
      worst = std::max(worst, error.exit());
    }
  }
  if (arguments.has("json")) {
    print("{}", document_text(Json{{"schema_version", 1}, {"scenarios", documents}}));
  }
  return worst;
}

}  // namespace sim::cli
