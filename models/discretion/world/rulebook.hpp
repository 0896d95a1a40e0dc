#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <vector>

namespace discretion {

/// What makes administrators act; also what a measure answers.
enum class Cause : std::uint8_t { harshness, equality, arbitrariness, profiling, misuse, drift };
inline constexpr std::size_t causes = 6;
inline constexpr std::array<const char*, causes> cause_names{
    "harshness", "equality", "arbitrariness", "profiling", "misuse", "drift"};

/// What a measure does.
enum class MeasureKind : std::uint8_t { restrict, verify, repair, relax };
inline constexpr std::size_t measure_kinds = 4;
inline constexpr std::array<const char*, measure_kinds> measure_kind_names{"restrict", "verify",
                                                                           "repair", "relax"};

using ByCause = std::array<double, causes>;

/// One rule added to the law. Ended measures stay, for the genealogy.
struct Measure {
  MeasureKind kind = MeasureKind::restrict;
  Cause cause = Cause::harshness;
  int parent = -1;    ///< number of the measure that led to it, in the same administration
  int announced = 0;  ///< month
  int effective = 0;  ///< month from which it acts
  int ended = 0;      ///< month of repeal; 0: in force
  int revisions = 0;
  int life_situation = -1;       ///< that it aims at (repair, verify)
  int side_situation = 0;        ///< whose treatment slips
  double side_sign = -1;         ///< -1 down, +1 up
  double effectiveness = 0;      ///< now
  double fresh = 0;              ///< effectiveness when new or revised
  double amount = 0;             ///< repair: shift of the rule for each unit of effectiveness
  double promised = 0;           ///< rise of expectation when announced
  double side_scale = 1;         ///< of the side effect: analysis makes it smaller
  bool acted = false;            ///< has taken effect
  bool from_front_line = false;  ///< amount is what workers gave, known from the start
  ByCause supplied{};            ///< remembered part of each cause's signal that came from it

  bool in_force(int month) const { return acted && (ended == 0 || ended > month); }
};

/// Administrators with a body of rules: of one office, or of all.
struct Administration {
  std::vector<Measure> measures;  ///< in order of announcement
  ByCause salience{};
  ByCause memory{};
  ByCause outside{};            ///< remembered part of each cause's signal from outside the rules
  std::vector<double> misuse;   ///< remembered misuse found, by life situation
  double expectation = 0;       ///< [sd of need]
  double promise_gap = 0;       ///< promises not kept this month
  double recent_incidents = 0;  ///< per 10,000 citizens
  double considered = 0;        ///< salience as it is heeded after analysis
  int in_force = 0;
  int revisions = 0;                       ///< of measures in force
  double restriction = 0, relaxation = 0;  ///< summed effectiveness of those kinds
  // This month.
  int born = 0, revised = 0, repealed = 0, descended = 0, restrictions_started = 0;
  std::array<int, measure_kinds> born_of_kind{};
  double expected_answers = 0;  ///< births and revisions, as probabilities have it
  std::array<std::array<double, measure_kinds>, causes> expected_born{};  ///< births, the same way
  bool takes_effect = true;            ///< whether measures act, or are only counted
  int restrictions_of_difference = 0;  ///< born restrictions that answer equality or arbitrariness

  double total_salience() const {
    double sum = 0;
    for (const double part : salience) sum += part;
    return sum;
  }
};

}  // namespace discretion
