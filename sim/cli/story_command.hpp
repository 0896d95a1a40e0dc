#pragma once

#include "sim/cli/commands.hpp"

namespace sim::cli {

/// Tells a life; see `maatwerk story`.
Exit story_command(const Program&, const Arguments&);

}  // namespace sim::cli
