#pragma once

#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/core/tally.hpp"

namespace discretion {

/// What is counted in a month, for each office and life situation.
enum class Count : std::uint8_t {
  wishes,  ///< wishes to file that did not lapse
  filed,
  decisions,
  applied,
  tailored,
  shortcut,
  underserved,
  unwanted,      ///< fits the need, not the want
  asked,         ///< had to disclose: tailored, or refused
  over_conform,  ///< rule applied to a gap beyond the norm while there is room
  with_room,     ///< decisions with room, beyond the gate
  beyond_gate,   ///< perceived gap beyond the gate
  binding,       ///< perceived gap beyond gate and norm
  severe,        ///< need - rule beyond the threshold
  severe_tailored,
  conflict,           ///< two loyalties want different options
  sampled,            ///< put before a second worker
  sampled_otherwise,  ///< who would choose otherwise
  low_capacity,
  high_capacity,
  complaints,
  equality_complaints,
  arbitrariness_complaints,
  complaints_tailored,  ///< about tailored decisions
  upheld,
  upheld_tailored,
  incidents,
  misuse_found,
  slipped,  ///< underserved only because measures moved the rule
  misread,  ///< underserved only because the rule was misread
  escalated,
  declined,  ///< did without tailoring for its price
  wrong_route,
  opponent_complaints,
  audit_error,
  audit_error_tailored,
  tailored_low_capacity,
  tailored_high_capacity,
  end
};

/// What is added up in a month, for each office and life situation.
enum class Total : std::uint8_t {
  treatment,
  treatment_squared,
  need,
  above_rule,         ///< treatment - rule
  above_law_squared,  ///< (treatment - law at generation)^2
  deviation_squared,  ///< (treatment - rule in force)^2
  deviation_complex,  ///< the part of it from misreading and shortcuts
  circumstance,
  circumstance_squared,
  circumstance_above_rule,
  misfit,
  misfit_low_capacity,
  misfit_high_capacity,
  difference_seen,
  perceived_gap,     ///< |perceived gap| of decisions with room
  gap_closed,        ///< what was closed of it
  adaptation,        ///< |tailored - rule|
  entropy,           ///< of tailoring, over severe cases [bit]
  sampled_variance,  ///< of treatment over workers and choices
  waiting,           ///< months
  hours,             ///< of decisions
  hours_squared,
  hours_tailored,
  hours_tailored_squared,
  hours_overhead,  ///< for complexity and preconditions
  cost,            ///< thousand euro
  cost_squared,
  cost_hours,      ///< thousand euro
  cost_treatment,  ///< thousand euro
  misuse_paid,
  restricted,       ///< underserved decisions that measures caused by narrowing room
  blame_tailored,   ///< weighted blame for tailored decisions
  hardship_change,  ///< changes of the population's stocks
  trust_change,
  grievance_change,
  uncertainty_change,
  misfit_beyond,   ///< (misfit beyond what audits tolerate)^2
  tailored_above,  ///< tailored treatment - rule in force
  end
};

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

/// Waiting times of a month's decisions, in whole months; the last bin is open.
using WaitingHistogram = std::array<std::int64_t, 64>;

/// How often two voices wanted different options; [voice][other], symmetric.
using DilemmaCounts = std::array<std::array<std::int64_t, voices>, voices>;

/// What one thread has counted this month, for all offices.
struct Notebook {
  std::vector<Tally> cells;               ///< [office][life situation]
  std::vector<WaitingHistogram> waiting;  ///< [office]
  std::vector<DilemmaCounts> dilemmas;    ///< [office]
  std::vector<std::uint64_t> inbox;       ///< scratch: place in the queue and, lower, citizen
  std::vector<double> handled;            ///< of followed citizens, row by row, since month 1
};

}  // namespace discretion
