#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "sim/cli/options/arguments.hpp"
#include "sim/cli/options/program.hpp"
#include "sim/cli/reports/explanations.hpp"
#include "sim/cli/terminal/print.hpp"
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

/// What may stand where an operand stands.
struct Offer {
  std::string topics;      ///< of `list`: its names, which are anybody's and never expanded
  std::string words = {};  ///< of our own tables
};

Offer operands_of(const Command& command) {
  if (command.takes("SCENARIO")) return {"scenarios"};
  if (command.takes("EXPERIMENT")) return {"experiments"};
  switch (command.bit) {
    case In::check: return {"scenarios experiments"};
    case In::hypotheses: return {"hypotheses"};
    case In::explain: return {"names"};
    case In::list: return {"", list_topics()};
    case In::help: return {"", command_names()};
    case In::completion: return {"", "bash zsh fish"};
    default: return {};
  }
}

std::string progress_words() {
  std::string words(flag("progress").argument);
  for (auto& letter : words) {
    if (letter == '|') letter = ' ';
  }
  return words;
}

/// The functions that every word goes through. `compgen -W` would run $(...) in a name, so that
/// only words of our tables may go there.
constexpr std::string_view bash_functions = R"sh(_maatwerk_names() {
  case "$1" in
    names) maatwerk list names 2>/dev/null ;;
    *) maatwerk list "$1" --json 2>/dev/null | sed -n 's/^ *"name": "\(.*\)",$/\1/p' ;;
  esac
}
_maatwerk_offer() {
  local name
  while IFS= read -r name; do
    case "$name" in
      "$1"*) COMPREPLY+=("$name$2") ;;
    esac
  done
}
)sh";

constexpr std::string_view bash_flags = R"sh(  case "$previous" in
    --set)
      _maatwerk_offer "$word" = < <(_maatwerk_names parameters)
      compopt -o nospace 2>/dev/null
      return ;;
    --fail-if | --metrics)
      _maatwerk_offer "$word" < <(_maatwerk_names metrics)
      return ;;
  esac
)sh";

constexpr std::string_view bash_end = R"sh(  esac
  case "$word" in
    -*) COMPREPLY=($(compgen -W "$flags" -- "$word")) ;;
    *)
      COMPREPLY=($(compgen -W "$words" -- "$word"))
      for topic in scenarios experiments hypotheses names; do
        case " $topics " in
          *" $topic "*) _maatwerk_offer "$word" < <(_maatwerk_names "$topic") ;;
        esac
      done
      _maatwerk_offer "$word" < <(compgen -f -- "$word") ;;
  esac
}
complete -o filenames -F _maatwerk maatwerk
)sh";

std::string bash_script() {
  std::string script =
      "# Completion of maatwerk. Load it with: source <(maatwerk completion bash)\n";
  script += bash_functions;
  script +=
      "_maatwerk() {\n"
      "  local word=\"${COMP_WORDS[COMP_CWORD]}\" previous=\"${COMP_WORDS[COMP_CWORD-1]}\"\n"
      "  local flags='' words='' topics='' topic\n"
      "  COMPREPLY=()\n";
  script += fmt::format(
      "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
      "    COMPREPLY=($(compgen -W '{}' -- \"$word\"))\n    return\n  fi\n"
      "  if [ \"$previous\" = --progress ]; then\n"
      "    COMPREPLY=($(compgen -W '{}' -- \"$word\"))\n    return\n  fi\n",
      command_names(), progress_words());
  script += bash_flags;
  script += "  case \"${COMP_WORDS[1]}\" in\n";
  for (const Command& command : commands()) {
    if (command.hidden) continue;
    const Offer offer = operands_of(command);
    script += fmt::format("    {}) flags='{}'; topics='{}'; words='{}' ;;\n", command.name,
                          flag_names(command).substr(1), offer.topics, offer.words);
  }
  script += bash_end;
  return script;
}

/// zsh runs bash completions itself.
std::string zsh_script() {
  return "autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n" +
         bash_script();
}

std::string in_single_quotes(std::string_view text) {
  std::string quoted = "'";
  for (const char letter : text) {
    if (letter == '\'' || letter == '\\') quoted += '\\';
    quoted += letter;
  }
  return quoted + "'";
}

std::string commands_with(const Flag& flag) {
  std::string names;
  for (const Command& command : commands())
    if (!command.hidden && (flag.commands & command.bit)) names += fmt::format(" {}", command.name);
  return names;
}

std::string fish_script() {
  std::string script =
      R"sh(# Completion of maatwerk. Load it with: maatwerk completion fish | source
function __maatwerk_names
    if test $argv[1] = names
        maatwerk list names 2>/dev/null
    else
        maatwerk list $argv[1] --json 2>/dev/null | string replace -rf '^ *"name": "(.*)",$' '$1'
    end
end
)sh";
  for (const Command& command : commands()) {
    if (command.hidden) continue;
    script += fmt::format("complete -c maatwerk -n __fish_use_subcommand -f -a {} -d {}\n",
                          command.name, in_single_quotes(command.summary));
    const auto at =
        fmt::format("complete -c maatwerk -n '__fish_seen_subcommand_from {}'", command.name);
    const Offer offer = operands_of(command);
    if (!offer.words.empty()) script += fmt::format("{} -f -a '{}'\n", at, offer.words);
    for (std::string_view rest = offer.topics; !rest.empty();) {
      const auto topic = rest.substr(0, rest.find(' '));
      script += fmt::format("{} -a '(__maatwerk_names {})'\n", at, topic);
      rest.remove_prefix(std::min(rest.size(), topic.size() + 1));
    }
  }
  for (const Flag& flag : flags()) {
    script += fmt::format(
        "complete -c maatwerk -n '__fish_seen_subcommand_from{}' -l {}{}{} -d {}\n",
        commands_with(flag), flag.name, flag.letter == 0 ? "" : fmt::format(" -s {}", flag.letter),
        flag.takes == Takes::nothing ? "" : " -r", in_single_quotes(flag.help));
  }
  return script;
}
}  // namespace

Exit completion_command(const Program&, const Arguments& arguments) {
  const std::string& shell = arguments.operands().front();
  if (shell == "bash")
    print("{}", bash_script());
  else if (shell == "zsh")
    print("{}", zsh_script());
  else if (shell == "fish")
    print("{}", fish_script());
  else
    throw UsageError(
        fmt::format("completion {} (no script for it). Write bash, zsh or fish.", shell));
  return Exit::done;
}

}  // namespace sim::cli
