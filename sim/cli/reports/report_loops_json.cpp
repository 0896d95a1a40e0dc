#include "sim/cli/reports/document.hpp"
#include "sim/cli/reports/report_gain.hpp"
#include "sim/cli/reports/report_loops.hpp"

namespace sim::cli {

namespace {
const Model& model_of(const LoopReport& report) { return *report.setup.study.model; }

Json signature_json(const Model& model, const SignatureInfo& signature) {
  return {{"metric", model.metrics()[signature.metric].name},
          {"sign", signature.sign},
          {"by_definition", signature.by_definition}};
}

Json response_json(const experiment::Response& response, const Estimate& integral) {
  return {{"peak_month", response.peak},
          {"half_life", response.half_life ? Json(*response.half_life) : Json(nullptr)},
          {"integral", integral},
          {"months", response.months}};
}

Json effects(const LoopReport& report) {
  const Model& model = model_of(report);
  Json list = Json::array();
  for (const auto& effect : report.findings.effects) {
    list.push_back({{"scenario", base_name(report, effect.base)},
                    {"dynamic", model.dynamics()[effect.dynamic].name},
                    {"cut", effect.cut},
                    {"signature", signature_json(model, effect.signature)},
                    {"closed_mean", effect.closed},
                    {"cut_mean", effect.open},
                    {"difference", effect.difference},
                    {"ratio", experiment::ratio_json(effect.ratio, effect.difference.n)},
                    {"p_holm", effect.answer.p_holm},
                    {"verdict", effect_word(effect)}});
  }
  return list;
}

Json interactions(const LoopReport& report) {
  const Model& model = model_of(report);
  Json list = Json::array();
  for (const auto& one : report.findings.interactions) {
    list.push_back(
        {{"scenario", base_name(report, one.base)},
         {"dynamics", {model.dynamics()[one.one].name, model.dynamics()[one.other].name}},
         {"signature", signature_json(model, one.signature)},
         {"signature_of", model.dynamics()[one.owner].name},
         {"interaction", one.amount},
         {"p_holm", one.answer.p_holm},
         {"verdict", interaction_word(one.answer.verdict)}});
  }
  return list;
}

Json responses(const LoopReport& report) {
  const Model& model = model_of(report);
  Json list = Json::array();
  for (const auto& response : report.findings.responses) {
    const DynamicInfo& dynamic = model.dynamics()[response.dynamic];
    list.push_back({{"scenario", base_name(report, response.base)},
                    {"dynamic", dynamic.name},
                    {"push", io::words(model).push(dynamic)},
                    {"signature", signature_json(model, response.signature)},
                    {"closed", response_json(response.closed, response.closed_integral)},
                    {"cut", response_json(response.open, response.open_integral)},
                    {"integral_difference", response.difference}});
  }
  return list;
}

Json gains(const LoopReport& report) {
  const Model& model = model_of(report);
  Json list = Json::array();
  for (const auto& gain : report.findings.gains) {
    list.push_back({{"scenario", base_name(report, gain.base)},
                    {"dynamic", model.dynamics()[gain.dynamic].name},
                    {"without_effect", gain.response.without_effect.name},
                    {"response", model.metrics()[gain.response.metric].name},
                    {"by_definition", gain.response.by_definition},
                    {"with_effect_mean", gain.closed},
                    {"without_effect_mean", gain.counted},
                    {"cut_mean", gain.cut},
                    {"gain", gain.gain},
                    {"ratio", experiment::ratio_json(gain.ratio)},
                    {"p_holm", gain.p_holm},
                    {"verdict", experiment::name_of(gain.verdict)}});
  }
  return list;
}

Json pulses(const LoopReport& report) {
  const Model& model = model_of(report);
  Json list = Json::array();
  for (const auto& answer : report.findings.pulses) {
    const DynamicInfo& dynamic = model.dynamics()[answer.dynamic];
    list.push_back({{"scenario", base_name(report, answer.base)},
                    {"dynamic", dynamic.name},
                    {"put_in", io::words(model).pulse(dynamic)},
                    {"response", model.metrics()[dynamic.pulse->metric].name},
                    {"months", answer.months},
                    {"followed_by", answer.followed}});
  }
  return list;
}
}  // namespace

std::string loops_json(const LoopReport& report) {
  const io::Study& study = report.setup.study;
  const auto& outcome = report.outcome;
  const int months = settings_of(study).months;
  Json document = head_of(report.setup, "loops");
  document.update(
      {{"title", study.title},
       {"purpose", purpose},
       {"calibration_status", study.calibration_status()},
       {"master_seed", seed_json(report.setup)},
       {"months", months},
       {"window", report.window},
       {"push_month", experiment::push_month(months)},
       {"smallest_effect", experiment::any_difference},
       {"adjustment",
        "Holm over all effects but those by definition, over all interactions, and over the gains "
        "of each scenario"},
       {"runs", {{"planned", outcome.planned}, {"ok", outcome.ok}, {"failed", outcome.failed}}},
       {"stopped", outcome.stopped},
       {"effects", effects(report)},
       {"gains", gains(report)},
       {"least_gain", experiment::least_gain},
       {"pulses", pulses(report)},
       {"pulse_month", experiment::pulse_month(months)},
       {"interactions", interactions(report)},
       {"responses", responses(report)}});
  return document_text(document);
}

}  // namespace sim::cli
