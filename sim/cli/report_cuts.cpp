#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "sim/cli/replicates.hpp"
#include "sim/cli/report.hpp"
#include "sim/cli/text_table.hpp"
#include "sim/cli/variants.hpp"
#include "sim/study/windows.hpp"

namespace sim::cli {

namespace {
constexpr std::string_view indent = "  ";

/// The last year, or all months of a run too short for one.
Window last_window(const Report& report) {
  const auto windows = study::windows_of(settings_of(report.setup.study).months);
  return windows.size() == 1 ? Window::all : Window::last_year;
}

const ContrastRow* find_contrast(const Report& report, std::size_t scenario, std::size_t baseline,
                                 std::size_t metric) {
  const Window window = last_window(report);
  const auto& rows = report.outcome.summary.contrasts;
  const auto found = std::ranges::find_if(rows, [&](const ContrastRow& row) {
    return row.scenario == static_cast<int>(scenario) &&
           row.baseline == static_cast<int>(baseline) && row.metric == metric &&
           row.window == window;
  });
  return found == rows.end() ? nullptr : &*found;
}

std::string signature_name(const Report& report, const SignatureInfo& signature) {
  const MetricInfo& metric = report.program.model->metrics()[signature.metric];
  const std::string unit = unit_text(metric);
  return fmt::format("{}{} ({}){}{}", indent, metric.name, signature.sign > 0 ? "+" : "-",
                     unit.empty() ? "" : " [" + unit + "]", signature.by_definition ? " ‡" : "");
}

/// What stops by definition has no star: that it differs from 0 is no finding.
TextTable::Cell cell(const ContrastRow* row, bool by_definition, Replicates& replicates) {
  if (row == nullptr || row->difference.n == 0) return {"none", ""};
  const Estimate& difference = row->difference;
  const std::string star = by_definition ? "" : mark_of_zero(difference);
  return {show(difference).plus_minus, star + replicates.mark(difference)};
}
}  // namespace

std::string report_cuts(const Report& report, const Terminal& terminal) {
  const Model& model = *report.program.model;
  const std::size_t closed = report.setup.closed, cuts = model.cuts().size();
  std::vector<TextTable::Column> columns{{"", TextTable::Align::left}};
  for (std::size_t scenario = 0; scenario < closed; ++scenario) {
    columns.push_back({report.setup.study.scenarios[scenario].scenario.name});
  }
  TextTable table(columns);
  Replicates replicates(report.outcome, report.setup.study.scenarios.size());
  for (const auto& dynamic : model.dynamics()) {
    table.add_heading(fmt::format("{} ({})", dynamic.name, dynamic.label_en));
    for (const auto& signature : dynamic.signatures) {
      std::vector<TextTable::Cell> cells{{signature_name(report, signature), ""}};
      for (std::size_t scenario = 0; scenario < closed; ++scenario) {
        const std::size_t cut = place_of_cut(scenario, dynamic.cut, closed, cuts);
        const auto* row = find_contrast(report, scenario, cut, signature.metric);
        cells.push_back(cell(row, signature.by_definition, replicates));
      }
      table.add_marked_row(std::move(cells));
    }
  }
  const bool year = last_window(report) == Window::last_year;
  return bold(terminal,
              fmt::format("Dynamics: closed minus cut, {}", year ? "last year" : "all months")) +
         "\n" +
         dim(terminal,
             "  (+) or (-): the sign in which the dynamic shows; * its 95 % interval excludes 0;\n"
             "  ‡ by definition: the cut itself stops it, or it is arithmetic on what stops: a "
             "size, no evidence;\n"
             "  none: it has no value while the loop is cut") +
         "\n\n" + table.text(terminal) +
         dim(terminal, fmt::format("{}{}", indent, replicates.note())) + "\n";
}

}  // namespace sim::cli
