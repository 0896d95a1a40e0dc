#include "sim/experiment/next_figure.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include "sim/core/random.hpp"
#include "sim/experiment/purposes.hpp"

namespace sim::experiment {

namespace {
constexpr std::size_t worlds_of_part = 20, most_parts = 5;
constexpr std::size_t shuffles = 200;
constexpr double nearly_all = 0.99;

using Order = std::vector<std::size_t>;  // worlds
using Signs = std::vector<std::vector<int>>;

/// How often two of these worlds disagree on a difference.
double disagreement(const std::vector<int>& signs, std::span<const std::size_t> worlds) {
  double up = 0, down = 0;
  for (const std::size_t world : worlds) {
    up += signs[world] > 0 ? 1 : 0;
    down += signs[world] < 0 ? 1 : 0;
  }
  const double all = up + down;
  return all < 2 ? 0 : 2 * up * down / (all * (all - 1));
}

/// The mean over differences of what is left in the parts of an order.
double left_open(const Signs& signs, const Order& order, std::size_t parts) {
  double sum = 0;
  for (std::size_t part = 0; part < parts; ++part) {
    const std::size_t begin = order.size() * part / parts, end = order.size() * (part + 1) / parts;
    const auto worlds = std::span(order).subspan(begin, end - begin);
    for (const auto& of_difference : signs)
      sum += disagreement(of_difference, worlds) * static_cast<double>(worlds.size());
  }
  return sum / static_cast<double>(order.size() * signs.size());
}

Order sorted_by(const std::vector<double>& figure) {
  Order order(figure.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t world) { return figure[world]; });
  return order;
}

/// Fisher and Yates.
Order shuffled(Order order, Random random) {
  for (std::size_t left = order.size(); left > 1; --left)
    std::swap(order[left - 1], order[random.below(static_cast<std::uint32_t>(left))]);
  return order;
}

bool tells(const std::vector<double>& figure) {
  return std::ranges::all_of(figure, [](double value) { return std::isfinite(value); }) &&
         std::ranges::min(figure) < std::ranges::max(figure);
}
}  // namespace

std::optional<NextFigure> next_figure(const Signs& signs,
                                      const std::vector<std::vector<double>>& figures,
                                      std::uint64_t seed) {
  if (signs.empty() || signs.front().size() < fewest_worlds) return std::nullopt;
  const std::size_t worlds = signs.front().size();
  const std::size_t parts = std::min(most_parts, worlds / worlds_of_part);
  Order all(worlds);
  std::iota(all.begin(), all.end(), std::size_t{0});
  const double now = left_open(signs, all, 1);
  std::vector<double> by_luck;
  for (std::size_t time = 0; time < shuffles; ++time)
    by_luck.push_back(left_open(
        signs,
        shuffled(all, Random(Stream{seed, 0}, Draw::shuffle, static_cast<std::uint32_t>(time), 0)),
        parts));
  std::ranges::sort(by_luck);
  const double usual = std::accumulate(by_luck.begin(), by_luck.end(), 0.0) / shuffles;
  const double rare = by_luck[static_cast<std::size_t>((1 - nearly_all) * shuffles)];
  std::optional<NextFigure> best;
  for (std::size_t figure = 0; figure < figures.size(); ++figure) {
    if (!tells(figures[figure])) continue;
    const double left = left_open(signs, sorted_by(figures[figure]), parts);
    if (left >= rare || (best && now - (usual - left) >= best->then)) continue;
    best = {figure, now, std::max(0.0, now - (usual - left))};
  }
  return best;
}

}  // namespace sim::experiment
