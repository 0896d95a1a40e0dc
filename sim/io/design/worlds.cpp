#include "sim/io/design/worlds.hpp"

#include <cmath>

#include "sim/core/math.hpp"

namespace sim::io {

WorldMeans::WorldMeans(WorldShape shape)
    : shape_(shape),
      sum_(shape.worlds * shape.scenarios * shape.cells, 0.0),
      n_(sum_.size(), 0),
      seen_(shape.worlds, 0) {}

void WorldMeans::add(std::size_t run, const std::vector<double>& window_means) {
  const std::size_t world = run / (shape_.scenarios * shape_.replicates);
  const std::size_t row = world * shape_.scenarios + run % shape_.scenarios;
  ++seen_.at(world);
  ++(window_means.empty() ? failed_ : ok_);
  for (std::size_t cell = 0; cell < window_means.size(); ++cell) {
    if (!std::isfinite(window_means[cell])) continue;
    sum_.at(row * shape_.cells + cell) += window_means[cell];
    ++n_[row * shape_.cells + cell];
  }
}

std::vector<double> WorldMeans::values() const {
  std::vector<double> values(sum_.size(), not_a_number);
  const std::size_t of_world = shape_.scenarios * shape_.cells;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const bool whole = seen_[i / of_world] == shape_.scenarios * shape_.replicates;
    if (whole && n_[i] > 0) values[i] = sum_[i] / n_[i];
  }
  return values;
}

}  // namespace sim::io
