#include <string>

#include <fmt/format.h>

#include "sim/cli/commands/watched.hpp"
#include "sim/cli/options/program.hpp"
#include "sim/cli/reports/page.hpp"
#include "sim/cli/terminal/json.hpp"
#include "sim/cli/terminal/text_table.hpp"
#include "sim/io/scenario/case_file.hpp"
#include "sim/io/scenario/scenario_search.hpp"

namespace sim::cli {

namespace {
constexpr int replicates_of_a_case = 3;

std::string source_text(const io::CaseSource& source) {
  return source.page.empty() ? source.document
                             : fmt::format("{}, {}", source.document, source.page);
}

/// What the file tells: before anything is shown, and last what cannot be said.
std::string opening_of(const Page& page, const io::CaseDescription& description) {
  const auto& texts = description.in(page.say.words().language);
  const auto width = static_cast<std::size_t>(page.terminal.columns);
  std::string text = page.bold(texts.title) + "\n" + wrapped(texts.story, 0, width);
  text += "\n" + wrapped(texts.question, 0, width);
  for (const auto& source : description.sources)
    text +=
        page.dim(fmt::format("{}: {}", page.say("case_page.source"), source_text(source))) + "\n";
  return text;
}

std::string ending_of(const Page& page, const io::CaseDescription& description) {
  const auto width = static_cast<std::size_t>(page.terminal.columns);
  return "\n" + page.bold(page.say("case_page.limits")) + "\n" +
         wrapped(description.in(page.say.words().language).limits, 0, width);
}

Json case_json(const Speech& say, const io::CaseDescription& description) {
  const auto& texts = description.in(say.words().language);
  Json sources = Json::array();
  for (const auto& source : description.sources) sources.push_back(source_text(source));
  Json people = Json::array();
  for (const auto& asker : description.people) {
    const auto name = asker.name.find(say.words().language);
    people.push_back(name == asker.name.end() ? "" : name->second);
  }
  return {{"path", description.path}, {"title", texts.title},
          {"story", texts.story},     {"question", texts.question},
          {"limits", texts.limits},   {"sources", sources},
          {"people", people}};
}
}  // namespace

Exit case_command(const Program& program, const Arguments& arguments) {
  const auto path = io::find_case(arguments.operands().front());
  const io::CaseDescription description = io::read_case(*program.model, path);
  std::vector<CasePerson> people;
  for (const auto& asker : description.people) people.push_back(asker.person);
  const Watched watched = watched_scenarios(program, arguments, replicates_of_a_case);
  const auto onlooker = program.model->close_up()->lay_case(std::move(people), watched.names,
                                                            watched.runs, watched.months);
  write_told(program, arguments, watched, *onlooker, [&](const Page& page) -> Frame {
    return {{{"replicates", watched.runs.size() / watched.scenarios.size()},
             {"case", case_json(page.say, description)}},
            opening_of(page, description),
            ending_of(page, description)};
  });
  return Exit::done;
}

}  // namespace sim::cli
