#include <cstdio>
#include <string>

#include <fmt/format.h>

#include "sim/cli/arguments.hpp"
#include "sim/cli/explanations.hpp"
#include "sim/cli/program.hpp"
#include "sim/core/error.hpp"

namespace sim::cli {

namespace {
std::string command_names() {
  std::string names;
  for (const Command& command : commands()) {
    if (!command.hidden) names += (names.empty() ? "" : " ") + std::string(command.name);
  }
  return names;
}

std::string flag_names(const Command& command) {
  std::string names;
  for (const Flag& flag : flags()) {
    if (!(flag.commands & command.bit)) continue;
    names += fmt::format(" --{}", flag.name);
    if (flag.letter != 0) names += fmt::format(" -{}", flag.letter);
  }
  return names;
}

/// Names in the first column of a list; a shell expression.
std::string names_of(std::string_view topic) { return fmt::format("$(_maatwerk_names {})", topic); }

/// Words that may stand where an operand stands; a shell expression.
std::string operand_words(const Command& command) {
  switch (command.bit) {
    case In::run:
    case In::compare:
    case In::loops: return names_of("scenarios");
    case In::check: return names_of("scenarios") + " " + names_of("experiments");
    case In::sweep: return names_of("experiments");
    case In::hypotheses: return names_of("hypotheses");
    case In::explain: return "$(maatwerk list names 2>/dev/null)";
    case In::list: return list_topics();
    case In::help: return command_names();
    case In::completion: return "bash zsh";
    default: return "";
  }
}

std::string progress_words() {
  std::string words(flag("progress").argument);
  for (auto& letter : words) {
    if (letter == '|') letter = ' ';
  }
  return words;
}

std::string bash_script() {
  std::string script =
      "# Completion of maatwerk. Load it with: source <(maatwerk completion bash)\n"
      "_maatwerk_names() {\n"
      "  maatwerk list \"$1\" --json 2>/dev/null | sed -n 's/.*\"name\": \"\\(.*\\)\",/\\1/p'\n"
      "}\n"
      "_maatwerk() {\n"
      "  local word=\"${COMP_WORDS[COMP_CWORD]}\" previous=\"${COMP_WORDS[COMP_CWORD-1]}\"\n"
      "  local flags='' words=''\n"
      "  COMPREPLY=()\n"
      "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n";
  script += fmt::format("    COMPREPLY=($(compgen -W '{}' -- \"$word\"))\n    return\n  fi\n",
                        command_names());
  script += fmt::format(
      "  if [ \"$previous\" = --progress ]; then\n"
      "    COMPREPLY=($(compgen -W '{}' -- \"$word\"))\n    return\n  fi\n",
      progress_words());
  script += fmt::format(
      "  if [ \"$previous\" = --set ]; then\n"
      "    COMPREPLY=($(compgen -S = -W \"{}\" -- \"$word\"))\n"
      "    compopt -o nospace 2>/dev/null\n    return\n  fi\n"
      "  if [ \"$previous\" = --fail-if ] || [ \"$previous\" = --metrics ]; then\n"
      "    COMPREPLY=($(compgen -W \"{}\" -- \"$word\"))\n    return\n  fi\n",
      names_of("parameters"), names_of("metrics"));
  script += "  case \"${COMP_WORDS[1]}\" in\n";
  for (const Command& command : commands()) {
    if (command.hidden) continue;
    script += fmt::format("    {}) flags='{}'; words=\"{}\" ;;\n", command.name,
                          flag_names(command).substr(1), operand_words(command));
  }
  script +=
      "  esac\n"
      "  case \"$word\" in\n"
      "    -*) COMPREPLY=($(compgen -W \"$flags\" -- \"$word\")) ;;\n"
      "    *) COMPREPLY=($(compgen -W \"$words\" -- \"$word\") $(compgen -f -- \"$word\")) ;;\n"
      "  esac\n"
      "}\n"
      "complete -o filenames -F _maatwerk maatwerk\n";
  return script;
}

/// zsh runs bash completions itself.
std::string zsh_script() {
  return "autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n" +
         bash_script();
}
}  // namespace

Exit completion_command(const Program&, const Arguments& arguments) {
  const std::string& shell = arguments.operands().front();
  if (shell != "bash" && shell != "zsh") {
    throw UsageError(fmt::format("completion {} (no script for it). Write bash or zsh.", shell));
  }
  fmt::print("{}", shell == "bash" ? bash_script() : zsh_script());
  return Exit::done;
}

}  // namespace sim::cli
