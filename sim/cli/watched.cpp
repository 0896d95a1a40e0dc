#include "sim/cli/watched.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "sim/cli/study_setup.hpp"
#include "sim/cli/variants.hpp"
#include "sim/core/error.hpp"
#include "sim/core/parallel.hpp"
#include "sim/io/scenario_draft.hpp"
#include "sim/io/scenario_search.hpp"
#include "sim/study/watch.hpp"

namespace sim::cli {

namespace {
/// The model's defaults, as the command line changes them.
io::ScenarioFile defaults(const Model& model, const std::vector<io::Override>& overrides) {
  io::ScenarioDraft draft(model);
  for (const io::Override& one : overrides) draft.apply(one);
  return draft.finish("defaults");
}

std::vector<io::ScenarioFile> scenarios_of(const Program& program, const Arguments& arguments) {
  const Model& model = *program.model;
  const std::vector<io::Override> overrides = overrides_of(arguments);
  const auto names = arguments.texts("scenario");
  std::vector<io::ScenarioFile> files;
  for (const auto& name : names)
    files.push_back(io::read_scenario(model, io::find_scenario(name), overrides));
  if (names.size() > 1 || (names.size() == 1 && !arguments.has("variants"))) return files;
  refuse_set_of(model, model.variants(), "the variants", overrides);
  return at_variants(model, files.empty() ? defaults(model, overrides) : files.front());
}
}  // namespace

Watched watched_scenarios(const Program& program, const Arguments& arguments, int replicates,
                          const std::vector<std::pair<std::size_t, Value>>& set) {
  Watched watched;
  for (io::ScenarioFile& file : scenarios_of(program, arguments)) {
    for (const auto& [row, value] : set) file.scenario.values[row] = value;
    const auto same = [&](const std::string& name) { return name == file.scenario.name; };
    if (std::ranges::any_of(watched.names, same))
      throw UsageError(fmt::format("{} (a second scenario of this name). Give each one of its own.",
                                   file.scenario.name));
    watched.names.push_back(file.scenario.name);
    watched.scenarios.push_back(std::move(file.scenario));
  }
  const int months = watched.scenarios.front().run.months;
  for (const Scenario& scenario : watched.scenarios)
    if (scenario.run.months != months)
      throw InputError(
          fmt::format("run.months = {} ({} has {}, and they are held side by side). "
                      "Give --months.",
                      scenario.run.months, watched.names.front(), months));
  watched.months = months;
  watched.threads = arguments.count("threads").value_or(available_threads());
  watched.runs = study::watched_runs(watched.scenarios.size(),
                                     arguments.count("replicates").value_or(replicates));
  return watched;
}

}  // namespace sim::cli
