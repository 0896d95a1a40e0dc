#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string>
#include <vector>

#include "models/case_round/round.hpp"
#include "sim/core/vectorised.hpp"
#include "tests/bench/case_round_references.hpp"

// The engine against its references in one interleaved run, in processor time: machines drift by a
// quarter within minutes, and other work on them must not count.

namespace {

double seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

struct Spread {
  double median = 0, least = 0, most = 0;
};
Spread spread(std::vector<double> values) {
  std::ranges::sort(values);
  return {values[values.size() / 2], values.front(), values.back()};
}
std::vector<double> ratios(const std::vector<double>& a, const std::vector<double>& b) {
  std::vector<double> out;
  for (std::size_t k = 0; k < a.size(); ++k) out.push_back(a[k] / b[k]);
  return out;
}

struct Contender {
  std::string name;
  std::function<void(std::uint32_t rounds)> run;
  std::vector<double> rates = {};  ///< millions of citizen-updates a second
};

void print(const char* label, const Spread& s, const char* unit) {
  std::printf("  %-22s %8.2f  (%.2f to %.2f) %s\n", label, s.median, s.least, s.most, unit);
}

void compare(std::uint32_t citizens, int repetitions) {
  constexpr std::uint64_t seed = 1;
  sim::Parallel parallel(1);
  case_round::World world = case_round::make_world(citizens, {seed, 0}, parallel);
  const auto plain = references::plain(citizens, seed);
  std::vector<Contender> contenders{{"engine",
                                     [&](std::uint32_t rounds) {
                                       for (; rounds > 0; --rounds) run_round(world, parallel);
                                     }},
                                    {"plain", [&](std::uint32_t rounds) { plain->run(rounds); }}};
  std::unique_ptr<references::Reference> kernel;
  if (sim::instructions() == sim::Instructions::avx512) {
    kernel = references::kernel(citizens, seed);
    contenders.push_back({"kernel", [&](std::uint32_t rounds) { kernel->run(rounds); }});
  }
  const std::uint32_t rounds = std::max(2U, 4000000 / citizens);
  for (Contender& contender : contenders) contender.run(std::max(10U, rounds / 10));
  for (int k = 0; k < repetitions; ++k) {
    for (Contender& contender : contenders) {
      const double start = seconds();
      contender.run(rounds);
      contender.rates.push_back(1e-6 * citizens * rounds / (seconds() - start));
    }
  }
  std::printf("%u citizens, %u rounds, %d interleaved runs\n", citizens, rounds, repetitions);
  for (const Contender& c : contenders) print(c.name.c_str(), spread(c.rates), "M updates/s");
  print("engine / plain", spread(ratios(contenders[0].rates, contenders[1].rates)), "");
  if (kernel)
    print("engine / kernel", spread(ratios(contenders[0].rates, contenders[2].rates)), "");

  // What a round must move at least (docs/performance.md): columns read and written, and random
  // reads of outcomes and workers.
  constexpr double rewired = case_round::neighbours * case_round::rewired;
  constexpr double bytes = 8 + 1 + 45 + rewired * sizeof(case_round::Rewired);
  constexpr double gathers = rewired + 0.064;
  const double stream = references::stream_bytes_per_second(36UL * citizens);
  const double gather = references::gathers_per_second(citizens);
  const double roof = 1e-6 / (bytes / stream + gathers / gather);
  std::printf(
      "  stream %.1f GB/s, gathers %.0f M/s, roofline %.0f M updates/s; share: engine %.0f %%",
      1e-9 * stream, 1e-6 * gather, roof, 100 * spread(contenders[0].rates).median / roof);
  if (kernel) std::printf(", kernel %.0f %%", 100 * spread(contenders[2].rates).median / roof);
  std::printf("\n");
  for (const auto* reference : {plain.get(), kernel.get()}) {
    if (reference == nullptr) continue;
    const auto f = reference->figures();
    std::printf(
        "  [figures of a reference: filed %.4f granted %.4f fairness %.4f trust %.4f "
        "complaints %.4f rules %d]\n",
        f.filed, f.granted, f.fairness, f.trust, f.complaints, f.rules);
  }
}

}  // namespace

/// `case_round_compare [REPETITIONS]`
int main(int argument_count, char** arguments) {
  const int repetitions = argument_count > 1 ? std::atoi(arguments[1]) : 9;
  for (const std::uint32_t citizens : {10000U, 100000U, 1000000U}) compare(citizens, repetitions);
  return 0;
}
