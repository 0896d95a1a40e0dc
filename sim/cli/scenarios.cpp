#include "sim/cli/scenarios.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

#include "sim/core/error.hpp"
#include "sim/io/nearest.hpp"

namespace sim::cli {

namespace fs = std::filesystem;

namespace {
fs::path scenarios_folder() {
  std::error_code ignored;
  const fs::path here("scenarios");
  return fs::is_directory(here, ignored) ? here : fs::path(MAATWERK_SCENARIOS);
}

/// Experiments and hypotheses live in the same folder; they have a design, or inequalities.
bool is_scenario(const fs::path& path) {
  constexpr std::array<std::string_view, 2> others{"[design]", "[[hypothesis]]"};
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (std::ranges::any_of(others, [&](auto start) { return line.starts_with(start); }))
      return false;
  }
  return true;
}
}  // namespace

std::vector<NamedScenario> named_scenarios() {
  std::vector<NamedScenario> found;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(scenarios_folder(), error), end;
       !error && entry != end; entry.increment(error)) {
    const fs::path& path = entry->path();
    if (path.extension() == ".toml" && is_scenario(path)) found.push_back({path.stem(), path});
  }
  std::ranges::sort(found, {}, &NamedScenario::path);
  return found;
}

namespace {
/// Files of a folder of the scenarios, named by their path in it.
std::vector<NamedScenario> files_of(const char* folder) {
  const fs::path root = scenarios_folder() / folder;
  std::vector<NamedScenario> found;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(root, error), end; !error && entry != end;
       entry.increment(error)) {
    const fs::path& path = entry->path();
    if (path.extension() != ".toml") continue;
    found.push_back({path.lexically_relative(root).replace_extension().generic_string(), path});
  }
  std::ranges::sort(found, {}, &NamedScenario::path);
  return found;
}
}  // namespace

std::vector<NamedScenario> named_experiments() { return files_of("experiments"); }
std::vector<NamedScenario> named_hypotheses() { return files_of("hypotheses"); }

fs::path find_scenario(const std::string& path_or_name) {
  std::error_code ignored;
  const bool is_path = path_or_name.find('/') != std::string::npos ||
                       path_or_name.ends_with(".toml") ||
                       fs::is_regular_file(path_or_name, ignored);
  if (is_path) return path_or_name;

  std::vector<std::string> names;
  std::vector<fs::path> paths;
  for (const auto& scenario : named_scenarios()) {
    names.push_back(scenario.name);
    if (scenario.name == path_or_name) paths.push_back(scenario.path);
  }
  if (paths.size() == 1) return paths.front();
  if (paths.size() > 1) {
    throw UsageError(fmt::format("{} (two scenarios have this name). Write {} or {}.", path_or_name,
                                 paths[0].string(), paths[1].string()));
  }
  const std::string near = io::did_you_mean(path_or_name, names);
  throw UsageError(fmt::format("{} (no scenario of this name).{}", path_or_name,
                               near.empty() ? " `maatwerk list scenarios` names them." : near));
}

fs::path find_hypotheses(const std::string& path_or_name) {
  if (path_or_name.find('/') != std::string::npos || path_or_name.ends_with(".toml"))
    return path_or_name;
  std::vector<std::string> names;
  for (const auto& file : named_hypotheses()) {
    if (file.name == path_or_name) return file.path;
    names.push_back(file.name);
  }
  throw UsageError(fmt::format(
      "{} (no file of hypotheses of this name).{}", path_or_name,
      names.empty() ? " Give the path of one." : fmt::format(" There is {}.", names.front())));
}

fs::path find_experiment(const std::string& path_or_name) {
  std::error_code ignored;
  const bool is_path = path_or_name.ends_with(".toml") || fs::exists(path_or_name, ignored);
  const fs::path named = scenarios_folder() / "experiments" / (path_or_name + ".toml");
  return !is_path && fs::exists(named, ignored) ? named : fs::path(path_or_name);
}

}  // namespace sim::cli
