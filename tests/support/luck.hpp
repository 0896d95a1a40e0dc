#pragma once

#include <cmath>
#include <cstdint>
#include <set>
#include <vector>

#include <catch2/catch.hpp>

#include "models/discretion/world/world.hpp"

/// What must have been drawn, worked out anew from the addresses that the table of `Draw` promises.
namespace test {

/// The numbers at an address of a world's run, in the order in which the table names them.
inline sim::Random luck(const discretion::World& world, discretion::Draw purpose,
                        std::uint32_t entity, std::uint32_t occasion) {
  return {world.stream, purpose, entity, occasion};
}
inline std::uint32_t month_of(const discretion::World& world) {
  return static_cast<std::uint32_t>(world.month);
}

/// What happened beside what addresses promise, one thing after the other.
class Promises {
 public:
  void add(double happened, double promised) {
    happened_.push_back(happened);
    promised_.push_back(promised);
  }
  std::size_t count() const { return promised_.size(); }
  /// How many happened otherwise, stored numbers of single precision allowed for.
  std::size_t broken() const {
    std::size_t count = 0;
    for (std::size_t k = 0; k < promised_.size(); ++k) {
      const double most = 1e-6 * (1 + std::abs(promised_[k]));
      count += std::abs(happened_[k] - promised_[k]) <= most ? 0 : 1;
    }
    return count;
  }
  /// How many different things were promised.
  std::size_t different() const { return std::set(promised_.begin(), promised_.end()).size(); }

 private:
  std::vector<double> happened_, promised_;
};

/// Another address would break half of the promises, where each is of two outcomes: all of as few
/// as these it would keep once in a million.
inline void check_kept(const Promises& promises) {
  CHECK(promises.count() >= 20);
  CHECK(promises.different() >= 2);
  CHECK(promises.broken() == 0);
}

}  // namespace test
