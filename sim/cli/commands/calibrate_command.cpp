#include <algorithm>
#include <optional>
#include <span>
#include <string>

#include <fmt/format.h>

#include "sim/cli/commands/study_commands.hpp"
#include "sim/cli/reports/report_calibration.hpp"
#include "sim/cli/terminal/print.hpp"
#include "sim/core/error.hpp"
#include "sim/experiment/calibration.hpp"
#include "sim/experiment/numbers.hpp"
#include "sim/io/design/study_warnings.hpp"
#include "sim/io/scenario/scenario_search.hpp"

namespace sim::cli {

namespace {
using experiment::CalibrationPlan;

std::vector<std::string> names_in(std::string_view list) {
  std::vector<std::string> names;
  while (!list.empty()) {
    const auto comma = std::min(list.find(','), list.size());
    names.emplace_back(experiment::trimmed(list.substr(0, comma)));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return names;
}

double discrepancy_of(const Arguments& arguments) {
  const auto text = arguments.text("discrepancy");
  if (!text) return experiment::usual_discrepancy;
  const auto number = experiment::parse_number(*text);
  if (!number || *number < 0 || *number > 1)
    throw UsageError(fmt::format("--discrepancy {} (a share from 0 to 1). Try {}.", *text,
                                 experiment::usual_discrepancy));
  return *number;
}

CalibrationPlan plan_of(const Program& program, const Arguments& arguments) {
  const Model& model = *program.model;
  const auto overrides = overrides_of(arguments);
  std::vector<std::size_t> fixed;
  for (const auto& given : overrides)
    if (const auto row = find_parameter(model, given.key)) fixed.push_back(*row);
  io::ScenarioFile scenario =
      io::read_scenario(model, io::find_scenario(arguments.operands().front()), overrides);
  keep_inputs(arguments, scenario.inputs);
  if (const auto file = arguments.file("worlds"))
    throw UsageError(
        fmt::format("--worlds {} (a whole number: how many to find). Try 200.", *file));
  CalibrationPlan plan = experiment::plan_calibration(
      model, std::move(scenario), std::move(fixed), names_in(arguments.text("free").value_or("")));
  if (arguments.text("drawing") == "factor") plan.scheme = DrawingScheme::factor;
  plan.replicates = arguments.count("replicates").value_or(plan.replicates);
  plan.worlds =
      static_cast<std::size_t>(arguments.count("worlds").value_or(static_cast<int>(plan.worlds)));
  plan.max_runs = static_cast<std::size_t>(arguments.count("max-runs").value_or(0));
  plan.discrepancy = discrepancy_of(arguments);
  if (plan.replicates < 2)
    throw UsageError(
        "--replicates 1 (the noise of a run shows in two of a vector). Give 2 or more.");
  const std::size_t wave = plan.vectors_of_wave() * static_cast<std::size_t>(plan.replicates);
  if (plan.budget() < wave)
    throw UsageError(fmt::format("--max-runs {} (a wave alone takes {}). Give {} or more.",
                                 plan.max_runs, wave, plan.usual_runs()));
  return plan;
}

/// What the file says of itself.
void sign(io::Study& study, const CalibrationPlan& plan, const Arguments& arguments) {
  const Scenario& scenario = plan.scenario.scenario;
  study.file_type = "worlds";
  study.model = plan.model;
  study.title = scenario.title.empty() ? scenario.name : scenario.title;
  study.command_line = arguments.typed();
  study.result_command_line = arguments.result_command_line();
  study.deterministic = arguments.has("deterministic");
  study.digest = experiment::digest_of(plan);
  study.warnings = io::warnings_of(*plan.model, std::span(&plan.scenario, 1));
  warn_of_output(arguments, study);
}

void warn(const experiment::CalibrationOutcome& outcome, const CalibrationPlan& plan) {
  if (outcome.spent && outcome.fitting < plan.worlds)
    note("warning: {} runs found {} worlds that fit, of {} that were wanted. Raise --max-runs.\n",
         outcome.runs, outcome.fitting, plan.worlds);
  if (outcome.shrinking)
    note(
        "warning: what is plausible was still getting smaller as the waves ended: the worlds fit, "
        "but there may be parts of it that nobody looked at. Raise --max-runs.\n");
  if (outcome.failed > 0)
    note("warning: {} of {} runs failed and were dropped\n", outcome.failed, outcome.runs);
}

Exit conclude(const CalibrationPlan& plan, const Program& program, const Arguments& arguments,
              experiment::CalibrationOutcome& outcome, std::optional<io::RunLog>& log) {
  const Page page = page_of(*program.model, arguments);
  sign(outcome.study, plan, arguments);
  const Fitted fitted{plan, outcome};
  if (arguments.has("json")) print("{}", calibration_json(fitted));
  if (outcome.fitting == 0) {
    if (log) log->remove();
    if (!arguments.has("json")) print("{}", nothing_fits(fitted, page));
    return Exit::gate_not_met;
  }
  if (!arguments.has("json")) print("{}", calibration_text(fitted, page));
  if (log)
    log->finish(outcome.study, {}, [&](const auto& take) {
      for (auto& record : outcome.records) take(record);
    });
  finish_printing();
  warn(outcome, plan);
  if (log && !arguments.has("quiet"))
    note("wrote {} ({} worlds, {} runs{})\n", *arguments.text("output"),
         outcome.study.worlds->count(), outcome.runs,
         log->replayed() > 0 ? fmt::format(", {} of them resumed", log->replayed()) : "");
  return outcome.failed > 0 ? Exit::some_runs_failed : Exit::done;
}
}  // namespace

Exit calibrate_command(const Program& program, const Arguments& arguments) {
  study::Options options = options_of(arguments);
  if (!options.output && !arguments.has("dry-run"))
    throw UsageError(
        "calibrate (no output). Give -o FILE.h5, or --dry-run to see what it would take.");
  CalibrationPlan plan = plan_of(program, arguments);
  plan.threads = options.threads;
  io::Study head;
  sign(head, plan, arguments);
  head.scenarios = {plan.scenario};
  const io::Study sample = experiment::sample_study(plan);
  const Circumstances how{plan.threads, true, false,
                          static_cast<int>(plan.budget() / sample.plan.size() + 1)};
  print_warnings(head.warnings);
  if (arguments.has("dry-run")) {
    print(forecast(sample, how), arguments.has("json"));
    return Exit::done;
  }
  const bool quiet = arguments.has("quiet");
  if (options.output->start == io::Start::resume && io::is_whole(options.output->name, head)) {
    io::tidy(options.output->name);
    if (!quiet) note("{} is whole already.\n", options.output->name.string());
    return Exit::done;
  }
  std::optional<io::RunLog> log;
  log.emplace(options.output->name, head.digest, options.output->start);
  experiment::CalibrationOutcome outcome;
  run_with_progress(arguments, options, [&] {
    if (!quiet) announce_if_long(sample, how);
    outcome = experiment::calibrate(plan, options, &*log);
  });
  if (outcome.stopped) {
    if (!quiet)
      note("{}.partial holds {} runs. --resume goes on, --force starts again.\n",
           options.output->name.string(), outcome.runs);
    return exit_of(true, outcome.runs, outcome.failed);
  }
  return conclude(plan, program, arguments, outcome, log);
}

}  // namespace sim::cli
