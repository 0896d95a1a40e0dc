#include "sim/cli/reports/organisation.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "sim/cli/reports/document.hpp"
#include "sim/cli/reports/means_table.hpp"
#include "sim/study/windows.hpp"

namespace sim::cli {

namespace {
/// Parameters that a figure set, in the order of the model's rows: "costs.hour = 52.0".
std::vector<std::string> set_by(const io::ScenarioFile& file, const std::string& figure) {
  std::vector<std::string> parameters;
  for (const auto& origin : file.origins) {
    const auto list = origin.place.find(", organisation.");
    if (list == std::string::npos) continue;
    std::string figures = origin.place.substr(list + 1) + ",";
    std::ranges::replace(figures, '.', ' ');
    if (figures.find(" " + figure + ",") != std::string::npos)
      parameters.push_back(fmt::format("{} = {}", origin.key, origin.value));
  }
  return parameters;
}

std::string line_of(const io::ScenarioFile& file, const Page& page, const io::GivenRow& row,
                    const io::Fact& fact) {
  const auto parameters = set_by(file, row.name);
  return fmt::format("  {} [{}]: {}\n    {}\n", page.say("organisation." + row.name + ".label"),
                     page.word("unit", row.unit), fact.as_toml,
                     parameters.empty() ? page.say("organisation.only_said")
                                        : fmt::format("{}", fmt::join(parameters, ", ")));
}

std::string lines_of_life_situations(const io::ScenarioFile& file,
                                     const io::Organisation& organisation) {
  std::string text;
  for (const auto& one : organisation.life_situations) {
    std::string about = one.share > 0 ? fmt::format("{:g} %", one.share) : "";
    if (!one.need_as_toml.empty()) about += (about.empty() ? "" : ", ") + one.need_as_toml;
    text += fmt::format("  {}: {}\n", one.name, about.empty() ? "-" : about);
  }
  if (!text.empty())
    text += fmt::format("    {}\n", fmt::join(set_by(file, "life_situation"), ", "));
  return text;
}

/// A metric of a scenario in a unit of its organisation.
struct Spoken {
  std::size_t scenario = 0;
  const io::SpokenRow* row = nullptr;
  Window window = Window::all;
  Estimate estimate;
};

Estimate times(Estimate estimate, double factor) {
  for (double* number : {&estimate.mean, &estimate.sd, &estimate.ci_low, &estimate.ci_high})
    *number *= factor;
  return estimate;
}

Window last_of(const io::Study& study) {
  const auto windows = study::windows_of(study.scenarios.front().scenario.run.months);
  return std::ranges::find(windows, Window::last_year) == windows.end() ? Window::all
                                                                        : Window::last_year;
}

std::vector<Spoken> spoken_in(const Report& report, const io::OrganisationTable& table) {
  std::vector<Spoken> all;
  const Model& model = *report.program.model;
  const Window window = last_of(report.setup.study);
  for (std::size_t scenario = 0; scenario < report.setup.closed; ++scenario) {
    const auto& file = report.setup.study.scenarios[scenario];
    const auto factors =
        io::spoken_factors(model, io::organisation_in(model, file.origins),
                           [&](std::size_t row) { return as_number(file.scenario.values[row]); });
    for (std::size_t i = 0; i < table.spoken.size(); ++i)
      for (const auto& row : report.outcome.summary.rows)
        if (factors[i] && row.scenario == static_cast<int>(scenario) &&
            row.metric == table.spoken[i].metric && row.window == window)
          all.push_back({scenario, &table.spoken[i], window, times(row.estimate, *factors[i])});
  }
  return all;
}
}  // namespace

std::string organisation_text(const Model& model, const Page& page, const io::ScenarioFile& file) {
  const io::Organisation organisation = io::organisation_in(model, file.origins);
  if (!organisation.given()) return "";
  const io::OrganisationTable table = io::organisation_table(model);
  std::string text =
      page.say("organisation.head",
               organisation.name.empty() ? page.say("organisation.unnamed") : organisation.name) +
      "\n";
  for (const auto& row : table.given) {
    const auto fact = organisation.facts.find(row.name);
    if (fact != organisation.facts.end()) text += line_of(file, page, row, fact->second);
  }
  return text + lines_of_life_situations(file, organisation);
}

Json organisation_json(const Model& model, const io::ScenarioFile& file) {
  const io::Organisation organisation = io::organisation_in(model, file.origins);
  if (!organisation.given()) return nullptr;
  Json figures = Json::object(), life_situations = Json::array();
  for (const auto& row : io::organisation_table(model).given) {
    const auto fact = organisation.facts.find(row.name);
    if (fact == organisation.facts.end()) continue;
    figures[row.name] = {
        {"value", fact->second.value}, {"unit", row.unit}, {"sets", set_by(file, row.name)}};
  }
  for (const auto& one : organisation.life_situations)
    life_situations.push_back({{"name", one.name}, {"share", one.share}});
  return {{"name", organisation.name},
          {"figures", figures},
          {"life_situations", life_situations},
          {"sets", set_by(file, "life_situation")}};
}

std::string report_organisation(const Report& report, const Page& page) {
  const io::OrganisationTable table = io::organisation_table(*report.program.model);
  const auto all = spoken_in(report, table);
  if (all.empty()) return "";
  MeansTable means(page,
                   {{page.say("organisation.in_its_units"), TextTable::Align::left},
                    {page.say("observed.model")},
                    {page.say("report.interval")}},
                   report.outcome, report.setup.study.scenarios.size());
  for (const auto& [scenario, row, window, estimate] : all) {
    means.head(fmt::format("{}, {}", report.setup.study.scenarios[scenario].scenario.name,
                           page.title(window)));
    means.add({{fmt::format("  {} [{}]", page.say("organisation.spoken." + row->name + ".label"),
                            page.word("unit", row->unit)),
                ""},
               means.mean(estimate),
               means.interval(estimate)});
  }
  return means.text(page.say("organisation.note"));
}

Json report_organisation_json(const Report& report) {
  Json list = Json::array();
  const io::OrganisationTable table = io::organisation_table(*report.program.model);
  for (const auto& [scenario, row, window, estimate] : spoken_in(report, table)) {
    Json entry{{"scenario", report.setup.study.scenarios[scenario].scenario.name},
               {"name", row->name},
               {"metric", report.program.model->metrics()[row->metric].name},
               {"unit", row->unit},
               {"window", window_name(window, std::nullopt)}};
    entry.update(Json(estimate));
    list.push_back(std::move(entry));
  }
  return list;
}

}  // namespace sim::cli
