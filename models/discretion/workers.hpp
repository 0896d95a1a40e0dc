#pragma once

#include <array>

#include "models/discretion/world.hpp"

namespace discretion {

/// A case as it lies on the desk.
struct CaseFile {
  double need = 0;
  double want = 0;
  double capacity = 1;       ///< to disclose, 0..1
  double disclosed = 1;      ///< share of the gap that the citizen can make clear, 0..1
  double overstatement = 0;  ///< [sd of need]
  double rule = 0;           ///< as read [sd of need]
  std::size_t route = 0;     ///< life situation whose rule is read
  double noise = 0;          ///< of perception [sd of need]
  std::size_t life_situation = 0;
  bool declines = false;      ///< the citizen cannot bear what tailoring costs
  bool opposed = false;       ///< there is a second party
  double opposite_want = 0;   ///< of the second party [sd of need]
  bool has_fix_team = false;  ///< one team handles all the citizen's problems as one case
};

/// A worker's situation this month: what is the same for every case.
struct Desk {
  std::size_t worker = 0;
  bool tailors = true;     ///< decides on tailoring
  bool refers = false;     ///< passes cases on to who does
  int quota = 0;           ///< how many of them
  bool routines = true;    ///< has informal routines
  double faith = 0;        ///< share of room that is expected to be used for a case passed on
  double error = 1;        ///< factor on bias and noise
  double information = 0;  ///< share of what is not disclosed that becomes known
  double exposure = 1;     ///< factor on blame expected
  double pay = 1;          ///< cost of an hour, in a worker's
  double room = 0;         ///< of the team: after preconditions
  double room_unrestricted = 0;
  double pressure = 0;
  double overload = 0;
  double queue_hardship = 0;  ///< mean over the own queue
  double burden = 0;          ///< felt hours of the team's preconditions
  double reasons = 0;         ///< hours to account for the rule where tailoring is the default
  std::array<double, options> hours{};
};

/// What a worker makes of a case.
struct Judgement {
  double gap = 0;  ///< as perceived [sd of need]
  bool deliberated = false;
  bool beyond_gate = false;
  bool has_room = false;  ///< somebody may tailor the case: who judges it or who it is passed to
  bool may_tailor = false;
  bool may_refer = false;
  // Not set to zero first: `judge` fills them, several times a decision.
  std::array<double, options> hours;
  std::array<double, options> treatment;
  std::array<std::array<double, options>, voices> votes;  ///< value of each option to each voice
  std::array<double, options> probability;
};

/// A worker's desk, with the room and hours of the month and without its queue.
Desk set_desk(const World& world, const Office& office, std::size_t worker);

/// The case of citizen i as a desk opens it, before anybody errs about it.
CaseFile open_file(const World& world, const Office& office, const Desk& desk, std::uint32_t i);

/// The random numbers of one reading of a case.
struct Reading {
  double noise = 0;    ///< standard normal
  double misread = 0;  ///< uniform
};

/// The errors of one reading: of perception, and of the rule.
/// \return whether the rule was misread
bool misperceive(const World& world, const Office& office, const Desk& desk, std::uint32_t i,
                 const Reading& reading, CaseFile& file);

/// The five loyalties' values of each option, self-protection's, and the choice probabilities
/// (multinomial logit, McFadden 1974). Model, section 3.
Judgement judge(const World& world, const Office& office, const Desk& desk, const CaseFile& file);

/// Of the treatment that a judgement leads to, over options.
struct Moments {
  double mean = 0;
  double variance = 0;
};
Moments treatment_moments(const Judgement& judgement);

/// The option that a uniform number chooses.
Option choose(const Judgement& judgement, double uniform);

/// Counts the dilemmas of a decision (essay, table 3.1): two voices that want different options.
/// \return whether two loyalties do
bool count_dilemmas(const Judgement& judgement, const std::array<double, loyalties>& weights,
                    double temperature, DilemmaCounts& dilemmas);

/// Workers handle their queues, oldest case first, as far as their hours reach.
void decide_cases(World& world, sim::Parallel& parallel);

/// How much of the way to what it saw a routine moves with each case: none without complexity.
double routine_rate(const Office& office);
/// Share of the way to their mean that n more terms move a running mean, each by `rate`.
double step_of(double rate, double n);
/// A running mean after n more terms of this mean, each moving it by `rate` of the way.
double follow(double value, double mean, double rate, double n);

/// Precedents, routines, norms, moral sensitivity and blame expectation move.
void learn(World& world, sim::Parallel& parallel);

}  // namespace discretion
