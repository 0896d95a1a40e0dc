#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/discretion/parameters.hpp"
#include "models/discretion/world/ids.hpp"
#include "sim/core/random.hpp"

/// How large life situations are, and how far they differ in need.
namespace discretion {

/// Of a life situation, its share of the citizens times their number: 1 where all are equal.
double size_of_life_situation(const Parameters&, LifeSituationId);
/// Of each.
std::vector<double> sizes_of_life_situations(const Parameters&);

/// Mean needs: as a scenario gives them, or normal draws; about 0 over the citizens, and scaled so
/// that their variance is need.group_share exactly.
std::vector<double> needs_of_life_situations(const Parameters&, const sim::Stream&);

/// Where each life situation starts among `members` citizens, and where the last one ends.
std::vector<std::uint32_t> starts_of_life_situations(const Parameters&, std::uint32_t members);

/// What cannot be in what a scenario gives of them: row of a parameter, and why.
struct ClashOfLifeSituations {
  std::string_view parameter;
  std::string why;
};
std::optional<ClashOfLifeSituations> clash_of_life_situations(const Parameters&);

}  // namespace discretion
