#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "sim/core/model.hpp"

namespace sim::io {

struct Words;

/// One value of a resolved scenario and the place that set it.
struct Origin {
  std::string key;    ///< "citizens.lens", "run.months", "title"
  std::string value;  ///< as TOML
  std::string place;  ///< "built-in", "scenarios/duo.toml:14:1", "--set #2", "--months"
};

/// A value that the file itself gives, in an event too, or --set: not what it starts from.
struct ChosenValue {
  std::size_t parameter = 0;  ///< row of Model::parameters()
  std::string place;          ///< FILE:LINE:COL or --set #n
};

/// What is no mistake, but can hardly be meant.
struct Warning {
  std::string place;
  std::string text;  ///< problem (why it is one). Suggestion.
};

/// A scenario read from a file, checked, with all that it extends.
struct ScenarioFile {
  Scenario scenario;
  std::vector<Origin> origins;  ///< run settings first, then one for each parameter
  std::vector<ChosenValue> chosen;
  std::vector<Warning> warnings;
  std::string as_written;                     ///< text of the file, byte for byte
  std::string path;                           ///< as the user named it
  std::vector<std::filesystem::path> inputs;  ///< the file, and what it extends
};

/// A value given on the command line, which beats the file.
struct Override {
  std::string key;    ///< dotted parameter, or run.months, run.seed, ...
  std::string value;  ///< a TOML value; bare words are strings, integers pass for numbers
  std::string place;  ///< for messages: "--set #1", "--months"
};

/// Reads a scenario: built-in defaults < extends < file < overrides (contract: section 3).
/// \throws FileError if it cannot be opened; InputError with FILE:LINE:COL for anything wrong in it
ScenarioFile read_scenario(const Model&, const std::filesystem::path&, std::span<const Override>);

/// The whole scenario as TOML: every value, in table order. Reading it gives the same scenario.
std::string to_toml(const Model&, const Scenario&);

/// A commented scenario to start from: the model's first parameters.
std::string short_template(const Model&, const Words&);
/// The same with each section, each parameter with meaning, unit, range.
std::string scenario_template(const Model&, const Words&);

/// One value as TOML: `true`, `12`, `0.35`, `"manager"`.
std::string to_toml(const ParameterInfo&, const Value&);

}  // namespace sim::io
