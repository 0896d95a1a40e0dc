#include "sim/cli/commands/help.hpp"

#include <array>
#include <cstdio>
#include <string_view>

#include <fmt/format.h>

#include "sim/cli/commands/analysis_command.hpp"
#include "sim/cli/options/arguments.hpp"
#include "sim/cli/options/speech.hpp"
#include "sim/cli/reports/model_json.hpp"
#include "sim/cli/terminal/json.hpp"
#include "sim/cli/terminal/print.hpp"
#include "sim/cli/terminal/terminal.hpp"
#include "sim/cli/terminal/text_table.hpp"

namespace sim::cli {

namespace {
using Align = TextTable::Align;

struct ExitRow {
  Exit exit;
  std::string_view meaning;
};
constexpr std::array<ExitRow, 12> exits{{
    {Exit::done, "done"},
    {Exit::failure, "a failure while running; all runs failed"},
    {Exit::usage, "a wrong command line"},
    {Exit::invalid_input, "an invalid scenario"},
    {Exit::input_output, "a file is missing, exists without --force, or cannot be written"},
    {Exit::some_runs_failed, "done, with some failed runs"},
    {Exit::gate_not_met, "a --fail-if condition was so"},
    {Exit::mismatch, "a check of results found a difference"},
    {Exit::time_limit, "stopped by --time-limit; what finished is on disk"},
    {Exit::hung_up, "SIGHUP, as when a terminal closes; what finished is on disk"},
    {Exit::interrupted, "Ctrl-C; what finished is on disk"},
    {Exit::terminated, "SIGTERM; what finished is on disk"},
}};

TextTable two_columns() { return TextTable({{"", Align::left}, {"", Align::left}}); }

std::string commands_text(const Terminal& terminal) {
  TextTable table = two_columns();
  for (const Command& command : commands()) {
    if (command.hidden) continue;
    std::string call = "  " + std::string(command.name);
    if (!command.operands.empty()) call += " " + std::string(command.operands);
    table.add_row({call, std::string(command.summary)});
  }
  return table.text(terminal);
}

std::string flags_text(const Command& command, const Terminal& terminal) {
  TextTable table = two_columns();
  for (const Flag& flag : flags()) {
    if (flag.commands & command.bit) {
      table.add_row({"  " + usage_of(flag), std::string(flag.help)});
    }
  }
  return table.text(terminal);
}

/// Wide enough that no line is broken into parts: a pager or the terminal wraps help.
Terminal wide_stdout() {
  Terminal terminal = terminal_of(stdout);
  terminal.columns = 10000;
  return terminal;
}

void print_program_help(const Program& program) {
  const Terminal terminal = wide_stdout();
  print("maatwerk: {}\n\n{}\n{}\n", Speech(*program.model).words().text("summary"),
        bold(terminal, "Commands"), commands_text(terminal));
  print(
      "A scenario is a path or a name from `maatwerk list`. `maatwerk help COMMAND` shows "
      "the flags of a command.\n\n{}\n",
      bold(terminal, "Exit codes"));
  for (const auto& [exit, meaning] : exits) {
    print("  {:>3}  {}\n", static_cast<int>(exit), meaning);
  }
}

void print_document() {
  print("| command | does |\n| --- | --- |\n");
  for (const Command& command : commands()) {
    if (command.hidden) continue;
    const std::string operands =
        command.operands.empty() ? "" : " " + std::string(command.operands);
    std::string call = fmt::format("{}{}", command.name, operands);
    // A bar would end the cell.
    for (auto bar = call.find('|'); bar != std::string::npos; bar = call.find('|', bar + 2)) {
      call.insert(bar, "\\");
    }
    print("| `{}` | {} |\n", call, command.summary);
  }
  for (const Command& command : commands()) {
    if (command.hidden) continue;
    Terminal plain;
    plain.columns = 10000;
    if (command.is_handed_on()) {
      print("\n### {}\n\n{} For example: `{}`. `maatwerk help {}` has its flags.\n", command.name,
            command.summary, command.example, command.name);
      continue;
    }
    print("\n### {}\n\n{} For example: `{}`\n\n```text\n{}\n\n{}```\n", command.name,
          command.summary, command.example, usage_of(command), flags_text(command, plain));
  }
  print("\n### Exit codes\n\n| code | meaning |\n| --- | --- |\n");
  for (const auto& [exit, meaning] : exits) {
    print("| {} | {} |\n", static_cast<int>(exit), meaning);
  }
}
}  // namespace

std::string usage_of(const Command& command) {
  return fmt::format("maatwerk {}{}{} [FLAGS]", command.name, command.operands.empty() ? "" : " ",
                     command.operands);
}

std::string usage_of(const Flag& flag) {
  const std::string letter = flag.letter == 0 ? "    " : fmt::format("-{}, ", flag.letter);
  return fmt::format("{}--{}{}{}", letter, flag.name, flag.argument.empty() ? "" : " ",
                     flag.argument);
}

std::string short_help(const Program& program) {
  return fmt::format(
      "maatwerk: {}\n\n"
      "  maatwerk list scenarios                  what there is to run\n"
      "  maatwerk run quickstart                  one scenario\n"
      "  maatwerk compare --variants quickstart   the variants of the model side by side\n"
      "  maatwerk help                            all commands\n",
      Speech(*program.model).words().text("summary"));
}

Exit print_help(const Program& program, const Command& command) {
  if (command.bit == In::help) {
    print_program_help(program);
    return Exit::done;
  }
  if (command.is_handed_on()) become_analysis(command.name, {"--help"});
  const Terminal terminal = wide_stdout();
  print("{}\n  {}\n\n{}\n{}\n{}\n  {}\n", bold(terminal, usage_of(command)), command.summary,
        bold(terminal, "Flags"), flags_text(command, terminal), bold(terminal, "Example"),
        command.example);
  return Exit::done;
}

Exit help_command(const Program& program, const Arguments& arguments) {
  const auto& operands = arguments.operands();
  return print_help(program,
                    operands.empty() ? arguments.command() : find_command(operands.front()));
}

Exit document_command(const Program& program, const Arguments& arguments) {
  if (arguments.has("json"))
    print_text(document_text(model_json(*program.model), -1));
  else
    print_document();
  return Exit::done;
}

}  // namespace sim::cli
