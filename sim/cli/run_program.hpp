#pragma once

#include "sim/cli/options/program.hpp"

namespace sim::cli {

/// Runs the command that the arguments ask for; every error becomes one line on stderr.
/// \return the exit code, see sim/core/error.hpp
int run_program(const Program&, int argument_count, char** arguments);

}  // namespace sim::cli
