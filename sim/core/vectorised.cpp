#include "sim/core/vectorised.hpp"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <string_view>

namespace sim {

namespace {

Instructions of_processor() {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
    return Instructions::avx512;
  if (__builtin_cpu_supports("avx2")) return Instructions::avx2;
#endif
  return Instructions::plain;
}

Instructions at_start() {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): nothing here changes the environment
  const char* wanted = std::getenv("MAATWERK_INSTRUCTIONS");
  const std::string_view name = wanted != nullptr ? wanted : "";
  if (name == "one") return Instructions::one;
  if (name == "plain") return Instructions::plain;
  if (name == "avx2") return std::min(Instructions::avx2, of_processor());
  return of_processor();
}

std::atomic<Instructions>& in_use() {
  static std::atomic<Instructions> chosen = at_start();
  return chosen;
}

}  // namespace

Instructions instructions() { return in_use().load(std::memory_order_relaxed); }
void limit_instructions(Instructions most) { in_use() = std::min(most, of_processor()); }

}  // namespace sim
