#pragma once

#include <optional>

#include "sim/cli/options/arguments.hpp"
#include "sim/io/results/result_file.hpp"

namespace sim::cli {

/// Months and offices of --window and --offices; nothing if neither is given.
/// \param months of the runs \param offices that every scenario has
/// \throws UsageError for what is not there
std::optional<io::Interest> interest_of(const Arguments&, int months, int offices);

}  // namespace sim::cli
