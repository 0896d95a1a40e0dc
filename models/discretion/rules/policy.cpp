#include "models/discretion/rules/policy.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/discretion/citizens/life_situations.hpp"
#include "sim/core/math.hpp"

namespace discretion {

void print_law(const World& world, Office& office) {
  const auto groups = static_cast<std::size_t>(world.life_situations);
  const double tailoring = office.parameters.policy.group_tailoring / 100.0;
  const double printed = sim::power(static_cast<double>(groups), tailoring);
  const int categories =
      std::clamp(static_cast<int>(std::llrint(printed)), 1, world.life_situations);
  const auto count = static_cast<std::size_t>(categories);

  std::vector<std::size_t> order(groups);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    return world.mean_need_of[a] < world.mean_need_of[b];
  });
  const std::vector<double> sizes = sizes_of_life_situations(office.parameters);
  double mean = 0;
  for (std::size_t g = 0; g < groups; ++g) mean += sizes[g] * world.mean_need_of[g];
  mean /= static_cast<double>(groups);
  std::vector<std::size_t> category_of(groups);
  std::vector<double> distance(count, 0.0);
  std::vector<double> size(count, 0.0);
  for (std::size_t rank = 0; rank < groups; ++rank) {
    const std::size_t category = rank * count / groups;
    category_of[order[rank]] = category;
    distance[category] += sizes[order[rank]] * (world.mean_need_of[order[rank]] - mean);
    size[category] += sizes[order[rank]];
  }
  for (std::size_t c = 0; c < count; ++c) distance[c] /= size[c];

  // A category's distance explains only part of its members' needs; the slope of treatment on
  // need would be that part, so it is divided out.
  double explained = 0;
  double all = 0;
  for (std::size_t g = 0; g < groups; ++g) {
    const double need = world.mean_need_of[g] - mean;
    explained += sizes[g] * distance[category_of[g]] * need;
    all += sizes[g] * need * need;
  }
  // One category tells nobody apart: its distance is rounding only, which must not be scaled up.
  const double scale = count > 1 && explained > 0 ? tailoring * all / explained : 0.0;
  // Few cases a category, large error: law_error at one category for each life situation.
  const double error_sd =
      count > 1 ? office.parameters.administration.law_error *
                      std::sqrt(static_cast<double>(count) / static_cast<double>(groups))
                : 0.0;
  office.categories = categories;
  office.law.resize(groups);
  for (std::size_t g = 0; g < groups; ++g) {
    const std::size_t c = category_of[g];
    sim::Random random(world.stream, Draw::law, static_cast<std::uint32_t>(c),
                       static_cast<std::uint32_t>(count));
    office.law[g] = world.mean_need + scale * distance[c] + error_sd * random.normal();
  }
  const double own_norms = office.parameters.policy.own_norms;
  if (own_norms > 0) {
    const auto number = static_cast<std::uint32_t>(&office - world.offices.data());
    for (std::size_t g = 0; g < groups; ++g) {
      sim::Random random(world.stream, Draw::open_norm, number, static_cast<std::uint32_t>(g));
      office.law[g] += own_norms * random.normal();
    }
  }
}

double room(double individual_tailoring, double relaxation, double restriction) {
  const double net = restriction - relaxation;
  if (net >= 0) return individual_tailoring * sim::exp(-net);
  return individual_tailoring + (1.0 - individual_tailoring) * (1.0 - sim::exp(net));
}

int felt_preconditions(const Office& office, int preconditions) {
  return office.now.effects.pile_preconditions ? preconditions : 0;
}

double narrowing(const Parameters& p, int preconditions) {
  if (p.policy.default_treatment == Default::tailoring) return 1.0;
  return sim::exp(-p.managers.precondition_narrowing * preconditions);
}

double paid_back(const Office& office) {
  const double limit = office.parameters.administration.shift_limit;
  return limit * sim::tanh(office.parameters.policy.payback * std::max(0.0, office.given) / limit);
}

}  // namespace discretion
