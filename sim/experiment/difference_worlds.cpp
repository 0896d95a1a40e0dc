// The part of a comparison that looks at worlds.
#include <fmt/format.h>

#include "sim/experiment/difference.hpp"

namespace sim::experiment {

void compare_worlds(const io::ResultReader& a, const io::ResultReader& b, NumberDifference& found) {
  const auto one = a.worlds(), other = b.worlds();
  if (!one && !other) return;
  if (!one || !other) {
    found.unlike.push_back(fmt::format("worlds are only in {}", one ? "A" : "B"));
    return;
  }
  if (one->count != other->count || one->metrics != other->metrics ||
      one->windows != other->windows) {
    found.unlike.push_back(fmt::format("{} worlds in A, {} in B, or other metrics or windows",
                                       one->count, other->count));
    return;
  }
  if (one->parameters != other->parameters || one->parameter_value != other->parameter_value) {
    found.unlike.emplace_back("other worlds were drawn in A than in B");
    return;
  }
  const std::size_t cells = one->metrics.size() * one->windows.size();
  for (const auto& [i, j] : matching_scenarios(a, b))
    for (std::size_t world = 0; world < one->count; ++world) {
      const std::size_t in_a = (world * one->scenarios.size() + i) * cells;
      const std::size_t in_b = (world * other->scenarios.size() + j) * cells;
      std::size_t differing = 0;
      for (std::size_t cell = 0; cell < cells; ++cell)
        differing += same(one->value.at(in_a + cell), other->value.at(in_b + cell)) ? 0 : 1;
      found.numbers += cells;
      found.differing += differing;
      if (differing > 0 && found.unlike.size() < 20)
        found.unlike.push_back(fmt::format("world {}, {}: {} of {} numbers differ", world,
                                           one->scenarios.at(i), differing, cells));
    }
}

}  // namespace sim::experiment
