#pragma once

#include <cstdint>

/// One loop, compiled for several instruction sets, chosen when the program runs.
///
/// Bits do not depend on the choice: contraction is off (CMakeLists.txt), the loops use + - x / and
/// comparisons only, and none of them sums floating-point numbers across lanes.
namespace sim {

/// In rising order; a processor that has one has those below it. With `one`, numbers are worked out
/// one after the other: the readable truth, which the others must give to the bit.
enum class Instructions : std::uint8_t { one, plain, avx2, avx512 };

/// The best that this processor offers, unless `limit_instructions` or the environment variable
/// MAATWERK_INSTRUCTIONS (one, plain, avx2, avx512) asks for less.
Instructions instructions();
/// Never use more than this from now on: for tests and counted workloads.
void limit_instructions(Instructions most);

namespace compiled {
template <class Loop, class... Arguments>
void plain(Arguments... arguments) {
  Loop::run(arguments...);
}
#if defined(__x86_64__)
template <class Loop, class... Arguments>
[[gnu::target("avx2")]] void avx2(Arguments... arguments) {
  Loop::run(arguments...);
}
template <class Loop, class... Arguments>
[[gnu::target("avx512f,avx512bw,avx512dq,avx512vl,prefer-vector-width=512")]] void avx512(
    Arguments... arguments) {
  Loop::run(arguments...);
}
#endif
}  // namespace compiled

/// Runs `Loop::run(arguments...)` in the best version. `run`, and what it calls, must be
/// `[[gnu::always_inline]]`, or it stays in plain x86-64.
template <class Loop, class... Arguments>
void vectorised(Arguments... arguments) {
#if defined(__x86_64__)
  switch (instructions()) {
    case Instructions::avx512: return compiled::avx512<Loop>(arguments...);
    case Instructions::avx2: return compiled::avx2<Loop>(arguments...);
    default: break;
  }
#endif
  compiled::plain<Loop>(arguments...);
}

}  // namespace sim
