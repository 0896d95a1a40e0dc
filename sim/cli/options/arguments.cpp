#include "sim/cli/options/arguments.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

#include <boost/program_options.hpp>
#include <fmt/format.h>

#include "sim/core/error.hpp"
#include "sim/experiment/numbers.hpp"
#include "sim/io/files/nearest.hpp"

namespace sim::cli {

namespace po = boost::program_options;
using Values = std::map<std::string, std::vector<std::string>>;

namespace {
constexpr std::int64_t largest_count = 1'000'000'000;

std::string quoted(const std::string& word) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=:,+@%^";
  if (!word.empty() && word.find_first_not_of(plain) == std::string::npos) return word;
  std::string result = "'";
  for (const char letter : word) {
    if (letter == '\'')
      result += "'\\''";
    else
      result += letter;
  }
  return result + "'";
}

std::string command_line(const std::vector<std::string>& words) {
  std::string line = "maatwerk";
  for (const auto& word : words) line += " " + quoted(word);
  return line;
}

std::optional<double> seconds_of(std::string_view text) {
  double unit = 1;
  if (text.ends_with('m')) unit = 60;
  if (text.ends_with('h')) unit = 3600;
  if (unit > 1 || text.ends_with('s')) text.remove_suffix(1);
  const auto number = experiment::parse_number(text);
  if (!number || *number < 0) return std::nullopt;
  return *number * unit;
}

bool is_one_of(std::string_view word, std::string_view choices) {
  while (!choices.empty()) {
    const auto bar = choices.find('|');
    if (word == choices.substr(0, bar)) return true;
    if (bar == std::string_view::npos) return false;
    choices.remove_prefix(bar + 1);
  }
  return false;
}

/// Why a flag cannot have this value, with a suggestion; empty if it can.
std::string objection(const Flag& flag, const std::string& value) {
  switch (flag.takes) {
    case Takes::nothing:
    case Takes::text:
      return value.empty() && flag.takes == Takes::text
                 ? "(empty). Give " + std::string(flag.argument) + "."
                 : "";
    case Takes::count_or_file:
      if (!experiment::parse_number(value)) return value.empty() ? "(empty). Try 60." : "";
      [[fallthrough]];
    case Takes::count: {
      const auto number = experiment::parse_integer(value);
      if (number && *number >= 1 && *number <= largest_count) return "";
      return fmt::format("(a whole number, 1 to {}). Try 20.", largest_count);
    }
    case Takes::seed: {
      const auto number = experiment::parse_integer(value);
      if (value == "random" || (number && *number >= 0)) return "";
      return "(a whole number, 0 to 2^63-1, or random). Try 1.";
    }
    case Takes::duration:
      return seconds_of(value) ? "" : "(not a time). Write seconds, or 90s, 10m, 2h.";
    case Takes::choice:
      return is_one_of(value, flag.argument)
                 ? ""
                 : fmt::format("(no such choice). Choose {}.", flag.argument);
  }
  return "";
}

std::string owners_of(const Flag& flag) {
  std::string names;
  for (const Command& command : commands()) {
    if (command.hidden || !(flag.commands & command.bit)) continue;
    names += (names.empty() ? "" : ", ") + std::string(command.name);
  }
  return names;
}

void check_flag(const Command& command, const Flag& flag, const std::vector<std::string>& values) {
  if (!(flag.commands & command.bit)) {
    throw UsageError(fmt::format("--{} (not a flag of {}). It belongs to: {}.", flag.name,
                                 command.name, owners_of(flag)));
  }
  if (flag.takes != Takes::nothing && !flag.repeatable && values.size() > 1) {
    throw UsageError(fmt::format("--{} (given {} times). Give it once.", flag.name, values.size()));
  }
  for (const auto& value : values) {
    const std::string why = objection(flag, value);
    if (!why.empty()) throw UsageError(fmt::format("--{} {} {}", flag.name, quoted(value), why));
  }
}

void check_operands(const Command& command, const std::vector<std::string>& operands) {
  const auto count = static_cast<int>(operands.size());
  if (count < command.min_operands) {
    throw UsageError(fmt::format("{} ({} is missing). Write: {}", command.name, command.operands,
                                 command.example));
  }
  if (count > command.max_operands) {
    throw UsageError(fmt::format("{} (one operand too many for {}). Usage: maatwerk {}{}{} [FLAGS]",
                                 quoted(operands[static_cast<std::size_t>(command.max_operands)]),
                                 command.name, command.name, command.operands.empty() ? "" : " ",
                                 command.operands));
  }
}

po::options_description options() {
  po::options_description description;
  for (const Flag& flag : flags()) {
    std::string names(flag.name);
    if (flag.letter != 0) names += std::string(",") + flag.letter;
    if (flag.takes == Takes::nothing)
      description.add_options()(names.c_str(), "");
    else
      description.add_options()(names.c_str(), po::value<std::vector<std::string>>(), "");
  }
  return description;
}

/// Boost's message starts with two dashes or one; the nearest name is sought among the long ones.
[[noreturn]] void refuse_unknown(const std::string& option) {
  std::vector<std::string> names;
  for (const Flag& flag : flags()) names.push_back("--" + std::string(flag.name));
  const std::string near = io::did_you_mean(option, names);
  throw UsageError(fmt::format("{} (no such flag).{}", option,
                               near.empty() ? " `maatwerk help` lists the flags." : near));
}

po::parsed_options parse_options(const std::vector<std::string>& words,
                                 const po::options_description& description) {
  namespace style = po::command_line_style;
  try {
    // Boost guesses by default: --see would set --seed.
    return po::command_line_parser(words)
        .options(description)
        .style(style::unix_style & ~style::allow_guessing)
        .run();
  } catch (const po::unknown_option& error) {
    refuse_unknown(error.get_option_name());
  } catch (const po::invalid_command_line_syntax& error) {
    const bool extra = error.kind() == po::invalid_syntax::extra_parameter;
    throw UsageError(fmt::format("{} ({}). See `maatwerk help`.", error.get_option_name(),
                                 extra ? "takes no value" : "needs a value"));
  } catch (const po::error& error) {
    throw UsageError(fmt::format("{} (not a command line). See `maatwerk help`.", error.what()));
  }
}
}  // namespace

Arguments::Arguments(const Command& command, std::vector<std::string> operands, Values values,
                     std::string typed)
    : command_(&command),
      operands_(std::move(operands)),
      values_(std::move(values)),
      typed_(std::move(typed)) {}

bool Arguments::has(std::string_view name) const {
  return values_.contains(std::string(flag(name).name));
}

std::optional<std::string> Arguments::text(std::string_view name) const {
  const auto found = values_.find(std::string(flag(name).name));
  if (found == values_.end()) return std::nullopt;
  return found->second.front();
}

std::vector<std::string> Arguments::texts(std::string_view name) const {
  const auto found = values_.find(std::string(flag(name).name));
  return found == values_.end() ? std::vector<std::string>{} : found->second;
}

std::optional<int> Arguments::count(std::string_view name) const {
  const auto value = text(name);
  const auto number = experiment::parse_integer(value.value_or(""));
  return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

std::optional<std::string> Arguments::file(std::string_view name) const {
  return count(name) ? std::nullopt : text(name);
}

std::optional<double> Arguments::duration(std::string_view name) const {
  const auto value = text(name);
  return value ? seconds_of(*value) : std::nullopt;
}

std::string Arguments::result_command_line() const {
  std::vector<std::string> words{std::string(command_->name)};
  for (const auto& operand : operands_)
    words.push_back(std::filesystem::path(operand).filename().string());
  for (const Flag& flag : flags()) {
    const auto found = values_.find(std::string(flag.name));
    if (flag.changes == Changes::nothing || found == values_.end()) continue;
    for (const auto& value : found->second) {
      words.push_back("--" + std::string(flag.name));
      if (flag.takes != Takes::nothing) words.push_back(value);
    }
  }
  return command_line(words);
}

Arguments parse_arguments(const std::vector<std::string>& words) {
  const std::string& first = words.front();
  if (first == "-h" || first == "--help") return {find_command("help"), {}, {}, first};
  if (first == "--version") return {find_command("version"), {}, {}, first};
  if (first.starts_with('-')) {
    throw UsageError(
        first + " (a flag before the command). Write the command first: maatwerk run quickstart");
  }
  const Command& command = find_command(first);
  if (command.is_handed_on())
    return {command, {words.begin() + 1, words.end()}, {}, command_line(words)};

  const po::options_description description = options();
  std::vector<std::string> operands;
  Values values;
  for (const auto& option : parse_options({words.begin() + 1, words.end()}, description).options) {
    if (option.position_key >= 0) {
      operands.insert(operands.end(), option.value.begin(), option.value.end());
    } else {
      auto& of_flag = values[option.string_key];
      of_flag.insert(of_flag.end(), option.value.begin(), option.value.end());
    }
  }
  for (const auto& [name, given] : values) check_flag(command, flag(name), given);
  if (!values.contains("help")) check_operands(command, operands);
  return {command, operands, values, command_line(words)};
}

}  // namespace sim::cli
