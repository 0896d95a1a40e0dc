#pragma once

#include <cstdint>
#include <memory>

/// Case-round v1 (models/case_round/README.md) without the engine, to compare it with.
namespace references {

/// What a number of rounds gave, in the order of the workload's line of figures.
struct Figures {
  double filed = 0;
  double granted = 0;
  double fairness = 0;
  double trust = 0;
  double complaints = 0;
  int rules = 0;
};

class Reference {
 public:
  virtual ~Reference() = default;
  virtual void run(std::uint32_t rounds) = 0;
  /// Of the rounds of the last call of `run`.
  virtual Figures figures() const = 0;
};

/// What anybody would write from the rules: a struct for each citizen, the standard library's
/// generator and exp.
std::unique_ptr<Reference> plain(std::uint32_t citizens, std::uint64_t seed);
/// As fast as its author could: one instruction set, one thread, passes fused across phases.
std::unique_ptr<Reference> kernel(std::uint32_t citizens, std::uint64_t seed);

/// Bytes a second that adding one column of floats to another moves, `bytes` in all.
double stream_bytes_per_second(std::size_t bytes);
/// Independent random reads of a byte a second, from a column of `bytes`.
double gathers_per_second(std::size_t bytes);

}  // namespace references
