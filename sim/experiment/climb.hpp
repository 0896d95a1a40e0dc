#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace sim::experiment {

/// A function to be made large: gives its value and fills its gradient; not a number where it has
/// no value.
using Slope =
    std::function<double(const std::vector<double>& place, std::vector<double>& gradient)>;

/// Climbs to a top within a box, by limited-memory BFGS with steps brought back into the box
/// (Nocedal and Wright 2006, algorithms 3.1 and 7.4; Bertsekas 1982 on the projection).
/// \param place to start from
/// \param steps at most
/// \return the highest place found
std::vector<double> climb(const Slope&, std::vector<double> place, double low, double high,
                          int steps);

}  // namespace sim::experiment
