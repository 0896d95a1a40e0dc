#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/core/model.hpp"

/// What the program says of a model, in each language: texts of the rows of its tables, and words
/// of the field. They stand in files beside the model (Model::texts()), one a language, and what
/// the program says of every model in sim/words.
namespace sim::io {

/// A word of the field in one language.
struct Concept {
  std::string name;   ///< the English word, which code and files use: "life situation"
  std::string group;  ///< "citizens"
  std::string term;   ///< the word of this language
  std::string meaning;
  std::vector<std::string> avoided;  ///< variants that no text uses; a * at the end is any ending
};

/// Texts in one language.
struct Words {
  std::string language;                                      ///< "nl"
  std::map<std::string, std::string, std::less<>> texts;     ///< "metrics.misfit.definition"
  std::vector<Concept> concepts;                             ///< in the order of the file
  std::vector<std::pair<std::string, std::string>> symbols;  ///< of equations, in that order

  /// The text with this key, or empty.
  const std::string& text(std::string_view key) const;

  /// \name Texts of rows: a sentence or two each
  /// @{
  const std::string& help(const ParameterInfo&) const;
  const std::string& help(const PhaseInfo&) const;
  const std::string& help(const BreakdownInfo&) const;
  const std::string& help(const ArrayInfo&) const;
  const std::string& help(const TableInfo&) const;
  const std::string& help(const TableInfo&, const TableInfo::Column&) const;
  const std::string& help(const VariantInfo&) const;
  const std::string& help(const DynamicInfo&) const;
  const std::string& push(const DynamicInfo&) const;
  const std::string& pulse(const DynamicInfo&) const;
  /// Of a term also what it is a term of, in the model's table.
  std::string definition(const Model&, const MetricInfo&) const;
  /// @}

  /// \name Short names, for axes and headings; the row's own name where there is none
  /// @{
  std::string label(const MetricInfo&) const;
  std::string label(const VariantInfo&) const;
  std::string label(const DynamicInfo&) const;
  /// @}
};

inline constexpr std::string_view english = "en";

/// Languages of a model, English first.
std::vector<std::string> languages(const Model&);

/// "Dutch" of "nl"; the code itself of a language that the program has no words of.
std::string name_of_language(const std::string& code);

/// What there is to say in a language: of the model, and of every model; in English what it lacks.
const Words& words(const Model&, std::string_view language = english);

/// Only what a model's own file of the language says; empty where there is none.
const Words& own_words(const Model&, std::string_view language);
/// Only what the program's own file of the language says.
const Words& own_words(std::string_view language);

/// Keys of all texts that a model's tables ask for.
std::vector<std::string> needed_texts(const Model&);
/// What a language's files lack: texts that tables ask for or that English has.
std::vector<std::string> missing_texts(const Model&, std::string_view language);
/// Texts of a language's file that no table and no English file asks for.
std::vector<std::string> needless_texts(const Model&, std::string_view language);

}  // namespace sim::io
