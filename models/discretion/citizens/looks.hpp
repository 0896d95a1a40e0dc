#pragma once

#include <array>

#include "models/discretion/world/world.hpp"
#include "sim/core/lanes.hpp"

namespace discretion {

/// A contact of citizens side by side.
struct ContactLanes {
  /// Who, for each lane; `alike_bit` says whether in the same life situation.
  const std::uint32_t* contact = nullptr;
  /// Random words for each lane: a half, the lower one of even contacts, decides whether a contact
  /// looks alike who is not.
  const std::uint32_t* chance = nullptr;
  sim::Numbers treatment{};  ///< as it stands [sd of need]
  sim::Numbers decided{};    ///< month of the decision
  sim::Answers tailored{};
};
inline constexpr std::uint32_t alike_bit = 1U << 31U;

/// Citizens of one office who look at their decisions, side by side: a lane each.
struct Looks {
  // What they see.
  sim::Numbers citizens{};  ///< their numbers
  std::size_t count = 0;    ///< of them, in the first lanes
  const ContactLanes* contact = nullptr;
  std::size_t contacts = 0;  ///< how many each looks at
  sim::Numbers treatment{};  ///< [sd of need]
  sim::Numbers rule{};       ///< in force [sd of need]
  sim::Answers tailored{};   ///< by the decision
  sim::Answers applied{};    ///< the rule, by the decision
  // Who they are, and were until now.
  sim::Numbers need{}, want_beyond{};  ///< [sd of need]
  sim::Numbers assertiveness{};
  sim::Numbers claims_succeed{};  ///< share, as far as is known
  sim::Numbers grievance{}, trust{}, uncertainty_before{}, hardship{};
  sim::Numbers uniform{};  ///< the random number that decides on a complaint
};

/// What they make of it. Traits are as they are stored, rounded to float.
struct Feelings {
  sim::Integers seen;       ///< contacts who are seen, a bit each
  sim::Numbers difference;  ///< seen with look-alikes [sd of need]
  sim::Numbers want;        ///< [sd of need]
  sim::Numbers shortfall;   ///< of what they want, as felt [sd of need]
  sim::Numbers misfit;      ///< [sd of need]
  sim::Numbers grievance, trust, uncertainty, hardship;
  sim::Answers unwanted;   ///< a fit that is not what is wanted
  sim::Numbers complaint;  ///< log-odds of a complaint
  sim::Answers complains;
  sim::Integers difference_seen;  ///< [units of sim::Sum], and changes of what is stored
  sim::Integers grievance_change, trust_change, uncertainty_change, hardship_change;
};

/// What citizens feel about their decisions (model, section 5), and how hardship moves with them.
void feel(const World& world, const Office& office, const Looks& looks, Feelings& feelings);

/// `feel` in each Number: looks_lanes.cpp.
template <class Number>
struct Looking {
  static void feel(const World& world, const Office& office, const Looks& looks,
                   Feelings& feelings);
};

}  // namespace discretion
