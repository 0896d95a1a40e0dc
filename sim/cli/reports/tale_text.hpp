#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "sim/cli/reports/page.hpp"
#include "sim/core/tale.hpp"

/// What a model tells, in a language: on a page, or as a document.
namespace sim::cli {

/// A sentence with its fields filled in.
std::string filled(const Speech&, const Sentence&);

/// Passages below each other: headings, sentences as a paragraph, tables.
std::string text_of(const Page&, const std::vector<Passage>&);

/// The same as lists of texts: what a page of another program is made of.
nlohmann::ordered_json told_json(const Speech&, const std::vector<Passage>&);
nlohmann::ordered_json data_json(const Data::Named&);

}  // namespace sim::cli
