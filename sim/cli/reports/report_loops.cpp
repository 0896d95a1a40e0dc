#include "sim/cli/reports/report_loops.hpp"

#include <algorithm>
#include <cmath>

#include "sim/cli/reports/report_gain.hpp"

namespace sim::cli {

namespace {
using Align = TextTable::Align;
using Cell = TextTable::Cell;

const Model& model_of(const LoopReport& report) { return *report.setup.study.model; }

const DynamicInfo& dynamic_of(const LoopReport& report, std::size_t dynamic) {
  return model_of(report).dynamics()[dynamic];
}

std::string ratio_text(const experiment::Ratio& ratio) {
  if (std::isnan(ratio.value)) return "-";
  if (!ratio.interval) return fmt::format("{:.3g} [-]", ratio.value);
  return fmt::format("{:.3g} [{:.3g}, {:.3g}]", ratio.value, ratio.interval->low,
                     ratio.interval->high);
}

std::string effects(const LoopReport& report, std::size_t base, const Page& page) {
  MeansTable table = table_of(report, page,
                              {{page.say("loops.effects"), Align::left},
                               {page.say("loops.closed")},
                               {page.say("loops.cut")},
                               {page.say("loops.difference")},
                               {page.say("loops.verdict"), Align::left},
                               {page.say("loops.ratio")}});
  const std::string none = page.say("report.no_value");
  for (const auto& effect : report.findings.effects) {
    if (effect.base != base) continue;
    table.head(page.name(dynamic_of(report, effect.dynamic)) + ", " + effect.cut);
    table.add({{"  " + page.name(model_of(report), effect.signature), ""},
               table.mean(effect.closed, none),
               table.mean(effect.open, none),
               table.plus_minus(effect.difference, none),
               {page.word("verdict", effect_word(effect)), ""},
               {ratio_text(effect.ratio), ""}});
  }
  return table.text();
}

std::string interactions(const LoopReport& report, std::size_t base, const Page& page) {
  MeansTable table = table_of(report, page,
                              {{page.say("loops.interactions"), Align::left},
                               {page.say("loops.signature"), Align::left},
                               {page.say("loops.interaction")},
                               {page.say("loops.verdict"), Align::left}});
  int all = 0, shown = 0;
  for (const auto& one : report.findings.interactions) {
    if (one.base != base) continue;
    ++all;
    if (one.answer.verdict == experiment::Verdict::undecided && !report.verbose) continue;
    ++shown;
    table.add({{fmt::format("  {} x {}", dynamic_of(report, one.one).name,
                            dynamic_of(report, one.other).name),
                ""},
               {page.name(model_of(report), one.signature), ""},
               table.plus_minus(one.amount, page.say("report.no_value")),
               {page.word("verdict", interaction_word(one.answer.verdict)), ""}});
  }
  if (shown == 0) return page.say("loops.all_undecided", all) + "\n";
  return table.text(shown < all ? page.say("loops.not_shown", all - shown, all) : "");
}

std::string half_life_text(const experiment::Response& response) {
  if (response.months.empty() || !(std::abs(response.months[response.peak].mean) > 0)) return "-";
  if (response.half_life) return std::to_string(*response.half_life);
  return fmt::format("> {}", response.months.size() - 1 - response.peak);
}

Cell peak_cell(const experiment::Response& response, MeansTable& table, const std::string& none) {
  if (response.months.empty() || response.months[response.peak].n == 0) return {none, ""};
  Cell cell = table.plus_minus(response.months[response.peak]);
  cell.text += fmt::format(" (+{})", response.peak);
  return cell;
}

std::string responses(const LoopReport& report, std::size_t base, const Page& page) {
  const std::string half_life = page.say("loops.half_life"), none = page.say("report.no_value");
  MeansTable table = table_of(report, page,
                              {{page.say("loops.responses"), Align::left},
                               {page.say("loops.peak_closed")},
                               {half_life},
                               {page.say("loops.peak_cut")},
                               {half_life},
                               {page.say("loops.integral_closed")},
                               {page.say("loops.integral_cut")},
                               {page.say("loops.difference")}});
  for (const auto& response : report.findings.responses) {
    if (response.base != base) continue;
    const DynamicInfo& dynamic = dynamic_of(report, response.dynamic);
    table.head(fmt::format("{}: {}", dynamic.name, page.say.words().push(dynamic)));
    table.add({{"  " + page.name(model_of(report), response.signature), ""},
               peak_cell(response.closed, table, none),
               {half_life_text(response.closed), ""},
               peak_cell(response.open, table, none),
               {half_life_text(response.open), ""},
               table.plus_minus(response.closed_integral, none),
               table.plus_minus(response.open_integral, none),
               table.plus_minus(response.difference, none)});
  }
  return table.text();
}

std::string notes(const LoopReport& report, const Page& page) {
  const auto judged = std::ranges::count_if(
      report.findings.effects,
      [](const experiment::LoopEffect& effect) { return !effect.signature.by_definition; });
  return page.say("loops.notes", page.title(report.window), judged,
                  report.findings.interactions.size(),
                  experiment::push_month(settings_of(report.setup.study).months));
}
}  // namespace

MeansTable table_of(const LoopReport& report, const Page& page,
                    std::vector<TextTable::Column> columns) {
  return {page, std::move(columns), report.outcome, report.setup.study.scenarios.size()};
}

const std::string& base_name(const LoopReport& report, std::size_t base) {
  const experiment::LoopLayout layout(model_of(report));
  return report.setup.study.scenarios[layout.setting(base, 0)].scenario.name;
}

std::string loops_text(const LoopReport& report, const Page& page) {
  const io::Study& study = report.setup.study;
  const experiment::LoopLayout layout(model_of(report));
  const std::size_t scenarios = study.scenarios.size();
  std::string text = page.bold(study.title) + "\n";
  text += page.size(scenarios, (report.outcome.ok + report.outcome.failed) / scenarios,
                    settings_of(study).months) +
          "\n";
  for (std::size_t base = 0; base < scenarios / layout.per_base(); ++base) {
    text += "\n" + page.bold("== " + base_name(report, base)) + "\n\n";
    text += effects(report, base, page) + "\n" + gains_text(report, base, page);
    text += interactions(report, base, page) + "\n" + responses(report, base, page);
  }
  return text + "\n" + page.dim(gain_notes(report, page) + notes(report, page)) + "\n" +
         page.last_line(
             {page.say("report.calibration", page.word("calibration", study.calibration_status())),
              page.say("report.seed", settings_of(study).seed),
              page.say("report.runs", report.outcome.ok)});
}

}  // namespace sim::cli
