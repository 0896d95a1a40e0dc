#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sim/cli/options/arguments.hpp"
#include "sim/cli/options/program.hpp"
#include "sim/cli/reports/difference_report.hpp"
#include "sim/cli/terminal/print.hpp"
#include "sim/core/error.hpp"
#include "sim/io/results/model_name.hpp"
#include "sim/io/scenario/scenario_file.hpp"
#include "sim/io/scenario/scenario_search.hpp"

namespace sim::cli {

namespace {
/// Whether an operand is meant as a result file: by its first bytes, or else by its name.
bool is_result(const std::string& name) {
  return io::is_hdf5(name) || name.ends_with(".h5") || name.ends_with(".nc") ||
         name.ends_with(".partial");
}

/// Text of the events of a scenario, for comparing and showing.
std::string events_text(const Model& model, const Scenario& scenario) {
  const std::string text = io::to_toml(model, scenario);
  const auto at = text.find("[[event]]");
  return at == std::string::npos ? "" : text.substr(at);
}

FileDifference compare_scenarios(const Program& program, const std::string& a,
                                 const std::string& b) {
  const auto one = io::read_scenario(*program.model, io::find_scenario(a), {});
  const auto other = io::read_scenario(*program.model, io::find_scenario(b), {});
  FileDifference found;
  found.values = experiment::compare_values("", one.origins, other.origins);
  const std::string events = events_text(*program.model, one.scenario);
  const std::string other_events = events_text(*program.model, other.scenario);
  if (events != other_events)
    found.values.push_back({"", "event", events, other_events, one.path, other.path});
  return found;
}

FileDifference compare_results(const std::string& a, const std::string& b) {
  const io::ResultReader one(a), other(b);
  FileDifference found;
  found.declarations = experiment::compare_declarations(one, other);
  found.values = experiment::compare_configurations(one, other);
  std::vector<std::string> unlike;
  const auto pairs = experiment::matching_runs(one, other, unlike);
  found.numbers = experiment::compare_numbers(one, other, pairs);
  experiment::compare_worlds(one, other, *found.numbers);
  found.numbers->unlike.insert(found.numbers->unlike.begin(), unlike.begin(), unlike.end());
  found.scenario_of_run = run_names(one);
  return found;
}
}  // namespace

Exit diff_command(const Program& program, const Arguments& arguments) {
  const std::string &a = arguments.operands()[0], &b = arguments.operands()[1];
  if (is_result(a) != is_result(b))
    throw UsageError(
        fmt::format("diff {} {} (one is a result file, the other is not). Compare "
                    "two result files, or two scenarios.",
                    a, b));
  const FileDifference found =
      is_result(a) ? compare_results(a, b) : compare_scenarios(program, a, b);
  if (arguments.has("json"))
    print("{}", difference_json(found));
  else
    print("{}", difference_text(found));
  return found.equal() ? Exit::done : Exit::mismatch;
}

}  // namespace sim::cli
