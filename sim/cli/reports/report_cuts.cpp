#include <algorithm>
#include <string>
#include <vector>

#include "sim/cli/reports/means_table.hpp"
#include "sim/cli/reports/report.hpp"
#include "sim/cli/setup/variants.hpp"
#include "sim/study/windows.hpp"

namespace sim::cli {

namespace {
/// What was asked for, else the last year, or all months of a run too short for one.
Window last_window(const Report& report) {
  if (report.setup.study.interest) return Window::chosen;
  const auto windows = study::windows_of(settings_of(report.setup.study).months);
  return windows.size() == 1 ? Window::all : Window::last_year;
}

/// Of a loop closed and cut; of no value where there is no such contrast.
ContrastRow contrast(const Report& report, std::size_t scenario, std::size_t baseline,
                     std::size_t metric) {
  const Window window = last_window(report);
  for (const ContrastRow& row : report.outcome.summary.contrasts) {
    if (row.scenario == static_cast<int>(scenario) && row.baseline == static_cast<int>(baseline) &&
        row.metric == metric && row.window == window)
      return row;
  }
  return {};
}
}  // namespace

std::string report_cuts(const Report& report, const Page& page) {
  const Model& model = *report.program.model;
  const std::size_t closed = report.setup.closed, cuts = model.cuts().size();
  std::vector<TextTable::Column> columns{{"", TextTable::Align::left}};
  for (std::size_t scenario = 0; scenario < closed; ++scenario)
    add_contrast_column(columns, report, page,
                        report.setup.study.scenarios[scenario].scenario.name);
  MeansTable table(page, columns, report.outcome, report.setup.study.scenarios.size());
  const std::string none = page.say("cuts.none");
  for (const auto& dynamic : model.dynamics()) {
    table.head(page.name(dynamic));
    for (const auto& signature : dynamic.signatures) {
      std::vector<TextTable::Cell> cells{{"  " + page.name(model, signature), ""}};
      for (std::size_t scenario = 0; scenario < closed; ++scenario) {
        const std::size_t cut = place_of_cut(scenario, dynamic.cut, closed, cuts);
        const ContrastRow row = contrast(report, scenario, cut, signature.metric);
        // What stops by definition has no star: that it differs from 0 is no finding.
        add_contrast_cells(cells, report, row,
                           signature.by_definition ? table.plus_minus(row.difference, none)
                                                   : table.starred(row.difference, none));
      }
      table.add(std::move(cells));
    }
  }
  return page.bold(
             page.say("cuts.title", page.title(last_window(report), report.setup.study.interest))) +
         "\n" + page.dim(page.say("cuts.notes")) + "\n" +
         (report.outcome.worlds ? page.dim(worlds_note(report, page)) + "\n" : "") + "\n" +
         table.text();
}

}  // namespace sim::cli
