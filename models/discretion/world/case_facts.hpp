#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

#include "models/discretion/world/units.hpp"
#include "sim/core/lanes.hpp"

/// What is known of a case: each fact once. Cases side by side, sums over decisions, columns of the
/// table of handlings and observables follow from the rows below.
namespace discretion {

/// One case (Number is double), or cases side by side (sim::Numbers).
template <class Number>
struct CaseFacts {
  using Answer = sim::AnswerBeside<Number>;

  Number need{};
  Number want{};
  Number capacity{};       ///< to disclose, 0 to 1
  Number disclosed{};      ///< share of the gap that the citizen can make clear
  Number overstatement{};  ///< what is claimed beyond need
  Number rule{};           ///< as the worker reads it
  Number noise{};          ///< error of perception
  Number opposite_want{};  ///< of the second party
  Number circumstance{};   ///< individual
  Number waited{};         ///< months since filing
  Number rule_in_force{};  ///< of the life situation
  Number law_at_start{};   ///< its rule at generation
  Number rule_loss{};      ///< what side effects and erosion took from its rule
  Answer declines{};       ///< does without tailoring for its price
  Answer opposed{};        ///< there is a second party
  Answer has_fix_team{};   ///< one team handles all problems as one case
  Answer misread{};        ///< the rule is misread
  Answer wrong_route{};    ///< another life situation's rule is read
};

/// What follows from a fact.
struct FactUse {
  bool traced = false;    ///< a column of the table of handlings
  bool summed = false;    ///< added up over decisions, a number; counted, an answer
  bool observed = false;  ///< a metric, the mean over decisions; needs `summed`
};
inline constexpr FactUse worked_with{};
inline constexpr FactUse traced{true, false, false};
inline constexpr FactUse summed{false, true, false};
inline constexpr FactUse traced_and_summed{true, true, false};
inline constexpr FactUse observed{false, true, true};

/// One row: its name, and where it stands.
template <class Of>
struct CaseFact {
  std::string_view name;
  UnitOfMeasure unit;
  FactUse use;
  Of of;  ///< of(facts): the member
};
template <class Of>
CaseFact(std::string_view, UnitOfMeasure, FactUse, Of) -> CaseFact<Of>;

// clang-format off
inline constexpr std::tuple case_facts{
    CaseFact{"need", units::need, traced_and_summed,
        [](auto& facts) -> auto& { return facts.need; }},
    CaseFact{"want", units::need, traced,
        [](auto& facts) -> auto& { return facts.want; }},
    CaseFact{"rule", units::need, traced,
        [](auto& facts) -> auto& { return facts.rule; }},
    CaseFact{"capacity", units::index, worked_with,
        [](auto& facts) -> auto& { return facts.capacity; }},
    CaseFact{"disclosed", units::share, worked_with,
        [](auto& facts) -> auto& { return facts.disclosed; }},
    CaseFact{"overstatement", units::need, worked_with,
        [](auto& facts) -> auto& { return facts.overstatement; }},
    CaseFact{"noise", units::need, worked_with,
        [](auto& facts) -> auto& { return facts.noise; }},
    CaseFact{"opposite_want", units::need, worked_with,
        [](auto& facts) -> auto& { return facts.opposite_want; }},
    CaseFact{"circumstance", units::need, summed,
        [](auto& facts) -> auto& { return facts.circumstance; }},
    CaseFact{"waited", units::months, summed,
        [](auto& facts) -> auto& { return facts.waited; }},
    CaseFact{"rule_in_force", units::need, worked_with,
        [](auto& facts) -> auto& { return facts.rule_in_force; }},
    CaseFact{"law_at_start", units::need, worked_with,
        [](auto& facts) -> auto& { return facts.law_at_start; }},
    CaseFact{"rule_loss", units::need, worked_with,
        [](auto& facts) -> auto& { return facts.rule_loss; }},
    CaseFact{"declines", units::share, summed,
        [](auto& facts) -> auto& { return facts.declines; }},
    CaseFact{"opposed", units::share, worked_with,
        [](auto& facts) -> auto& { return facts.opposed; }},
    CaseFact{"has_fix_team", units::share, worked_with,
        [](auto& facts) -> auto& { return facts.has_fix_team; }},
    CaseFact{"misread", units::share, worked_with,
        [](auto& facts) -> auto& { return facts.misread; }},
    CaseFact{"wrong_route", units::share, summed,
        [](auto& facts) -> auto& { return facts.wrong_route; }}};
// clang-format on

inline constexpr std::size_t number_of_facts = std::tuple_size_v<decltype(case_facts)>;

/// Whether a row's fact is an answer, not a number.
template <std::size_t row>
inline constexpr bool is_answer =
    std::is_same_v<bool&,
                   decltype(std::get<row>(case_facts).of(std::declval<CaseFacts<double>&>()))>;

/// Calls visit.operator()<row>() for each row of the table.
template <class Visit>
constexpr void for_each_fact(Visit visit) {
  [&]<std::size_t... row>(std::index_sequence<row...>) { (visit.template operator()<row>(), ...); }
  (std::make_index_sequence<number_of_facts>{});
}

/// How many numbers, or answers, are added up of the rows before this one.
consteval std::size_t summed_before(std::size_t last, bool answers) {
  std::size_t count = 0;
  for_each_fact([&]<std::size_t row>() {
    if (row < last && std::get<row>(case_facts).use.summed && is_answer<row> == answers) ++count;
  });
  return count;
}
inline constexpr std::size_t summed_numbers = summed_before(number_of_facts, false);
inline constexpr std::size_t summed_answers = summed_before(number_of_facts, true);

/// The row of a name, of a fact that is added up; a name without one does not compile.
consteval std::size_t summed_row(std::string_view name, bool answer) {
  std::size_t found = number_of_facts;
  for_each_fact([&]<std::size_t row>() {
    const auto& fact = std::get<row>(case_facts);
    if (fact.name == name && fact.use.summed && is_answer<row> == answer) found = row;
  });
  if (found == number_of_facts) throw "no such fact is added up";
  return found;
}

/// A case's facts in a lane.
inline void lay_in_lane(const CaseFacts<double>& one, CaseFacts<sim::Numbers>& lanes,
                        std::size_t lane) {
  for_each_fact([&]<std::size_t row>() {
    const auto value = std::get<row>(case_facts).of(one);
    auto& there = std::get<row>(case_facts).of(lanes)[lane];
    if constexpr (is_answer<row>)
      there = value ? -1 : 0;
    else
      there = value;
  });
}

}  // namespace discretion
