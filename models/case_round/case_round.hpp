#pragma once

#include <vector>

#include "sim/core/model.hpp"

namespace case_round {

/// Case-round v1, a fixed workload to time the engine with. The one instance; see README.md beside
/// this file.
const sim::Model& model();

/// The files of models/case_round/words, which CMake compiles in.
std::vector<sim::TextFile> text_files();

}  // namespace case_round
