#pragma once

#include <cstdint>
#include <functional>

#include "sim/cli/options/arguments.hpp"
#include "sim/core/error.hpp"

namespace sim::cli {

enum class Bounds : std::uint8_t {
  of_memory,
  of_reading  ///< of memory, and of the time that reading may take
};

/// Runs a command that reads result files in a child process, with bounds on its memory and, if
/// it does nothing but read, its time. Anybody may have made such a file, and HDF5 is not safe
/// against a damaged one: it may crash, ask for all memory, or never come back. \param work the
/// command; in the child \return its exit code \throws FileError that names the files, if it comes
/// to no end of its own
Exit guarded(const Arguments&, Bounds, const std::function<Exit()>& work);

}  // namespace sim::cli
