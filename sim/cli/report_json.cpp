#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sim/cli/report.hpp"

namespace sim::cli {

using Json = nlohmann::ordered_json;

namespace {
/// JSON has no NaN and no infinity: null says that there is no number.
Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

void add_estimate(Json& row, const Estimate& estimate) {
  row["mean"] = number(estimate.mean);
  row["sd"] = number(estimate.sd);
  row["n"] = estimate.n;
  row["ci_low"] = number(estimate.ci_low);
  row["ci_high"] = number(estimate.ci_high);
}

std::string window_name(Window window) {
  return std::string(window_names[static_cast<std::size_t>(window)]);
}

std::string scenario_name(const Report& report, int scenario) {
  return report.setup.study.scenarios[static_cast<std::size_t>(scenario)].scenario.name;
}

Json scenarios(const Report& report) {
  Json list = Json::array();
  for (const auto& file : report.setup.study.scenarios) {
    list.push_back(
        {{"name", file.scenario.name}, {"title", file.scenario.title}, {"path", file.path}});
  }
  return list;
}

Json summary(const Report& report) {
  Json list = Json::array();
  for (const auto& row : report.outcome.summary.rows) {
    const MetricInfo& metric = report.program.model->metrics()[row.metric];
    Json entry{{"scenario", scenario_name(report, row.scenario)},
               {"metric", metric.name},
               {"window", window_name(row.window)},
               {"unit", metric.unit}};
    add_estimate(entry, row.estimate);
    list.push_back(std::move(entry));
  }
  return list;
}

Json contrasts(const Report& report) {
  Json list = Json::array();
  for (const auto& row : report.outcome.summary.contrasts) {
    Json entry{{"scenario", scenario_name(report, row.scenario)},
               {"baseline", scenario_name(report, row.baseline)},
               {"metric", report.program.model->metrics()[row.metric].name},
               {"window", window_name(row.window)}};
    add_estimate(entry, row.difference);
    entry["effect_size"] = number(row.effect_size);
    entry["variance_factor"] = number(row.variance_factor);
    entry["p_holm"] = number(row.p_holm);
    list.push_back(std::move(entry));
  }
  return list;
}

Json gates(const Report& report) {
  Json list = Json::array();
  for (const auto& gate : report.setup.gates) {
    for (const auto& row : report.outcome.summary.rows) {
      if (!experiment::concerns(gate.at, row)) continue;
      list.push_back({{"condition", gate.text},
                      {"scenario", scenario_name(report, row.scenario)},
                      {"mean", number(row.estimate.mean)},
                      {"failed", experiment::tripped(gate, row)}});
    }
  }
  return list;
}

Json runs(const experiment::StudyOutcome& outcome) {
  return {{"planned", outcome.planned},
          {"ok", outcome.ok},
          {"failed", outcome.failed},
          {"not_started", outcome.planned - outcome.ok - outcome.failed}};
}
Json warnings(const Report& report) {
  Json list = Json::array();
  for (const auto& [place, text] : report.setup.study.warnings) list.push_back(place + ": " + text);
  for (const auto& text : report.outcome.warnings) list.push_back(text);
  return list;
}
}  // namespace

std::string report_json(const Report& report) {
  const io::Study& study = report.setup.study;
  const auto& output = report.setup.options.output;
  const bool paired = report.setup.options.pairing == experiment::Pairing::common_random_numbers;
  const Json document{{"schema_version", 1},
                      {"command", study.file_type == "run" ? "run" : "compare"},
                      {"model", report.program.model->name()},
                      {"title", study.title},
                      {"purpose", purpose},
                      {"calibration_status", study.calibration_status()},
                      // A string: a double has 53 bits, a seed 63.
                      {"master_seed", fmt::format("{}", settings_of(study).seed)},
                      {"months", settings_of(study).months},
                      {"scenarios", scenarios(report)},
                      {"pairing", paired ? "common random numbers" : "independent"},
                      {"runs", runs(report.outcome)},
                      {"stopped", report.outcome.stopped},
                      {"until_reached", report.outcome.until_reached},
                      {"output", output ? Json(output->name.string()) : Json(nullptr)},
                      {"warnings", warnings(report)},
                      {"failures", report.outcome.failures},
                      {"gates", gates(report)},
                      {"summary", summary(report)},
                      {"contrasts", contrasts(report)}};
  return document.dump(2) + "\n";
}

}  // namespace sim::cli
