#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace sim::io {

/// What a file asks for: an experiment has a [design], hypotheses are [[hypothesis]] tables, a case
/// is a [case].
enum class FileKind : std::uint8_t { scenario, experiment, hypotheses, case_file };
FileKind kind_of(const std::filesystem::path&);

/// A file that can be called by its name: one of the folder `scenarios` here, or of the one that
/// the program was built with.
struct NamedFile {
  std::string name;  ///< stem of the file; an experiment's with its folder: patterns/affair
  std::filesystem::path path;
  bool shipped = false;
  bool hidden = false;  ///< shipped, and there is one of this name here: that one is meant
};

/// Those here first, each folder in order of path; a name may occur twice in one.
std::vector<NamedFile> named_files(FileKind);
/// Those that a name calls: the hidden left out.
std::vector<NamedFile> callable_files(FileKind);

/// A file that the user gave as a path or by its name.
/// \throws UsageError for a name that is unknown (with the nearest) or occurs twice
std::filesystem::path find_scenario(const std::string& path_or_name);
std::filesystem::path find_experiment(const std::string& path_or_name);
std::filesystem::path find_hypotheses(const std::string& path_or_name);
std::filesystem::path find_case(const std::string& path_or_name);
/// Of any kind; of one name a scenario goes first.
std::filesystem::path find_file(const std::string& path_or_name);

/// A scenario that a file names: a path relative to it, or a name, which is never that of the file
/// itself.
/// \param asked_by start of a message: "a.toml:2:11: extends = \"b\": "
/// \throws InputError for a name that is unknown or occurs twice
std::filesystem::path scenario_named_in(const std::filesystem::path& file, const std::string& name,
                                        const std::string& asked_by);

}  // namespace sim::io
