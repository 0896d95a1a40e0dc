#include "sim/core/parallel.hpp"

#include <numeric>
#include <thread>
#include <utility>
#include <vector>

#ifndef MAATWERK_SERIAL
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#endif

#include "sim/core/random.hpp"

namespace sim {

#ifndef MAATWERK_SERIAL
struct Parallel::Arena {
  explicit Arena(int threads)
      : more_than_processors(tbb::global_control::max_allowed_parallelism,
                             static_cast<std::size_t>(threads)),
        arena(threads) {}
  // Without it oneTBB starts no more threads than processors, and complains about the request.
  tbb::global_control more_than_processors;
  tbb::task_arena arena;
};
#else
struct Parallel::Arena {};
#endif

Parallel::Parallel(int threads) : threads_(threads < 1 ? 1 : threads) {
#ifndef MAATWERK_SERIAL
  if (threads_ > 1) arena_ = std::make_unique<Arena>(threads_);
#else
  threads_ = 1;
#endif
}

Parallel Parallel::shuffled(std::uint32_t seed) {
  Parallel parallel(1);
  parallel.shuffle_seed_ = seed;
  return parallel;
}

Parallel::~Parallel() = default;
Parallel::Parallel(Parallel&&) noexcept = default;
Parallel& Parallel::operator=(Parallel&&) noexcept = default;

void Parallel::run(std::size_t blocks, void* context, Call call) {
  if (shuffle_seed_) {
    std::vector<std::size_t> order(blocks);
    std::iota(order.begin(), order.end(), std::size_t{0});
    Random random({*shuffle_seed_, 0}, 0U, static_cast<std::uint32_t>(blocks), 0);
    for (std::size_t left = blocks; left > 1; --left) {
      std::swap(order[left - 1], order[random.below(static_cast<std::uint32_t>(left))]);
    }
    for (const std::size_t block : order) call(context, block, 0);
    return;
  }
#ifndef MAATWERK_SERIAL
  if (arena_) {
    arena_->arena.execute([&] {
      tbb::parallel_for(
          std::size_t{0}, blocks,
          [&](std::size_t block) {
            call(context, block, tbb::this_task_arena::current_thread_index());
          },
          tbb::simple_partitioner{});
    });
    return;
  }
#endif
  for (std::size_t block = 0; block < blocks; ++block) call(context, block, 0);
}

int available_threads() {
#ifndef MAATWERK_SERIAL
  return tbb::this_task_arena::max_concurrency();
#else
  return 1;
#endif
}

}  // namespace sim
