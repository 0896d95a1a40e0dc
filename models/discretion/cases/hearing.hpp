#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/discretion/cases/aftermath.hpp"
#include "models/discretion/cases/parts.hpp"
#include "models/discretion/cases/verdict.hpp"

namespace discretion {

/// A case before one worker in one month of a world.
struct Heard {
  std::uint32_t office = 0, team = 0;
  Verdict verdict;
  Aftermath after;
  double neutral = 0;                ///< probability of tailoring by a neutral worker
  std::vector<double> parts;         ///< what each of neutral_parts adds to that
  double by_repaired_rule = 0;       ///< what the rule gives then [sd of need]
  double tailors_beside_repair = 0;  ///< probability
};

/// A case before every worker of every office, as a month ends. The world stays as it is.
struct Hearing {
  int month = 0;               ///< recorded
  double take_up = 0;          ///< probability that somebody like this asks at all
  double base = 0;             ///< what the rule gives at the start under standardisation
  std::vector<Bench> benches;  ///< [worker], for what a later hearing is held against
  std::vector<Heard> workers;  ///< in order of offices and teams
};

Hearing hear(const World& world, const std::vector<Person>& people);

/// What the years between two hearings of one run added to each worker's probability of tailoring,
/// by part: means over workers, all_parts of them.
std::vector<double> parts_between(const Hearing& before, const Hearing& after,
                                  const Person& person);

/// How likely two decisions on the case are unlike, by what those who decide have in common.
struct Unlike {
  double another_day = 0;     ///< the same worker
  double another_worker = 0;  ///< of the same team
  double another_team = 0;    ///< of the same office
  double another_office = 0;
};
/// Of several hearings of the same kind; where there is no such pair, not a number.
Unlike unlike_of(const std::vector<const Hearing*>& hearings);

}  // namespace discretion
