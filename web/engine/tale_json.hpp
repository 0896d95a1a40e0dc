#pragma once

#include <string>
#include <vector>

#include "sim/core/tale.hpp"

/// A tale as JSON without a language: {passages: [{heading, sentences, columns, rows}], data}.
/// Sentences and words are {key, fields} and {key, otherwise}, for the page to fill in.
/// \param numbers where a number of the data goes, bits and all; the text has {"at": its place}
std::string json_of(const sim::Tale&, std::vector<double>& numbers);
