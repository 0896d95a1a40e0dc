#include "sim/cli/study_commands.hpp"

#include <chrono>
#include <cstdio>
#include <string>

#include <fmt/format.h>

#include "sim/cli/arguments.hpp"
#include "sim/cli/forecast.hpp"
#include "sim/cli/progress.hpp"
#include "sim/cli/report.hpp"
#include "sim/cli/signals.hpp"
#include "sim/cli/study_setup.hpp"
#include "sim/cli/terminal.hpp"

namespace sim::cli {

namespace {
void print_notes(const Setup& setup, const experiment::StudyOutcome& outcome, bool quiet) {
  print_failures(outcome.failures, outcome.failed);
  for (const auto& warning : outcome.warnings) fmt::print(stderr, "warning: {}\n", warning);
  if (quiet || !setup.options.output) return;
  const std::string name = setup.options.output->string();
  if (outcome.stopped) {
    fmt::print(stderr, "{}.partial holds {} of {} runs. --force starts again.\n", name,
               outcome.ok + outcome.failed, outcome.planned);
  } else {
    const std::size_t made = outcome.ok + outcome.failed;
    const std::string rest = made < outcome.planned
                                 ? fmt::format(", {} not needed", outcome.planned - made)
                                 : std::string();
    fmt::print(stderr, "wrote {} ({} runs{}, {})\n", name, made, rest,
               duration_text(outcome.performance.wall_seconds));
  }
}

/// Names every scenario that does what a gate forbids.
bool gates_hold(const Setup& setup, const experiment::StudyOutcome& outcome) {
  bool hold = true;
  for (const auto& gate : setup.gates) {
    for (const auto& row : outcome.summary.rows) {
      if (!experiment::concerns(gate.at, row) || !experiment::tripped(gate, row)) continue;
      hold = false;
      const auto scenario = static_cast<std::size_t>(row.scenario);
      fmt::print(stderr, "gate not met: {} is so for {} (mean {:.6g})\n", gate.text,
                 setup.study.scenarios[scenario].scenario.name, row.estimate.mean);
    }
  }
  return hold;
}

Exit exit_of(const Setup& setup, const experiment::StudyOutcome& outcome) {
  if (outcome.stopped) return StopSignals::received().value_or(Exit::time_limit);
  if (outcome.ok == 0) return Exit::failure;
  if (!gates_hold(setup, outcome)) return Exit::gate_not_met;
  return outcome.failed > 0 ? Exit::some_runs_failed : Exit::done;
}

Exit run_scenarios(const Program& program, const Arguments& arguments) {
  const Setup setup = set_up_study(program, arguments);
  const bool verbose = arguments.has("verbose");
  return run_and_report(arguments, setup, [&](const experiment::StudyOutcome& outcome) {
    const Report report{program, setup, outcome, verbose};
    if (arguments.has("json")) return report_json(report);
    return outcome.ok > 0 ? report_text(report, page_of(*program.model, arguments)) : std::string();
  });
}
}  // namespace

void print_failures(const std::vector<std::string>& some, std::size_t failed) {
  for (const auto& failure : some) fmt::print(stderr, "failed: {}\n", failure);
  if (some.size() < failed)
    fmt::print(stderr,
               "failed: {} more (only the first are shown). maatwerk status lists all of a file.\n",
               failed - some.size());
}

void print_warnings(const std::vector<io::Warning>& warnings) {
  for (const auto& [place, text] : warnings) fmt::print(stderr, "warning: {}: {}\n", place, text);
}

experiment::StopRequest stop_request(const Arguments& arguments) {
  using Clock = std::chrono::steady_clock;
  const auto limit = arguments.duration("time-limit");
  if (!limit) return [] { return StopSignals::received().has_value(); };
  const auto start = Clock::now();
  return [start, limit] {
    return StopSignals::received() ||
           std::chrono::duration<double>(Clock::now() - start).count() >= *limit;
  };
}

Exit run_and_report(const Arguments& arguments, const Setup& setup, const ReportMaker& report) {
  const bool quiet = arguments.has("quiet"), verbose = arguments.has("verbose");
  if (quiet && verbose)
    throw UsageError("--quiet with --verbose (they are opposites). Choose one.");
  print_warnings(setup.study.warnings);
  const bool dry = arguments.has("dry-run");
  const Circumstances circumstances{setup.options.threads, !setup.options.until.empty(),
                                    dry || setup.options.output};
  if (dry) {
    print(forecast(setup.study, circumstances), arguments.has("json"));
    return Exit::done;
  }
  // Signals count from here on: a study may end early, but not unannounced.
  const StopSignals signals;
  if (!quiet) announce_if_long(setup.study, circumstances);
  ProgressDisplay display(progress_form(arguments.text("progress").value_or("auto"), quiet));
  const experiment::StudyOutcome outcome = experiment::run_study(
      setup.study, setup.options, stop_request(arguments),
      [&](const experiment::Progress& progress) { display.update(progress); });
  display.clear();

  fmt::print("{}", report(outcome));
  std::fflush(stdout);
  print_notes(setup, outcome, quiet);
  return exit_of(setup, outcome);
}

Exit run_command(const Program& program, const Arguments& arguments) {
  return run_scenarios(program, arguments);
}

Exit compare_command(const Program& program, const Arguments& arguments) {
  if (arguments.operands().size() == 1 && !arguments.has("variants") && !arguments.has("cuts")) {
    throw UsageError("compare (one scenario). Name two or more, or give --variants or --cuts.");
  }
  return run_scenarios(program, arguments);
}

}  // namespace sim::cli
