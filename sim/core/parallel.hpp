#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

namespace sim {

/// Runs independent blocks of work, on one thread or on several.
///
/// Block limits belong to the caller and never depend on threads. A block gets the slot of the
/// thread that runs it, for scratch memory and tallies; tallies are integers (see tally.hpp), so
/// neither the number of slots nor the order of blocks can change a sum.
class Parallel {
 public:
  /// \param threads 1 or more; 1 runs every block in place, without a threads library.
  explicit Parallel(int threads = 1);
  /// One thread that takes the blocks of every call in another order: for tests of
  /// "no result depends on the order of work".
  static Parallel shuffled(std::uint32_t seed);
  ~Parallel();
  Parallel(Parallel&&) noexcept;
  Parallel& operator=(Parallel&&) noexcept;
  Parallel(const Parallel&) = delete;
  Parallel& operator=(const Parallel&) = delete;

  /// Upper bound of the slot numbers: 0 .. slots()-1.
  int slots() const { return threads_; }

  /// Calls work(block, slot) once for each block in 0 .. blocks-1, in any order.
  template <class Work>
  void for_each_block(std::size_t blocks, Work&& work) {
    auto call = [&work](std::size_t block, int slot) { work(block, slot); };
    run(blocks, &call, [](void* context, std::size_t block, int slot) {
      (*static_cast<decltype(call)*>(context))(block, slot);
    });
  }

 private:
  struct Arena;  // the threads library, hidden
  using Call = void (*)(void*, std::size_t, int);
  void run(std::size_t blocks, void* context, Call call);

  int threads_ = 1;
  std::optional<std::uint32_t> shuffle_seed_;
  std::unique_ptr<Arena> arena_;
};

/// Number of processors this process may use.
int available_threads();

}  // namespace sim
