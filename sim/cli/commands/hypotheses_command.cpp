#include <algorithm>
#include <cstdio>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "sim/cli/commands/study_commands.hpp"
#include "sim/cli/reports/report_hypotheses.hpp"
#include "sim/cli/setup/hypotheses_setup.hpp"
#include "sim/cli/setup/variants.hpp"
#include "sim/cli/terminal/print.hpp"
#include "sim/experiment/hypothesis_file.hpp"
#include "sim/experiment/interest.hpp"
#include "sim/io/scenario/scenario_search.hpp"
#include "sim/study/stopwatch.hpp"

namespace sim::cli {

namespace {
using experiment::Declaration;

/// The declared seed and the values of the command line, which beat it; random draws start from
/// smaller worlds unless told otherwise.
std::vector<io::Override> overrides_for(const Program& program, const Arguments& arguments,
                                        const experiment::DeclarationHead& head) {
  std::vector<io::Override> overrides;
  if (head.seed) overrides.push_back({"run.seed", fmt::format("{}", *head.seed), "declared seed"});
  if (arguments.has("draws")) {
    for (const auto& [row, value] : program.model->draw_settings()) {
      const ParameterInfo& parameter = program.model->parameters()[row];
      overrides.push_back({parameter.name, io::to_toml(parameter, value), "--draws"});
    }
  }
  const auto given = overrides_of(arguments);
  overrides.insert(overrides.end(), given.begin(), given.end());
  return overrides;
}

/// Every scenario that a claim may name, in the order of a study.
std::vector<io::ScenarioFile> candidates(const Model& model,
                                         const experiment::DeclarationHead& head,
                                         const std::vector<io::Override>& overrides) {
  std::vector<io::ScenarioFile> files;
  for (const auto& path : head.scenarios)
    files.push_back(io::read_scenario(model, path, overrides));
  if (head.variants)
    files = at_variants(model, files.front(), overrides, "the file's variants = true");
  if (!head.cuts) return files;
  const auto settings = loop_settings(model);
  refuse_set_of(model, settings, "the file's cuts = true", overrides);
  return with_settings(model, std::move(files), settings, "cuts = true");
}

}  // namespace

DeclaredStudy read_declared_study(const Program& program, const Arguments& arguments,
                                  const std::filesystem::path& path) {
  const Model& model = *program.model;
  const io::TomlDocument document = io::read_toml(path);
  const experiment::DeclarationHead head = experiment::read_head(document);
  DeclaredStudy study;
  const auto all = candidates(model, head, overrides_for(program, arguments, head));
  std::vector<std::string> names;
  for (const auto& file : all) names.push_back(file.scenario.name);
  const int months = all.front().scenario.run.months;
  study.declaration = experiment::read_declaration(model, document, names, months,
                                                   experiment::common_offices(model, all));
  for (const auto& file : all) {
    const auto& named = study.declaration.scenarios;
    if (std::ranges::find(named, file.scenario.name) != named.end())
      study.scenarios.push_back(file);
  }
  return study;
}

namespace {

/// Each pair of scenarios that a claim compares, once.
std::vector<experiment::Pair> pairs_of(const Declaration& declaration) {
  std::set<std::pair<std::size_t, std::size_t>> known;
  std::vector<experiment::Pair> pairs;
  for (const auto& hypothesis : declaration.hypotheses) {
    for (const auto& claim : hypothesis.claims) {
      const bool fresh = known.emplace(claim.left, claim.right).second;
      if (fresh) pairs.push_back({claim.left, claim.right});
    }
  }
  return pairs;
}

/// One draw as a study.
io::Study study_of(const experiment::DrawPlan& plan, const Setup& setup) {
  io::Study study = setup.study;
  study.plan = experiment::make_plan(plan.scenarios.size(), plan.replicates,
                                     experiment::Pairing::common_random_numbers);
  return study;
}

/// What the command line wants to look at instead of the file's windows.
void look_at(const io::Interest& interest, Declaration& declaration) {
  declaration.windows = {Window::chosen};
  declaration.interest = interest;
}

Exit run_draws(const Program& program, const Arguments& arguments, const Declaration& declaration,
               const Setup& setup) {
  if (arguments.has("output")) {
    throw UsageError("--output with --draws (draws keep no runs). Redirect --json to a file.");
  }
  experiment::DrawPlan plan =
      draw_plan_of(arguments, setup.study, "draws",
                   arguments.count("replicates").value_or(experiment::replicates_of_draw));
  plan.threads = setup.options.threads;
  const io::Study study = study_of(plan, setup);
  const Circumstances how{plan.threads, false, false, plan.draws};
  const std::size_t runs = study.plan.size();
  experiment::DrawOutcome outcome;
  study::Options options;
  const bool ran = announce_and_run(arguments, study, how, false, options, [&] {
    const study::Stopwatch stopwatch;
    outcome = experiment::test_in_draws(declaration, plan, options.stop, [&](int draws) {
      options.report({runs * static_cast<std::size_t>(plan.draws),
                      runs * static_cast<std::size_t>(draws), 0, stopwatch.seconds(), true});
    });
  });
  if (!ran) return Exit::done;
  const DrawBoard board{setup, declaration, plan, outcome};
  print("{}", arguments.has("json") ? draws_json(board)
                                    : draws_text(board, page_of(*program.model, arguments)));
  return exit_of(outcome.stopped, outcome.ok, outcome.failed);
}

Exit run_declaration(const Program& program, const Arguments& arguments,
                     const Declaration& declaration, Setup& setup) {
  experiment::Sample sample(setup.study);
  setup.options.pairs = pairs_of(declaration);
  setup.options.observers = {[&](const auto& run, const auto& record) { sample.see(run, record); }};
  return run_and_report(arguments, setup, [&](const experiment::StudyOutcome& outcome) {
    const Scoreboard board{setup,
                           declaration,
                           outcome,
                           judge(declaration, sample),
                           reported_values(declaration, sample),
                           arguments.has("verbose")};
    if (arguments.has("json")) return scoreboard_json(board);
    return outcome.ok > 0 ? scoreboard_text(board, page_of(*program.model, arguments))
                          : std::string();
  });
}
}  // namespace

Exit hypotheses_command(const Program& program, const Arguments& arguments) {
  DeclaredStudy task =
      read_declared_study(program, arguments, io::find_hypotheses(arguments.operands().front()));
  Setup setup = set_up_study(program, arguments, std::move(task.scenarios), "hypotheses",
                             task.declaration.interest);
  setup.study.title = task.declaration.title;
  if (arguments.has("window") || arguments.has("offices"))
    look_at(*setup.study.interest, task.declaration);
  if (arguments.has("draws")) return run_draws(program, arguments, task.declaration, setup);
  return run_declaration(program, arguments, task.declaration, setup);
}

}  // namespace sim::cli
