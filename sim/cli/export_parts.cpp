#include "sim/cli/export_parts.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "sim/cli/text_output.hpp"
#include "sim/core/error.hpp"
#include "sim/io/nearest.hpp"

namespace sim::cli::export_parts {

namespace {
std::string address(const io::ResultReader& reader, const io::StoredRun& run) {
  const auto scenario = static_cast<std::size_t>(run.plan.scenario);
  const std::string point = run.plan.design_point < 0 ? "" : std::to_string(run.plan.design_point);
  return fmt::format("{},{},{}", csv_cell(reader.scenario_names()[scenario]), run.plan.replicate,
                     point);
}

}  // namespace

void for_each_ok_run(const io::ResultReader& reader,
                     const std::function<void(std::size_t, const std::string&)>& work) {
  for (std::size_t run = 0; run < reader.runs().size(); ++run) {
    if (reader.runs()[run].status == io::RunStatus::ok)
      work(run, address(reader, reader.runs()[run]));
  }
}

void export_summary(const io::ResultReader& reader, const std::vector<std::string>& metrics,
                    const TextSink& sink) {
  const io::StoredSummary summary = reader.summary();
  if (summary.mean.empty())
    throw UsageError(fmt::format(
        "--by summary ({}, so there is none). Give --by run for the means of each run{}.",
        reader.status().partial ? "the study did not finish" : "the file is a shard of a sweep",
        reader.status().partial ? "" : ", or merge the shards"));
  for (const auto& metric : metrics) {
    if (std::ranges::find(summary.metrics, metric) == summary.metrics.end())
      throw UsageError(fmt::format("--metrics {} (the file does not have it).{}", metric,
                                   io::did_you_mean(metric, summary.metrics)));
  }
  const bool sweep = !summary.points.front().empty();
  sink(fmt::format("scenario,{}metric,window,mean,sd,n,ci_low,ci_high,unit{}",
                   sweep ? "design_point," : "", line_end));
  const std::size_t windows = summary.windows.size();
  const std::size_t cells = summary.metrics.size() * windows;
  for (std::size_t i = 0; i < summary.mean.size(); ++i) {
    const std::size_t metric = i % cells / windows, row = i / cells;
    const std::string& name = summary.metrics[metric];
    const bool wanted = metrics.empty() || std::ranges::find(metrics, name) != metrics.end();
    // A short study has no years: such rows are empty.
    if (!wanted || summary.n.at(i) == 0) continue;
    const std::string& point = summary.points.at(row / summary.scenarios.size());
    sink(fmt::format("{},{}{},{},{},{},{},{},{},{}{}",
                     csv_cell(summary.scenarios[row % summary.scenarios.size()]),
                     sweep ? point + "," : "", name, summary.windows[i % windows],
                     csv_cell(summary.mean[i]), csv_cell(summary.sd.at(i)), summary.n[i],
                     csv_cell(summary.ci_low.at(i)), csv_cell(summary.ci_high.at(i)),
                     csv_cell(summary.units.at(metric)), line_end));
  }
}

void export_long_table(const io::ResultReader& reader, std::size_t index, const TextSink& sink) {
  const auto& columns = reader.tables()[index].columns;
  std::string head(run_columns);
  for (const auto& column : columns) head += "," + column.name;
  sink(head + line_end);
  for_each_ok_run(reader, [&](std::size_t run, const std::string& where) {
    const auto cells = reader.rows(index, run);
    std::string text;
    for (std::size_t row = 0; !cells.empty() && row < cells.front().size(); ++row) {
      text += where;
      for (std::size_t c = 0; c < columns.size(); ++c) {
        const auto& names = columns[c].categories;
        const double value = cells[c][row];
        const bool named = value >= 0 && value < static_cast<double>(names.size());
        text += "," + (named ? csv_cell(names[static_cast<std::size_t>(value)]) : csv_cell(value));
      }
      text += line_end;
    }
    sink(text);
  });
}

}  // namespace sim::cli::export_parts
