#pragma once

#include <vector>

#include "sim/core/model.hpp"

namespace sim::io {

/// The section [run] of a scenario as rows like those of a model, with its defaults: run.months (or
/// what else steps are called), run.warm_up, run.seed, run.replicates, in this order.
std::vector<ParameterInfo> run_rows(const Model&);
Value run_value(const RunSettings&, std::size_t row);
void set_run_value(RunSettings&, std::size_t row, const Value&);
inline constexpr std::size_t length_row = 0;
inline constexpr std::size_t seed_row = 2;
inline constexpr std::size_t replicates_row = 3;

/// A word as it starts a sentence.
std::string capital(std::string word);

/// A seed that nobody chose, from the system's source of randomness, in 0 .. 2^63-1.
std::uint64_t draw_seed();

}  // namespace sim::io
