#include "sim/cli/reports/export_table.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "sim/cli/reports/export_parts.hpp"
#include "sim/cli/terminal/text_output.hpp"
#include "sim/core/error.hpp"
#include "sim/core/math.hpp"
#include "sim/study/windows.hpp"

namespace sim::cli {

using namespace export_parts;

namespace {
/// Keeps the metrics asked for, in the order of the file.
void keep_metrics(std::vector<std::size_t>& chosen, const io::ResultReader& reader,
                  const std::vector<std::string>& metrics) {
  std::vector<std::string> names;
  for (const auto series : chosen) names.push_back(reader.series()[series].name);
  check_metrics(metrics, names);
  if (metrics.empty()) return;
  std::erase_if(chosen, [&](auto series) {
    return std::ranges::find(metrics, reader.series()[series].name) == metrics.end();
  });
}

/// Series of a group, which may be called by its breakdown's dimension.
std::vector<std::size_t> series_by(const io::ResultReader& reader, const std::string& by) {
  std::vector<std::size_t> chosen;
  for (std::size_t i = 0; i < reader.series().size(); ++i) {
    const auto& series = reader.series()[i];
    const bool whole_runs = series.group.empty() && (by == reader.step() || by == "run");
    const bool breakdown = !series.group.empty() && series.dimensions.size() == 2 &&
                           series.dimensions.front() == reader.step() &&
                           series.dimensions.back() == by;
    // Terms have a value a month; over a window only the ratios that follow from them have.
    if (series.term && by == "run") continue;
    if (whole_runs || breakdown || series.group == by) chosen.push_back(i);
  }
  return chosen;
}

/// Writes the numbers of one run and one series, a row each.
class SeriesRows {
 public:
  SeriesRows(const io::ResultReader& reader, const io::StoredSeries& series)
      : series_(series), step_(reader.step()) {
    for (const auto& dimension : series.dimensions)
      labels_.push_back(reader.labels(series.group, dimension));
    tail_ = fmt::format(",{}{}", csv_cell(series.unit), line_end);
  }

  /// \param months of the run's scenario; a file has room for the longest one's
  /// \param interest months and offices to leave others out
  void write(const std::string& address, const std::vector<double>& numbers, int months,
             const std::optional<io::Interest>& interest, std::string& text) const {
    for (std::size_t place = 0; place < numbers.size(); ++place) {
      std::size_t rest = place;
      std::string where;
      bool recorded = true;
      for (std::size_t d = series_.shape.size(); d-- > 0;) {
        const std::size_t index = rest % series_.shape[d];
        rest /= series_.shape[d];
        where = fmt::format(",{}{}", csv_cell(labels_[d][index]), where);
        // A sweep may keep one month in a few, so a month is its label, not its place.
        if (series_.dimensions[d] == step_) {
          const int month = std::stoi(labels_[d][index]);
          recorded = recorded && month <= months &&
                     (!interest || (month >= interest->first && month <= interest->last));
        } else if (interest && !interest->offices.empty()) {
          const auto& wanted = interest->offices;
          recorded = recorded && std::ranges::find(wanted, static_cast<int>(index)) != wanted.end();
        }
      }
      if (recorded) {
        const double number = numbers[place];
        text += fmt::format(
            "{}{},{},{}{}", address, where, series_.name,
            series_.single ? csv_cell(static_cast<float>(number)) : csv_cell(number), tail_);
      }
    }
  }

 private:
  const io::StoredSeries& series_;
  std::string step_;
  std::vector<std::vector<std::string>> labels_;
  std::string tail_;
};

/// Whole runs have no offices to leave out, and other breakdowns have none at all.
void check_offices(const io::ResultReader& reader, const ExportRequest& request,
                   const std::string& by, const std::vector<std::size_t>& chosen) {
  if (!request.interest || request.interest->offices.empty()) return;
  const FileOffices offices = offices_of(reader);
  if (reader.series()[chosen.front()].group == offices.group) return;
  throw UsageError(fmt::format("--offices with --by {} (of no office). Give --by {} or --by run.",
                               by, offices.dimension));
}

void export_series(const io::ResultReader& reader, const std::vector<std::size_t>& chosen,
                   const ExportRequest& request, const TextSink& sink) {
  std::vector<SeriesRows> writers;
  for (const auto series : chosen) writers.emplace_back(reader, reader.series()[series]);
  const std::vector<int> months = reader.months();
  sink(fmt::format("{},{},metric,value,unit{}", run_columns,
                   fmt::join(reader.series()[chosen.front()].dimensions, ","), line_end));
  for_each_ok_run(reader, [&](std::size_t run, const std::string& where) {
    const auto scenario = static_cast<std::size_t>(reader.runs()[run].plan.scenario);
    for (std::size_t i = 0; i < chosen.size(); ++i) {
      std::string text;
      writers[i].write(where, reader.numbers(chosen[i], run), months[scenario], request.interest,
                       text);
      sink(text);
    }
  });
}

/// Means of a run by metric and window.
struct RunMeans {
  std::vector<std::string> windows;
  std::vector<double> means;  ///< [metric][window], metrics as chosen
};

std::vector<std::string> names_of(const std::vector<Window>& windows) {
  std::vector<std::string> names;
  for (const Window window : windows)
    names.emplace_back(window_names[static_cast<std::size_t>(window)]);
  return names;
}

/// Months of whole runs, or those of one office where these would be; NaN for what it has not.
RunResult months_of(const io::ResultReader& reader, const std::vector<std::size_t>& rows,
                    std::size_t run, int months, const FileOffices* offices, int office) {
  RunResult numbers;
  const auto length = static_cast<std::size_t>(months);
  for (const auto row : rows) {
    if (offices == nullptr) {
      const auto all = reader.numbers(row, run);
      numbers.overall.insert(numbers.overall.end(), all.begin(), all.begin() + months);
      continue;
    }
    const auto found = std::ranges::find_if(reader.series(), [&](const auto& series) {
      return series.group == offices->group && series.name == reader.series()[row].name;
    });
    std::vector<double> all;
    if (found != reader.series().end())
      all = reader.numbers(static_cast<std::size_t>(found - reader.series().begin()), run);
    for (std::size_t month = 0; month < length; ++month)
      numbers.overall.push_back(all.empty()
                                    ? not_a_number
                                    : all.at(month * static_cast<std::size_t>(offices->count) +
                                             static_cast<std::size_t>(office)));
  }
  return numbers;
}

RunMeans means_from_months(const io::ResultReader& reader, const std::vector<std::size_t>& chosen,
                           std::size_t run, int months) {
  const std::vector<MetricInfo> metrics = reader.metrics();
  const std::vector<std::size_t> rows = with_sources(metrics, chosen);
  const auto means = study::window_means(pick(metrics, rows),
                                         months_of(reader, rows, run, months, nullptr, 0), months);
  RunMeans found{names_of(study::windows_of(months)), {}};
  for (const auto series : chosen) {
    const auto place = std::ranges::find(rows, series) - rows.begin();
    const auto first = means.begin() + place * static_cast<std::ptrdiff_t>(found.windows.size());
    found.means.insert(found.means.end(), first,
                       first + static_cast<std::ptrdiff_t>(found.windows.size()));
  }
  return found;
}

RunMeans means_of_interest(const io::ResultReader& reader, const std::vector<std::size_t>& chosen,
                           std::size_t run, int months, const io::Interest& interest) {
  const std::vector<MetricInfo> metrics = reader.metrics();
  const std::vector<std::size_t> rows = with_sources(metrics, chosen);
  const Period span{static_cast<std::size_t>(std::min(interest.first - 1, months)),
                    static_cast<std::size_t>(std::min(interest.last, months))};
  const FileOffices offices = offices_of(reader);
  std::vector<std::vector<double>> parts;
  const auto add = [&](const FileOffices* of, int office) {
    parts.push_back(study::values_over(
        pick(metrics, rows), months_of(reader, rows, run, months, of, office), months, span));
  };
  if (interest.offices.empty()) add(nullptr, 0);
  for (const int office : interest.offices) add(&offices, office);
  RunMeans found{{interest.label()}, {}};
  for (const auto series : chosen) {
    const auto place = static_cast<std::size_t>(std::ranges::find(rows, series) - rows.begin());
    std::vector<double> values;
    for (const auto& part : parts) values.push_back(part[place]);
    found.means.push_back(mean_of_numbers(values));
  }
  return found;
}

/// The means that a sweep keeps, since it may not keep every month.
std::optional<std::size_t> stored_means(const io::ResultReader& reader) {
  for (std::size_t i = 0; i < reader.series().size(); ++i) {
    if (reader.series()[i].group == "run_means") return i;
  }
  return std::nullopt;
}

RunMeans means_as_stored(const io::ResultReader& reader, const std::vector<std::size_t>& chosen,
                         std::size_t run, std::size_t stored, int months) {
  const auto metrics = reader.labels("run_means", "metric");
  const auto all = reader.numbers(stored, run);
  const auto windows = study::windows_of(months);
  RunMeans found{names_of(windows), {}};
  for (const auto series : chosen) {
    const auto at = std::ranges::find(metrics, reader.series()[series].name) - metrics.begin();
    for (const Window window : windows)
      found.means.push_back(all.at(static_cast<std::size_t>(at) * window_names.size() +
                                   static_cast<std::size_t>(window)));
  }
  return found;
}

/// A run's means over each window, as the statistics use them, and what its scenario varies.
void export_runs(const io::ResultReader& reader, const std::vector<std::size_t>& chosen,
                 const ExportRequest& request, const TextSink& sink) {
  const auto stored = stored_means(reader);
  if (stored && request.interest)
    throw UsageError(
        fmt::format("--by run of {} (a sweep keeps means over its own windows). Leave "
                    "--window and --offices out.",
                    request.interest->label()));
  const auto parameters = reader.varied_parameters();
  std::string head = fmt::format("{},window,metric,value,unit", run_columns);
  for (const auto& parameter : parameters) head += "," + csv_cell(parameter.key);
  sink(head + line_end);
  const std::vector<int> months = reader.months();
  for_each_ok_run(reader, [&](std::size_t run, const std::string& where) {
    const int length = months[static_cast<std::size_t>(reader.runs()[run].plan.scenario)];
    std::string settings;
    for (const auto& parameter : parameters) {
      const double value = parameter.values[run];
      settings += "," + (parameter.categories.empty()
                             ? csv_cell(value)
                             : csv_cell(parameter.categories.at(static_cast<std::size_t>(value))));
    }
    const RunMeans found = stored ? means_as_stored(reader, chosen, run, *stored, length)
                           : request.interest
                               ? means_of_interest(reader, chosen, run, length, *request.interest)
                               : means_from_months(reader, chosen, run, length);
    std::string text;
    for (std::size_t i = 0; i < found.means.size(); ++i) {
      const auto& series = reader.series()[chosen[i / found.windows.size()]];
      text += fmt::format("{},{},{},{},{}{}{}", where,
                          csv_cell(found.windows[i % found.windows.size()]), series.name,
                          csv_cell(found.means[i]), csv_cell(series.unit), settings, line_end);
    }
    sink(text);
  });
}

/// Tables that are no series of runs.
struct Part {
  std::string_view name;
  void (*write)(const io::ResultReader&, const ExportRequest&, const TextSink&);
  bool (*is_in)(const io::ResultReader&);
};
bool always(const io::ResultReader&) { return true; }
bool has_contrasts(const io::ResultReader& reader) {
  return !reader.contrasts().difference.empty();
}
bool has_worlds(const io::ResultReader& reader) { return reader.worlds().has_value(); }

constexpr std::array<Part, 5> parts{{{"summary", export_summary, always},
                                     {"contrasts", export_contrasts, has_contrasts},
                                     {"worlds", export_worlds, has_worlds},
                                     {"world_parameters", export_world_parameters, has_worlds},
                                     {"world_vectors", export_world_vectors, has_worlds}}};

bool is_called(const io::StoredTable& table, const std::string& by) {
  return by == table.group || by == table.dimension || by == table.dimension + "s";
}

[[noreturn]] void refuse(const io::ResultReader& reader, const std::string& by) {
  std::vector<std::string> known{reader.step(), "run"};
  for (const Part& part : parts)
    if (part.is_in(reader)) known.emplace_back(part.name);
  const auto add = [&](const std::string& name) {
    if (std::ranges::find(known, name) == known.end()) known.push_back(name);
  };
  for (const auto& series : reader.series()) {
    const bool breakdown =
        series.dimensions.size() == 2 && series.dimensions.front() == reader.step();
    if (!series.group.empty()) add(breakdown ? series.dimensions.back() : series.group);
  }
  for (const auto& table : reader.tables()) add(table.dimension + "s");
  throw UsageError(
      fmt::format("--by {} (the file has {}). Choose one of them.", by, fmt::join(known, ", ")));
}
}  // namespace

FileOffices offices_of(const io::ResultReader& reader) {
  for (const auto& series : reader.series()) {
    if (!series.group.empty() && series.dimensions.size() == 2 &&
        series.dimensions.front() == reader.step())
      return {series.group, series.dimensions.back(), static_cast<int>(series.shape.back())};
  }
  return {};
}

void export_table(const io::ResultReader& reader, const ExportRequest& request,
                  const TextSink& sink) {
  const std::string by = request.by.empty() ? reader.step() : request.by;
  for (const Part& part : parts) {
    if (by == part.name) return part.write(reader, request, sink);
  }
  const auto& tables = reader.tables();
  const auto table =
      std::ranges::find_if(tables, [&](const auto& candidate) { return is_called(candidate, by); });
  if (table != tables.end()) {
    if (!request.metrics.empty())
      throw UsageError(
          fmt::format("--metrics with --by {} (a table of its own columns). Leave "
                      "--metrics out.",
                      by));
    export_long_table(reader, static_cast<std::size_t>(table - tables.begin()), sink);
    return;
  }
  std::vector<std::size_t> chosen = series_by(reader, by);
  if (chosen.empty()) refuse(reader, by);
  keep_metrics(chosen, reader, request.metrics);
  if (by == "run") return export_runs(reader, chosen, request, sink);
  check_offices(reader, request, by, chosen);
  export_series(reader, chosen, request, sink);
}

}  // namespace sim::cli
