#include <cstdlib>

#include <fmt/format.h>

#include "sim/core/error.hpp"
#include "sim/io/result_layout.hpp"

namespace sim::io {

ResultStatus read_status(const std::filesystem::path& path) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored))
    throw FileError(
        fmt::format("{} (no such file). Give the path of a result file.", path.string()));
  if (std::filesystem::is_directory(path, ignored))
    throw FileError(fmt::format("{} (a directory). Name a result file in it.", path.string()));
  try {
    const hdf5::Handle file = hdf5::open_file(path);
    if (!hdf5::has_attribute(file, "format_version") || !hdf5::has_attribute(file, "file_type"))
      throw FileError(
          fmt::format("{} (an HDF5 file, but not a result of this program). Give the "
                      "path of a result file.",
                      path.string()));
    ResultStatus status;
    const std::string version = hdf5::read_text_attribute(file, "format_version");
    status.format_major = std::atoi(version.c_str());
    if (status.format_major != format_major)
      throw FileError(
          fmt::format("{} (format {}, this program reads {}.x). Use the version that "
                      "wrote it.",
                      path.string(), version, format_major));
    status.file_type = hdf5::read_text_attribute(file, "file_type");
    status.title = hdf5::read_text_attribute(file, "title");
    status.software_version = hdf5::read_text_attribute(file, "software_version");
    status.model = hdf5::read_text_attribute(file, "model");
    status.partial = hdf5::read_integer_attribute(file, "complete") == 0;
    for (const auto state : hdf5::read_integers(hdf5::open_dataset(file, "status"))) {
      ++status.planned;
      if (state == static_cast<std::int32_t>(RunStatus::ok)) ++status.ok;
      if (state == static_cast<std::int32_t>(RunStatus::failed)) ++status.failed;
      if (state == static_cast<std::int32_t>(RunStatus::not_started)) ++status.not_needed;
    }
    status.scenarios = hdf5::read_texts(hdf5::open_dataset(file, "scenarios/scenario"));
    for (const auto& [run, message] : read_failures(file))
      status.failures.push_back(fmt::format("run {}: {}", run, message));
    for (const auto& [place, text] : read_warnings(file))
      status.warnings.push_back(fmt::format("{}: {}", place, text));
    return status;
  } catch (const hdf5::Failure& failure) {
    throw FileError(fmt::format("{} (not a result file that can be read: {}). Make it again.",
                                path.string(), failure.what()));
  }
}

}  // namespace sim::io
