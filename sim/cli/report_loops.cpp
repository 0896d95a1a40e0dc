#include "sim/cli/report_loops.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "sim/cli/replicates.hpp"
#include "sim/cli/report.hpp"
#include "sim/cli/report_gain.hpp"
#include "sim/cli/report_hypotheses.hpp"
#include "sim/cli/text_table.hpp"

namespace sim::cli {

namespace {
using Align = TextTable::Align;

const Model& model_of(const LoopReport& report) { return *report.setup.study.model; }

const DynamicInfo& dynamic_of(const LoopReport& report, std::size_t dynamic) {
  return model_of(report).dynamics()[dynamic];
}

std::string name_of(const LoopReport& report, const SignatureInfo& signature) {
  const MetricInfo& metric = model_of(report).metrics()[signature.metric];
  const std::string unit = unit_text(metric);
  return fmt::format("{} ({}){}{}", metric.name, signature.sign > 0 ? "+" : "-",
                     unit.empty() ? "" : " [" + unit + "]", signature.by_definition ? " ‡" : "");
}

Replicates replicates_of(const LoopReport& report) {
  return {report.outcome, report.setup.study.scenarios.size()};
}

std::string below(const Terminal& terminal, const Replicates& replicates) {
  return dim(terminal, "  " + replicates.note()) + "\n";
}

TextTable::Cell cell(const Estimate& estimate, Replicates& replicates) {
  if (estimate.n == 0) return {"no value", ""};
  return {show(estimate).plus_minus, replicates.mark(estimate)};
}

TextTable::Cell mean_cell(const Estimate& estimate, Replicates& replicates) {
  if (estimate.n == 0) return {"no value", ""};
  return {show(estimate).mean, replicates.mark(estimate)};
}

std::string ratio_text(const experiment::Ratio& ratio) {
  if (std::isnan(ratio.value)) return "-";
  if (!ratio.interval) return fmt::format("{:.3g} [-]", ratio.value);
  return fmt::format("{:.3g} [{:.3g}, {:.3g}]", ratio.value, ratio.interval->low,
                     ratio.interval->high);
}

std::string effects(const LoopReport& report, std::size_t base, const Terminal& terminal) {
  TextTable table({{"closed against cut", Align::left},
                   {"closed"},
                   {"cut"},
                   {"closed - cut"},
                   {"verdict", Align::left},
                   {"closed / cut"}});
  Replicates replicates = replicates_of(report);
  std::string heading;
  for (const auto& effect : report.findings.effects) {
    if (effect.base != base) continue;
    const DynamicInfo& dynamic = dynamic_of(report, effect.dynamic);
    const std::string next = fmt::format("{} ({}), {}", dynamic.name, dynamic.label_en, effect.cut);
    if (next != heading) table.add_heading(heading = next);
    table.add_marked_row({{"  " + name_of(report, effect.signature), ""},
                          mean_cell(effect.closed, replicates),
                          mean_cell(effect.open, replicates),
                          cell(effect.difference, replicates),
                          {std::string(effect_word(effect)), ""},
                          {ratio_text(effect.ratio), ""}});
  }
  return table.text(terminal) + below(terminal, replicates);
}

std::string interactions(const LoopReport& report, std::size_t base, const Terminal& terminal) {
  TextTable table({{"both beyond the sum of each", Align::left},
                   {"signature", Align::left},
                   {"interaction"},
                   {"verdict", Align::left}});
  Replicates replicates = replicates_of(report);
  int all = 0, shown = 0;
  for (const auto& one : report.findings.interactions) {
    if (one.base != base) continue;
    ++all;
    if (one.answer.verdict == experiment::Verdict::undecided && !report.verbose) continue;
    ++shown;
    table.add_marked_row({{fmt::format("  {} x {}", dynamic_of(report, one.one).name,
                                       dynamic_of(report, one.other).name),
                           ""},
                          {name_of(report, one.signature), ""},
                          cell(one.amount, replicates),
                          {std::string(interaction_word(one.answer.verdict)), ""}});
  }
  if (shown == 0) return fmt::format("interactions: all {} undecided\n", all);
  const std::string rest =
      shown < all ? fmt::format("  {} of {} are undecided, and not shown\n", all - shown, all)
                  : std::string();
  return table.text(terminal) + dim(terminal, rest) + below(terminal, replicates);
}

std::string half_life_text(const experiment::Response& response) {
  if (response.months.empty() || !(std::abs(response.months[response.peak].mean) > 0)) return "-";
  if (response.half_life) return std::to_string(*response.half_life);
  return fmt::format("> {}", response.months.size() - 1 - response.peak);
}

TextTable::Cell peak_cell(const experiment::Response& response, Replicates& replicates) {
  if (response.months.empty() || response.months[response.peak].n == 0) return {"no value", ""};
  const Estimate& peak = response.months[response.peak];
  return {fmt::format("{} (+{})", show(peak).plus_minus, response.peak), replicates.mark(peak)};
}

std::string responses(const LoopReport& report, std::size_t base, const Terminal& terminal) {
  TextTable table({{"answer to a push", Align::left},
                   {"closed: peak (month)"},
                   {"half-life"},
                   {"cut: peak (month)"},
                   {"half-life"},
                   {"integral closed"},
                   {"integral cut"},
                   {"closed - cut"}});
  Replicates replicates = replicates_of(report);
  std::string heading;
  for (const auto& response : report.findings.responses) {
    if (response.base != base) continue;
    const DynamicInfo& dynamic = dynamic_of(report, response.dynamic);
    const std::string next = fmt::format("{}: {}", dynamic.name, dynamic.push.help);
    if (next != heading) table.add_heading(heading = next);
    table.add_marked_row({{"  " + name_of(report, response.signature), ""},
                          peak_cell(response.closed, replicates),
                          {half_life_text(response.closed), ""},
                          peak_cell(response.open, replicates),
                          {half_life_text(response.open), ""},
                          cell(response.closed_integral, replicates),
                          cell(response.open_integral, replicates),
                          cell(response.difference, replicates)});
  }
  return table.text(terminal) + below(terminal, replicates);
}

std::size_t judged(const LoopReport& report) {
  return static_cast<std::size_t>(std::ranges::count_if(
      report.findings.effects,
      [](const experiment::LoopEffect& effect) { return !effect.signature.by_definition; }));
}

std::string notes(const LoopReport& report) {
  return fmt::format(
      "Effects and interactions: {}, paired on common random numbers, 95 % intervals (t; ratios "
      "Fieller).\n"
      "(+) or (-): the sign in which the loop shows. acts: closed differs from cut in that sign; "
      "acts the other\nway: in the other sign; undecided: neither can be said. Verdicts hold after "
      "Holm over all {} effects, and\nover all {} interactions, of this answer; the smallest "
      "effect is 0: any difference counts, so that none\nis called \"no difference\". ‡ by "
      "definition: the cut itself stops it, or it is arithmetic on what stops;\nits size is shown, "
      "and it has no verdict.\n"
      "A push starts in month {}; months after it in brackets. The interval of a peak is that of "
      "its month,\nwhich was chosen for being the largest. half-life: months from the peak to half "
      "of it or less.\nIntegrals: sum over all months from the push on, in the metric's unit times "
      "month.",
      title_of(report.window), judged(report), report.findings.interactions.size(),
      experiment::push_month(settings_of(report.setup.study).months));
}
}  // namespace

const std::string& base_name(const LoopReport& report, std::size_t base) {
  const experiment::LoopLayout layout(model_of(report));
  return report.setup.study.scenarios[layout.setting(base, 0)].scenario.name;
}

std::string loops_text(const LoopReport& report, const Terminal& terminal) {
  const io::Study& study = report.setup.study;
  const experiment::LoopLayout layout(model_of(report));
  const std::size_t scenarios = study.scenarios.size();
  std::string text = bold(terminal, study.title) + "\n";
  text += fmt::format("{} scenarios, {} replicates of {} months\n", scenarios,
                      (report.outcome.ok + report.outcome.failed) / scenarios,
                      settings_of(study).months);
  for (std::size_t base = 0; base < scenarios / layout.per_base(); ++base) {
    text += "\n" + bold(terminal, "== " + base_name(report, base)) + "\n\n";
    text += effects(report, base, terminal) + "\n";
    text += gains_text(report, base, terminal);
    text += interactions(report, base, terminal) + "\n";
    text += responses(report, base, terminal);
  }
  text += "\n" + dim(terminal, gain_notes(report) + notes(report)) + "\n";
  return text +
         dim(terminal,
             fmt::format("Purpose: {}. Calibration: {}. Seed {}. {} runs.", purpose,
                         study.calibration_status(), settings_of(study).seed, report.outcome.ok)) +
         "\n";
}

}  // namespace sim::cli
