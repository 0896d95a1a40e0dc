#include "sim/core/share_out.hpp"

// What parallel.cpp says of these two holds here.
#if !defined(MAATWERK_SERIAL) && !defined(__SANITIZE_THREAD__)
#define MAATWERK_SHARES_OUT
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#endif

namespace sim {

#if defined(MAATWERK_SHARES_OUT)

void share_out(std::size_t items, const std::function<void(std::size_t)>& work) {
  tbb::this_task_arena::isolate([&] { tbb::parallel_for(std::size_t{0}, items, work); });
}

#else

void share_out(std::size_t items, const std::function<void(std::size_t)>& work) {
  for (std::size_t item = 0; item < items; ++item) work(item);
}

#endif

}  // namespace sim
