#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "models/case_round/round.hpp"
#include "sim/core/error.hpp"

namespace {

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// A whole positive number, or 0.
std::uint32_t number(const char* text) {
  char* end = nullptr;
  const unsigned long long value = std::strtoull(text, &end, 10);
  return *end == '\0' && value < 4000000000ULL ? static_cast<std::uint32_t>(value) : 0;
}

}  // namespace

/// `case_round N T SEED`: T timed rounds of N citizens on one thread, after T/10 untimed ones, as
/// one line of figures (README.md).
int main(int argument_count, char** arguments) {
  const std::uint32_t citizens = argument_count == 4 ? number(arguments[1]) : 0;
  const std::uint32_t rounds = argument_count == 4 ? number(arguments[2]) : 0;
  if (citizens == 0 || rounds == 0) {
    std::fputs("Usage: case_round N T SEED (citizens, timed rounds: 1 or more; any seed)\n",
               stderr);
    return static_cast<int>(sim::Exit::usage);
  }
  sim::Parallel parallel(1);
  const auto start = std::chrono::steady_clock::now();
  case_round::World world =
      case_round::make_world(citizens, {std::strtoull(arguments[3], nullptr, 10), 0}, parallel);
  const double setup = seconds_since(start);
  for (std::uint32_t r = 0; r < std::max(1U, rounds / 10); ++r) run_round(world, parallel);

  double filed = 0, granted = 0, complaints = 0;
  const auto first = std::chrono::steady_clock::now();
  for (std::uint32_t r = 0; r < rounds; ++r) {
    run_round(world, parallel);
    filed += static_cast<double>(world.filed);
    granted += static_cast<double>(world.granted);
    complaints += static_cast<double>(world.complaints);
  }
  const double step = seconds_since(first);
  const double updates = static_cast<double>(citizens) * rounds;
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): a row of CSV; models have no fmt
  std::printf("maatwerk,%u,%u,%.6f,%.6f,%.0f,%.6f,%.6f,%.6f,%.6f,%.6f,%d\n", citizens, rounds,
              setup, step, updates / step, filed / updates, granted / filed,
              mean(world, world.fairness), mean(world, world.trust), complaints / updates,
              world.rules);
  return 0;
}
