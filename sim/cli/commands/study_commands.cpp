#include "sim/cli/commands/study_commands.hpp"

#include <chrono>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "sim/cli/reports/report.hpp"
#include "sim/cli/terminal/print.hpp"
#include "sim/cli/terminal/progress.hpp"
#include "sim/cli/terminal/signals.hpp"
#include "sim/cli/terminal/terminal.hpp"

namespace sim::cli {

namespace {
void print_failures(const study::Outcome& outcome) {
  for (const auto& failure : outcome.failures) note("failed: {}\n", failure);
  const std::size_t failed = outcome.failed + outcome.in_worlds.failed;
  if (outcome.failures.size() < failed)
    note("failed: {} more (only the first are shown). maatwerk status lists all of a file.\n",
         failed - outcome.failures.size());
}

/// Names every scenario that does what a gate forbids.
bool gates_hold(const Setup& setup, const experiment::StudyOutcome& outcome) {
  bool hold = true;
  for (const auto& gate : setup.gates) {
    for (const auto& row : outcome.summary.rows) {
      if (!experiment::concerns(gate.at, row) || !experiment::tripped(gate, row)) continue;
      hold = false;
      const auto scenario = static_cast<std::size_t>(row.scenario);
      note("gate not met: {} is so for {} (mean {:.6g})\n", gate.text,
           setup.study.scenarios[scenario].scenario.name, row.estimate.mean);
    }
  }
  return hold;
}

/// A signal or the time limit, as seen before each run. Needs StopSignals to be there.
study::StopRequest stop_request(const Arguments& arguments) {
  using Clock = std::chrono::steady_clock;
  const auto limit = arguments.duration("time-limit");
  if (!limit) return [] { return StopSignals::received().has_value(); };
  const auto start = Clock::now();
  // A run is made however short the time: a study that is resumed again and again comes to an end.
  return [start, limit, asked = std::make_shared<bool>(false)] {
    const bool first = !std::exchange(*asked, true);
    return StopSignals::received() ||
           (!first && std::chrono::duration<double>(Clock::now() - start).count() >= *limit);
  };
}

Exit run_scenarios(const Program& program, const Arguments& arguments) {
  Setup setup = set_up_study(program, arguments);
  const bool verbose = arguments.has("verbose");
  return run_and_report(arguments, setup, [&](const experiment::StudyOutcome& outcome) {
    const Report report{program, setup, outcome, verbose};
    if (arguments.has("json")) return report_json(report);
    return outcome.ok > 0 ? report_text(report, page_of(*program.model, arguments)) : std::string();
  });
}
}  // namespace

void print_warnings(const std::vector<io::Warning>& warnings) {
  for (const auto& [place, text] : warnings) note("warning: {}: {}\n", place, text);
}

void run_with_progress(const Arguments& arguments, study::Options& options,
                       const std::function<void()>& run) {
  // Signals count from here on: a study may end early, but not unannounced.
  const StopSignals signals;
  ProgressDisplay display(
      progress_form(arguments.text("progress").value_or("auto"), arguments.has("quiet")));
  options.stop = stop_request(arguments);
  options.report = [&](const study::Progress& progress) { display.update(progress); };
  run();
}

bool announce_and_run(const Arguments& arguments, const io::Study& study, const Circumstances& how,
                      bool always, study::Options& options, const std::function<void()>& run) {
  const bool quiet = arguments.has("quiet");
  print_warnings(study.warnings);
  if (arguments.has("dry-run")) {
    print(forecast(study, how), arguments.has("json"));
    return false;
  }
  // A scheduler may well resume what is done: that is no error, if it is the same.
  if (options.output && options.output->start == io::Start::resume &&
      io::is_whole(options.output->name, study)) {
    io::tidy(options.output->name);
    if (!quiet) note("{} is whole already.\n", options.output->name.string());
    return false;
  }
  run_with_progress(arguments, options, [&] {
    if (!quiet && always)
      note("{}\n", text_of(forecast(study, how)));
    else if (!quiet)
      announce_if_long(study, how);
    run();
  });
  return true;
}

void print_notes(const Arguments& arguments, const study::Outcome& outcome,
                 const std::vector<std::string>& warnings) {
  print_failures(outcome);
  for (const auto& warning : warnings) note("warning: {}\n", warning);
  const auto name = arguments.text("output");
  if (name && outcome.dropped_bytes > 0)
    note(
        "warning: {}.partial: its last {} bytes were no whole block of runs (a kill, or a "
        "damaged disk) and were cut off\n",
        *name, outcome.dropped_bytes);
  if (arguments.has("quiet") || !name) return;
  const std::size_t made =
      outcome.ok + outcome.failed + outcome.in_worlds.ok + outcome.in_worlds.failed;
  if (outcome.stopped)
    note("{}.partial holds {} of {} runs. --resume goes on, --force starts again.\n", *name,
         made + outcome.not_needed, outcome.planned + outcome.in_worlds.planned);
  else
    note("wrote {} ({} runs{}{}, {})\n", *name, made,
         outcome.not_needed > 0 ? fmt::format(", {} not needed", outcome.not_needed) : "",
         outcome.resumed > 0 ? fmt::format(", {} of them resumed", outcome.resumed) : "",
         duration_text(outcome.performance.wall_seconds));
}

Exit exit_of(bool stopped, std::size_t ok, std::size_t failed) {
  if (stopped) return StopSignals::received().value_or(Exit::time_limit);
  if (ok == 0) return Exit::failure;
  return failed > 0 ? Exit::some_runs_failed : Exit::done;
}

Exit run_and_report(const Arguments& arguments, Setup& setup, const ReportMaker& report) {
  if (arguments.has("quiet") && arguments.has("verbose"))
    throw UsageError("--quiet with --verbose (they are opposites). Choose one.");
  const Circumstances how{setup.options.threads, !setup.options.until.empty(),
                          arguments.has("dry-run") || setup.options.output};
  experiment::StudyOutcome outcome;
  const bool ran = announce_and_run(arguments, setup.study, how, false, setup.options, [&] {
    outcome = experiment::run_study(setup.study, setup.options);
  });
  if (!ran) return Exit::done;
  print("{}", report(outcome));
  finish_printing();
  print_notes(arguments, outcome, outcome.warnings);
  const Exit exit = exit_of(outcome.stopped, outcome.ok, outcome.failed + outcome.in_worlds.failed);
  const bool made = exit == Exit::done || exit == Exit::some_runs_failed;
  return made && !gates_hold(setup, outcome) ? Exit::gate_not_met : exit;
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
