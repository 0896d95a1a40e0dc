// What was run and by what: /scenarios, /parameters, /dynamics, /provenance.
#include <algorithm>

#include "sim/io/results/build_info.hpp"
#include "sim/io/results/skeleton.hpp"
#include "sim/io/scenario/observed.hpp"
#include "sim/io/scenario/organisation.hpp"
#include "sim/io/scenario/scenario_value.hpp"
#include "sim/io/words/run_settings.hpp"

namespace sim::io {

using hdf5::Element;

namespace {

std::string grade_word(Grade grade) {
  switch (grade) {
    case Grade::document: return "document";
    case Grade::literature: return "literature";
    case Grade::assumed: return "assumed";
    case Grade::calibrated: return "calibrated";
  }
  return "";
}

/// A place without the directories of its file, which differ between machines.
std::string without_directories(const std::string& place) {
  const auto slash = place.rfind('/');
  return slash == std::string::npos ? place : place.substr(slash + 1);
}

/// What the file says, else a variant's label, else the title.
std::string label_of(const Model& model, const Scenario& scenario, const Words& words) {
  const bool dutch = words.language == "nl" && !scenario.label_nl.empty();
  if (dutch) return scenario.label_nl;
  if (!scenario.label.empty()) return scenario.label;
  const auto& variants = model.variants();
  const auto variant = std::ranges::find(variants, scenario.name, &VariantInfo::name);
  if (variant != variants.end()) return words.label(*variant);
  return scenario.title.empty() ? scenario.name : scenario.title;
}
}  // namespace

void add_labels(LabelledGroup& group, const Model& model, const std::string& prefix,
                const std::string& dimension,
                const std::function<std::vector<std::string>(const Words&)>& labels_in) {
  for (const auto& language : languages(model)) {
    const std::string name = name_of_language(language);
    group.add_texts(prefix + language, {dimension},
                    {name + " label", "1", "Short " + name + " name."},
                    labels_in(words(model, language)));
  }
}

void add_scenario_dimension(const Study& study, LabelledGroup& group) {
  std::vector<std::string> names;
  for (const auto& file : study.scenarios) names.push_back(file.scenario.name);
  group.add_names("scenario", {"scenario", "1", "Name of the scenario, unique in the study."},
                  names);
}

void add_scenarios(Draft& draft) {
  LabelledGroup group = draft.new_group("scenarios", "The scenarios of the study.");
  add_scenario_dimension(draft.study, group);
  std::vector<std::string> titles, colours, paths;
  std::vector<std::int32_t> months, warm_up, replicates;
  for (const auto& file : draft.study.scenarios) {
    const Scenario& scenario = file.scenario;
    titles.push_back(scenario.title);
    colours.push_back(scenario.colour);
    paths.push_back(file.path);
    months.push_back(scenario.run.months);
    warm_up.push_back(scenario.run.warm_up);
    replicates.push_back(scenario.run.replicates);
  }
  const std::vector<std::string> dimension{"scenario"};
  group.add_texts("title", dimension, {"title", "1", "Title of the scenario."}, titles);
  if (std::ranges::any_of(colours, [](const auto& colour) { return !colour.empty(); }))
    group.add_texts("colour", dimension,
                    {"colour", "1", "Colour that the scenario asks for; empty if it does not."},
                    colours);
  add_labels(group, draft.model, "label_", "scenario", [&](const Words& in_language) {
    std::vector<std::string> labels;
    for (const auto& file : draft.study.scenarios)
      labels.push_back(label_of(draft.model, file.scenario, in_language));
    return labels;
  });
  if (!draft.study.deterministic)
    group.add_texts("path", dimension, {"path", "1", "File, as the user named it."}, paths);
  const std::string step(draft.model.step()), steps = steps_of(draft.model);
  group.add_integers("months", dimension, {steps, step, "Recorded length of a run."}, months);
  group.add_integers("warm_up", dimension,
                     {"warm-up", step, capital(steps) + " before the first recorded one."},
                     warm_up);
  group.add_integers("replicates", dimension, {"replicates", "1", "Replicates asked for."},
                     replicates);
  group.close_scales();
}

void add_parameters(Draft& draft) {
  const auto& rows = draft.model.parameters();
  if (rows.empty()) return;
  LabelledGroup group = draft.new_group("parameters", "Every parameter and its value by scenario.");
  add_scenario_dimension(draft.study, group);
  std::vector<std::string> names, units, helps, grades, sources, number_grades, stated, allowed,
      changes, defaults;
  for (const auto& row : rows) {
    names.push_back(row.name);
    units.push_back(row.unit);
    helps.push_back(words(draft.model).help(row));
    grades.push_back(grade_word(row.source.mechanism));
    sources.emplace_back(row.source.citation);
    number_grades.push_back(grade_word(row.source.number));
    stated.emplace_back(row.source.stated);
    allowed.push_back(allowed_values(row));
    changes.emplace_back(row.change == Change::live ? "live" : "setup");
    defaults.push_back(to_toml(row, row.default_value));
  }
  std::vector<double> values;
  std::vector<std::string> texts;
  for (const auto& file : draft.study.scenarios)
    for (std::size_t i = 0; i < rows.size(); ++i) {
      values.push_back(as_number(file.scenario.values[i]));
      texts.push_back(to_toml(rows[i], file.scenario.values[i]));
    }
  const std::vector<std::string> dimension{"parameter"};
  group.add_names("parameter", {"parameter", "1", "Dotted name, as in scenario files."}, names);
  group.add_texts("unit", dimension, {"unit", "1", "Unit of the parameter."}, units);
  group.add_texts("help", dimension, {"meaning", "1", "What the parameter means."}, helps);
  for (const auto& language : languages(draft.model)) {
    if (language == english) continue;
    std::vector<std::string> helps_here;
    for (const auto& row : rows) helps_here.push_back(words(draft.model, language).help(row));
    group.add_texts("help_" + language, dimension,
                    {"meaning", "1", "The same in " + name_of_language(language) + "."},
                    helps_here);
  }
  group.add_texts("grade", dimension,
                  {"grade", "1",
                   "How well the mechanism is founded: document, literature, assumed, "
                   "calibrated."},
                  grades);
  group.add_texts("source", dimension, {"source", "1", "Where the mechanism comes from."}, sources);
  group.add_texts("number_grade", dimension,
                  {"grade of the number", "1", "How well the default is founded, as grade."},
                  number_grades);
  group.add_texts(
      "number_source", dimension,
      {"source of the number", "1", "What states the default, and where; empty if it is assumed."},
      stated);
  group.add_texts("allowed", dimension, {"allowed", "1", "Range or choices."}, allowed);
  group.add_texts(
      "change", dimension,
      {"change", "1", "setup: fixed when the world is made; live: an event may set it."}, changes);
  group.add_texts("default_value", dimension, {"default", "1", "Default, as TOML."}, defaults);
  group.add_reals("value", {"scenario", "parameter"},
                  {"value", "1", "Value; false and true are 0 and 1, a choice its number from 0."},
                  values);
  group.add_texts("value_text", {"scenario", "parameter"}, {"value", "1", "Value, as TOML."},
                  texts);
  group.close_scales();
}

namespace {
/// What each loop is made of, and the scenario in which that is counted and does not act.
void add_responses(LabelledGroup& group, const Model& model) {
  std::vector<std::string> metrics, without_effect;
  std::vector<std::int32_t> owners, whole;
  for (std::size_t owner = 0; owner < model.dynamics().size(); ++owner) {
    for (const auto& response : model.dynamics()[owner].responses) {
      owners.push_back(static_cast<std::int32_t>(owner));
      metrics.push_back(model.metrics()[response.metric].name);
      without_effect.push_back(response.without_effect.name);
      whole.push_back(response.part ? 0 : 1);
    }
  }
  if (metrics.empty()) return;
  group.add_numbers({"response", metrics.size(), false},
                    {"response", "1", "Number of the row, from 0."}, 0);
  const std::vector<std::string> dimension{"response"};
  group.add_integers("response_dynamic_id", dimension,
                     {"dynamic", "1", "Place of the loop along the dimension dynamic."}, owners);
  group.add_texts("response_metric", dimension, {"metric", "1", "Metric that counts it."}, metrics);
  group.add_texts("response_without_effect", dimension,
                  {"without effect", "1",
                   "What follows + in the name of a scenario in which it is counted and does not "
                   "act."},
                  without_effect);
  group.add_integers("response_whole", dimension,
                     {"whole", "1", "1: of the whole loop; 0: of a part of it."}, whole);
}
}  // namespace

void add_dynamics(Draft& draft) {
  std::vector<std::string> names, metrics;
  std::vector<std::int32_t> owners, signs, by_definition;
  const auto add = [&](std::size_t metric, int sign, bool stopped) {
    owners.push_back(static_cast<std::int32_t>(names.size() - 1));
    metrics.push_back(draft.model.metrics()[metric].name);
    signs.push_back(sign);
    by_definition.push_back(stopped ? 1 : 0);
  };
  for (const auto& dynamic : draft.model.dynamics()) {
    names.push_back(dynamic.name);
    for (const auto& one : dynamic.signatures) add(one.metric, one.sign, one.by_definition);
    for (const std::size_t driver : dynamic.drivers) add(driver, 0, false);
  }
  if (metrics.empty()) return;
  LabelledGroup group =
      draft.new_group("dynamics", "The model's feedback loops, and where each shows.");
  group.add_names("dynamic", {"dynamic", "1", "Name of the loop; loops.NAME cuts it."}, names);
  group.add_numbers({"signature", metrics.size(), false},
                    {"signature", "1", "Number of the row, from 0."}, 0);
  const std::vector<std::string> dimension{"signature"};
  group.add_integers("signature_dynamic_id", dimension,
                     {"dynamic", "1", "Place of the loop along the dimension dynamic."}, owners);
  group.add_texts("signature_metric", dimension, {"metric", "1", "Metric to look at."}, metrics);
  group.add_integers(
      "signature_sign", dimension,
      {"sign", "1",
       "1: more of it while the loop is closed; -1: less; 0: it drives the loop, and "
       "may go either way."},
      signs);
  group.add_integers("signature_by_definition", dimension,
                     {"by definition", "1",
                      "1: it stops wherever the loop is cut, or is arithmetic on what stops, and "
                      "so is no evidence of it; else 0."},
                     by_definition);
  add_responses(group, draft.model);
  group.close_scales();
}

namespace {
void add_experiment(const Study& study, LabelledGroup& group) {
  group.add_text("experiment_as_written",
                 {"experiment as written", "1", "Text of the experiment file, byte for byte."},
                 study.sweep->as_written);
  const std::vector<std::string> made{"made"};
  group.add_numbers({"made", 0, true}, {"made", "1", "Number of the stretch of runs, from 0."}, 0);
  group.add("made_first_run", Element::integer, made,
            {"first run", "1", "First run of the stretch."});
  group.add("made_runs", Element::integer, made, {"runs", "1", "Runs of the stretch."});
  group.add("made_by_git_sha1", Element::text, made,
            {"commit", "1", "Commit of the program that made them."});
}

void add_warnings(const Study& study, LabelledGroup& group) {
  std::vector<std::string> places, texts;
  for (const auto& [place, text] : study.warnings) {
    // Identical studies are identical bytes, whatever their files and folders are called.
    if (study.deterministic && place == "-o") continue;
    places.push_back(study.deterministic ? without_directories(place) : place);
    texts.push_back(text);
  }
  if (texts.empty()) return;
  const std::vector<std::string> warning{"warning"};
  group.add_numbers({"warning", texts.size(), false},
                    {"warning", "1", "Number of the row, from 0."}, 0);
  group.add_texts("warning_place", warning, {"place", "1", "What is warned of."}, places);
  group.add_texts("warning_text", warning, {"warning", "1", "Problem, why, and suggestion."},
                  texts);
}

}  // namespace

void add_provenance(Draft& draft) {
  LabelledGroup group = draft.new_group("provenance", "What made this file, and from what.");
  add_scenario_dimension(draft.study, group);
  group.add_text(
      "command_line", {"command line", "1", "Command that made this file."},
      draft.study.deterministic ? draft.study.result_command_line : draft.study.command_line);
  std::vector<std::string> written, resolved;
  std::vector<std::string> keys, values, places;
  std::vector<std::int32_t> scenarios;
  for (std::size_t i = 0; i < draft.study.scenarios.size(); ++i) {
    const ScenarioFile& file = draft.study.scenarios[i];
    written.push_back(file.as_written);
    resolved.push_back(to_toml(draft.model, file.scenario) +
                       organisation_toml(organisation_in(draft.model, file.origins)) +
                       observed_toml(draft.model, file.origins));
    for (const auto& origin : file.origins) {
      scenarios.push_back(static_cast<std::int32_t>(i));
      keys.push_back(origin.key);
      values.push_back(origin.value);
      places.push_back(draft.study.deterministic ? without_directories(origin.place)
                                                 : origin.place);
    }
  }
  group.add_texts("scenario_as_written", {"scenario"},
                  {"scenario as written", "1", "Text of the scenario file, byte for byte."},
                  written);
  group.add_texts("scenario_resolved", {"scenario"},
                  {"scenario as resolved", "1", "Every value that was used, as a scenario file."},
                  resolved);
  if (!keys.empty()) {
    const std::vector<std::string> origin{"origin"};
    group.add_numbers({"origin", keys.size(), false}, {"origin", "1", "Number of the row, from 0."},
                      0);
    group.add_integers("origin_scenario_id", origin,
                       {"scenario", "1", "Place of the scenario along the dimension scenario."},
                       scenarios);
    group.add_texts("origin_key", origin, {"key", "1", "Key of a value."}, keys);
    group.add_texts("origin_value", origin, {"value", "1", "The value, as TOML."}, values);
    group.add_texts("origin_place", origin, {"place", "1", "What set the value."}, places);
  }
  if (draft.study.sweep) add_experiment(draft.study, group);
  add_warnings(draft.study, group);
  const BuildInfo& build = build_info();
  group.add_text("compiler", {"compiler", "1", "Compiler and version."}, build.compiler);
  group.add_text("compiler_flags", {"compiler flags", "1", "Flags of the build."}, build.flags);
  group.add_text("build_type", {"build type", "1", "CMake's build type."}, build.build_type);
  std::vector<std::string> libraries, versions;
  for (const auto& [name, version] : build.libraries) {
    libraries.push_back(name);
    versions.push_back(version);
  }
  group.add_names("library", {"library", "1", "Name of a library."}, libraries);
  group.add_texts("library_version", {"library"}, {"version", "1", "Version of the library."},
                  versions);
  group.close_scales();
}

}  // namespace sim::io
