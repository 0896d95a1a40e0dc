#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "sim/cli/replicates.hpp"
#include "sim/cli/report.hpp"
#include "sim/cli/text_table.hpp"
#include "sim/study/windows.hpp"

namespace sim::cli {

namespace {
using Column = TextTable::Column;
using Align = TextTable::Align;
using Cells = std::vector<TextTable::Cell>;
constexpr std::string_view indent = "  ";

/// Rows of the metrics to show, in the order of the model's table.
std::vector<std::size_t> shown_metrics(const Report& report) {
  std::vector<std::size_t> all, key;
  const auto metrics = reported_metrics(*report.program.model);
  for (std::size_t row = 0; row < metrics.size(); ++row) {
    all.push_back(row);
    const auto& names = report.program.key_metrics;
    if (std::ranges::find(names, metrics[row].name) != names.end()) key.push_back(row);
  }
  return report.verbose || key.empty() ? all : key;
}

/// Both years, or the whole run if it is too short for them.
std::vector<Window> shown_windows(const Report& report) {
  auto windows = study::windows_of(settings_of(report.setup.study).months);
  if (windows.size() == 1) return windows;
  return {Window::first_year, Window::last_year};
}

std::string title_of(Window window) {
  std::string title(window_names[static_cast<std::size_t>(window)]);
  std::ranges::replace(title, '_', ' ');
  return window == Window::all ? "all months" : title;
}

const Estimate& estimate_of(const Report& report, std::size_t scenario, std::size_t metric,
                            Window window) {
  const auto& rows = report.outcome.summary.rows;
  return std::ranges::find_if(rows,
                              [&](const SummaryRow& row) {
                                return row.scenario == static_cast<int>(scenario) &&
                                       row.metric == metric && row.window == window;
                              })
      ->estimate;
}

/// Calls add_row with each metric shown and its name and unit, perspective by perspective, each
/// under its heading.
template <class AddRow>
void for_each_metric(const Report& report, TextTable& table, AddRow add_row) {
  const auto metrics = reported_metrics(*report.program.model);
  const std::vector<std::size_t> shown = shown_metrics(report);
  std::vector<std::string> perspectives;
  for (const std::size_t metric : shown) {
    const std::string& perspective = metrics[metric].perspective;
    if (std::ranges::find(perspectives, perspective) == perspectives.end())
      perspectives.push_back(perspective);
  }
  for (const auto& perspective : perspectives) {
    table.add_heading(perspective);
    for (const std::size_t metric : shown) {
      if (metrics[metric].perspective != perspective) continue;
      const std::string unit = unit_text(metrics[metric]);
      add_row(metric, fmt::format("{}{}{}", indent, metrics[metric].name,
                                  unit.empty() ? "" : " [" + unit + "]"));
    }
  }
}

Replicates replicates_of(const Report& report) {
  return {report.outcome, report.setup.study.scenarios.size()};
}

std::string below(const Terminal& terminal, const Replicates& replicates) {
  return dim(terminal, fmt::format("{}{}", indent, replicates.note())) + "\n";
}

std::string run_table(const Report& report, const Terminal& terminal) {
  const auto windows = shown_windows(report);
  std::vector<Column> columns{{"", Align::left}};
  for (const Window window : windows) {
    columns.push_back({title_of(window)});
    columns.push_back({"95 % interval"});
  }
  TextTable table(columns);
  Replicates replicates = replicates_of(report);
  for_each_metric(report, table, [&](std::size_t metric, std::string name) {
    Cells cells{{std::move(name), ""}};
    for (const Window window : windows) {
      const Estimate& estimate = estimate_of(report, 0, metric, window);
      const ShownEstimate shown = show(estimate);
      cells.push_back({shown.mean, ""});
      cells.push_back({shown.interval, replicates.mark(estimate)});
    }
    table.add_marked_row(std::move(cells));
  });
  return table.text(terminal) + below(terminal, replicates);
}

std::string comparison_table(const Report& report, Window window, const Terminal& terminal) {
  std::vector<Column> columns{{title_of(window), Align::left}};
  for (std::size_t scenario = 0; scenario < report.setup.closed; ++scenario) {
    columns.push_back({report.setup.study.scenarios[scenario].scenario.name});
  }
  TextTable table(columns);
  Replicates replicates = replicates_of(report);
  for_each_metric(report, table, [&](std::size_t metric, std::string name) {
    Cells cells{{std::move(name), ""}};
    for (std::size_t scenario = 0; scenario < report.setup.closed; ++scenario) {
      const Estimate& estimate = estimate_of(report, scenario, metric, window);
      cells.push_back({show(estimate).plus_minus, replicates.mark(estimate)});
    }
    table.add_marked_row(std::move(cells));
  });
  return table.text(terminal) + below(terminal, replicates);
}

std::string letter(int scenario) {
  constexpr int letters = 26;
  return scenario < letters ? std::string(1, static_cast<char>('A' + scenario))
                            : std::to_string(scenario);
}

std::string pair_title(const ContrastRow& row) {
  return letter(row.scenario) + " - " + letter(row.baseline);
}

std::string contrast_table(const Report& report, Window window, const Terminal& terminal) {
  std::vector<const ContrastRow*> rows;
  for (const auto& row : report.outcome.summary.contrasts) {
    const bool of_closed = row.baseline < static_cast<int>(report.setup.closed);
    if (row.window == window && of_closed) rows.push_back(&row);
  }
  std::vector<Column> columns{{title_of(window), Align::left}};
  for (const auto* row : rows) {
    if (row->metric == 0) columns.push_back({pair_title(*row)});
  }
  TextTable table(columns);
  Replicates replicates = replicates_of(report);
  for_each_metric(report, table, [&](std::size_t metric, std::string name) {
    Cells cells{{std::move(name), ""}};
    for (const auto* row : rows) {
      if (row->metric != metric) continue;
      const Estimate& difference = row->difference;
      cells.push_back(
          {show(difference).plus_minus, mark_of_zero(difference) + replicates.mark(difference)});
    }
    table.add_marked_row(std::move(cells));
  });
  return table.text(terminal) + below(terminal, replicates);
}

std::string contrasts(const Report& report, const Terminal& terminal) {
  const bool paired = report.setup.options.pairing == experiment::Pairing::common_random_numbers;
  std::string text = bold(terminal, paired ? "Paired contrasts on common random numbers"
                                           : "Contrasts of independent runs (Welch)");
  text += "\n";
  const auto& files = report.setup.study.scenarios;
  for (std::size_t scenario = 0; scenario < report.setup.closed; ++scenario) {
    text += fmt::format("{}{} {}\n", indent, letter(static_cast<int>(scenario)),
                        files[scenario].scenario.name);
  }
  text += dim(terminal, "  mean difference ± half-width of its 95 % interval; * excludes 0") + "\n";
  auto windows = shown_windows(report);
  if (!report.verbose) windows = {windows.back()};
  for (const Window window : windows) text += "\n" + contrast_table(report, window, terminal);
  return text;
}

std::string heading(const Report& report, const Terminal& terminal) {
  const io::Study& study = report.setup.study;
  const auto& outcome = report.outcome;
  const std::size_t scenarios = study.scenarios.size();
  std::string text = bold(terminal, study.title) + "\n";
  if (scenarios > 1) text += fmt::format("{} scenarios, ", scenarios);
  text += fmt::format("{} replicates of {} months", (outcome.ok + outcome.failed) / scenarios,
                      settings_of(study).months);
  if (outcome.stopped) {
    text += fmt::format(" (stopped: {} of {} runs)", outcome.ok + outcome.failed, outcome.planned);
  }
  return text + "\n\n";
}

std::string footer(const Report& report, const Terminal& terminal) {
  const io::Study& study = report.setup.study;
  return dim(terminal,
             fmt::format("Purpose: {}. Calibration: {}. Seed {}. {} runs{}.", purpose,
                         study.calibration_status(), settings_of(study).seed, report.outcome.ok,
                         report.outcome.failed > 0
                             ? fmt::format(", {} more failed", report.outcome.failed)
                             : "")) +
         "\n";
}
}  // namespace

std::string unit_text(const MetricInfo& metric) {
  if (!metric.currency.empty()) return metric.currency;
  if (!metric.scale.empty()) {
    constexpr std::string_view long_form =
        "standard deviation";  // the usual short one fits a column
    return metric.scale.starts_with(long_form) ? "sd" + metric.scale.substr(long_form.size())
                                               : metric.scale;
  }
  return metric.unit == "1" ? "" : metric.unit;
}

std::string mark_of_zero(const Estimate& difference) {
  return difference.ci_low > 0 || difference.ci_high < 0 ? " *" : "  ";
}

std::string report_text(const Report& report, const Terminal& terminal) {
  std::string text = heading(report, terminal);
  const std::size_t scenarios = report.setup.study.scenarios.size();
  if (scenarios == 1) {
    text += run_table(report, terminal);
  } else {
    for (const Window window : shown_windows(report)) {
      text += comparison_table(report, window, terminal) + "\n";
    }
    if (report.setup.closed > 1) text += contrasts(report, terminal);
    if (scenarios > report.setup.closed) text += "\n" + report_cuts(report, terminal);
  }
  return text + "\n" + footer(report, terminal);
}

}  // namespace sim::cli
