#include "sim/core/parallel.hpp"

#include <numeric>
#include <utility>
#include <vector>

#if defined(MAATWERK_SERIAL)
#elif defined(__SANITIZE_THREAD__)
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#else
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>
#endif

#include "sim/core/random.hpp"

namespace sim {

#if defined(MAATWERK_SERIAL)

struct Parallel::Arena {
  explicit Arena(int /*threads*/) {}
  void run(std::size_t blocks, void* context, Call call) {
    for (std::size_t block = 0; block < blocks; ++block) call(context, block, 0);
  }
};

#elif defined(__SANITIZE_THREAD__)

/// Plain threads: the thread sanitizer does not see how Debian's oneTBB hands over work, and would
/// report each hand-over as a race (docs/decisions/0006-thread-sanitizer.md).
struct Parallel::Arena {
  explicit Arena(int arena_threads) : threads(arena_threads) {}
  void run(std::size_t blocks, void* context, Call call) {
    std::atomic<std::size_t> next = 0;
    std::mutex error_guard;
    std::exception_ptr error;
    const auto work = [&](int slot) {
      try {
        for (std::size_t block = next++; block < blocks; block = next++) {
          call(context, block, slot);
        }
      } catch (...) {
        next = blocks;
        const std::lock_guard lock(error_guard);
        error = std::current_exception();
      }
    };
    {
      std::vector<std::jthread> workers;
      for (int slot = 0; slot < threads; ++slot) workers.emplace_back(work, slot);
    }
    if (error) std::rethrow_exception(error);
  }
  int threads;
};

#else

struct Parallel::Arena {
  explicit Arena(int threads)
      : more_than_processors(tbb::global_control::max_allowed_parallelism,
                             static_cast<std::size_t>(threads)),
        arena(threads) {}
  void run(std::size_t blocks, void* context, Call call) {
    arena.execute([&] {
      tbb::parallel_for(
          std::size_t{0}, blocks,
          [&](std::size_t block) {
            call(context, block, tbb::this_task_arena::current_thread_index());
          },
          tbb::simple_partitioner{});
    });
  }
  // Without it oneTBB starts no more threads than processors, and complains about the request.
  tbb::global_control more_than_processors;
  tbb::task_arena arena;
};

#endif

Parallel::Parallel(int threads) : threads_(threads < 1 ? 1 : threads) {
#if defined(MAATWERK_SERIAL)
  threads_ = 1;
#endif
  if (threads_ > 1) arena_ = std::make_unique<Arena>(threads_);
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
  if (arena_) {
    arena_->run(blocks, context, call);
    return;
  }
  for (std::size_t block = 0; block < blocks; ++block) call(context, block, 0);
}

int available_threads() {
#if defined(MAATWERK_SERIAL)
  return 1;
#elif defined(__SANITIZE_THREAD__)
  return static_cast<int>(std::thread::hardware_concurrency());
#else
  return tbb::this_task_arena::max_concurrency();
#endif
}

}  // namespace sim
