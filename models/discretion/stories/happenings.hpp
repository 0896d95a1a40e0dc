#pragma once

#include <cstdint>

#include "models/discretion/world/world.hpp"

/// What happens to citizens who are followed, besides decisions, as far as it shows as a month
/// ends.
namespace discretion {

enum class What : std::uint8_t {
  not_asked,  ///< detail: of Deterrent
  asked,
  compared,    ///< detail: how many alike; other: who stands best off by more than is tolerated
  complained,  ///< detail: 1 if about what another got
  mended       ///< the complaint was upheld, or the desk gave in
};
inline constexpr std::size_t whats = 5;

/// What weighs most against asking.
enum class Deterrent : std::uint8_t { distrust, complexity, fear };

struct Happening {
  std::uint32_t citizen = 0;
  std::int16_t month = 0;
  What what = What::asked;
  std::uint8_t detail = 0;
  std::uint32_t other = nobody;
  Option option = Option::apply;  ///< by which the other got it
  float more = 0;                 ///< that the other got [sd of need]
};

/// What of a citizen is held against the month before.
struct Standing {
  std::uint16_t wish = 0, case_number = 0;
  std::int16_t filed = 0;
  bool pending = false;
};

/// Of the month that ended. \param before as the last one did, for each followed citizen; moved on
void note_happenings(const World& world, std::vector<Standing>& before,
                     std::vector<Happening>& happened);

}  // namespace discretion
