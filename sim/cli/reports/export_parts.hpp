#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/cli/reports/export_table.hpp"
#include "sim/io/results/result_reader.hpp"

/// What the tables of `export` share, and those that are no series.
namespace sim::cli::export_parts {

inline constexpr const char* line_end = "\r\n";  // RFC 4180
inline constexpr std::string_view run_columns = "scenario,replicate,design_point";

/// Calls work(run, cells) for each run that is ok; the cells say which run a row is of.
void for_each_ok_run(const io::ResultReader&,
                     const std::function<void(std::size_t run, const std::string& cells)>& work);

/// \param names of metrics in a table \throws UsageError if one that is asked for is not there
void check_metrics(const std::vector<std::string>& asked, const std::vector<std::string>& names);

/// \throws UsageError if the study did not finish, or a metric or window is not in it
void export_summary(const io::ResultReader&, const ExportRequest&, const TextSink&);
void export_contrasts(const io::ResultReader&, const ExportRequest&, const TextSink&);
/// Window means by world, and what was drawn in each. \throws UsageError if there are no worlds
void export_worlds(const io::ResultReader&, const ExportRequest&, const TextSink&);
void export_world_parameters(const io::ResultReader&, const ExportRequest&, const TextSink&);
/// A row for each world, as --worlds takes them and a sweep's design does.
void export_world_vectors(const io::ResultReader&, const ExportRequest&, const TextSink&);
/// Rows of a table such as that of measures; categories as words.
void export_long_table(const io::ResultReader&, std::size_t index, const TextSink&);

}  // namespace sim::cli::export_parts
