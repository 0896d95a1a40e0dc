#pragma once

#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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
inline sim::Field of_100(double share) {
  return static_cast<std::int64_t>(std::llround(100.0 * share));
}
inline sim::Field count(double number) { return static_cast<std::int64_t>(std::llround(number)); }
/// "March of the third year": month of the year, and year.
sim::Sentence at(std::string_view key, int month);
sim::Word month_name(int month);
inline std::int64_t year_of(int month) { return (month + 11) / 12; }
sim::Passage under(const std::string& scenario);

/// Whom scenarios treat most differently, and of how many the like is true.
struct Chosen {
  std::size_t who = 0;
  double like = 0;  ///< share of all in whom the same scenario is best, by at least half as much
};
/// \param values of each scenario: [scenario][one]
Chosen most_different(const std::vector<std::vector<double>>& values);

/// \throws std::invalid_argument
[[noreturn]] void nobody_of_number(std::string_view kind, int who);

}  // namespace discretion
