#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sim/io/words/words.hpp"

namespace sim::io {

/// A rule of a model: where it stands, what it reads and what it moves.
struct Rule {
  std::string name;                ///< "take_up"
  std::string section;             ///< of ODD.md: "7.3"
  std::string phase;               ///< empty if it is in none: initialisation, recording
  std::string loop;                ///< row of the section loops that cuts it, or empty
  std::vector<std::string> files;  ///< in the folder of the model
  std::vector<std::string> equation;
  std::vector<std::string> parameters;
  std::vector<std::string> metrics;
};
/// The rules of the model's file "rules", in order; none without it.
std::vector<Rule> read_rules(const Model&);

/// Symbols that an equation uses, with what they stand for in this language.
std::vector<std::pair<std::string, std::string>> symbols_in(const Words&,
                                                            const std::vector<std::string>&);

}  // namespace sim::io
