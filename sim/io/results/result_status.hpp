#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/core/error.hpp"
#include "sim/io/files/hdf5.hpp"
#include "sim/io/results/result_file.hpp"

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

/// Runs something that reads a result file, and says its path if HDF5 cannot.
template <class Work>
auto reading_result(const std::filesystem::path& path, Work&& work) {
  try {
    return work();
  } catch (const hdf5::Failure& failure) {
    throw FileError(fmt::format("{} (not a result file that can be read: {}). Make it again.",
                                path.string(), failure.what()));
  }
}

}  // namespace sim::io
