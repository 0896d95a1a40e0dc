#include "sim/io/results/result_status.hpp"

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>

#include "sim/core/error.hpp"
#include "sim/io/files/safe_file.hpp"
#include "sim/io/results/hdf5_read.hpp"
#include "sim/io/results/output.hpp"
#include "sim/io/results/run_blocks.hpp"

namespace sim::io {

std::vector<Warning> read_warnings(const hdf5::Handle& file) {
  std::vector<Warning> warnings;
  if (!hdf5::has_object(file, "provenance/warning_text")) return warnings;
  const auto places = hdf5::read_texts(hdf5::open_dataset(file, "provenance/warning_place"));
  const auto texts = hdf5::read_texts(hdf5::open_dataset(file, "provenance/warning_text"));
  for (std::size_t i = 0; i < std::min(places.size(), texts.size()); ++i)
    warnings.push_back({places[i], texts[i]});
  return warnings;
}

std::vector<FailedRun> read_failures(const hdf5::Handle& file) {
  std::vector<FailedRun> failures;
  if (!hdf5::has_object(file, "provenance/failure_run_id")) return failures;
  const auto runs = hdf5::read_integers(hdf5::open_dataset(file, "provenance/failure_run_id"));
  const auto messages = hdf5::read_texts(hdf5::open_dataset(file, "provenance/failure_message"));
  for (std::size_t i = 0; i < std::min(runs.size(), messages.size()); ++i)
    failures.push_back({runs[i], messages[i]});
  return failures;
}

bool is_whole(const std::filesystem::path& name, const Study& study) {
  std::error_code ignored;
  if (!std::filesystem::exists(name, ignored) || read_status(name).partial) return false;
  const hdf5::Handle file = hdf5::open_file(name);
  const auto is = [&](const char* attribute, std::size_t number) {
    return hdf5::read_integer_attribute(file, attribute) == static_cast<std::int32_t>(number);
  };
  return hdf5::has_attribute(file, "experiment") &&
         hdf5::read_text_attribute(file, "experiment") == study.digest &&
         is("n_runs_planned", study.ordinary_runs()) &&
         (!study.sweep || is("first_run", study.sweep->first_run));
}

ResultStatus read_status(const std::filesystem::path& path) {
  check_readable(path, "", "Give the path of a result file.");
  try {
    const hdf5::Handle file = open_result(path, false);
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
    if (hdf5::has_object(file, "worlds")) {
      const hdf5::Handle worlds = hdf5::open_group(file, "worlds");
      const auto number = [&](const char* name) {
        return hdf5::read_integer_attribute(worlds, name);
      };
      status.worlds = ResultStatus::InWorlds{
          static_cast<int>(hdf5::shape(hdf5::open_dataset(worlds, "world")).at(0)),
          number("n_runs_planned"), number("n_runs_ok"), number("n_runs_failed")};
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
