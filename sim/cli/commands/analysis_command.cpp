#include "sim/cli/commands/analysis_command.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <system_error>

#include <fmt/format.h>
#include <unistd.h>

#include "sim/cli/options/arguments.hpp"
#include "sim/cli/options/commands.hpp"
#include "sim/core/error.hpp"
#include "sim/io/scenario/shipped.hpp"

namespace sim::cli {

namespace fs = std::filesystem;

namespace {
std::string from_environment(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): there is one thread
  return value == nullptr ? "" : value;
}

fs::path analysis_folder() {
  const std::string named = from_environment("MAATWERK_ANALYSIS");
  fs::path folder = named.empty() ? io::shipped("analysis") : fs::path(named);
  std::error_code ignored;
  if (fs::is_regular_file(folder / "start.py", ignored)) return folder;
  throw FileError(
      fmt::format("{} (the analysis is not there). {}", folder.string(),
                  named.empty() ? "Install maatwerk whole, or name its folder in MAATWERK_ANALYSIS."
                                : "Name its folder in MAATWERK_ANALYSIS."));
}

/// The analysis itself looks for another if this one lacks something.
std::string first_python() {
  std::string named = from_environment("MAATWERK_PYTHON");
  if (!named.empty()) return named;
  const std::string debian = "/usr/bin/python3";
  return access(debian.c_str(), X_OK) == 0 ? debian : "python3";
}

/// Every package that the analysis needs: without Python all of them are missing.
std::string packages(const fs::path& folder) {
  std::string all = "python3";
  std::ifstream rows(folder / "needs.txt");
  for (std::string module, package; rows >> module >> package;) all += " " + package;
  return all;
}
}  // namespace

void become_analysis(std::string_view command, const std::vector<std::string>& arguments) {
  const fs::path folder = analysis_folder();
  std::vector<std::string> words{first_python(), folder / "start.py", std::string(command)};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  // Studies that the analysis asks for are made by this very program.
  // NOLINTNEXTLINE(concurrency-mt-unsafe): there is one thread
  setenv("MAATWERK_PROGRAM", io::own_program().c_str(), 1);
  std::fflush(nullptr);
  execvp(argv.front(), argv.data());
  throw FileError(fmt::format(
      "{} ({}). Install it (Debian: apt-get install {}), or name a Python in MAATWERK_PYTHON.",
      words.front(), std::generic_category().message(errno), packages(folder)));
}

Exit analysis_command(const Program&, const Arguments& arguments) {
  become_analysis(arguments.command().name, arguments.operands());
}

}  // namespace sim::cli
