#include "sim/cli/report_gain.hpp"

#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "sim/cli/replicates.hpp"
#include "sim/cli/report.hpp"
#include "sim/cli/text_table.hpp"

namespace sim::cli {

namespace {
using Align = TextTable::Align;
using Json = nlohmann::ordered_json;

const Model& model_of(const LoopReport& report) { return *report.setup.study.model; }

TextTable::Cell mean_cell(const Estimate& estimate, Replicates& replicates) {
  if (estimate.n == 0) return {"no value", ""};
  return {show(estimate).mean, replicates.mark(estimate)};
}

TextTable::Cell cell(const Estimate& estimate, Replicates& replicates) {
  if (estimate.n == 0) return {"no value", ""};
  return {show(estimate).plus_minus, replicates.mark(estimate)};
}

std::string below(const Terminal& terminal, const Replicates& replicates) {
  return dim(terminal, "  " + replicates.note()) + "\n";
}

/// A ratio as so much per cent more or less.
std::string percent_text(const experiment::Ratio& ratio) {
  if (std::isnan(ratio.value)) return "-";
  const double more = 100 * (ratio.value - 1);
  if (!ratio.interval) return fmt::format("{:+.0f} % [-]", more);
  return fmt::format("{:+.0f} % [{:+.0f}, {:+.0f}]", more, 100 * (ratio.interval->low - 1),
                     100 * (ratio.interval->high - 1));
}

std::string gain_table(const LoopReport& report, std::size_t base, const Terminal& terminal) {
  TextTable table({{"does it feed itself", Align::left},
                   {"response", Align::left},
                   {"with effect"},
                   {"without"},
                   {"cut"},
                   {"gain"},
                   {"in per cent"},
                   {"verdict", Align::left}});
  Replicates replicates{report.outcome, report.setup.study.scenarios.size()};
  for (const auto& gain : report.findings.gains) {
    if (gain.base != base) continue;
    const std::string metric = model_of(report).metrics()[gain.response.metric].name;
    table.add_marked_row({{gain.response.without_effect.name, ""},
                          {metric + (gain.response.by_definition ? " ‡" : ""), ""},
                          mean_cell(gain.closed, replicates),
                          mean_cell(gain.counted, replicates),
                          mean_cell(gain.cut, replicates),
                          cell(gain.gain, replicates),
                          {percent_text(gain.ratio), ""},
                          {std::string(experiment::name_of(gain.verdict)), ""}});
  }
  return table.text(terminal) + below(terminal, replicates);
}

std::string pulse_table(const LoopReport& report, std::size_t base, const Terminal& terminal) {
  TextTable table({{"responses put in", Align::left}, {"followed by, for each"}});
  Replicates replicates{report.outcome, report.setup.study.scenarios.size()};
  for (const auto& answer : report.findings.pulses) {
    if (answer.base != base) continue;
    const DynamicInfo& dynamic = model_of(report).dynamics()[answer.dynamic];
    table.add_marked_row({{fmt::format("{}: {}", dynamic.name, dynamic.pulse->help), ""},
                          cell(answer.followed, replicates)});
  }
  return table.text(terminal) + below(terminal, replicates);
}

/// JSON has no NaN and no infinity: null says that there is no number.
Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json estimate_json(const Estimate& estimate) {
  return {{"mean", number(estimate.mean)},
          {"sd", number(estimate.sd)},
          {"n", estimate.n},
          {"ci_low", number(estimate.ci_low)},
          {"ci_high", number(estimate.ci_high)}};
}
}  // namespace

std::string gains_text(const LoopReport& report, std::size_t base, const Terminal& terminal) {
  if (report.findings.gains.empty()) return {};
  return gain_table(report, base, terminal) + "\n" + pulse_table(report, base, terminal) + "\n";
}

std::string gain_notes(const LoopReport& report) {
  if (report.findings.gains.empty()) return {};
  const int months = settings_of(report.setup.study).months;
  return fmt::format(
      "Gain: responses with their effect minus those that are counted and do not act. feeds "
      "itself: "
      "it is\nclear of {0:.0f} % of the response without effect; balances: clear of -{0:.0f} %; "
      "undecided: neither. That holds\nafter Holm over the gains of a scenario; intervals are "
      "plain.\n‡ none is made where the loop is cut. Responses put in, in month {1}: what follows "
      "in the "
      "{2} "
      "months after\nit, without what was put in.\n",
      100 * experiment::least_gain, experiment::pulse_month(months),
      experiment::months_after_pulse(months));
}

Json gains_json(const LoopReport& report) {
  const Model& model = model_of(report);
  Json list = Json::array();
  for (const auto& gain : report.findings.gains) {
    const auto& interval = gain.ratio.interval;
    list.push_back({{"scenario", base_name(report, gain.base)},
                    {"dynamic", model.dynamics()[gain.dynamic].name},
                    {"without_effect", gain.response.without_effect.name},
                    {"response", model.metrics()[gain.response.metric].name},
                    {"by_definition", gain.response.by_definition},
                    {"with_effect_mean", estimate_json(gain.closed)},
                    {"without_effect_mean", estimate_json(gain.counted)},
                    {"cut_mean", estimate_json(gain.cut)},
                    {"gain", estimate_json(gain.gain)},
                    {"ratio",
                     {{"value", number(gain.ratio.value)},
                      {"ci_low", interval ? number(interval->low) : Json(nullptr)},
                      {"ci_high", interval ? number(interval->high) : Json(nullptr)},
                      {"method", "Fieller, paired"}}},
                    {"p_holm", number(gain.p_holm)},
                    {"verdict", experiment::name_of(gain.verdict)}});
  }
  return list;
}

Json pulses_json(const LoopReport& report) {
  const Model& model = model_of(report);
  Json list = Json::array();
  for (const auto& answer : report.findings.pulses) {
    const DynamicInfo& dynamic = model.dynamics()[answer.dynamic];
    list.push_back({{"scenario", base_name(report, answer.base)},
                    {"dynamic", dynamic.name},
                    {"put_in", dynamic.pulse->help},
                    {"response", model.metrics()[dynamic.pulse->metric].name},
                    {"months", answer.months},
                    {"followed_by", estimate_json(answer.followed)}});
  }
  return list;
}

}  // namespace sim::cli
