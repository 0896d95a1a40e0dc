#pragma once

#include <string>

#include "sim/cli/options/commands.hpp"
#include "sim/cli/options/flags.hpp"
#include "sim/cli/options/program.hpp"

namespace sim::cli {

/// What to type first, for a call without arguments.
std::string short_help(const Program&);
/// Help on one command on stdout, or on the program for the command `help` itself.
Exit print_help(const Program&, const Command&);

/// "maatwerk run SCENARIO [FLAGS]"
std::string usage_of(const Command&);
/// "-s, --seed N"
std::string usage_of(const Flag&);

}  // namespace sim::cli
