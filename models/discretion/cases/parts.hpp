#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

#include "models/discretion/cases/bench.hpp"

/// Why a worker tailors a case more or less than another world's would: parts that add up.
namespace discretion {

/// A part of what a worker decides with: its name, and how it is taken over from another bench.
struct BenchPart {
  std::string_view name;
  void (*take)(Bench& into, const Bench& from);
};

/// Parts by which this world is held against one in which workers are neutral.
inline constexpr std::size_t neutral_parts = 7;
/// Those, and what else a year may change: rules with their room, and the people themselves.
inline constexpr std::size_t all_parts = neutral_parts + 2;
const std::array<BenchPart, all_parts>& bench_parts();

/// The same bench with a worker who sees straight, fears nothing and has time, in an office without
/// preconditions, complexity or precedent.
Bench neutral(const Bench& bench);

/// Shapley values (Shapley 1953): the mean over all orders of what a part adds to those before it.
/// They add up to value(all) less value(none).
/// \param values of every set of n parts, a bit for each: 2^n
std::vector<double> shapley_values(const std::vector<double>& values);

/// Probability of tailoring with the first so many parts of `to`, in every combination with those
/// of `from`; the rest is as in `to`.
std::vector<double> probabilities_of_sets(const Bench& from, const Bench& to, std::size_t parts,
                                          const Person& person);

}  // namespace discretion
