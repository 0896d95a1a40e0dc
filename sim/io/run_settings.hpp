#pragma once

#include <vector>

#include "sim/core/model.hpp"

namespace sim::io {

/// The section [run] of a scenario as rows like those of a model: run.months, run.warm_up,
/// run.seed, run.replicates, in this order.
const std::vector<ParameterInfo>& run_rows();
Value run_value(const RunSettings&, std::size_t row);
void set_run_value(RunSettings&, std::size_t row, const Value&);
inline constexpr std::size_t seed_row = 2;

/// A seed that nobody chose, from the system's source of randomness, in 0 .. 2^63-1.
std::uint64_t draw_seed();

}  // namespace sim::io
