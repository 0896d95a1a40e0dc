#include "models/discretion/administrators/incidents.hpp"

#include <algorithm>
#include <vector>

#include "models/discretion/citizens/constants.hpp"
#include "models/discretion/world/world.hpp"
#include "sim/core/math.hpp"

namespace discretion {

namespace {
/// Citizens alike in need and problems, as a share of all.
struct Alike {
  double need = 0;
  double citizens = 0;
  double wishes = 0;  ///< a month
};

double share_with(const NeedParameters& p, int problems) {
  const auto at_least = [&](int x) {
    return x == 0 ? 1.0 : p.problem_share * sim::power(x, -p.problem_exponent);
  };
  return at_least(problems) - (problems < most_problems ? at_least(problems + 1) : 0.0);
}

std::vector<Alike> population(const NeedParameters& p) {
  constexpr int parts = 200;  // of the standard normal distribution, equally likely
  std::vector<Alike> groups;
  for (int problems = 0; problems <= most_problems; ++problems) {
    const double citizens = share_with(p, problems) / parts;
    const double wishes = citizens * wish_probability(p, problems);
    for (int k = 0; k < parts; ++k) {
      const double need =
          p.problem_weight * sim::log(1.0 + problems) + sim::normal_quantile((k + 0.5) / parts);
      groups.push_back({need, citizens, wishes});
    }
  }
  return groups;
}
}  // namespace

double wishes_underserved(const NeedParameters& p) {
  std::vector<Alike> groups = population(p);
  std::ranges::sort(groups, std::ranges::greater(), &Alike::need);
  double left = 1 - p.fitting_quantile;
  double wishes = 0;
  for (const Alike& group : groups) {
    const double part = std::min(1.0, left / group.citizens);
    wishes += part * group.wishes;
    left -= part * group.citizens;
    if (left <= 0) break;
  }
  return wishes;
}

double incident_branching(const Parameters& p) {
  const AdministrationParameters& a = p.administration;
  constexpr double per_10000 = 10000;
  const double background = a.incident * wishes_underserved(p.need) * p.need.inflow * per_10000;
  return background * a.incident_excitement / (1 - a.incident_decay);
}

}  // namespace discretion
