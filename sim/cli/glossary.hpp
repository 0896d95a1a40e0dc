#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/cli/program.hpp"
#include "sim/io/words.hpp"

namespace sim::cli {

/// A model's words in both languages and its rules: what explanations and searches read.
struct Glossary {
  explicit Glossary(const Model&);
  io::Words en;
  io::Words nl;
  std::vector<io::Rule> rules;

  /// A meaning in Dutch: of a parameter by its help, of a metric by its definition.
  std::string dutch(const ParameterInfo&) const;
  std::string dutch(const MetricInfo&) const;
  /// "phases", "file"; of a cut without what stands before the colon.
  std::string dutch(std::string_view table, std::string_view name) const;
  /// The same concept in Dutch.
  const io::Concept& dutch(const io::Concept&) const;
  /// What a rule says; a rule without a sentence of its own says what its first parameter does.
  std::string sentence(const Model&, const io::Rule&) const;
  std::string dutch_sentence(const io::Rule&) const;
};

/// Whether a word names something, however its parts are joined: "life situation", life-situation.
bool is_same_name(std::string_view name, std::string_view word);

/// Whether a text contains a word, whatever the case of ASCII letters.
bool contains(std::string_view text, std::string_view word);

}  // namespace sim::cli
