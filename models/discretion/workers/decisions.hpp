#pragma once

#include "models/discretion/workers/judgement.hpp"

namespace discretion {

/// Cases at the front of a worker's queue, decided side by side: a lane each.
struct Decisions {
  Cases cases;
  Judgements judgements;
  Choices choices;
  sim::Numbers incident{};  ///< uniform
  std::array<std::uint32_t, sim::lanes> citizens{};
};

/// Rows that whole squares of lanes by lanes take.
constexpr std::size_t in_squares(std::size_t rows) {
  return (rows + sim::lanes - 1) / sim::lanes * sim::lanes;
}

/// What decisions add to the tallies of their cells, and to those who take part. Rows are added in
/// squares of lanes by lanes; the last ones that this takes stay empty.
struct Entries {
  /// -1 for each that is counted
  std::array<sim::Answers, in_squares(decision_counts)> counts{};
  std::array<sim::Integers, in_squares(decision_totals)> totals{};  ///< [units of sim::Sum]
  sim::Numbers cost;                                                ///< to society [thousand euro]
  sim::Numbers above_rule;  ///< treatment - rule [sd of need]
};
/// \param chosen what workers would choose, where that is not what is carried out
void work_out(const World& world, const Office& office, const Desk& desk,
              const Decisions& decisions, const Choices& chosen, Entries& entries);

/// The tally of each lane's cell.
using Cells = std::array<Tally*, sim::lanes>;
/// Adds what each of the first so many decisions comes to. Cells may be the same, and must be there
/// for every lane.
void add_up(const Entries& entries, std::size_t count, const Cells& cells);

/// The same in each Number: decisions_lanes.cpp.
template <class Number>
struct Deciding {
  static void work_out(const World& world, const Office& office, const Desk& desk,
                       const Decisions& decisions, const Choices& chosen, Entries& entries);
  static void add_up(const Entries& entries, std::size_t count, const Cells& cells);
};

}  // namespace discretion
