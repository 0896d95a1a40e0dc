#include "sim/cli/reports/export_parts.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sim/cli/terminal/text_output.hpp"
#include "sim/core/error.hpp"
#include "sim/experiment/worlds.hpp"
#include "sim/io/files/nearest.hpp"

namespace sim::cli::export_parts {

namespace {
constexpr double level = 0.05;  // of p values that are adjusted

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

void check_metrics(const std::vector<std::string>& asked, const std::vector<std::string>& names) {
  for (const auto& metric : asked) {
    if (std::ranges::find(names, metric) != names.end()) continue;
    throw UsageError(fmt::format("--metrics {} (the file does not have it in this form).{}", metric,
                                 io::did_you_mean(metric, names)));
  }
}

namespace {
/// Which rows of a table by metric and window are wanted.
class Wanted {
 public:
  Wanted(const ExportRequest& request, const std::vector<std::string>& metrics,
         const std::vector<std::string>& windows)
      : metrics_(request.metrics) {
    check_metrics(request.metrics, metrics);
    if (!request.interest) return;
    window_ = request.interest->label();
    if (std::ranges::find(windows, *window_) == windows.end())
      throw UsageError(fmt::format(
          "--by {} of {} (the file has {}). Run it with --window and --offices, or give --by run.",
          request.by, *window_, fmt::join(windows, ", ")));
  }
  bool operator()(const std::string& metric, const std::string& window) const {
    return (metrics_.empty() || std::ranges::find(metrics_, metric) != metrics_.end()) &&
           (!window_ || window == *window_);
  }

 private:
  const std::vector<std::string>& metrics_;
  std::optional<std::string> window_;
};

io::StoredSummary summary_of(const io::ResultReader& reader, const ExportRequest& request) {
  io::StoredSummary summary = reader.summary();
  if (summary.mean.empty())
    throw UsageError(fmt::format(
        "--by {} ({}, so there is none). Give --by run for the means of each run{}.", request.by,
        reader.status().partial ? "the study did not finish" : "the file is a shard of a sweep",
        reader.status().partial ? "" : ", or merge the shards"));
  return summary;
}

io::StoredWorlds worlds_of(const io::ResultReader& reader, const ExportRequest& request) {
  if (auto worlds = reader.worlds()) return *worlds;
  throw UsageError(
      fmt::format("--by {} (the file has no worlds). Run it with --worlds 60.", request.by));
}

/// Values of a scenario by world, NaN where there is none.
std::vector<double> in_worlds(const io::StoredWorlds& worlds, std::int32_t scenario,
                              std::int32_t metric, std::int32_t window) {
  std::vector<double> values;
  for (std::size_t world = 0; world < worlds.count; ++world)
    values.push_back(
        worlds.value.at(((world * worlds.scenarios.size() + static_cast<std::size_t>(scenario)) *
                             worlds.metrics.size() +
                         static_cast<std::size_t>(metric)) *
                            worlds.windows.size() +
                        static_cast<std::size_t>(window)));
  return values;
}

std::string_view verdict_of(double difference, double p_holm) {
  if (!(p_holm < level)) return "undecided";
  return difference > 0 ? "more" : "less";
}
}  // namespace

void export_contrasts(const io::ResultReader& reader, const ExportRequest& request,
                      const TextSink& sink) {
  const io::StoredSummary summary = summary_of(reader, request);
  const io::StoredContrasts all = reader.contrasts();
  if (all.difference.empty())
    throw UsageError(
        fmt::format("--by {} (the file has one scenario, or is of a sweep). Compare "
                    "two or more.",
                    request.by));
  const Wanted wanted(request, summary.metrics, summary.windows);
  const auto worlds = reader.worlds();
  sink(
      fmt::format("scenario,baseline,metric,window,difference,ci_low,ci_high,n,effect_size,p_holm,"
                  "verdict,worlds,worlds_sign,worlds_size,unit{}",
                  line_end));
  for (std::size_t row = 0; row < all.difference.size(); ++row) {
    const auto name = [&](const std::vector<std::string>& names, std::int32_t place) {
      return names.at(static_cast<std::size_t>(place));
    };
    const std::string metric = name(summary.metrics, all.metric.at(row));
    const std::string window = name(summary.windows, all.window.at(row));
    if (!wanted(metric, window) || all.n.at(row) == 0) continue;
    std::string shares = ",,";
    if (worlds && all.difference[row] != 0) {
      const auto share = experiment::share_of(
          in_worlds(*worlds, all.scenario[row], all.metric[row], all.window[row]),
          in_worlds(*worlds, all.baseline.at(row), all.metric[row], all.window[row]),
          all.difference[row] > 0 ? 1 : -1);
      shares = fmt::format("{},{},{}", share.worlds, share.sign, share.size);
    }
    sink(fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{}{}",
                     csv_cell(name(summary.scenarios, all.scenario.at(row))),
                     csv_cell(name(summary.scenarios, all.baseline.at(row))), metric,
                     csv_cell(window), csv_cell(all.difference[row]), csv_cell(all.ci_low.at(row)),
                     csv_cell(all.ci_high.at(row)), all.n[row], csv_cell(all.effect_size.at(row)),
                     csv_cell(all.p_holm.at(row)), verdict_of(all.difference[row], all.p_holm[row]),
                     shares, csv_cell(name(summary.units, all.metric[row])), line_end));
  }
}

void export_worlds(const io::ResultReader& reader, const ExportRequest& request,
                   const TextSink& sink) {
  const io::StoredWorlds worlds = worlds_of(reader, request);
  const Wanted wanted(request, worlds.metrics, worlds.windows);
  sink(fmt::format("world,scenario,metric,window,value{}", line_end));
  std::size_t place = 0;
  for (std::size_t world = 0; world < worlds.count; ++world)
    for (const auto& scenario : worlds.scenarios)
      for (const auto& metric : worlds.metrics)
        for (const auto& window : worlds.windows) {
          const double value = worlds.value.at(place++);
          if (!wanted(metric, window) || std::isnan(value)) continue;
          sink(fmt::format("{},{},{},{},{}{}", world, csv_cell(scenario), metric, csv_cell(window),
                           csv_cell(value), line_end));
        }
}

void export_world_parameters(const io::ResultReader& reader, const ExportRequest& request,
                             const TextSink& sink) {
  const io::StoredWorlds worlds = worlds_of(reader, request);
  sink(fmt::format("world,parameter,value{}", line_end));
  std::size_t place = 0;
  for (std::size_t world = 0; world < worlds.count; ++world)
    for (const auto& parameter : worlds.parameters)
      sink(fmt::format("{},{},{}{}", world, parameter, csv_cell(worlds.parameter_value.at(place++)),
                       line_end));
}

void export_world_vectors(const io::ResultReader& reader, const ExportRequest& request,
                          const TextSink& sink) {
  const io::StoredWorlds worlds = worlds_of(reader, request);
  sink(fmt::format("{}{}", fmt::join(worlds.parameters, ","), line_end));
  const std::size_t columns = worlds.parameters.size();
  for (std::size_t world = 0; world < worlds.count; ++world) {
    std::vector<std::string> cells;
    for (std::size_t k = 0; k < columns; ++k)
      cells.push_back(csv_cell(worlds.parameter_value.at(world * columns + k)));
    sink(fmt::format("{}{}", fmt::join(cells, ","), line_end));
  }
}

void export_summary(const io::ResultReader& reader, const ExportRequest& request,
                    const TextSink& sink) {
  const io::StoredSummary summary = summary_of(reader, request);
  const Wanted wanted(request, summary.metrics, summary.windows);
  const bool sweep = !summary.points.front().empty();
  sink(fmt::format("scenario,{}metric,window,mean,sd,n,ci_low,ci_high,unit{}",
                   sweep ? "design_point," : "", line_end));
  const std::size_t windows = summary.windows.size();
  const std::size_t cells = summary.metrics.size() * windows;
  for (std::size_t i = 0; i < summary.mean.size(); ++i) {
    const std::size_t metric = i % cells / windows, row = i / cells;
    const std::string& name = summary.metrics[metric];
    const std::string& window = summary.windows[i % windows];
    // A short study has no years: such rows are empty.
    if (!wanted(name, window) || summary.n.at(i) == 0) continue;
    const std::string& point = summary.points.at(row / summary.scenarios.size());
    sink(fmt::format("{},{}{},{},{},{},{},{},{},{}{}",
                     csv_cell(summary.scenarios[row % summary.scenarios.size()]),
                     sweep ? point + "," : "", name, csv_cell(window), csv_cell(summary.mean[i]),
                     csv_cell(summary.sd.at(i)), summary.n[i], csv_cell(summary.ci_low.at(i)),
                     csv_cell(summary.ci_high.at(i)), csv_cell(summary.units.at(metric)),
                     line_end));
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
