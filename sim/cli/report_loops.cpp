#include "sim/cli/report_loops.hpp"

#include <cmath>

#include <fmt/format.h>

#include "sim/cli/report.hpp"
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

std::string cell(const Estimate& estimate) {
  return estimate.n == 0 ? "no value" : show(estimate).plus_minus;
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
                   {"closed / cut"},
                   {"verdict", Align::left}});
  std::string heading;
  for (const auto& effect : report.findings.effects) {
    if (effect.base != base) continue;
    const DynamicInfo& dynamic = dynamic_of(report, effect.dynamic);
    const std::string next = fmt::format("{} ({}), {}", dynamic.name, dynamic.label_en, effect.cut);
    if (next != heading) table.add_heading(heading = next);
    table.add_row({"  " + name_of(report, effect.signature),
                   effect.closed.n > 0 ? show(effect.closed).mean : "no value",
                   effect.open.n > 0 ? show(effect.open).mean : "no value", cell(effect.difference),
                   ratio_text(effect.ratio), std::string(experiment::name_of(effect.verdict))});
  }
  return table.text(terminal);
}

std::string interactions(const LoopReport& report, std::size_t base, const Terminal& terminal) {
  TextTable table({{"both beyond the sum of each", Align::left},
                   {"signature", Align::left},
                   {"interaction"},
                   {"verdict", Align::left}});
  int all = 0, shown = 0;
  for (const auto& one : report.findings.interactions) {
    if (one.base != base) continue;
    ++all;
    const auto verdict = one.verdict();
    if (verdict != "feeds" && verdict != "masks" && !report.verbose) continue;
    ++shown;
    table.add_row({fmt::format("  {} x {}", dynamic_of(report, one.one).name,
                               dynamic_of(report, one.other).name),
                   name_of(report, one.signature), cell(one.amount), std::string(verdict)});
  }
  const std::string count =
      fmt::format("  {} of {} intervals {}; about {:.1f} would exclude 0 by chance alone", shown,
                  all, report.verbose ? "are shown" : "exclude 0", 0.05 * all);
  return (shown > 0 ? table.text(terminal) : "interactions: none shown\n") + dim(terminal, count) +
         "\n";
}

std::string half_life_text(const experiment::Response& response) {
  if (response.months.empty() || !(std::abs(response.months[response.peak].mean) > 0)) return "-";
  if (response.half_life) return std::to_string(*response.half_life);
  return fmt::format("> {}", response.months.size() - 1 - response.peak);
}

std::string peak_text(const experiment::Response& response) {
  if (response.months.empty() || response.months[response.peak].n == 0) return "no value";
  return fmt::format("{} (+{})", show(response.months[response.peak]).plus_minus, response.peak);
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
  std::string heading;
  for (const auto& response : report.findings.responses) {
    if (response.base != base) continue;
    const DynamicInfo& dynamic = dynamic_of(report, response.dynamic);
    const std::string next = fmt::format("{}: {}", dynamic.name, dynamic.push.help);
    if (next != heading) table.add_heading(heading = next);
    table.add_row({"  " + name_of(report, response.signature), peak_text(response.closed),
                   half_life_text(response.closed), peak_text(response.open),
                   half_life_text(response.open), cell(response.closed_integral),
                   cell(response.open_integral), cell(response.difference)});
  }
  return table.text(terminal);
}

std::string notes(const LoopReport& report) {
  return fmt::format(
      "Effects and interactions: {}, paired on common random numbers, 95 % intervals (t; ratios "
      "Fieller).\n"
      "(+) or (-): the sign in which the loop shows. reinforcing: closed minus cut has that sign "
      "and its\ninterval excludes 0; balancing: the other sign; undecided: neither. ‡ the cut "
      "itself stops it, so\nits size counts and its sign does not.\n"
      "A push starts in month {}; months after it in brackets. The interval of a peak is that of "
      "its month,\nwhich was chosen for being the largest. half-life: months from the peak to half "
      "of it or less.\nIntegrals: sum over all months from the push on, in the metric's unit times "
      "month.",
      title_of(report.window), experiment::push_month(settings_of(report.setup.study).months));
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
    text += interactions(report, base, terminal) + "\n";
    text += responses(report, base, terminal);
  }
  text += "\n" + dim(terminal, notes(report)) + "\n";
  return text +
         dim(terminal,
             fmt::format("Purpose: {}. Calibration: {}. Seed {}. {} runs.", purpose,
                         study.calibration_status(), settings_of(study).seed, report.outcome.ok)) +
         "\n";
}

}  // namespace sim::cli
