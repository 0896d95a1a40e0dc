#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/discretion/stories/happenings.hpp"
#include "models/discretion/workers/replay.hpp"
#include "models/discretion/world/world.hpp"

/// What is remembered of one run for a story: copies of what stands in the world as months end.
namespace discretion {

enum class Teller : std::uint8_t { citizen, worker, rule, office };
inline constexpr std::size_t tellers = 4;

struct CitizenMoment {
  float trust = 0, hardship = 0, need = 0, treatment = 0;
};
struct WorkerMoment {
  float norm = 0, blame = 0, sensitivity = 0;
  float trust = 0;  ///< of the manager
  float overload = 0;
  std::int16_t decisions = 0, tailored = 0, objections = 0, preconditions = 0;
  std::int16_t blamed_for_deviating = 0, blamed_for_rule = 0;  ///< this month
  bool arrived = false;  ///< a successor came as the month ended
};
struct OfficeMoment {
  float room = 0, complexity = 0, preconditions = 0;
  std::int32_t decisions = 0, tailored = 0, complaints = 0, equality = 0, measures = 0;
};
/// What a rule is in a month in which something of it changed.
struct RuleMoment {
  std::uint32_t administration = 0, rule = 0;
  std::int16_t month = 0;
  std::int16_t revisions = 0;
  bool in_force = false;
  double effectiveness = 0;
  ByCause salience{};  ///< of the administration
};

struct Memory {
  std::vector<std::uint32_t> followed;
  std::vector<CitizenMoment> citizens;  ///< [month][followed]
  std::vector<Standing> standing;       ///< [followed] as the last month ended
  std::vector<Happening> happened;      ///< to them; by citizen once the run has ended
  std::vector<WorkerMoment> workers;    ///< [month][worker]
  std::vector<OfficeMoment> offices;    ///< [month][office], also where rules are told
  std::vector<RuleMoment> rules;        ///< in order of months
  // As the run ends.
  Handlings handled;
  std::vector<Citizen> portraits;  ///< [followed]
  double threshold = 0;            ///< beyond it a shortfall is underserved [sd of need]
  std::vector<Administration> administrations;
  std::vector<std::uint32_t> office_of_worker;
  std::vector<std::size_t> administration_of_office;
  int warm_up = 0;
  int months = 0;
};

/// Remembers a month for one kind of story.
void remember(const World& world, Teller teller, bool last, Memory& memory);

}  // namespace discretion
