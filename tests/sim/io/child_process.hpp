#pragma once

#include <csignal>
#include <functional>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace test {

/// Does something in a process of its own, which ends with 0 only if it says that all is well.
inline pid_t in_a_process(const std::function<bool()>& work) {
  const pid_t child = fork();
  if (child == 0) _exit(work() ? 0 : 1);
  return child;
}

inline bool went_well(pid_t child) {
  int state = 0;
  waitpid(child, &state, 0);
  return WIFEXITED(state) && WEXITSTATUS(state) == 0;
}

/// From here on no file of this process gets longer: what a full disk does.
inline void limit_files_to(rlim_t longest) {
  std::signal(SIGXFSZ, SIG_IGN);
  const rlimit limit{longest, longest};
  setrlimit(RLIMIT_FSIZE, &limit);
}

}  // namespace test
