#include <cstdio>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sim/cli/commands/study_commands.hpp"
#include "sim/cli/options/arguments.hpp"
#include "sim/cli/options/program.hpp"
#include "sim/cli/reports/difference_report.hpp"
#include "sim/cli/terminal/json.hpp"
#include "sim/cli/terminal/print.hpp"
#include "sim/cli/terminal/signals.hpp"
#include "sim/experiment/reproduce.hpp"
#include "sim/io/results/build_info.hpp"

namespace sim::cli {

namespace {
std::string short_sha(const std::string& sha) { return sha.substr(0, 10); }

void tell_what_differs_beforehand(const io::ResultReader& file) {
  const io::BuildInfo& build = io::build_info();
  const io::ResultStatus& status = file.status();
  if (status.partial)
    note("note: {} is partial; only the runs in it are made again\n", file.path().string());
  if (status.software_version != build.version || file.git_sha() != build.git_sha)
    note(
        "note: made by maatwerk {} (commit {}), this is {} (commit {}); other numbers may "
        "be the later version's\n",
        status.software_version, short_sha(file.git_sha()), build.version,
        short_sha(build.git_sha));
}

void print_json(const io::ResultReader& file, const experiment::Reproduction& outcome) {
  FileDifference found;
  found.numbers = outcome.numbers;
  nlohmann::ordered_json document = nlohmann::ordered_json::parse(difference_json(found));
  document["file"] = file.path().string();
  document["made_by"] = file.status().software_version;
  document["git_sha1"] = file.git_sha();
  document.erase("declarations");
  document.erase("values");
  print("{}", document_text(document));
}

void print_text(const io::ResultReader& file, const experiment::Reproduction& outcome) {
  const auto& numbers = outcome.numbers;
  print("{}: {} of {} runs made again, {} scenario{}\n", file.path().string(), numbers.runs,
        file.status().planned, outcome.scenarios, outcome.scenarios == 1 ? "" : "s");
  for (const auto& text : numbers.unlike) print("{}\n", text);
  if (numbers.differing > 0) {
    print("{}", partings_text(numbers, run_names(file)));
    print("not reproduced: {} of {} numbers differ, in {} of {} metrics (A: the file, B: now)\n",
          numbers.differing, numbers.numbers, numbers.differing_metrics.size(), numbers.metrics);
  } else if (!numbers.equal()) {
    print("not reproduced: the runs did not end as in the file (A: the file, B: now)\n");
  } else {
    print("reproduced: {} numbers, bit for bit\n", numbers.numbers);
  }
}
}  // namespace

Exit reproduce_command(const Program& program, const Arguments& arguments) {
  const io::ResultReader file(arguments.operands().front());
  if (!arguments.has("quiet")) tell_what_differs_beforehand(file);
  std::optional<std::size_t> most;
  if (const auto runs = arguments.count("runs")) most = static_cast<std::size_t>(*runs);
  study::Options options = options_of(arguments);
  experiment::Reproduction outcome;
  run_with_progress(arguments, options,
                    [&] { outcome = experiment::reproduce(file, *program.model, most, options); });
  if (outcome.stopped) {
    note("stopped before all runs were made; nothing was compared\n");
    return StopSignals::received().value_or(Exit::interrupted);
  }
  if (arguments.has("json"))
    print_json(file, outcome);
  else
    print_text(file, outcome);
  return outcome.numbers.equal() ? Exit::done : Exit::mismatch;
}

}  // namespace sim::cli
