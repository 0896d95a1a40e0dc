#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string>

#include <fmt/format.h>

#include "sim/cli/commands/watched.hpp"
#include "sim/cli/options/program.hpp"
#include "sim/cli/terminal/print.hpp"
#include "sim/core/error.hpp"
#include "sim/experiment/numbers.hpp"
#include "sim/io/files/nearest.hpp"

namespace sim::cli {

namespace {
constexpr double bytes_in_megabyte = 1e6;

std::size_t kind_of(const Model& model, const std::string& name) {
  std::vector<std::string> names;
  if (model.close_up() != nullptr)
    for (const StoryKind& kind : model.close_up()->story_kinds()) names.push_back(kind.name);
  const auto found = std::ranges::find(names, name);
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  const std::string near = io::did_you_mean(name, names);
  throw UsageError(fmt::format("story {} (the model {} tells no such story).{}", name, model.name(),
                               near.empty() ? " `maatwerk help story` names them." : near));
}

std::optional<int> who_of(const Arguments& arguments) {
  const auto text = arguments.text("who");
  if (!text) return std::nullopt;
  const auto number = experiment::parse_integer(*text);
  if (!number || *number < 0 || *number > 1000000000)
    throw UsageError(fmt::format("--who {} (a whole number, 0 or more). Try 0.", *text));
  return static_cast<int>(*number);
}

/// What a story needs of its runs: who is asked for by number is among all.
std::vector<std::pair<std::size_t, Value>> settings_for(const Model& model, const StoryKind& kind,
                                                        bool asked) {
  auto set = kind.set;
  if (!asked) return set;
  for (auto& [row, value] : set)
    value = static_cast<std::int64_t>(model.parameters()[row].range.max);
  return set;
}

void print_forecast(const Model& model, const StoryKind& kind, const Watched& watched) {
  double bytes = 0;
  for (const WatchedRun& run : watched.runs)
    bytes +=
        model.size(watched.scenarios[run.scenario]).bytes + kind.bytes_a_month * watched.months;
  print("{} runs, {:.1f} MB of memory, of which {:.1f} MB to remember\n", watched.runs.size(),
        bytes / bytes_in_megabyte,
        kind.bytes_a_month * watched.months * static_cast<double>(watched.runs.size()) /
            bytes_in_megabyte);
}
}  // namespace

Exit story_command(const Program& program, const Arguments& arguments) {
  const Model& model = *program.model;
  const std::size_t kind = kind_of(model, arguments.operands().front());
  const StoryKind& row = model.close_up()->story_kinds()[kind];
  const auto who = who_of(arguments);
  const Watched watched =
      watched_scenarios(program, arguments, 1, settings_for(model, row, who.has_value()));
  if (arguments.has("dry-run")) {
    print_forecast(model, row, watched);
    return Exit::done;
  }
  const auto onlooker =
      model.close_up()->tell_story(kind, who, watched.names, watched.runs, watched.months);
  try {
    write_told(program, arguments, watched, *onlooker, [&](const Page&) -> Frame {
      return {{{"story", row.name}}};
    });
  } catch (const std::invalid_argument& error) {
    throw UsageError(fmt::format("--who: {}", error.what()));
  }
  return Exit::done;
}

}  // namespace sim::cli
