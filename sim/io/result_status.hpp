#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/io/hdf5.hpp"
#include "sim/io/result_file.hpp"

/// What a file says of its runs without their numbers. Private to sim/io.
namespace sim::io {

/// A run of the study that failed.
struct FailedRun {
  std::int32_t run = 0;
  std::string message;
};
/// In the order of runs. \throws hdf5::Failure
std::vector<FailedRun> read_failures(const hdf5::Handle& file);
/// \throws hdf5::Failure
std::vector<Warning> read_warnings(const hdf5::Handle& file);

}  // namespace sim::io
