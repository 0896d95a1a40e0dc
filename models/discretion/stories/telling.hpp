#pragma once

#include <cmath>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/discretion/record/said.hpp"
#include "models/discretion/stories/memory.hpp"
#include "sim/core/tale.hpp"

namespace discretion {

/// One scenario, and what is remembered of its run.
struct Remembered {
  std::string scenario;
  const Memory* memory = nullptr;
};
using Lives = std::vector<Remembered>;

// What all of them say alike.

inline sim::Word word(std::string_view table, std::string_view name) {
  return {"story." + std::string(table) + "." + std::string(name), {}};
}
inline sim::Field count(double number) { return static_cast<std::int64_t>(std::llround(number)); }
/// By its number, or what the user calls it.
inline sim::Element situation(int number) { return {"life_situation", number}; }
/// "March of the third year."
sim::Sentence at(int month);
/// Part of a whole in a word: nothing, a little, about half, most, all.
sim::Word part(double share);
/// "Once", "twice".
sim::Word times(std::int64_t number);
/// "the rule", "tailoring"
sim::Word option_word(std::size_t option);

/// Whom scenarios treat most differently, and of how many the like is true.
struct Chosen {
  std::size_t who = 0;
  double like = 0;  ///< share of all in whom the same scenario is best, by at least half as much
};
/// \param values of each scenario: [scenario][one]
Chosen most_different(const std::vector<std::vector<double>>& values);

/// A tale so far: of whom it is, and how that one was chosen.
/// \param number that people know the one by \param all from whom it was chosen
sim::Tale opened(std::string_view kind, std::int64_t number, const Chosen&, bool asked,
                 std::size_t all);
using Passages = std::vector<sim::Passage>;
/// The last passage as long as it says nothing, then a new one.
sim::Passage& new_paragraph(Passages& passages);
/// What each scenario makes of it. \param tell fills passages, of which the first has a heading,
/// and gives the numbers under them
void add_passages(const Lives& lives,
                  const std::function<sim::Data(const Remembered&, Passages&)>& tell,
                  sim::Tale& tale);

/// \throws std::invalid_argument
[[noreturn]] void nobody_of_number(std::string_view kind, int who);

}  // namespace discretion
