#pragma once

#include <array>
#include <vector>

#include "models/discretion/cases/verdict.hpp"

/// What one decision does to the next: precedent, envy, complaint. Worked out as means over luck,
/// with the rules of the month, in two copies of a worker's world: the first request was granted,
/// or refused.
namespace discretion {

/// What citizens bring besides their case: means over those of the life situation.
struct Mood {
  double trust = 0, grievance = 0, uncertainty = 0;
};

/// What becomes of a refusal.
struct Refusal {
  double complains = 0;   ///< probability
  bool equality = false;  ///< whether that is about what another got
  double mended = 0;      ///< probability that a complaint is upheld or given in to
};
/// \param rule what the refused got [sd of need]
/// \param other what somebody whom they know got [sd of need] \param granted whether by tailoring
Refusal refusal_of(const Bench& bench, const Person& person, const Mood& mood, double rule,
                   double other, bool granted);

/// The requests after the first, where that was granted or refused.
struct Aftermath {
  Refusal first;                   ///< if the first is refused
  std::array<double, 2> second{};  ///< probability of tailoring: first refused, granted
  std::array<Refusal, 2> second_refused{};
  std::array<double, 2> third{};
  std::array<double, 2> third_after_complaint{};  ///< given that the second complained
  std::array<double, 2> third_without{};          ///< given that it did not
};

/// \param people the first, then who resembles them; the last asks again where there is no third
Aftermath aftermath_of(const Bench& bench, const std::vector<Person>& people, const Mood& mood,
                       const Verdict& first);

}  // namespace discretion
