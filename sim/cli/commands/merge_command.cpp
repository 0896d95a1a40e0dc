#include <cstdio>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sim/cli/options/arguments.hpp"
#include "sim/cli/options/program.hpp"
#include "sim/cli/terminal/json.hpp"
#include "sim/cli/terminal/print.hpp"
#include "sim/core/error.hpp"
#include "sim/experiment/sweep.hpp"

namespace sim::cli {

namespace {
std::string missing_text(const experiment::MergeOutcome& outcome) {
  constexpr std::size_t shown = 10;
  std::string text;
  std::size_t runs = 0;
  for (std::size_t i = 0; i < outcome.missing.size(); ++i) {
    const auto& [first, last] = outcome.missing[i];
    runs += last - first + 1;
    if (i < shown) text += fmt::format("{}{} to {}", i == 0 ? "" : ", ", first, last);
    if (i == shown) text += ", ...";
  }
  return fmt::format("{} of {} runs are missing: {}", runs, outcome.planned, text);
}
}  // namespace

Exit merge_command(const Program& program, const Arguments& arguments) {
  const auto output = arguments.text("output");
  if (!output) throw UsageError("merge (no output). Give -o FILE.h5.");
  const std::vector<std::filesystem::path> parts(arguments.operands().begin(),
                                                 arguments.operands().end());
  const auto outcome = experiment::merge(*program.model, parts, *output, arguments.has("force"));
  if (!outcome.missing.empty())
    throw FileError(
        fmt::format("{} (nothing is written). Name the files that have them, or "
                    "finish their shards with --resume.",
                    missing_text(outcome)));
  if (arguments.has("json")) {
    const nlohmann::ordered_json document{
        {"schema_version", 1}, {"file", *output},          {"planned", outcome.planned},
        {"ok", outcome.ok},    {"failed", outcome.failed}, {"duplicates", outcome.duplicates}};
    print("{}", document_text(document));
  }
  if (outcome.failed > 0)
    note("warning: {} of {} runs failed; their rows stay, with status and message\n",
         outcome.failed, outcome.planned);
  if (!arguments.has("quiet"))
    note("wrote {} ({} runs{})\n", *output, outcome.planned,
         outcome.duplicates > 0 ? fmt::format(", {} duplicates dropped", outcome.duplicates) : "");
  return outcome.failed > 0 ? Exit::some_runs_failed : Exit::done;
}

}  // namespace sim::cli
