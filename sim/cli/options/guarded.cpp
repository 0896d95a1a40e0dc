#include "sim/cli/options/guarded.hpp"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <new>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sim/cli/terminal/print.hpp"
#include "sim/io/files/utf8.hpp"

namespace sim::cli {

namespace {
constexpr int exit_base = 128;
/// What reading takes, and more: of a file, and of each megabyte of it.
constexpr double seconds_of_a_file = 5, seconds_of_a_megabyte = 1;

std::string files_of(const Arguments& arguments) {
  return fmt::format("{}", fmt::join(arguments.operands(), ", "));
}

rlim_t seconds_of_reading(const Arguments& arguments) {
  double seconds = 0;
  for (const auto& operand : arguments.operands()) {
    std::error_code error;
    const auto bytes = static_cast<double>(std::filesystem::file_size(operand, error));
    seconds += seconds_of_a_file + (error ? 0 : seconds_of_a_megabyte * bytes / 1e6);
  }
  return static_cast<rlim_t>(seconds);
}

void limit(__rlimit_resource resource, rlim_t most) {
  rlimit now{};
  if (getrlimit(resource, &now) != 0) return;
  now.rlim_cur = std::min(now.rlim_max, most);
  static_cast<void>(setrlimit(resource, &now));
}

/// To what the machine has, but for the address sanitizer, whose shadow is larger than any machine.
void limit_memory() {
#ifndef __SANITIZE_ADDRESS__
  limit(RLIMIT_AS,
        static_cast<rlim_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<rlim_t>(sysconf(_SC_PAGESIZE)));
#endif
}

/// What the C library says of a broken heap, as it ends the process, would be a second error.
void keep_notes_to_ourselves() {
  const int kept = dup(STDERR_FILENO);
  const int nowhere = open("/dev/null", O_WRONLY);
  if (kept < 0 || nowhere < 0) return;
  stderr = fdopen(kept, "w");
  dup2(nowhere, STDERR_FILENO);
}

[[noreturn]] void be_child(const Arguments& arguments, Bounds bounds,
                           const std::function<Exit()>& work) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);  // NOLINT(cppcoreguidelines-pro-type-vararg)
  limit(RLIMIT_CORE, 0);
  limit_memory();
  keep_notes_to_ourselves();
  if (bounds == Bounds::of_reading) limit(RLIMIT_CPU, seconds_of_reading(arguments));
  Exit exit = Exit::input_output;
  try {
    exit = work();
  } catch (const Error& error) {
    note("maatwerk: {}\n", io::cut_words(error.what()));
    exit = error.exit();
  } catch (const std::bad_alloc&) {
    note("maatwerk: {} (more than fits in memory). If a file is not that large, it is damaged.\n",
         files_of(arguments));
  } catch (const std::exception& error) {
    note("maatwerk: {} (cannot be read: {}). The file is damaged, or not of this program.\n",
         files_of(arguments), error.what());
  }
  std::fflush(stdout);
  _exit(static_cast<int>(exit));
}

/// What became of a child. \throws FileError
Exit exit_of(int status, const Arguments& arguments) {
  if (WIFEXITED(status)) return static_cast<Exit>(WEXITSTATUS(status));
  const int signal = WTERMSIG(status);
  const bool asked = signal == SIGINT || signal == SIGTERM || signal == SIGHUP || signal == SIGPIPE;
  if (asked) return static_cast<Exit>(exit_base + signal);
  const bool endless = signal == SIGXCPU || signal == SIGKILL;
  throw FileError(fmt::format("{} ({}). The file is damaged: make it again, or get another copy.",
                              files_of(arguments),
                              endless ? "reading it comes to no end" : "reading it fails"));
}
}  // namespace

Exit guarded(const Arguments& arguments, Bounds bounds, const std::function<Exit()>& work) {
  finish_printing();
  const pid_t child = fork();
  if (child < 0) return work();  // no more processes: as well as may be
  if (child == 0) be_child(arguments, bounds, work);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return exit_of(status, arguments);
}

}  // namespace sim::cli
