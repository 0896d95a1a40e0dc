#include <cstdio>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sim/cli/commands/study_commands.hpp"
#include "sim/cli/setup/sweep_setup.hpp"
#include "sim/cli/terminal/json.hpp"
#include "sim/cli/terminal/print.hpp"
#include "sim/core/error.hpp"
#include "sim/io/scenario/scenario_search.hpp"

namespace sim::cli {

namespace {
void print_json(const std::string& name, const study::Outcome& outcome) {
  const nlohmann::ordered_json document{{"schema_version", 1},
                                        {"file", name},
                                        {"planned", outcome.planned},
                                        {"ok", outcome.ok},
                                        {"failed", outcome.failed},
                                        {"not_needed", outcome.not_needed},
                                        {"resumed", outcome.resumed},
                                        {"complete", !outcome.stopped},
                                        {"seconds", outcome.performance.wall_seconds}};
  print("{}", document_text(document));
}
}  // namespace

Exit sweep_command(const Program& program, const Arguments& arguments) {
  const bool json = arguments.has("json");
  const experiment::Shard shard = shard_of(arguments);
  study::Options options = options_of(arguments);
  if (!options.output && !arguments.has("dry-run"))
    throw UsageError("sweep (no output). Give -o FILE.h5, or --dry-run to see what it would take.");
  experiment::SweepPlan plan =
      set_up_sweep(program, arguments, io::find_experiment(arguments.operands().front()));
  experiment::take_shard(plan, shard);
  study::Outcome outcome;
  const Circumstances how{options.threads, !plan.until.empty(), true};
  const bool ran = announce_and_run(arguments, plan.study, how, !json, options,
                                    [&] { outcome = experiment::run_sweep(plan, options); });
  if (!ran) return Exit::done;
  if (json) print_json(*arguments.text("output"), outcome);
  std::vector<std::string> warnings;
  if (outcome.failed > 0)
    warnings.push_back(fmt::format("{} of {} runs failed; their rows stay, with status and message",
                                   outcome.failed, outcome.planned));
  print_notes(arguments, outcome, warnings);
  // A shard may have no runs, and a sweep in which all failed is whole.
  constexpr std::size_t enough = 1;
  return exit_of(outcome.stopped, enough, outcome.failed);
}

}  // namespace sim::cli
