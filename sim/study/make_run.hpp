#pragma once

#include "sim/core/parallel.hpp"
#include "sim/io/results/result_file.hpp"

namespace sim::study {

/// The scenario of a run, with the values of its design point.
Scenario scenario_of(const io::Study&, const io::RunPlan&);

/// One run of a study as a record: its result, as far as the study keeps it, and its window means,
/// or why it failed.
/// \param row of the study's plan
io::RunRecord make_run(const io::Study&, std::size_t row, Parallel&);

}  // namespace sim::study
