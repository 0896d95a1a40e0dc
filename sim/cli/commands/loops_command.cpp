#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "sim/cli/commands/study_commands.hpp"
#include "sim/cli/reports/report_loops.hpp"
#include "sim/cli/setup/variants.hpp"
#include "sim/core/error.hpp"
#include "sim/experiment/loops.hpp"
#include "sim/io/scenario/scenario_search.hpp"

namespace sim::cli {

namespace {
using Files = std::vector<io::ScenarioFile>;

/// Name of a setting of the dynamics: that of the model's cut of the same loops, if it has one.
std::string name_of_setting(const Model& model, const VariantInfo& setting) {
  for (const auto& cut : model.cuts()) {
    if (cut.set == setting.set) return "+" + cut.name;
  }
  return setting.name;
}

/// The dynamics of a setting cut; bit d: dynamic d.
io::ScenarioFile at_setting(const Model& model, const io::ScenarioFile& base, std::size_t bits) {
  VariantInfo setting;
  for (std::size_t dynamic = 0; dynamic < model.dynamics().size(); ++dynamic) {
    if (((bits >> dynamic) & 1U) == 0) continue;
    const VariantInfo& cut = model.cuts()[model.dynamics()[dynamic].cut];
    setting.name += "+" + cut.name;
    setting.set.insert(setting.set.end(), cut.set.begin(), cut.set.end());
  }
  const std::string name = base.scenario.name + name_of_setting(model, setting);
  return bits == 0 ? base : with_values(model, base, setting, name, "loops");
}

/// \throws InputError if an event of the scenario sets the parameter
void refuse_event_on(const Model& model, const io::ScenarioFile& file, std::size_t row,
                     std::string_view who) {
  for (const auto& event : file.scenario.events) {
    if (std::ranges::find(event.set, row, &std::pair<std::size_t, Value>::first) == event.set.end())
      continue;
    throw InputError(fmt::format("{}: {} (an event sets it, and so does {}). Leave the event out.",
                                 file.path, model.parameters()[row].name, who));
  }
}

/// Adds an event, and the one that takes it back if the run lasts as long.
void add_for_a_while(Scenario& scenario, const Event& on, const Event& off,
                     const std::string& suffix) {
  scenario.events.push_back(on);
  if (off.month <= scenario.run.months) scenario.events.push_back(off);
  std::ranges::stable_sort(scenario.events, {}, &Event::month);
  scenario.name += suffix;
}

/// The same world with the dynamic's push: an event that sets the values, and one that takes them
/// back.
io::ScenarioFile pushed(const Model& model, io::ScenarioFile file, const DynamicInfo& dynamic) {
  Scenario& scenario = file.scenario;
  Event on, off;
  on.month = experiment::push_month(scenario.run.months);
  off.month = on.month + dynamic.push.months;
  for (const auto& [row, factor] : dynamic.push.factors) {
    const ParameterInfo& parameter = model.parameters()[row];
    const double value = as_number(scenario.values[row]) * factor;
    on.set.emplace_back(row, std::clamp(value, parameter.range.min, parameter.range.max));
    off.set.emplace_back(row, scenario.values[row]);
    refuse_event_on(model, file, row, "the push on " + dynamic.name);
  }
  add_for_a_while(scenario, on, off, "+push:" + dynamic.name);
  return file;
}

/// The same world with responses of the dynamic put in from outside in one month.
io::ScenarioFile with_responses_put_in(const Model& model, io::ScenarioFile file,
                                       const DynamicInfo& dynamic) {
  Scenario& scenario = file.scenario;
  Event on, off;
  on.month = experiment::pulse_month(scenario.run.months);
  off.month = on.month + 1;
  for (const auto& [row, value] : dynamic.pulse->set) {
    on.set.emplace_back(row, value);
    off.set.emplace_back(row, scenario.values[row]);
    refuse_event_on(model, file, row, "what is put in for " + dynamic.name);
  }
  add_for_a_while(scenario, on, off, "+pulse:" + dynamic.name);
  return file;
}

/// All scenarios of one base, as LoopLayout has them.
void add_base(const Model& model, const io::ScenarioFile& base, Files& files) {
  const auto& dynamics = model.dynamics();
  for (std::size_t bits = 0; bits < (std::size_t{1} << dynamics.size()); ++bits) {
    files.push_back(at_setting(model, base, bits));
  }
  for (const auto& dynamic : dynamics) {
    for (const auto& part : dynamic.parts) {
      files.push_back(
          with_values(model, base, part, base.scenario.name + "+" + part.name, "loops"));
    }
  }
  for (std::size_t dynamic = 0; dynamic < dynamics.size(); ++dynamic) {
    for (const std::size_t bits : {std::size_t{0}, std::size_t{1} << dynamic}) {
      files.push_back(pushed(model, at_setting(model, base, bits), dynamics[dynamic]));
    }
  }
  for (const auto& dynamic : dynamics) {
    for (const auto& response : dynamic.responses) {
      const VariantInfo& counted = response.without_effect;
      files.push_back(
          with_values(model, base, counted, base.scenario.name + "+" + counted.name, "loops"));
    }
  }
  for (const auto& dynamic : dynamics) {
    if (dynamic.pulse) files.push_back(with_responses_put_in(model, base, dynamic));
  }
}

/// Each closed scenario minus each of its single cuts and parts, and minus what is counted only.
std::vector<experiment::Pair> pairs_of(const Model& model, std::size_t bases) {
  const experiment::LoopLayout layout(model);
  std::vector<experiment::Pair> pairs;
  for (std::size_t base = 0; base < bases; ++base) {
    const std::size_t closed = layout.setting(base, 0);
    std::size_t parts = 0;
    for (std::size_t dynamic = 0; dynamic < layout.dynamics(); ++dynamic) {
      pairs.push_back({closed, layout.setting(base, std::size_t{1} << dynamic)});
      for (std::size_t k = 0; k < model.dynamics()[dynamic].parts.size(); ++k) {
        pairs.push_back({closed, layout.part(base, parts++)});
      }
    }
    for (std::size_t k = 0; k < layout.gains().responses(); ++k) {
      pairs.push_back({closed, layout.of_gains(base, experiment::GainLayout::counted(k))});
    }
  }
  return pairs;
}

Files read_bases(const Program& program, const Arguments& arguments) {
  const Model& model = *program.model;
  const auto overrides = overrides_of(arguments);
  refuse_set_of(model, loop_settings(model), "loops", overrides);
  const auto base =
      io::read_scenario(model, io::find_scenario(arguments.operands().front()), overrides);
  if (!arguments.has("variants")) return {base};
  return at_variants(model, base, overrides);
}
}  // namespace

Exit loops_command(const Program& program, const Arguments& arguments) {
  const Model& model = *program.model;
  if (model.dynamics().empty()) {
    throw UsageError(fmt::format("loops (the model {} declares none). Use compare.", model.name()));
  }
  const Files bases = read_bases(program, arguments);
  Files files;
  for (const auto& base : bases) add_base(model, base, files);
  Setup setup = set_up_study(program, arguments, std::move(files), "loops");
  const std::string& title = bases.front().scenario.title;
  setup.study.title = title.empty() ? bases.front().scenario.name : title;
  setup.options.pairs = pairs_of(model, bases.size());
  experiment::LoopSample sample(model, bases.size(), settings_of(setup.study).months);
  setup.options.observers = {[&](const auto& run, const auto& record) { sample.see(run, record); }};
  return run_and_report(arguments, setup, [&](const experiment::StudyOutcome& outcome) {
    const LoopReport report{setup, outcome, sample.findings(), sample.window(),
                            arguments.has("verbose")};
    if (arguments.has("json")) return loops_json(report);
    return outcome.ok > 0 ? loops_text(report, page_of(model, arguments)) : std::string();
  });
}

}  // namespace sim::cli
