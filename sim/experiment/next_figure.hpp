#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

/// What to find out next: the figure whose knowledge would settle most of what worlds disagree on.
namespace sim::experiment {

/// Fewer say nothing of what a figure would settle.
inline constexpr std::size_t fewest_worlds = 40;

struct NextFigure {
  std::size_t figure = 0;
  double now = 0;   ///< how often two worlds disagree on the sign of a difference, of all of these
  double then = 0;  ///< what is expected once the figure is known to a fifth of its range
};

/// Worlds are split by a figure into parts of the same number; what two worlds of a part disagree
/// on is what it would leave open. Splitting by luck settles something too: what so many shuffles
/// of the figure do is taken off, and only a figure that does more than nearly all of them is
/// named. \param signs [difference][world], -1 or 1, and 0 where there is none \param figures
/// [figure][world]; those with no number in a world are not looked at \param seed of the shuffles
/// \return nothing if no figure clearly does, or there are too few worlds to say
std::optional<NextFigure> next_figure(const std::vector<std::vector<int>>& signs,
                                      const std::vector<std::vector<double>>& figures,
                                      std::uint64_t seed);

}  // namespace sim::experiment
