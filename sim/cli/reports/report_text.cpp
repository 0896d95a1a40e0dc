#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/cli/reports/means_table.hpp"
#include "sim/cli/reports/observed.hpp"
#include "sim/cli/reports/organisation.hpp"
#include "sim/cli/reports/report.hpp"
#include "sim/study/windows.hpp"

namespace sim::cli {

namespace {
using Align = TextTable::Align;
using Columns = std::vector<TextTable::Column>;
using Cells = std::vector<TextTable::Cell>;
constexpr std::string_view indent = "  ";

/// Rows of the metrics to show, in the order of the model's table.
std::vector<std::size_t> shown_metrics(const Report& report) {
  std::vector<std::size_t> all, key;
  const auto metrics = reported_metrics(*report.program.model);
  for (std::size_t row = 0; row < metrics.size(); ++row) {
    all.push_back(row);
    const auto names = report.program.model->key_metrics();
    if (std::ranges::find(names, metrics[row].name) != names.end()) key.push_back(row);
  }
  return report.verbose || key.empty() ? all : key;
}

/// Both years, or the whole run if it is too short for them.
std::vector<Window> shown_windows(const Report& report) {
  auto windows = study::windows_of(settings_of(report.setup.study).months);
  if (windows.size() > 1) windows = {Window::first_year, Window::last_year};
  if (report.setup.study.interest) windows.push_back(Window::chosen);
  return windows;
}

std::string title_of(const Report& report, const Page& page, Window window) {
  return page.title(window, report.setup.study.interest);
}

/// Where nine in ten worlds are.
std::string middle_of(std::vector<double> values) {
  std::erase_if(values, [](double value) { return std::isnan(value); });
  if (values.empty()) return "-";
  std::ranges::sort(values);
  const auto at = [&](double share) {
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
  };
  return fmt::format("[{:.4g}, {:.4g}]", at(0.05), at(0.95));
}

const std::string& name_of(const Report& report, std::size_t scenario) {
  return report.setup.study.scenarios[scenario].scenario.name;
}

/// The name that commands know, and what its file calls it.
std::string said_of(const Report& report, const Page& page, std::size_t place) {
  const Scenario& scenario = report.setup.study.scenarios[place].scenario;
  const bool dutch = page.say.words().language == "nl" && !scenario.label_nl.empty();
  const std::string& label = dutch ? scenario.label_nl : scenario.label;
  return label.empty() ? scenario.name : fmt::format("{}: {}", scenario.name, label);
}

const Estimate& estimate_of(const Report& report, std::size_t scenario, std::size_t metric,
                            Window window) {
  return std::ranges::find_if(report.outcome.summary.rows,
                              [&](const SummaryRow& row) {
                                return row.scenario == static_cast<int>(scenario) &&
                                       row.metric == metric && row.window == window;
                              })
      ->estimate;
}

/// A row of cells for each metric shown, perspective by perspective, each under its heading.
/// \param fill adds a metric's cells behind its name
template <class Fill>
std::string table_of(const Report& report, const Page& page, Columns columns, Fill fill) {
  MeansTable table(page, std::move(columns), report.outcome, report.setup.study.scenarios.size());
  const auto metrics = reported_metrics(*report.program.model);
  const std::vector<std::size_t> shown = shown_metrics(report);
  std::vector<std::string> perspectives;
  for (const std::size_t metric : shown) {
    const std::string& perspective = metrics[metric].perspective;
    if (std::ranges::find(perspectives, perspective) == perspectives.end())
      perspectives.push_back(perspective);
  }
  for (const auto& perspective : perspectives) {
    table.head(page.word("perspective", perspective));
    for (const std::size_t metric : shown) {
      if (metrics[metric].perspective != perspective) continue;
      Cells cells{{fmt::format("{}{}", indent, page.name_with_unit(metrics[metric])), ""}};
      fill(table, metric, cells);
      table.add(std::move(cells));
    }
  }
  return table.text();
}

std::string run_table(const Report& report, const Page& page) {
  const auto windows = shown_windows(report);
  Columns columns{{"", Align::left}};
  for (const Window window : windows) {
    columns.push_back({title_of(report, page, window)});
    columns.push_back({page.say("report.interval")});
    if (report.outcome.worlds) columns.push_back({page.say("worlds.middle")});
  }
  return table_of(report, page, columns, [&](auto& table, std::size_t metric, Cells& cells) {
    for (const Window window : windows) {
      const Estimate& estimate = estimate_of(report, 0, metric, window);
      cells.push_back({show(estimate).mean, ""});
      cells.push_back(table.interval(estimate));
      if (report.outcome.worlds)
        cells.push_back({middle_of(report.outcome.worlds->values(0, metric, window)), ""});
    }
  });
}

std::string comparison_table(const Report& report, Window window, const Page& page) {
  Columns columns{{title_of(report, page, window), Align::left}};
  for (std::size_t scenario = 0; scenario < report.setup.closed; ++scenario)
    columns.push_back({name_of(report, scenario)});
  return table_of(report, page, columns, [&](auto& table, std::size_t metric, Cells& cells) {
    for (std::size_t scenario = 0; scenario < report.setup.closed; ++scenario)
      cells.push_back(table.plus_minus(estimate_of(report, scenario, metric, window)));
  });
}

std::string letter(int scenario) {
  constexpr int letters = 26;
  return scenario < letters ? std::string(1, static_cast<char>('A' + scenario))
                            : std::to_string(scenario);
}

std::string contrast_table(const Report& report, Window window, const Page& page) {
  std::vector<const ContrastRow*> rows;
  for (const auto& row : report.outcome.summary.contrasts) {
    const bool of_closed = row.baseline < static_cast<int>(report.setup.closed);
    if (row.window == window && of_closed) rows.push_back(&row);
  }
  Columns columns{{title_of(report, page, window), Align::left}};
  for (const auto* row : rows)
    if (row->metric == 0)
      add_contrast_column(columns, report, page,
                          letter(row->scenario) + " - " + letter(row->baseline));
  return table_of(report, page, columns, [&](auto& table, std::size_t metric, Cells& cells) {
    for (const auto* row : rows)
      if (row->metric == metric)
        add_contrast_cells(cells, report, *row, table.starred(row->difference));
  });
}

std::string contrasts(const Report& report, const Page& page) {
  const bool paired = report.setup.options.pairing == experiment::Pairing::common_random_numbers;
  std::string text = page.bold(page.say(paired ? "report.paired" : "report.unpaired")) + "\n";
  for (std::size_t scenario = 0; scenario < report.setup.closed; ++scenario)
    text += fmt::format("{}{} {}\n", indent, letter(static_cast<int>(scenario)),
                        said_of(report, page, scenario));
  text += page.dim(page.say("report.half_width")) + "\n";
  if (report.outcome.worlds) text += page.dim(worlds_note(report, page)) + "\n";
  auto windows = shown_windows(report);
  if (!report.verbose) windows = {windows.back()};
  for (const Window window : windows) text += "\n" + contrast_table(report, window, page);
  return text;
}

std::string heading(const Report& report, const Page& page) {
  const io::Study& study = report.setup.study;
  const auto& outcome = report.outcome;
  const std::size_t scenarios = study.scenarios.size(), made = outcome.ok + outcome.failed;
  std::string text = page.bold(study.title) + "\n" +
                     page.size(scenarios, made / scenarios, settings_of(study).months);
  if (outcome.stopped) text += page.say("report.stopped", made, outcome.planned);
  return text + "\n\n";
}

std::string footer(const Report& report, const Page& page) {
  const io::Study& study = report.setup.study;
  const auto& outcome = report.outcome;
  return page.last_line(
      {page.say("report.calibration", page.word("calibration", study.calibration_status())),
       page.say("report.seed", settings_of(study).seed),
       page.say("report.runs", outcome.ok) +
           (outcome.failed > 0 ? page.say("report.failed", outcome.failed) : "")});
}
}  // namespace

std::string worlds_note(const Report& report, const Page& page) {
  return page.say("worlds.note", report.outcome.worlds->count(), 100 * io::smallest_share);
}

void add_contrast_column(Columns& columns, const Report& report, const Page& page,
                         const std::string& title) {
  columns.push_back({title});
  if (report.outcome.worlds) columns.push_back({page.say("worlds.head")});
}

void add_contrast_cells(Cells& cells, const Report& report, const ContrastRow& row,
                        TextTable::Cell difference) {
  cells.push_back(std::move(difference));
  if (!report.outcome.worlds) return;
  const auto share = report.outcome.worlds->share(row);
  cells.push_back({share ? fmt::format("{} ({})", share->sign, share->size) : "-", ""});
}

namespace {
std::string next_text(const Report& report, const Page& page) {
  const auto& next = report.outcome.next;
  if (!next) return "";
  if (next->needs > 0) return "\n" + page.say("worlds.few_for_next", next->needs) + "\n";
  if (next->figure.empty()) return "\n" + page.say("worlds.nothing_next") + "\n";
  return "\n" +
         page.say("worlds.next", page.say("observed." + next->figure + ".label"), 100 * next->now,
                  100 * next->then) +
         "\n";
}
}  // namespace

std::string report_text(const Report& report, const Page& page) {
  std::string text = heading(report, page);
  const std::size_t scenarios = report.setup.study.scenarios.size();
  std::string observed = report_observed(report, page);
  if (!observed.empty()) observed += "\n";
  if (const auto spoken = report_organisation(report, page); !spoken.empty())
    observed = spoken + "\n" + observed;
  if (scenarios == 1)
    return text + run_table(report, page) + "\n" + observed + footer(report, page);
  for (const Window window : shown_windows(report))
    text += comparison_table(report, window, page) + "\n";
  text += observed;
  if (report.setup.closed > 1) text += contrasts(report, page) + next_text(report, page);
  if (scenarios > report.setup.closed) text += "\n" + report_cuts(report, page);
  return text + "\n" + footer(report, page);
}

}  // namespace sim::cli
