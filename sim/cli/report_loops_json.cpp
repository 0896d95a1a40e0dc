#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sim/cli/report.hpp"
#include "sim/cli/report_gain.hpp"
#include "sim/cli/report_loops.hpp"

namespace sim::cli {

using Json = nlohmann::ordered_json;

namespace {
/// JSON has no NaN and no infinity: null says that there is no number.
Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json estimate_json(const Estimate& estimate) {
  return {{"mean", number(estimate.mean)},
          {"sd", number(estimate.sd)},
          {"n", estimate.n},
          {"ci_low", number(estimate.ci_low)},
          {"ci_high", number(estimate.ci_high)}};
}

Json signature_json(const Model& model, const SignatureInfo& signature) {
  return {{"metric", model.metrics()[signature.metric].name},
          {"sign", signature.sign},
          {"by_definition", signature.by_definition}};
}

Json ratio_json(const experiment::LoopEffect& effect) {
  const auto& interval = effect.ratio.interval;
  return {{"value", number(effect.ratio.value)},
          {"n", effect.difference.n},
          {"ci_low", interval ? number(interval->low) : Json(nullptr)},
          {"ci_high", interval ? number(interval->high) : Json(nullptr)},
          {"method", "Fieller, paired"}};
}

Json response_json(const experiment::Response& response, const Estimate& integral) {
  Json months = Json::array();
  for (const auto& month : response.months) months.push_back(estimate_json(month));
  return {{"peak_month", response.peak},
          {"half_life", response.half_life ? Json(*response.half_life) : Json(nullptr)},
          {"integral", estimate_json(integral)},
          {"months", std::move(months)}};
}

Json effects(const LoopReport& report) {
  const Model& model = *report.setup.study.model;
  Json list = Json::array();
  for (const auto& effect : report.findings.effects) {
    list.push_back({{"scenario", base_name(report, effect.base)},
                    {"dynamic", model.dynamics()[effect.dynamic].name},
                    {"cut", effect.cut},
                    {"signature", signature_json(model, effect.signature)},
                    {"closed_mean", estimate_json(effect.closed)},
                    {"cut_mean", estimate_json(effect.open)},
                    {"difference", estimate_json(effect.difference)},
                    {"ratio", ratio_json(effect)},
                    {"p_holm", number(effect.answer.p_holm)},
                    {"verdict", effect_word(effect)}});
  }
  return list;
}

Json interactions(const LoopReport& report) {
  const Model& model = *report.setup.study.model;
  Json list = Json::array();
  for (const auto& one : report.findings.interactions) {
    list.push_back(
        {{"scenario", base_name(report, one.base)},
         {"dynamics", {model.dynamics()[one.one].name, model.dynamics()[one.other].name}},
         {"signature", signature_json(model, one.signature)},
         {"signature_of", model.dynamics()[one.owner].name},
         {"interaction", estimate_json(one.amount)},
         {"p_holm", number(one.answer.p_holm)},
         {"verdict", interaction_word(one.answer.verdict)}});
  }
  return list;
}

Json responses(const LoopReport& report) {
  const Model& model = *report.setup.study.model;
  Json list = Json::array();
  for (const auto& response : report.findings.responses) {
    const DynamicInfo& dynamic = model.dynamics()[response.dynamic];
    list.push_back({{"scenario", base_name(report, response.base)},
                    {"dynamic", dynamic.name},
                    {"push", dynamic.push.help},
                    {"signature", signature_json(model, response.signature)},
                    {"closed", response_json(response.closed, response.closed_integral)},
                    {"cut", response_json(response.open, response.open_integral)},
                    {"integral_difference", estimate_json(response.difference)}});
  }
  return list;
}
}  // namespace

std::string loops_json(const LoopReport& report) {
  const io::Study& study = report.setup.study;
  const auto& outcome = report.outcome;
  const int months = settings_of(study).months;
  const Json document{
      {"schema_version", 1},
      {"command", "loops"},
      {"model", study.model->name()},
      {"title", study.title},
      {"purpose", purpose},
      {"calibration_status", study.calibration_status()},
      {"master_seed", fmt::format("{}", settings_of(study).seed)},
      {"months", months},
      {"window", window_names[static_cast<std::size_t>(report.window)]},
      {"push_month", experiment::push_month(months)},
      {"smallest_effect", experiment::any_difference},
      {"adjustment",
       "Holm over all effects but those by definition, over all interactions, and over the gains "
       "of each scenario"},
      {"runs", {{"planned", outcome.planned}, {"ok", outcome.ok}, {"failed", outcome.failed}}},
      {"stopped", outcome.stopped},
      {"effects", effects(report)},
      {"gains", gains_json(report)},
      {"least_gain", experiment::least_gain},
      {"pulses", pulses_json(report)},
      {"pulse_month", experiment::pulse_month(months)},
      {"interactions", interactions(report)},
      {"responses", responses(report)}};
  return document.dump(2) + "\n";
}

}  // namespace sim::cli
