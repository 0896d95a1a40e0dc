#include "sim/cli/commands/watched.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "sim/cli/reports/tale_text.hpp"
#include "sim/cli/setup/study_setup.hpp"
#include "sim/cli/setup/variants.hpp"
#include "sim/cli/terminal/json.hpp"
#include "sim/cli/terminal/text_output.hpp"
#include "sim/core/parallel.hpp"
#include "sim/io/scenario/organisation.hpp"
#include "sim/io/scenario/scenario_draft.hpp"
#include "sim/io/scenario/scenario_search.hpp"
#include "sim/study/watch.hpp"

namespace sim::cli {

namespace {
/// The model's defaults, as the command line changes them.
io::ScenarioFile defaults(const Model& model, const std::vector<io::Override>& overrides) {
  io::ScenarioDraft draft(model);
  for (const io::Override& one : overrides) draft.apply(one);
  return draft.finish("defaults");
}

std::vector<io::ScenarioFile> scenarios_of(const Program& program, const Arguments& arguments) {
  const Model& model = *program.model;
  const std::vector<io::Override> overrides = overrides_of(arguments);
  const auto names = arguments.texts("scenario");
  std::vector<io::ScenarioFile> files;
  for (const auto& name : names)
    files.push_back(io::read_scenario(model, io::find_scenario(name), overrides));
  if (names.size() > 1 || (names.size() == 1 && !arguments.has("variants"))) return files;
  return at_variants(model, files.empty() ? defaults(model, overrides) : files.front(), overrides,
                     "the variants");
}
/// Elements that the user named are said by that name.
void call_by_name(Tale& tale, const std::map<std::string, std::vector<std::string>>& called) {
  const auto name = [&](Field& field) {
    const auto* element = std::get_if<Element>(&field);
    if (element == nullptr) return;
    const auto names = called.find(element->dimension);
    const auto number = static_cast<std::size_t>(element->number);
    if (names != called.end() && number < names->second.size())
      field = fmt::format("‘{}’", names->second[number]);
  };
  for (Passage& passage : tale.passages) {
    for (Sentence& sentence : passage.sentences)
      for (auto& [key, field] : sentence.fields) name(field);
    for (auto& row : passage.rows) std::ranges::for_each(row, name);
  }
}
}  // namespace

Watched watched_scenarios(const Program& program, const Arguments& arguments, int replicates,
                          const std::vector<std::pair<std::size_t, Value>>& set) {
  auto files = scenarios_of(program, arguments);
  check_side_by_side(files);
  Watched watched;
  watched.months = files.front().scenario.run.months;
  for (const BreakdownInfo& info : program.model->breakdowns())
    watched.called[info.dimension] = io::given_names(*program.model, files, info.dimension);
  for (io::ScenarioFile& file : files) {
    for (const auto& [row, value] : set) file.scenario.values[row] = value;
    watched.names.push_back(file.scenario.name);
    watched.scenarios.push_back(std::move(file.scenario));
  }
  watched.threads = arguments.count("threads").value_or(available_threads());
  watched.runs = study::watched_runs(watched.scenarios.size(),
                                     arguments.count("replicates").value_or(replicates));
  return watched;
}

void write_told(const Program& program, const Arguments& arguments, const Watched& watched,
                Onlooker& onlooker, const std::function<Frame(const Page&)>& frame_on) {
  // Before the runs: that a name is taken shows at once.
  TextOutput output(arguments.text("output"), arguments.has("force"));
  study::watch(*program.model, watched.scenarios, watched.runs, onlooker, watched.threads);
  Tale tale = onlooker.tell();
  call_by_name(tale, watched.called);
  const Page page = page_of(*program.model, arguments);
  const Frame frame = frame_on(page);
  if (arguments.has("json")) {
    nlohmann::ordered_json document{{"schema_version", 1},
                                    {"command", arguments.command().name},
                                    {"model", program.model->name()},
                                    {"language", page.say.words().language},
                                    {"seed", std::to_string(watched.scenarios.front().run.seed)}};
    document.update(frame.about);
    document["told"] = told_json(page.say, tale.passages);
    document.update(data_json(tale.data));
    output.write(document_text(document));
  } else {
    output.write(frame.opening + text_of(page, tale.passages) + frame.ending);
  }
  output.finish();
}

}  // namespace sim::cli
