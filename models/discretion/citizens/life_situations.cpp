#include "models/discretion/citizens/life_situations.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/discretion/world/parts.hpp"
#include "models/discretion/world/world.hpp"

namespace discretion {

namespace {

double sum_of_shares(const Parameters& p) {
  double sum = 0;
  for (int g = 0; g < most_given; ++g) sum += p.life_situation(g).share;
  return sum;
}

bool needs_given(const Parameters& p) {
  for (int g = 0; g < most_given; ++g)
    if (p.life_situation(g).need != 0) return true;
  return false;
}

/// The last one with anything given, and one more; 0 if nothing is.
int given(const Parameters& p) {
  int count = 0;
  for (int g = 0; g < most_given; ++g)
    if (p.life_situation(g).share != 0 || p.life_situation(g).need != 0) count = g + 1;
  return count;
}
}  // namespace

double size_of_life_situation(const Parameters& p, LifeSituationId life_situation) {
  const double sum = sum_of_shares(p);
  if (sum == 0) return 1.0;
  return p.life_situation(static_cast<int>(number(life_situation))).share / sum *
         p.population.life_situations;
}

std::vector<double> sizes_of_life_situations(const Parameters& p) {
  std::vector<double> sizes;
  const auto groups = static_cast<std::uint32_t>(p.population.life_situations);
  for (std::uint32_t g = 0; g < groups; ++g)
    sizes.push_back(size_of_life_situation(p, LifeSituationId{g}));
  return sizes;
}

std::vector<double> needs_of_life_situations(const Parameters& p, const sim::Stream& stream) {
  const int groups = p.population.life_situations;
  const bool as_given = needs_given(p);
  const std::vector<double> sizes = sizes_of_life_situations(p);
  std::vector<double> needs;
  for (int g = 0; g < groups; ++g) {
    needs.push_back(
        as_given
            ? p.life_situation(g).need
            : sim::Random(stream, Draw::life_situation, static_cast<std::uint32_t>(g), 0).normal());
  }
  double mean = 0;
  for (std::size_t g = 0; g < needs.size(); ++g) mean += sizes[g] * needs[g];
  mean /= groups;
  double squares = 0;
  for (std::size_t g = 0; g < needs.size(); ++g)
    squares += sizes[g] * (needs[g] - mean) * (needs[g] - mean);
  const double scale = squares > 0 ? std::sqrt(p.need.group_share * groups / squares) : 0.0;
  for (double& need : needs) need = (need - mean) * scale;
  return needs;
}

std::vector<std::uint32_t> starts_of_life_situations(const Parameters& p, std::uint32_t members) {
  const auto groups = static_cast<std::uint32_t>(p.population.life_situations);
  std::vector<std::uint32_t> starts;
  const bool equal = sum_of_shares(p) == 0;
  const std::vector<double> sizes = sizes_of_life_situations(p);
  double before = 0;
  for (std::uint32_t g = 0; g < groups; ++g) {
    starts.push_back(equal ? part_start(members, groups, g)
                           : static_cast<std::uint32_t>(std::floor(before / groups * members)));
    before += sizes[g];
  }
  starts.push_back(members);
  return starts;
}

std::optional<ClashOfLifeSituations> clash_of_life_situations(const Parameters& p) {
  const int known = given(p);
  const int groups = p.population.life_situations;
  if (known == 0) return std::nullopt;
  if (known > groups || groups > most_given)
    return ClashOfLifeSituations{"population.life_situations",
                                 "share or need is given of life situation " +
                                     std::to_string(known - 1) + ", counted from 0, and at most " +
                                     std::to_string(most_given) + " can be told apart"};
  const double sum = sum_of_shares(p);
  if (sum == 0) return std::nullopt;
  constexpr double rounding = 0.011;
  if (std::abs(sum - 1) > rounding)
    return ClashOfLifeSituations{"life_situation_0.share",
                                 "the shares of the life situations do not add up to 1"};
  const double members = std::floor(1.0 * p.population.size / p.population.offices);
  for (int g = 0; g < groups; ++g)
    if (p.life_situation(g).share / sum * members < 2)
      return ClashOfLifeSituations{
          "population.size",
          "offices would have nobody in life situation " + std::to_string(g) + ", by its share"};
  return std::nullopt;
}

}  // namespace discretion
