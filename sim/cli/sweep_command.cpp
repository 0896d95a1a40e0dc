#include <cstdio>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sim/cli/forecast.hpp"
#include "sim/cli/progress.hpp"
#include "sim/cli/signals.hpp"
#include "sim/cli/study_commands.hpp"
#include "sim/cli/sweep_setup.hpp"
#include "sim/core/error.hpp"
#include "sim/io/safe_file.hpp"
#include "sim/io/scenario_search.hpp"

namespace sim::cli {

namespace {
io::SweepStart start_of(const Arguments& arguments) {
  if (arguments.has("resume") && arguments.has("force"))
    throw UsageError("--resume with --force (one goes on, the other starts again). Choose one.");
  if (arguments.has("resume")) return io::SweepStart::resume;
  return arguments.has("force") ? io::SweepStart::replace : io::SweepStart::fresh;
}

/// A scheduler may well resume what is done: that is no error, if it is the same.
bool is_done(const Program& program, const experiment::SweepPlan& plan,
             const std::filesystem::path& output) {
  if (!io::file_exists(output)) return false;
  const io::SweepPart part = io::read_part(*program.model, output);
  return part.experiment == plan.study.sweep->experiment &&
         part.first_run == plan.study.sweep->first_run &&
         part.status.size() == plan.study.plan.size();
}

void print_notes(const std::string& name, const experiment::SweepOutcome& outcome, bool quiet) {
  print_failures(outcome.failures, outcome.failed);
  if (outcome.failed > 0)
    fmt::print(stderr, "warning: {} of {} runs failed; their rows stay, with status and message\n",
               outcome.failed, outcome.planned);
  if (quiet) return;
  const std::size_t done = outcome.ok + outcome.failed + outcome.not_needed;
  if (outcome.stopped)
    fmt::print(stderr, "{}.partial holds {} of {} runs. --resume goes on, --force starts again.\n",
               name, done, outcome.planned);
  else
    fmt::print(stderr, "wrote {} ({} runs{}{}, {})\n", name, outcome.ok + outcome.failed,
               outcome.not_needed > 0 ? fmt::format(", {} not needed", outcome.not_needed) : "",
               outcome.resumed > 0 ? fmt::format(", {} of them resumed", outcome.resumed) : "",
               duration_text(outcome.performance.wall_seconds));
}

void print_json(const std::string& name, const experiment::SweepOutcome& outcome) {
  const nlohmann::ordered_json document{{"schema_version", 1},
                                        {"file", name},
                                        {"planned", outcome.planned},
                                        {"ok", outcome.ok},
                                        {"failed", outcome.failed},
                                        {"not_needed", outcome.not_needed},
                                        {"resumed", outcome.resumed},
                                        {"complete", !outcome.stopped},
                                        {"seconds", outcome.performance.wall_seconds}};
  fmt::print("{}\n", document.dump(2));
}
}  // namespace

Exit sweep_command(const Program& program, const Arguments& arguments) {
  const bool quiet = arguments.has("quiet"), json = arguments.has("json");
  const int threads = arguments.count("threads").value_or(available_threads());
  const io::SweepStart start = start_of(arguments);
  const experiment::Shard shard = shard_of(arguments);
  const auto output = arguments.text("output");
  if (!output && !arguments.has("dry-run"))
    throw UsageError("sweep (no output). Give -o FILE.h5, or --dry-run to see what it would take.");
  experiment::SweepPlan plan =
      set_up_sweep(program, arguments, io::find_experiment(arguments.operands().front()));
  experiment::take_shard(plan, shard);
  print_warnings(plan.study.warnings);
  const Circumstances circumstances{threads, !plan.until.empty(), true};
  if (arguments.has("dry-run")) {
    print(forecast(plan.study, circumstances), json);
    return Exit::done;
  }
  if (start == io::SweepStart::resume && is_done(program, plan, *output)) {
    io::remove_leftovers(*output);
    if (!quiet) fmt::print(stderr, "{} is whole already.\n", *output);
    return Exit::done;
  }
  // Signals count from here on: a sweep may end early, but not unannounced.
  const StopSignals signals;
  if (!quiet && !json && !StopSignals::received())
    fmt::print(stderr, "{}\n", text_of(forecast(plan.study, circumstances)));
  ProgressDisplay display(progress_form(arguments.text("progress").value_or("auto"), quiet));
  const experiment::SweepOutcome outcome = experiment::run_sweep(
      plan, {threads, *output, start}, stop_request(arguments),
      [&](const experiment::Progress& progress) { display.update(progress); });
  display.clear();
  if (json) print_json(*output, outcome);
  print_notes(*output, outcome, quiet);
  if (outcome.stopped) return StopSignals::received().value_or(Exit::time_limit);
  return outcome.failed > 0 ? Exit::some_runs_failed : Exit::done;
}

}  // namespace sim::cli
