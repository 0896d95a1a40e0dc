#include <fmt/format.h>

#include "sim/cli/reports/document.hpp"
#include "sim/cli/reports/observed.hpp"
#include "sim/cli/reports/organisation.hpp"
#include "sim/cli/reports/report.hpp"

namespace sim::cli {

namespace {
const std::string& name_of(const Report& report, int scenario) {
  return report.setup.study.scenarios[static_cast<std::size_t>(scenario)].scenario.name;
}

Json scenarios(const Report& report) {
  Json list = Json::array();
  for (const auto& file : report.setup.study.scenarios)
    list.push_back({{"name", file.scenario.name},
                    {"title", file.scenario.title},
                    {"label", file.scenario.label},
                    {"label_nl", file.scenario.label_nl},
                    {"colour", file.scenario.colour},
                    {"path", file.path}});
  return list;
}

Json summary(const Report& report) {
  Json list = Json::array();
  for (const auto& row : report.outcome.summary.rows) {
    const MetricInfo& metric = report.program.model->metrics()[row.metric];
    Json entry{{"scenario", name_of(report, row.scenario)},
               {"metric", metric.name},
               {"window", window_name(row.window, report.setup.study.interest)},
               {"unit", metric.unit}};
    entry.update(row.estimate);
    list.push_back(std::move(entry));
  }
  return list;
}

Json share_json(const experiment::WorldValues& worlds, const ContrastRow& row) {
  const auto share = worlds.share(row);
  if (!share) return nullptr;
  return {{"n", share->worlds}, {"sign", share->sign}, {"size", share->size}};
}

/// The figure to find out next; null where none clearly settles something, or nobody asked.
Json find_out_next(const Report& report) {
  const auto& next = report.outcome.next;
  if (!next || next->figure.empty()) return nullptr;
  return {{"figure", next->figure}, {"disagree", next->now}, {"then", next->then}};
}

/// How the worlds were made, and what became of their runs.
Json worlds(const Report& report) {
  if (!report.setup.study.worlds) return nullptr;
  const io::Worlds& drawn = *report.setup.study.worlds;
  const auto& runs = report.outcome.in_worlds;
  return {{"n", drawn.count()},
          {"impossible", drawn.impossible},
          {"replicates", drawn.replicates},
          {"drawing", drawn.scheme},
          {"parameters", drawn.drawn.factors()},
          {"smallest_share", io::smallest_share},
          {"find_out_next", find_out_next(report)},
          {"runs", {{"planned", runs.planned}, {"ok", runs.ok}, {"failed", runs.failed}}}};
}

Json contrasts(const Report& report) {
  Json list = Json::array();
  for (const auto& row : report.outcome.summary.contrasts) {
    Json entry{{"scenario", name_of(report, row.scenario)},
               {"baseline", name_of(report, row.baseline)},
               {"metric", report.program.model->metrics()[row.metric].name},
               {"window", window_name(row.window, report.setup.study.interest)}};
    entry.update(row.difference);
    entry["effect_size"] = row.effect_size;
    entry["variance_factor"] = row.variance_factor;
    entry["p_holm"] = row.p_holm;
    if (report.outcome.worlds) entry["worlds"] = share_json(*report.outcome.worlds, row);
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
                      {"scenario", name_of(report, row.scenario)},
                      {"mean", row.estimate.mean},
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
  for (const auto& [place, text] : report.setup.study.warnings)
    list.push_back(fmt::format("{}: {}", place, text));
  for (const auto& text : report.outcome.warnings) list.push_back(text);
  return list;
}
}  // namespace

std::string report_json(const Report& report) {
  const io::Study& study = report.setup.study;
  const auto& output = report.setup.options.output;
  const bool paired = report.setup.options.pairing == experiment::Pairing::common_random_numbers;
  Json document = head_of(report.setup, study.file_type == "run" ? "run" : "compare");
  document.update({{"title", study.title},
                   {"purpose", purpose},
                   {"calibration_status", study.calibration_status()},
                   {"master_seed", seed_json(report.setup)},
                   {"months", settings_of(study).months},
                   {"scenarios", scenarios(report)},
                   {"pairing", paired ? "common random numbers" : "independent"},
                   {"runs", runs(report.outcome)},
                   {"worlds", worlds(report)},
                   {"stopped", report.outcome.stopped},
                   {"until_reached", report.outcome.until_reached},
                   {"output", output ? Json(output->name.string()) : Json(nullptr)},
                   {"warnings", warnings(report)},
                   {"failures", report.outcome.failures},
                   {"gates", gates(report)},
                   {"summary", summary(report)},
                   {"observed", report_observed_json(report)},
                   {"organisation", report_organisation_json(report)},
                   {"contrasts", contrasts(report)}});
  return document_text(document);
}

}  // namespace sim::cli
