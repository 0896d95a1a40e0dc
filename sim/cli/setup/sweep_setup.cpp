#include "sim/cli/setup/sweep_setup.hpp"

#include <cstdlib>

#include <fmt/format.h>

#include "sim/cli/setup/study_setup.hpp"
#include "sim/core/error.hpp"
#include "sim/experiment/numbers.hpp"
#include "sim/io/scenario/scenario_search.hpp"

namespace sim::cli {

namespace fs = std::filesystem;

namespace {
fs::path base_of(const io::ExperimentFile& file) {
  const std::string asked_by = fmt::format("{}: scenario = \"{}\": ", file.base_place, file.base);
  fs::path path = io::scenario_named_in(file.path, file.base, asked_by);
  std::error_code ignored;
  if (!fs::is_regular_file(path, ignored))
    throw InputError(
        fmt::format("{}: scenario = \"{}\" (no file {}). Paths are relative to the "
                    "experiment file.",
                    file.base_place, file.base, path.string()));
  return path;
}

std::size_t shard_number(std::string_view text, std::string_view whole) {
  const auto number = experiment::parse_integer(text);
  if (!number || *number < 1 || *number > 1000000)
    throw UsageError(
        fmt::format("--shard {} (not i/n, both 1 or more). Write --shard 1/4.", whole));
  return static_cast<std::size_t>(*number);
}

/// A number that the batch system set, or 0.
std::size_t from_environment(const char* name) {
  const char* text = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): before any thread
  const auto number = experiment::parse_integer(text != nullptr ? text : "");
  return number && *number > 0 ? static_cast<std::size_t>(*number) : 0;
}
}  // namespace

experiment::SweepPlan set_up_sweep(const Program& program, const Arguments& arguments,
                                   const fs::path& path) {
  io::ExperimentFile file = io::read_experiment(*program.model, path);
  if (const auto replicates = arguments.count("replicates")) {
    if (!file.until.empty())
      throw UsageError("--replicates (the experiment's until finds the number). Leave it out.");
    file.replicates = *replicates;
  }
  const auto base = io::read_scenario(*program.model, base_of(file), overrides_of(arguments));
  keep_inputs(arguments, base.inputs);
  keep_inputs(arguments, std::span(&file.table, 1));
  experiment::SweepPlan plan = experiment::plan_sweep(*program.model, file, base);
  warn_of_output(arguments, plan.study);
  plan.study.command_line = arguments.typed();
  plan.study.result_command_line = arguments.result_command_line();
  plan.study.deterministic = arguments.has("deterministic");
  return plan;
}

experiment::Shard shard_of(const Arguments& arguments) {
  const auto text = arguments.text("shard");
  if (!text) {
    // Slurm's array tasks may start at 0 or 1; the minimum says which.
    const std::size_t count = from_environment("SLURM_ARRAY_TASK_COUNT");
    if (count == 0) return {};
    const std::size_t number =
        from_environment("SLURM_ARRAY_TASK_ID") + 1 - from_environment("SLURM_ARRAY_TASK_MIN");
    if (number < 1 || number > count)
      throw UsageError(
          fmt::format("--shard (Slurm's array has gaps: task {} of {}). Use "
                      "--array=1-n, or give --shard i/n.",
                      number, count));
    return {number, count};
  }
  const auto slash = text->find('/');
  if (slash == std::string::npos) shard_number("", *text);
  const experiment::Shard shard{shard_number(text->substr(0, slash), *text),
                                shard_number(text->substr(slash + 1), *text)};
  if (shard.number > shard.count)
    throw UsageError(
        fmt::format("--shard {} (there are only {}). Shards count from 1.", *text, shard.count));
  return shard;
}

}  // namespace sim::cli
