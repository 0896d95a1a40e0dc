#include "sim/cli/reports/observed.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "sim/cli/reports/document.hpp"
#include "sim/cli/reports/means_table.hpp"
#include "sim/study/windows.hpp"

namespace sim::cli {

namespace {
constexpr std::array<std::string_view, 4> fits{"fits", "too high", "too low", "undecided"};

std::string_view text_of(io::Fit fit) { return fits[static_cast<std::size_t>(fit)]; }

std::string definition_of(const Model& model, const Page& page, const io::Observable& figure) {
  const std::string& own = page.say.words().text("observed." + figure.name + ".definition");
  const std::string of = page.say.words().definition(model, model.metrics()[figure.metric]);
  return own.empty() ? of : own + " " + of;
}

std::string plus_minus(const io::Observed& figure) {
  return fmt::format("{:g} ± {:g}", figure.value, figure.margin);
}

/// A figure of a scenario, and what the model gives of its metric in its window.
struct Compared {
  std::size_t scenario = 0;
  io::Observed figure;
  Window window = Window::all;
  Estimate estimate;
};

/// A study that is too short for the window has one only: all its months.
Window window_in(const io::Study& study, Window asked) {
  const auto windows = study::windows_of(study.scenarios.front().scenario.run.months);
  return std::ranges::find(windows, asked) == windows.end() ? Window::all : asked;
}

std::vector<Compared> compared_in(const Report& report) {
  std::vector<Compared> all;
  for (std::size_t scenario = 0; scenario < report.setup.closed; ++scenario) {
    const auto& file = report.setup.study.scenarios[scenario];
    for (auto& figure : io::observed_in(*report.program.model, file.origins)) {
      const Window window = window_in(report.setup.study, figure.of.window);
      for (const auto& row : report.outcome.summary.rows) {
        if (row.scenario == static_cast<int>(scenario) && row.metric == figure.of.metric &&
            row.window == window)
          all.push_back({scenario, figure, window, row.estimate});
      }
    }
  }
  return all;
}
}  // namespace

std::string name_with_unit(const Page& page, const io::Observable& figure) {
  return fmt::format("{} [{}]", page.say("observed." + figure.name + ".label"),
                     page.word("unit", figure.unit));
}

std::string observed_text(const Model& model, const Page& page, const io::ScenarioFile& file) {
  std::string text;
  for (const auto& figure : io::observed_in(model, file.origins))
    text += fmt::format("  {}: {} ({}, {})\n    {}\n", name_with_unit(page, figure.of),
                        plus_minus(figure), figure.year, figure.source,
                        definition_of(model, page, figure.of));
  return text.empty() ? text : page.say("observed.known") + "\n" + text;
}

Json observed_json(const Model& model, const io::ScenarioFile& file) {
  const Page page{Speech(model), {}};
  Json list = Json::array();
  for (const auto& figure : io::observed_in(model, file.origins))
    list.push_back({{"figure", figure.of.name},
                    {"value", figure.value},
                    {"margin", figure.margin},
                    {"unit", figure.of.unit},
                    {"year", figure.year},
                    {"source", figure.source},
                    {"metric", model.metrics()[figure.of.metric].name},
                    {"definition", definition_of(model, page, figure.of)}});
  return list;
}

std::string report_observed(const Report& report, const Page& page) {
  const auto compared = compared_in(report);
  if (compared.empty()) return "";
  MeansTable table(page,
                   {{page.say("observed.head"), TextTable::Align::left},
                    {page.say("observed.value")},
                    {page.say("observed.model")},
                    {page.say("report.interval")},
                    {page.say("observed.fit")}},
                   report.outcome, report.setup.study.scenarios.size());
  for (const auto& [scenario, figure, window, estimate] : compared) {
    table.head(fmt::format("{}, {}", report.setup.study.scenarios[scenario].scenario.name,
                           page.title(window)));
    const Estimate model = io::in_unit(figure.of, estimate);
    table.add({{"  " + name_with_unit(page, figure.of), ""},
               {plus_minus(figure), ""},
               table.mean(model),
               table.interval(model),
               {page.word("verdict", text_of(io::fit_of(figure, estimate))), ""}});
  }
  return table.text(page.say("observed.note"));
}

Json report_observed_json(const Report& report) {
  Json list = Json::array();
  for (const auto& [scenario, figure, window, estimate] : compared_in(report)) {
    Json entry{{"scenario", report.setup.study.scenarios[scenario].scenario.name},
               {"figure", figure.of.name},
               {"value", figure.value},
               {"margin", figure.margin},
               {"unit", figure.of.unit},
               {"year", figure.year},
               {"source", figure.source},
               {"metric", report.program.model->metrics()[figure.of.metric].name},
               {"window", window_name(window, std::nullopt)}};
    entry.update(Json(io::in_unit(figure.of, estimate)));
    entry["fit"] = text_of(io::fit_of(figure, estimate));
    list.push_back(std::move(entry));
  }
  return list;
}

}  // namespace sim::cli
