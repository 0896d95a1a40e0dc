#include "sim/experiment/plausible.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "sim/core/random.hpp"
#include "sim/experiment/designs.hpp"
#include "sim/experiment/draws.hpp"

namespace sim::experiment {

namespace {
double square(double number) { return number * number; }

double deviation(const Lesson& lesson, const Target& target, double emulator_variance) {
  return std::sqrt(emulator_variance + lesson.noise + target.variance);
}
}  // namespace

double Plausible::implausibility(std::span<const double> point, std::size_t figure) const {
  double largest = 0;
  for (const auto& wave : waves_) {
    const Expected there = wave[figure].emulator.at(point);
    const double away = std::abs(there.mean - targets_[figure].value);
    largest = std::max(largest, away / deviation(wave[figure], targets_[figure], there.variance));
  }
  return largest;
}

double Plausible::implausibility(std::span<const double> point) const {
  double largest = 0;
  for (std::size_t figure = 0; figure < targets_.size(); ++figure)
    largest = std::max(largest, implausibility(point, figure));
  return largest;
}

bool Plausible::within(std::span<const double> point, double limit) const {
  // The last wave knows most; a variance takes long, and often the mean is enough.
  for (std::size_t wave = waves_.size(); wave-- > 0;)
    for (std::size_t figure = 0; figure < targets_.size(); ++figure) {
      const Lesson& lesson = waves_[wave][figure];
      const Target& target = targets_[figure];
      const double away = std::abs(lesson.emulator.mean_at(point) - target.value) / limit;
      if (away <= deviation(lesson, target, 0)) continue;
      if (away > deviation(lesson, target, lesson.emulator.largest_variance())) return false;
      if (away > deviation(lesson, target, lesson.emulator.at(point).variance)) return false;
    }
  return allowed_(point);
}

namespace {
constexpr std::size_t fewest_walkers = 400;
constexpr std::size_t first_look = 5;  // times as many points
constexpr double kept = 0.1;           // of a level
constexpr int most_levels = 40;
constexpr int steps = 12;           // of a walk
constexpr int tries = 12;           // of a step
constexpr double progress = 0.995;  // a level that falls less is the last
constexpr std::size_t block = 8;    // walkers

using Points = std::vector<double>;

std::span<const double> row(const Points& points, std::size_t dimensions, std::size_t place) {
  return std::span(points).subspan(place * dimensions, dimensions);
}

void append(Points& to, std::span<const double> point) {
  to.insert(to.end(), point.begin(), point.end());
}

/// Walks over what is within a limit, so that every part of it is reached as often as any other.
class Walker {
 public:
  Walker(const Plausible& plausible, double limit, const Points& others, Random random)
      : plausible_(plausible), limit_(limit), others_(others), random_(random) {}

  void walk(std::vector<double>& point) {
    for (int step = 0; step < steps; ++step) step_along(direction(), point);
  }
  std::size_t below(std::size_t count) { return random_.below(static_cast<std::uint32_t>(count)); }

 private:
  /// An axis, or the way between two others, which lie as the region does.
  std::vector<double> direction() {
    const std::size_t dimensions = plausible_.dimensions();
    std::vector<double> way(dimensions, 0.0);
    const std::size_t count = others_.size() / dimensions;
    if (count < 2 || random_.bernoulli(0.5)) {
      way[below(dimensions)] = 1;
      return way;
    }
    const std::size_t one = below(count), other = (one + 1 + below(count - 1)) % count;
    for (std::size_t k = 0; k < dimensions; ++k)
      way[k] = others_[one * dimensions + k] - others_[other * dimensions + k];
    return way;
  }
  void step_along(const std::vector<double>& way, std::vector<double>& point) {
    double low = -1e9, high = 1e9;
    for (std::size_t k = 0; k < way.size(); ++k) {
      if (way[k] == 0) continue;
      const double to_0 = -point[k] / way[k], to_1 = (1 - point[k]) / way[k];
      low = std::max(low, std::min(to_0, to_1));
      high = std::min(high, std::max(to_0, to_1));
    }
    if (high > 1e8) return;  // two that are the same
    for (int attempt = 0; attempt < tries; ++attempt) {
      const double along = low + random_.uniform() * (high - low);
      std::vector<double> next = point;
      for (std::size_t k = 0; k < way.size(); ++k)
        next[k] = std::clamp(point[k] + along * way[k], 0.0, 1.0);
      if (plausible_.within(next, limit_)) {
        point = std::move(next);
        return;
      }
      (along < 0 ? low : high) = along;
    }
  }

  const Plausible& plausible_;
  double limit_;
  const Points& others_;
  Random random_;
};

/// Points and what is known of each.
struct Level {
  Points points;
  std::vector<double> scores;
};

/// Work on each of so many places, on all threads.
template <class Work>
void each(std::size_t count, Parallel& parallel, Work work) {
  parallel.for_each_block((count + block - 1) / block, [&](std::size_t begin, int) {
    for (std::size_t i = begin * block; i < std::min(count, (begin + 1) * block); ++i) work(i);
  });
}

std::vector<double> scores_of(const Plausible& plausible, const Points& points,
                              Parallel& parallel) {
  std::vector<double> scores(points.size() / plausible.dimensions());
  each(scores.size(), parallel, [&](std::size_t i) {
    scores[i] = plausible.implausibility(row(points, plausible.dimensions(), i));
  });
  return scores;
}

Level first_level(const Plausible& plausible, std::size_t count, std::uint64_t seed, int wave,
                  Parallel& parallel) {
  Level level;
  const std::size_t dimensions = plausible.dimensions();
  const Points all = lhs_points(count, dimensions, seed_of(seed, wave, Draw::wave_design));
  for (std::size_t i = 0; i < count; ++i)
    if (plausible.allowed(row(all, dimensions, i))) append(level.points, row(all, dimensions, i));
  level.scores = scores_of(plausible, level.points, parallel);
  return level;
}

/// Those of a level that are within a limit.
Points survivors(const Level& level, std::size_t dimensions, double limit) {
  Points points;
  for (std::size_t i = 0; i < level.scores.size(); ++i)
    if (level.scores[i] <= limit) append(points, row(level.points, dimensions, i));
  return points;
}

/// So many points within a limit, from some that are.
Points walked(const Plausible& plausible, const Points& from, std::size_t count, double limit,
              Stream stream, int number, Parallel& parallel) {
  const std::size_t dimensions = plausible.dimensions(), starts = from.size() / dimensions;
  Points points(count * dimensions);
  each(count, parallel, [&](std::size_t i) {
    Walker walker(plausible, limit, from,
                  Random(stream, Draw::wave_walk, static_cast<std::uint32_t>(i),
                         static_cast<std::uint32_t>(number)));
    const auto start = row(from, dimensions, i < starts ? i : walker.below(starts));
    std::vector<double> point(start.begin(), start.end());
    walker.walk(point);
    std::ranges::copy(point, points.begin() + static_cast<std::ptrdiff_t>(i * dimensions));
  });
  return points;
}

}  // namespace

Region find_region(const Plausible& plausible, std::size_t points, double limit, std::uint64_t seed,
                   int wave, Parallel& parallel) {
  const std::size_t walkers = std::max(points, fewest_walkers);
  const Stream stream{seed, static_cast<std::uint32_t>(wave)};
  Level level = first_level(plausible, first_look * walkers, seed, wave, parallel);
  Region region;
  region.limit = std::numeric_limits<double>::infinity();
  if (level.scores.empty()) return region;
  for (int number = 0; number < most_levels && region.limit > limit; ++number) {
    const double reached = std::max(limit, quantile(level.scores, kept));
    if (reached > limit && reached > progress * region.limit) break;
    const Points from = survivors(level, plausible.dimensions(), reached);
    region.limit = reached;
    region.share *= static_cast<double>(from.size()) / static_cast<double>(level.points.size());
    level.points = walked(plausible, from, walkers, reached, stream, number, parallel);
    if (reached > limit) level.scores = scores_of(plausible, level.points, parallel);
  }
  region.points = std::move(level.points);
  return region;
}

std::vector<std::size_t> spread_out(std::span<const double> points, std::size_t dimensions,
                                    std::size_t count, std::span<const double> there) {
  const std::size_t all = points.size() / dimensions;
  std::vector<double> nearest(all, std::numeric_limits<double>::infinity());
  const auto note = [&](const double* other) {
    for (std::size_t i = 0; i < all; ++i) {
      double distance = 0;
      for (std::size_t k = 0; k < dimensions; ++k)
        distance += square(points[i * dimensions + k] - other[k]);
      nearest[i] = std::min(nearest[i], distance);
    }
  };
  for (std::size_t i = 0; i < there.size() / dimensions; ++i) note(&there[i * dimensions]);
  std::vector<std::size_t> chosen;
  while (chosen.size() < std::min(count, all)) {
    const auto farthest =
        static_cast<std::size_t>(std::ranges::max_element(nearest) - nearest.begin());
    chosen.push_back(farthest);
    note(&points[farthest * dimensions]);
    nearest[farthest] = -1;
  }
  return chosen;
}

}  // namespace sim::experiment
