#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sim/cli/options/program.hpp"
#include "sim/cli/reports/glossary.hpp"

namespace sim::cli {

/// A rule as an explanation shows it.
struct ExplainedRule {
  std::string relation;  ///< why it is shown: "read by", "moved by"
  std::string name;
  Texts sentence;
  std::vector<std::string> equation;
  std::vector<std::pair<std::string, std::string>> symbols;
  std::vector<std::pair<std::string, std::string>> facts;  ///< reads, moves, loop, phase, where
};

/// What there is to say of one name: a sentence in each language, facts in order, and its rules.
struct Explanation {
  std::string name;
  std::string kind;  ///< "metric", whatever the language
  Texts text;
  std::vector<std::pair<std::string, std::string>> facts;
  std::vector<ExplainedRule> rules;
};

/// Everything of this name: one word may be a parameter, a metric and a word of the field at once.
/// \param languages of sentences; facts are told in the first
std::vector<Explanation> explanations(const Model&, const std::string& word,
                                      const std::vector<std::string>& languages);

/// What `list` lists, for completion: "scenarios experiments ...".
std::string list_topics();

/// All names that can be explained, for completion and for suggestions.
std::vector<std::string> explained_names(const Model&);

}  // namespace sim::cli
