#pragma once

#include <vector>

#include "sim/core/model.hpp"

namespace mutual_learning {

/// The files of models/mutual_learning/words.
std::vector<sim::TextFile> text_files();

}  // namespace mutual_learning
