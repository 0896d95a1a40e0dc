#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// What a model tells of what it saw, without a language: sentences by the key of their text, which
/// stands beside the model in each language, and the numbers under them.
namespace sim {

/// A word or a few, by the key of its text.
struct Word {
  std::string key;
  std::string otherwise = {};  ///< what is said where there is none: a user's own name
  bool operator==(const Word&) const = default;
};

/// An element of a breakdown: said by its number, or by the name that a user gave it.
struct Element {
  std::string dimension;  ///< "life_situation"
  std::int64_t number = 0;
  bool operator==(const Element&) const = default;
};

/// What fills a field of a sentence, or a cell of a table.
using Field = std::variant<std::int64_t, double, std::string, Word, Element>;

/// A text may agree with a field: "{cases|is|are}" is the first word where that is 1.
struct Sentence {
  std::string key;
  std::vector<std::pair<std::string, Field>> fields = {};  ///< by the name of the field
};

/// Sentences under a heading, then a table.
struct Passage {
  Sentence heading = {};  ///< without a key: none
  std::vector<Sentence> sentences = {};
  std::vector<Word> columns = {};
  std::vector<std::vector<Field>> rows = {};
};

/// Numbers and texts under names: what a document of JSON holds.
struct Data {
  using List = std::vector<Data>;
  using Named = std::vector<std::pair<std::string, Data>>;
  std::variant<std::monostate, bool, std::int64_t, double, std::string, List, Named> value = {};
};

struct Tale {
  std::vector<Passage> passages;
  Data::Named data;
};

}  // namespace sim
