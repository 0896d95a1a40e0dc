#pragma once

#include <vector>

#include "sim/core/model.hpp"

namespace mutual_learning {

/// Mutual learning of individuals and an organisational code (March 1991). The one instance; see
/// README.md beside this file.
const sim::Model& model();

/// The files of models/mutual_learning/words, which CMake compiles in.
std::vector<sim::TextFile> text_files();

}  // namespace mutual_learning
