#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/io/words/rules.hpp"
#include "sim/io/words/words.hpp"

namespace sim::cli {

/// A text in each of some languages: code, text.
using Texts = std::vector<std::pair<std::string, std::string>>;

/// A model's words in some languages and its rules: what explanations and searches read.
struct Glossary {
  Glossary(const Model&, const std::vector<std::string>& languages);
  std::vector<const io::Words*> spoken;
  std::vector<io::Rule> rules;

  /// What `say` says in each language.
  template <class Say>
  Texts texts(Say say) const {
    Texts texts;
    for (const auto* words : spoken) texts.emplace_back(words->language, say(*words));
    return texts;
  }
  /// The same in a row: to search.
  template <class Say>
  std::string lines(Say say) const {
    std::string lines;
    for (const auto* words : spoken) lines += say(*words) + "\n";
    return lines;
  }
};

/// What a rule says; a rule without a sentence of its own says what its first parameter does.
std::string sentence(const io::Words&, const io::Rule&);

/// The same word of the field in another language.
const io::Concept& in(const io::Words&, const io::Concept&);

/// Whether a word names something, however its parts are joined: "life situation", life-situation.
bool is_same_name(std::string_view name, std::string_view word);

/// Whether a text contains a word, whatever the case of ASCII letters.
bool contains(std::string_view text, std::string_view word);

}  // namespace sim::cli
