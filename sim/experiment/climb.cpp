#include "sim/experiment/climb.hpp"

#include <algorithm>
#include <cmath>
#include <deque>

namespace sim::experiment {

namespace {
using Numbers = std::vector<double>;

constexpr std::size_t remembered = 8;  // steps
constexpr double enough_rise = 1e-4;   // Armijo
constexpr int halvings = 20;
constexpr double flat = 1e-3;    // a gradient no larger is a top
constexpr double little = 1e-5;  // so is a step that rises no more, as a share of the value

double product(const Numbers& one, const Numbers& other) {
  double sum = 0;
  for (std::size_t i = 0; i < one.size(); ++i) sum += one[i] * other[i];
  return sum;
}

void add(Numbers& to, double times, const Numbers& what) {
  for (std::size_t i = 0; i < to.size(); ++i) to[i] += times * what[i];
}

/// A step, and by how much the gradient fell along it.
struct Pair {
  Numbers step, fall;
  double curvature = 0;
};

/// Turns a gradient into a direction by what was seen of curvature (two loops).
Numbers direction(Numbers gradient, const std::deque<Pair>& pairs) {
  Numbers share(pairs.size());
  for (std::size_t i = pairs.size(); i-- > 0;) {
    share[i] = product(pairs[i].step, gradient) / pairs[i].curvature;
    add(gradient, -share[i], pairs[i].fall);
  }
  if (!pairs.empty()) {
    const double scale = pairs.back().curvature / product(pairs.back().fall, pairs.back().fall);
    for (double& number : gradient) number *= scale;
  }
  for (std::size_t i = 0; i < pairs.size(); ++i)
    add(gradient, share[i] - product(pairs[i].fall, gradient) / pairs[i].curvature, pairs[i].step);
  return gradient;
}

/// What of a gradient leads on within the box.
Numbers inside(Numbers gradient, const Numbers& place, double low, double high) {
  for (std::size_t i = 0; i < place.size(); ++i)
    if ((place[i] <= low && gradient[i] < 0) || (place[i] >= high && gradient[i] > 0))
      gradient[i] = 0;
  return gradient;
}
}  // namespace

Numbers climb(const Slope& slope, Numbers place, double low, double high, int steps) {
  for (double& number : place) number = std::clamp(number, low, high);
  Numbers gradient(place.size());
  double height = slope(place, gradient);
  std::deque<Pair> pairs;
  for (int step = 0; step < steps; ++step) {
    const Numbers free = inside(gradient, place, low, high);
    if (std::ranges::all_of(free, [](double number) { return std::abs(number) < flat; })) break;
    Numbers way = inside(direction(free, pairs), place, low, high);
    if (!(product(way, free) > 0)) way = free;  // what was remembered no longer holds
    const double largest = std::abs(
        *std::ranges::max_element(way, {}, [](double number) { return std::abs(number); }));
    double length = std::min(1.0, 2.0 / largest);
    Numbers next, slope_there(place.size());
    double there = 0;
    bool risen = false;
    for (int halving = 0; halving < halvings && !risen; ++halving, length /= 2) {
      next = place;
      add(next, length, way);
      for (double& number : next) number = std::clamp(number, low, high);
      Numbers moved = next;
      add(moved, -1, place);
      there = slope(next, slope_there);
      risen = there >= height + enough_rise * product(moved, free);
    }
    if (!risen) break;
    Pair pair{next, gradient, 0};
    add(pair.step, -1, place);
    add(pair.fall, -1, slope_there);
    pair.curvature = product(pair.step, pair.fall);
    if (pair.curvature > 1e-10) pairs.push_back(std::move(pair));
    if (pairs.size() > remembered) pairs.pop_front();
    const double rise = there - height;
    place = std::move(next);
    gradient = std::move(slope_there);
    height = there;
    if (rise < little * std::max(1.0, std::abs(height))) break;
  }
  return place;
}

}  // namespace sim::experiment
