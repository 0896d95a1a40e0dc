#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/io/results/result_reader.hpp"

namespace sim::cli {

/// What `export` writes of a result file.
struct ExportRequest {
  std::string by = {};               ///< empty: by step of time
  std::vector<std::string> metrics;  ///< none: all
  std::optional<io::Interest> interest = {};
};

/// Offices of a file: series by office, of the first breakdown it has, and how many there are.
struct FileOffices {
  std::string group;
  std::string dimension = "office";
  int count = 0;
};
FileOffices offices_of(const io::ResultReader&);

/// Gets text, line by line or several lines at a time.
using TextSink = std::function<void(std::string_view)>;

/// Writes a tidy table of the runs that are ok, as CSV, one run in memory at a time.
/// \throws UsageError for a `by` or a metric that the file does not have
void export_table(const io::ResultReader&, const ExportRequest&, const TextSink&);

}  // namespace sim::cli
