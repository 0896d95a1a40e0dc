#include "sim/cli/terminal/signals.hpp"

#include <array>
#include <atomic>
#include <string_view>

#include <signal.h>  // NOLINT(modernize-deprecated-headers): sigaction is not in <csignal>
#include <unistd.h>

namespace sim::cli {

namespace {
constexpr int exit_base = 128;
// A handler can reach nothing but a global.
std::atomic<int> signal_received{0};  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler must not wait for a lock");

void on_signal(int signal) {
  if (signal_received.exchange(signal) != 0) _exit(exit_base + signal);
  constexpr std::string_view note =
      "\nmaatwerk: finishing the runs under way. Once more stops at once.\n";
  // Nothing can be done about a failed write in here.
  [[maybe_unused]] const auto written = write(STDERR_FILENO, note.data(), note.size());
}

constexpr std::array<int, 3> stopping{SIGINT, SIGTERM, SIGHUP};

/// What was ignored when the program began stays so: nohup, and shells' background jobs.
void handle(void (*handler)(int)) {
  for (const int signal : stopping) {
    struct sigaction action {};
    sigaction(signal, nullptr, &action);
    if (action.sa_handler == SIG_IGN) continue;
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, nullptr);
  }
}
}  // namespace

void break_no_work_off() {
  for (const int signal : {SIGPIPE, SIGXFSZ}) {
    struct sigaction action {};
    action.sa_handler = SIG_IGN;
    sigaction(signal, &action, nullptr);
  }
}

StopSignals::StopSignals() { handle(on_signal); }

StopSignals::~StopSignals() { handle(SIG_DFL); }

std::optional<Exit> StopSignals::received() {
  const int signal = signal_received.load();
  if (signal == 0) return std::nullopt;
  return static_cast<Exit>(exit_base + signal);
}

}  // namespace sim::cli
