#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/core/model.hpp"

/// What a model says of itself beyond its tables (Model::texts()): words in each language, and its
/// rules with their equations.
namespace sim::io {

/// A word of the field in one language.
struct Concept {
  std::string name;   ///< the English word, which code and files use: "life situation"
  std::string group;  ///< "citizens"
  std::string term;   ///< the word of this language
  std::string meaning;
  std::vector<std::string> avoided;  ///< variants that no text uses; a * at the end is any ending
};

/// A model's texts in one language.
struct Words {
  std::map<std::string, std::string, std::less<>> texts;     ///< "metrics.misfit.definition"
  std::vector<Concept> concepts;                             ///< in the order of the file
  std::vector<std::pair<std::string, std::string>> symbols;  ///< of equations, in that order

  /// The text with this key, or empty.
  std::string text(std::string_view key) const;
};

/// Empty where the model has no file of this language.
Words read_words(const Model&, std::string_view language);

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
std::vector<Rule> read_rules(const Model&);

/// Symbols that an equation uses, with what they stand for in this language.
std::vector<std::pair<std::string, std::string>> symbols_in(const Words&,
                                                            const std::vector<std::string>&);

}  // namespace sim::io
