#include <algorithm>
#include <iostream>
#include <string>

#include <fmt/format.h>

#include "sim/cli/commands/interview.hpp"
#include "sim/cli/options/arguments.hpp"
#include "sim/cli/options/program.hpp"
#include "sim/cli/options/speech.hpp"
#include "sim/cli/terminal/print.hpp"
#include "sim/cli/terminal/text_output.hpp"
#include "sim/core/error.hpp"
#include "sim/io/files/nearest.hpp"
#include "sim/io/files/safe_file.hpp"
#include "sim/io/scenario/organisation_scenario.hpp"
#include "sim/io/scenario/scenario_file.hpp"
#include "sim/io/words/words.hpp"

namespace sim::cli {

namespace {
/// The template that was asked for; empty if none was.
std::string template_name(const Model& model, const Arguments& arguments) {
  const auto name = arguments.text("template");
  if (!name) return "";
  const auto known = io::organisation_templates(model);
  if (std::ranges::find(known, *name) == known.end())
    throw UsageError(fmt::format("--template {} (no such template).{} There are: {}.", *name,
                                 io::did_you_mean(*name, known), fmt::join(known, ", ")));
  return *name;
}

/// From a file, from the terminal, or those of a template as they are.
io::TomlDocument answers_of(const Model& model, const Arguments& arguments, const Speech& say) {
  const std::string start = template_name(model, arguments);
  io::TomlDocument answers;
  if (const auto path = arguments.text("answers")) {
    answers = io::read_toml(*path);
  } else if (arguments.has("organisation")) {
    answers.path = say("interview.answer_place");
    answers.text = interview(model, say, start, std::cin);
    answers.root = io::parse_toml(answers.text, answers.path);
  }
  if (!start.empty()) answers.root.insert_or_assign("template", start);
  return answers;
}

std::string from_answers(const Model& model, const Arguments& arguments, const Speech& say) {
  const io::TomlDocument answers = answers_of(model, arguments, say);
  try {
    return io::scenario_from_answers(model, answers, say.words());
  } catch (const InputError&) {
    // Nobody should answer thirty questions twice.
    const bool spoken = arguments.has("organisation") && !arguments.has("answers");
    if (spoken) note("\n{}\n\n{}\n", say("interview.kept"), answers.text);
    throw;
  }
}

std::string new_scenario(const Model& model, const Arguments& arguments, const Speech& say) {
  if (arguments.has("organisation") || arguments.has("answers") || arguments.has("template"))
    return from_answers(model, arguments, say);
  return arguments.has("full") ? io::scenario_template(model, say.words())
                               : io::short_template(model, say.words());
}
}  // namespace

Exit init_command(const Program& program, const Arguments& arguments) {
  const auto name = arguments.text("output");
  // Nobody should answer thirty questions for a file that cannot be written.
  if (name && *name != "-") io::check_replaceable(*name, arguments.has("force"));
  const Model& model = *program.model;
  const std::string text = new_scenario(model, arguments, speech_of(model, arguments));
  TextOutput output(name, arguments.has("force"));
  output.write(text);
  output.finish();
  return Exit::done;
}

}  // namespace sim::cli
