#include "sim/io/scenario/scenario_search.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "sim/core/error.hpp"
#include "sim/io/files/nearest.hpp"
#include "sim/io/files/toml_document.hpp"
#include "sim/io/scenario/shipped.hpp"

namespace sim::io {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::string_view, 4> kind_words{"scenario", "experiment", "file of hypotheses",
                                                     "case"};

bool same_file(const fs::path& one, const fs::path& other) {
  std::error_code ignored;
  return fs::equivalent(one, other, ignored);
}

/// Experiments repeat the names of scenarios, and of each other: theirs have the folder.
std::string name_of(const fs::path& folder, FileKind kind, const fs::path& path) {
  if (kind != FileKind::experiment) return path.stem();
  fs::path name = path.lexically_relative(folder).replace_extension();
  if (name.begin() != name.end() && *name.begin() == "experiments")
    name = name.lexically_relative("experiments");
  return name.generic_string();
}

/// A folder may hold what cannot be read, or not now: the rest can still be named.
/// \param only this name, so that other files need not be read
void add_files(const fs::path& folder, bool shipped, FileKind kind, const std::string* only,
               std::vector<NamedFile>& found) {
  std::error_code error;
  const auto first = found.size();
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const fs::path& path = entry->path();
    if (path.extension() != ".toml") continue;
    std::string name = name_of(folder, kind, path);
    if ((only == nullptr || name == *only) && kind_of(path) == kind)
      found.push_back({std::move(name), path, shipped});
  }
  std::sort(found.begin() + static_cast<std::ptrdiff_t>(first), found.end(),
            [](const NamedFile& a, const NamedFile& b) { return a.path < b.path; });
}

/// Those here first; of one name only, if there is one.
std::vector<NamedFile> files_named(FileKind kind, const std::string* only) {
  const fs::path here("scenarios"), there = shipped("scenarios");
  std::vector<NamedFile> found;
  std::error_code ignored;
  if (fs::is_directory(here, ignored)) add_files(here, same_file(here, there), kind, only, found);
  if (same_file(here, there)) return found;
  std::vector<NamedFile> more;
  add_files(there, true, kind, only, more);
  for (auto& file : more) {
    file.hidden = std::ranges::find(found, file.name, &NamedFile::name) != found.end();
  }
  found.insert(found.end(), more.begin(), more.end());
  return found;
}

bool is_path(const std::string& path_or_name) {
  std::error_code ignored;
  return path_or_name.ends_with(".toml") || fs::is_regular_file(path_or_name, ignored);
}

/// The file of a name, if there is one.
/// \param except never this one
std::optional<fs::path> path_of_name(FileKind kind, const std::string& name,
                                     const fs::path& except = {}) {
  std::vector<NamedFile> all = files_named(kind, &name);
  std::erase_if(
      all, [&](const NamedFile& file) { return !except.empty() && same_file(file.path, except); });
  if (all.empty()) return std::nullopt;
  const bool twice = all.size() > 1 && all[0].shipped == all[1].shipped;
  if (twice)
    throw UsageError(fmt::format("{} (a second {} of this name). Write {} or {}.", name,
                                 kind_words[static_cast<std::size_t>(kind)], all[0].path.string(),
                                 all[1].path.string()));
  return all[0].path;
}

std::string unknown_name(FileKind kind, const std::string& name) {
  std::vector<std::string> names;
  for (const auto& file : named_files(kind)) names.push_back(file.name);
  std::string hint = did_you_mean(name, names);
  if (hint.empty() && kind == FileKind::scenario) hint = " `maatwerk list scenarios` names them.";
  if (hint.empty() && !names.empty() && names.size() <= 3)
    hint = fmt::format(" There is {}.", fmt::join(names, ", "));
  if (hint.empty()) hint = " Give the path of one.";
  return fmt::format("{} (no {} of this name).{}", name, kind_words[static_cast<std::size_t>(kind)],
                     hint);
}

fs::path find(FileKind kind, const std::string& path_or_name) {
  if (is_path(path_or_name)) return path_or_name;
  if (const auto path = path_of_name(kind, path_or_name)) return *path;
  if (path_or_name.find('/') != std::string::npos) return path_or_name;
  throw UsageError(unknown_name(kind, path_or_name));
}

}  // namespace

FileKind kind_of(const fs::path& path) {
  std::error_code ignored;
  if (!fs::is_regular_file(path, ignored)) return FileKind::scenario;  // whose reader says why not
  try {
    const toml::table root = read_toml(path).root;
    if (root.contains("design")) return FileKind::experiment;
    if (root.contains("case")) return FileKind::case_file;
    return root.contains("hypothesis") ? FileKind::hypotheses : FileKind::scenario;
  } catch (const Error&) {
    // Broken files are still of a kind: who reads one says what is wrong.
    std::ifstream file(path, std::ios::binary);
    for (std::string line; std::getline(file, line);) {
      if (line.starts_with("[design]")) return FileKind::experiment;
      if (line.starts_with("[[hypothesis]]")) return FileKind::hypotheses;
      if (line.starts_with("[case]")) return FileKind::case_file;
    }
    return FileKind::scenario;
  }
}

std::vector<NamedFile> named_files(FileKind kind) { return files_named(kind, nullptr); }

std::vector<NamedFile> callable_files(FileKind kind) {
  std::vector<NamedFile> files = named_files(kind);
  std::erase_if(files, [](const NamedFile& file) { return file.hidden; });
  return files;
}

fs::path find_scenario(const std::string& path_or_name) {
  return find(FileKind::scenario, path_or_name);
}
fs::path find_experiment(const std::string& path_or_name) {
  return find(FileKind::experiment, path_or_name);
}
fs::path find_hypotheses(const std::string& path_or_name) {
  return find(FileKind::hypotheses, path_or_name);
}
fs::path find_case(const std::string& path_or_name) {
  return find(FileKind::case_file, path_or_name);
}

fs::path find_file(const std::string& path_or_name) {
  if (is_path(path_or_name)) return path_or_name;
  for (const FileKind kind :
       {FileKind::scenario, FileKind::experiment, FileKind::hypotheses, FileKind::case_file})
    if (const auto path = path_of_name(kind, path_or_name)) return *path;
  if (path_or_name.find('/') != std::string::npos) return path_or_name;
  throw UsageError(unknown_name(FileKind::scenario, path_or_name));
}

fs::path scenario_named_in(const fs::path& file, const std::string& name,
                           const std::string& asked_by) {
  fs::path path = (file.parent_path() / name).lexically_normal();
  std::error_code ignored;
  if (name.find('/') != std::string::npos || name.ends_with(".toml") ||
      fs::is_regular_file(path, ignored))
    return path;
  try {
    if (const auto named = path_of_name(FileKind::scenario, name, file)) return *named;
  } catch (const UsageError& error) {
    throw InputError(asked_by + error.what());
  }
  throw InputError(asked_by + unknown_name(FileKind::scenario, name));
}

}  // namespace sim::io
