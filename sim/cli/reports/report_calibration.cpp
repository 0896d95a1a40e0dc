#include "sim/cli/reports/report_calibration.hpp"

#include <algorithm>
#include <span>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "sim/cli/reports/observed.hpp"
#include "sim/cli/terminal/json.hpp"
#include "sim/cli/terminal/text_table.hpp"
#include "sim/core/drawing.hpp"
#include "sim/experiment/plausible.hpp"
#include "sim/experiment/statistics.hpp"

namespace sim::cli {

namespace {
using experiment::quantile;

constexpr std::size_t parameters_shown = 10;
constexpr double low_end = 0.05, high_end = 0.95;
constexpr double hardly_narrowed = 0.8;  // of its range: figures say little of it

/// What the worlds give of a figure.
std::vector<double> of_worlds(const Fitted& fitted, std::size_t figure) {
  const io::Matching& matching = *fitted.outcome.study.matching;
  std::vector<double> values;
  for (const auto vector : matching.chosen)
    values.push_back(
        matching.vectors.mean[static_cast<std::size_t>(vector) * matching.figures.size() + figure]);
  return values;
}

/// Where a parameter may be, of all places from 0 to 1, by what nothing speaks against.
struct Left {
  std::size_t parameter = 0;
  double low = 0, high = 1;
  double width() const { return std::min(1.0, (high - low) / (high_end - low_end)); }
};

std::vector<Left> left_of(const Fitted& fitted) {
  const auto& points = fitted.outcome.study.matching->plausible;
  const std::size_t count = fitted.plan.free.size();
  std::vector<Left> left;
  if (points.empty()) return left;
  for (std::size_t k = 0; k < count; ++k) {
    std::vector<double> places;
    for (std::size_t i = k; i < points.size(); i += count) places.push_back(points[i]);
    left.push_back({fitted.plan.free[k], quantile(places, low_end), quantile(places, high_end)});
  }
  std::ranges::stable_sort(left, {}, &Left::width);
  return left;
}

double value_at(const Fitted& fitted, const Left& left, double place) {
  return drawn_value(fitted.plan.model->parameters()[left.parameter], place, fitted.plan.scheme);
}

std::string percent(double share) {
  return share > 0 && share < 0.001 ? fmt::format("{:.1g}", 100 * share)
                                    : fmt::format("{:.3g}", 100 * share);
}

std::string figures_table(const Fitted& fitted, const Page& page) {
  const io::Matching& matching = *fitted.outcome.study.matching;
  TextTable table({{page.say("calibrate.figure"), TextTable::Align::left},
                   {page.say("observed.value")},
                   {page.say("calibrate.worlds")},
                   {page.say("calibrate.noise")},
                   {page.say("calibrate.alone")}});
  for (std::size_t f = 0; f < matching.figures.size(); ++f) {
    const io::Observed& figure = matching.figures[f];
    const auto values = of_worlds(fitted, f);
    table.add_row(
        {name_with_unit(page, figure.of), fmt::format("{:g} ± {:g}", figure.value, figure.margin),
         fmt::format("{:.3g} [{:.3g}, {:.3g}]", quantile(values, 0.5), quantile(values, low_end),
                     quantile(values, high_end)),
         fmt::format("{:.2g}", matching.waves.back().noise[f]), percent(matching.share_alone[f])});
  }
  return table.text(page.terminal);
}

std::string waves_table(const Fitted& fitted, const Page& page) {
  TextTable table({{page.say("calibrate.wave"), TextTable::Align::left},
                   {page.say("calibrate.vectors")},
                   {page.say("calibrate.left")},
                   {page.say("calibrate.inside")}});
  int number = 0;
  for (const auto& wave : fitted.outcome.study.matching->waves) {
    std::vector<std::string> inside;
    for (const double share : wave.left_out_inside)
      inside.push_back(fmt::format("{:.0f}", 100 * share));
    table.add_row({fmt::format("{}", ++number), fmt::format("{}", wave.vectors),
                   percent(wave.share), fmt::format("{}", fmt::join(inside, " "))});
  }
  return table.text(page.terminal);
}

/// Those that figures narrow most; in a sentence where they narrow none.
std::string parameters_table(const Fitted& fitted, const Page& page) {
  const auto left = left_of(fitted);
  const auto narrowed = static_cast<std::size_t>(
      std::ranges::count_if(left, [](const Left& one) { return one.width() <= hardly_narrowed; }));
  if (narrowed == 0) return page.say("calibrate.none_narrowed", fitted.plan.free.size()) + "\n";
  TextTable table({{page.say("calibrate.parameter"), TextTable::Align::left},
                   {page.say("calibrate.between")},
                   {page.say("calibrate.of_range")}});
  const std::size_t shown = std::min(narrowed, parameters_shown);
  for (const Left& one : std::span(left).first(shown)) {
    table.add_row({fitted.plan.model->parameters()[one.parameter].name,
                   fmt::format("{:.3g} .. {:.3g}", value_at(fitted, one, one.low),
                               value_at(fitted, one, one.high)),
                   fmt::format("{:.0f}", 100 * one.width())});
  }
  std::string text = table.text(page.terminal);
  if (shown < left.size()) text += page.say("calibrate.others", left.size() - shown) + "\n";
  return text;
}
}  // namespace

std::string nothing_fits(const Fitted& fitted, const Page& page) {
  std::vector<std::string> wanted, found;
  for (std::size_t f = 0; f < fitted.plan.figures.size(); ++f) {
    const io::Observed& figure = fitted.plan.figures[f];
    wanted.push_back(fmt::format("{} {:g} ± {:g}", name_with_unit(page, figure.of), figure.value,
                                 figure.margin));
    if (!fitted.outcome.nearest.mean.empty())
      found.push_back(fmt::format("{} {:.3g}", name_with_unit(page, figure.of),
                                  fitted.outcome.nearest.mean[f]));
  }
  const std::string nearest =
      found.empty() ? page.say("calibrate.no_value")
                    : page.say("calibrate.nearest", fmt::format("{}", fmt::join(found, "; ")),
                               fmt::format("{:.1f}", fitted.outcome.nearest.implausibility));
  return page.say("calibrate.nothing", fmt::format("{}", fmt::join(wanted, "; "))) + " " + nearest +
         "\n";
}

std::string calibration_text(const Fitted& fitted, const Page& page) {
  const auto& outcome = fitted.outcome;
  const io::Matching& matching = *outcome.study.matching;
  std::string text = page.bold(outcome.study.title) + "\n" +
                     page.say("calibrate.size", matching.figures.size(), fitted.plan.free.size()) +
                     "\n\n";
  text += figures_table(fitted, page) + "\n" + waves_table(fitted, page) + "\n" +
          parameters_table(fitted, page) + "\n";
  text += page.say("calibrate.found", matching.chosen.size(), outcome.fitting,
                   matching.vectors.wave.size()) +
          "\n";
  text +=
      page.dim(page.say("calibrate.notes", fitted.plan.replicates, 100 * fitted.plan.discrepancy)) +
      "\n";
  return text + "\n" +
         page.last_line({page.say("report.seed", fitted.plan.scenario.scenario.run.seed),
                         page.say("report.runs", outcome.runs - outcome.failed)});
}

std::string calibration_json(const Fitted& fitted) {
  const auto& outcome = fitted.outcome;
  const io::Matching& matching = *outcome.study.matching;
  Json figures = Json::array(), waves = Json::array(), parameters = Json::array();
  for (std::size_t f = 0; f < matching.figures.size(); ++f) {
    const io::Observed& figure = matching.figures[f];
    const auto values = of_worlds(fitted, f);
    Json row{{"figure", figure.of.name},
             {"value", figure.value},
             {"margin", figure.margin},
             {"unit", figure.of.unit},
             {"share_alone", matching.share_alone[f]},
             {"noise", matching.waves.back().noise[f]}};
    if (!values.empty())
      row.update({{"median", quantile(values, 0.5)},
                  {"low", quantile(values, low_end)},
                  {"high", quantile(values, high_end)}});
    if (!outcome.nearest.mean.empty()) row["nearest"] = outcome.nearest.mean[f];
    figures.push_back(std::move(row));
  }
  for (const auto& wave : matching.waves)
    waves.push_back({{"vectors", wave.vectors},
                     {"share", wave.share},
                     {"limit", wave.limit},
                     {"left_out_inside", wave.left_out_inside}});
  for (const Left& left : left_of(fitted))
    parameters.push_back({{"parameter", fitted.plan.model->parameters()[left.parameter].name},
                          {"low", value_at(fitted, left, left.low)},
                          {"high", value_at(fitted, left, left.high)},
                          {"share", left.width()}});
  return document_text({{"schema_version", 1},
                        {"command", "calibrate"},
                        {"model", fitted.plan.model->name()},
                        {"worlds", matching.chosen.size()},
                        {"fitting", outcome.fitting},
                        {"vectors", matching.vectors.wave.size()},
                        {"runs", outcome.runs},
                        {"failed", outcome.failed},
                        {"nearest", outcome.nearest.implausibility},
                        {"figures", figures},
                        {"waves", waves},
                        {"parameters", parameters}});
}

}  // namespace sim::cli
