#pragma once

#include <vector>

#include "sim/core/model.hpp"

namespace discretion {

/// The files of models/discretion/words: rules, and words in each language.
std::vector<sim::TextFile> text_files();

}  // namespace discretion
