#pragma once

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "models/discretion/world/case_facts.hpp"
#include "sim/core/lanes.hpp"
#include "sim/core/tally.hpp"

namespace discretion {

/// What is counted in a month, for each office and life situation.
enum class Count : std::uint8_t {
  // Of decisions: counted for cases side by side (decisions.hpp).
  decisions,
  applied,
  tailored,
  shortcut,
  underserved,
  asked,         ///< had to disclose: tailored, or refused
  over_conform,  ///< rule applied to a gap beyond the norm while there is room
  with_room,     ///< decisions with room, beyond the gate
  beyond_gate,   ///< perceived gap beyond the gate
  binding,       ///< perceived gap beyond gate and norm
  severe,        ///< need - rule beyond the threshold
  severe_tailored,
  low_capacity,
  high_capacity,
  tailored_low_capacity,
  tailored_high_capacity,
  incidents,
  slipped,  ///< underserved only because measures moved the rule
  misread,  ///< underserved only because the rule was misread
  audit_error,
  audit_error_tailored,
  calls,            ///< perceived gap beyond the gate and the norm that the worker started with
  calls_ruled,      ///< answered with the rule, by choice
  calls_sheltered,  ///< answered with the rule or a routine, by choice
  avoided,          ///< shortcut, by choice
  first_fact,       ///< answers of case_facts.hpp that are counted: `count_of`
  // Of wishes, other handlings and complaints: one by one.
  wishes = first_fact + summed_answers,  ///< wishes to file that did not lapse
  filed,
  wishes_low_capacity,
  wishes_high_capacity,
  wishes_without_problems,
  wishes_several_problems,
  filed_low_capacity,
  filed_high_capacity,
  filed_without_problems,
  filed_several_problems,
  conflict,           ///< two loyalties want different options
  sampled,            ///< put before a second worker
  sampled_otherwise,  ///< who would choose otherwise
  escalated,
  misuse_found,
  unwanted,  ///< fits the need, not the want
  complaints,
  equality_complaints,
  arbitrariness_complaints,
  complaints_tailored,  ///< about tailored decisions
  opponent_complaints,
  equality_heard,       ///< complaints that reach administrators
  arbitrariness_heard,  ///< complaints that reach administrators
  upheld,
  upheld_tailored,
  claims,           ///< complaints about equality that were answered
  claims_upheld,    ///< by review
  claims_conceded,  ///< not upheld, but the desk gave in
  end
};
inline constexpr auto decision_counts = static_cast<std::size_t>(Count::wishes);
/// Decisions of which a fact of the case holds.
consteval Count count_of(std::string_view fact) {
  return static_cast<Count>(static_cast<std::size_t>(Count::first_fact) +
                            summed_before(summed_row(fact, true), true));
}

/// What is added up in a month, for each office and life situation.
enum class Total : std::uint8_t {
  // Of decisions: worked out for cases side by side (decisions.hpp).
  treatment,
  treatment_squared,
  above_rule,         ///< treatment - rule
  above_law_squared,  ///< (treatment - law at generation)^2
  deviation_squared,  ///< (treatment - rule in force)^2
  deviation_complex,  ///< the part of it from misreading and shortcuts
  circumstance_squared,
  circumstance_above_rule,
  misfit,
  misfit_low_capacity,
  misfit_high_capacity,
  misfit_beyond,   ///< (misfit beyond what audits tolerate)^2
  perceived_gap,   ///< |perceived gap| of decisions with room
  gap_closed,      ///< what was closed of it
  adaptation,      ///< |tailored - rule|
  tailored_above,  ///< tailored treatment - rule in force
  restricted,      ///< underserved decisions that measures caused by narrowing room
  hours,           ///< of decisions
  hours_squared,
  hours_tailored,
  hours_tailored_squared,
  hours_overhead,  ///< for complexity and preconditions
  cost,            ///< thousand euro
  cost_squared,
  cost_hours,      ///< thousand euro
  cost_treatment,  ///< thousand euro
  room,            ///< |what may be closed| of perceived gaps
  room_used,       ///< of it, what tailoring closes, by choice
  first_fact,      ///< numbers of case_facts.hpp that are added up: `sum_of`
  // Of some decisions and all else: one by one.
  entropy = first_fact + summed_numbers,  ///< of tailoring, over severe cases [bit]
  sampled_variance,                       ///< of treatment over workers and choices
  misuse_paid,
  difference_seen,
  blame_tailored,   ///< weighted blame for tailored decisions
  hardship_change,  ///< changes of the population's stocks
  trust_change,
  grievance_change,
  uncertainty_change,
  end
};
inline constexpr auto decision_totals = static_cast<std::size_t>(Total::entropy);
/// The sum of a fact of the case over decisions.
consteval Total sum_of(std::string_view fact) {
  return static_cast<Total>(static_cast<std::size_t>(Total::first_fact) +
                            summed_before(summed_row(fact, false), false));
}

/// Counts and sums of one office and life situation; their order of adding does not matter.
struct Tally {
  std::array<std::int64_t, static_cast<std::size_t>(Count::end)> counts{};
  std::array<sim::Sum, static_cast<std::size_t>(Total::end)> totals{};

  std::int64_t& operator[](Count which) { return counts[static_cast<std::size_t>(which)]; }
  void add(Total which, double term) { totals[static_cast<std::size_t>(which)].add(term); }
  double operator()(Count which) const {
    return static_cast<double>(counts[static_cast<std::size_t>(which)]);
  }
  double operator()(Total which) const { return totals[static_cast<std::size_t>(which)].value(); }

  Tally& operator+=(const Tally& other) {
    for (std::size_t i = 0; i < counts.size(); ++i) counts[i] += other.counts[i];
    for (std::size_t i = 0; i < totals.size(); ++i) totals[i] += other.totals[i];
    return *this;
  }
};

/// The five loyalties of the essay's chapter 3, and self-protection, which is none.
enum class Loyalty : std::uint8_t { citizen, law, organisation, profession, society, self };
inline constexpr std::size_t loyalties = 5;
inline constexpr std::size_t voices = 6;  ///< loyalties and self-protection
template <class Value>
struct ByVoice : std::array<Value, voices> {
  using std::array<Value, voices>::operator[];
  constexpr Value& operator[](Loyalty voice) { return (*this)[static_cast<std::size_t>(voice)]; }
  constexpr const Value& operator[](Loyalty voice) const {
    return (*this)[static_cast<std::size_t>(voice)];
  }
};

/// Waiting times of a month's decisions: how many waited so many whole months, as far as it goes.
using WaitingHistogram = std::vector<std::int64_t>;
inline void add_to(WaitingHistogram& sum, const WaitingHistogram& other) {
  if (sum.size() < other.size()) sum.resize(other.size());
  for (std::size_t months = 0; months < other.size(); ++months) sum[months] += other[months];
}

/// How often two voices wanted different options; [voice][other], symmetric.
using DilemmaCounts = std::array<std::array<std::int64_t, voices>, voices>;
/// The same for each pair of voices, in the order of `for_each_pair`, counted in lanes.
using DilemmaLanes = std::array<sim::Integers, voices*(voices - 1) / 2>;
/// Calls visit(voice, later voice, number of the pair).
template <class Visit>
void for_each_pair(Visit visit) {
  std::size_t pair = 0;
  for (std::size_t a = 0; a < voices; ++a) {
    for (std::size_t b = a + 1; b < voices; ++b, ++pair) visit(a, b, pair);
  }
}

/// What one thread has counted this month, for all offices.
struct Notebook {
  std::vector<Tally> cells;               ///< [office][life situation]
  std::vector<WaitingHistogram> waiting;  ///< [office]
  std::vector<DilemmaLanes> dilemmas;     ///< [office]
  std::vector<std::uint64_t> inbox;       ///< scratch: place in the queue and, lower, citizen
  std::vector<double> handled;            ///< of followed citizens, row by row, since month 1
};

}  // namespace discretion
