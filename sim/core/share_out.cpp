#include "sim/core/share_out.hpp"

// As in parallel.cpp: nothing to share with, or what the thread sanitizer does not see.
#if !defined(MAATWERK_SERIAL) && !defined(__SANITIZE_THREAD__)
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#endif

namespace sim {

void share_out(std::size_t items, const std::function<void(std::size_t)>& work) {
#if defined(MAATWERK_SERIAL) || defined(__SANITIZE_THREAD__)
  for (std::size_t item = 0; item < items; ++item) work(item);
#else
  // One thread is one: oneTBB ends the program where the system gives it no second.
  if (tbb::global_control::active_value(tbb::global_control::max_allowed_parallelism) < 2) {
    for (std::size_t item = 0; item < items; ++item) work(item);
    return;
  }
  tbb::this_task_arena::isolate([&] { tbb::parallel_for(std::size_t{0}, items, work); });
#endif
}

}  // namespace sim
