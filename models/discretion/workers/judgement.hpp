#pragma once

#include <array>
#include <tuple>

#include "models/discretion/world/world.hpp"
#include "sim/core/lanes.hpp"

namespace discretion {

/// A case as it lies on the desk.
struct CaseFile : CaseFacts<double> {
  CaseFile() { capacity = disclosed = 1; }

  std::size_t route = 0;  ///< life situation whose rule is read
  std::size_t life_situation = 0;
};

/// A worker's situation this month: what is the same for every case.
struct Desk {
  WorkerId worker{};
  const WorkerMinds* minds = nullptr;  ///< another mind than the one that acts
  double loyal = 1;                    ///< share of own loyalties that preconditions leave
  bool tailors = true;                 ///< decides on tailoring
  bool refers = false;                 ///< passes cases on to who does, or to the workshop
  bool refers_all = true;              ///< and not only those that are stuck
  int quota = 0;                       ///< how many of them
  bool routines = true;                ///< has informal routines
  double faith = 0;        ///< share of room that is expected to be used for a case passed on
  double error = 1;        ///< factor on bias and noise
  double unskilled = 1;    ///< factor on noise, and on hours of tailoring
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

/// The minds that a desk judges with.
inline const WorkerMinds& minds_at(const World& world, const Desk& desk) {
  if (desk.minds != nullptr) return *desk.minds;
  return world.workers;
}

/// Weights of the loyalties at a desk: preconditions crowd out those to citizen and profession.
inline std::array<double, loyalties> loyalties_at(const World& world, const Desk& desk) {
  auto weights = world.worker_traits.loyalty[number(desk.worker)];
  weights[static_cast<std::size_t>(Loyalty::citizen)] *= desk.loyal;
  weights[static_cast<std::size_t>(Loyalty::profession)] *= desk.loyal;
  return weights;
}

/// Cases that one worker judges side by side: a lane each.
struct Cases : CaseFacts<sim::Numbers> {
  /// Lays the case of a lane's file before the worker of a desk.
  void lay_before(const World& world, const Office& office, const Desk& desk, std::size_t lane);
  /// The routine of the worker of a desk, for the case of a lane, and how much of a habit it is.
  void recall_routine(const World& world, const Office& office, const Desk& desk, std::size_t lane);

  // What their life situation in this office, and their worker, bring.
  sim::Numbers routine{};  ///< of the worker, drift included [sd of need]
  sim::Numbers habit{};    ///< factor on the odds of a shortcut, 0..1
  sim::Numbers precedent{}, claimants{}, verification{}, works{};
  bool any_opposed = false;  ///< of all cases since the first
  std::size_t count = 0;     ///< the first so many lanes hold cases
  std::array<CaseFile, sim::lanes> files;
};

/// What a worker makes of one case (Number is double), or of cases side by side (sim::Numbers). Not
/// set to zero first: `judge` fills it.
template <class Number>
struct JudgementIn {
  using Answer = sim::AnswerBeside<Number>;
  using ByOption = std::array<Number, options>;

  Number gap;  ///< as perceived [sd of need]
  Answer beyond_gate;
  Answer has_room;  ///< somebody may tailor: who judges the case or who it passes to
  Answer may_tailor, may_refer;
  Answer may_cut_short;  ///< there is an informal routine
  ByOption hours, treatment, probability;
  ByVoice<ByOption> votes;  ///< value of each option to a voice

  static auto answers_of(auto& j) {
    return std::tie(j.beyond_gate, j.has_room, j.may_tailor, j.may_refer, j.may_cut_short);
  }
  bool operator==(const JudgementIn&) const = default;
};
using Judgement = JudgementIn<double>;
using Judgements = JudgementIn<sim::Numbers>;
Judgement in_lane(const Judgements& judgements, std::size_t lane);

/// What a worker chooses, side by side.
struct Choices {
  sim::Numbers uniform{};                       ///< the random number that chooses
  sim::Answers tailors, cuts_short, passes_on;  ///< the rule is applied where none of them
  sim::Numbers treatment;                       ///< that it gives [sd of need]
  sim::Numbers hours;                           ///< that it takes
  sim::Answers conflict;                        ///< two loyalties want different options
};
inline Option option_in_lane(const Choices& choices, std::size_t lane) {
  return static_cast<Option>(-choices.tailors[lane] - 2 * choices.cuts_short[lane] -
                             3 * choices.passes_on[lane]);
}

/// The five loyalties' values of each option, self-protection's, and the choice probabilities
/// (multinomial logit, McFadden 1974). Model, section 3.
void judge(const World& world, const Office& office, const Desk& desk, const Cases& cases,
           Judgements& judgements);
Judgement judge(const World& world, const Office& office, const Desk& desk, const CaseFile& file);

/// The options that the uniform numbers choose, in the first so many lanes.
void choose(const Judgements& judgements, std::size_t count, Choices& choices);
Option choose(const Judgement& judgement, double uniform);

/// Of the treatment that a judgement leads to, over options.
struct Moments {
  double mean = 0;
  double variance = 0;
};
Moments treatment_moments(const Judgements& judgements, std::size_t lane);

/// Counts the dilemmas (essay, table 3.1): two voices that want different options.
/// \param handled only so many lanes count
void count_dilemmas(const Judgements& judgements, const std::array<double, loyalties>& weights,
                    double temperature, std::size_t handled, DilemmaLanes& dilemmas,
                    Choices& choices);

/// The same in each Number: judgement_lanes.cpp.
template <class Number>
struct Judging {
  static void judge(const World& world, const Office& office, const Desk& desk, const Cases& cases,
                    Judgements& judgements);
  static void choose(const Judgements& judgements, std::size_t count, Choices& choices);
  static void count_dilemmas(const Judgements& judgements,
                             const std::array<double, loyalties>& weights, double temperature,
                             std::size_t handled, DilemmaLanes& dilemmas, Choices& choices);
};

}  // namespace discretion
