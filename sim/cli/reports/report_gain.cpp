#include "sim/cli/reports/report_gain.hpp"

#include <cmath>

#include "sim/cli/reports/means_table.hpp"

namespace sim::cli {

namespace {
using Align = TextTable::Align;

const Model& model_of(const LoopReport& report) { return *report.setup.study.model; }

/// A ratio as so much per cent more or less.
std::string percent_text(const experiment::Ratio& ratio) {
  if (std::isnan(ratio.value)) return "-";
  const double more = 100 * (ratio.value - 1);
  if (!ratio.interval) return fmt::format("{:+.0f} % [-]", more);
  return fmt::format("{:+.0f} % [{:+.0f}, {:+.0f}]", more, 100 * (ratio.interval->low - 1),
                     100 * (ratio.interval->high - 1));
}

std::string gain_table(const LoopReport& report, std::size_t base, const Page& page) {
  MeansTable table = table_of(report, page,
                              {{page.say("gain.title"), Align::left},
                               {page.say("gain.response"), Align::left},
                               {page.say("gain.with")},
                               {page.say("gain.without")},
                               {page.say("loops.cut")},
                               {page.say("gain.gain")},
                               {page.say("gain.percent")},
                               {page.say("loops.verdict"), Align::left}});
  const std::string none = page.say("report.no_value");
  for (const auto& gain : report.findings.gains) {
    if (gain.base != base) continue;
    const std::string metric = page.name(model_of(report).metrics()[gain.response.metric]);
    table.add({{gain.response.without_effect.name, ""},
               {metric + (gain.response.by_definition ? " ‡" : ""), ""},
               table.mean(gain.closed, none),
               table.mean(gain.counted, none),
               table.mean(gain.cut, none),
               table.plus_minus(gain.gain, none),
               {percent_text(gain.ratio), ""},
               {page.word("verdict", experiment::name_of(gain.verdict)), ""}});
  }
  return table.text();
}

std::string pulse_table(const LoopReport& report, std::size_t base, const Page& page) {
  MeansTable table =
      table_of(report, page, {{page.say("gain.put_in"), Align::left}, {page.say("gain.followed")}});
  for (const auto& answer : report.findings.pulses) {
    if (answer.base != base) continue;
    const DynamicInfo& dynamic = model_of(report).dynamics()[answer.dynamic];
    table.add({{fmt::format("{}: {}", dynamic.name, page.say.words().pulse(dynamic)), ""},
               table.plus_minus(answer.followed, page.say("report.no_value"))});
  }
  return table.text();
}
}  // namespace

std::string gains_text(const LoopReport& report, std::size_t base, const Page& page) {
  if (report.findings.gains.empty()) return {};
  return gain_table(report, base, page) + "\n" + pulse_table(report, base, page) + "\n";
}

std::string gain_notes(const LoopReport& report, const Page& page) {
  if (report.findings.gains.empty()) return {};
  const int months = settings_of(report.setup.study).months;
  return page.say("gain.notes", 100 * experiment::least_gain, experiment::pulse_month(months),
                  experiment::months_after_pulse(months)) +
         "\n";
}

}  // namespace sim::cli
