#pragma once

#include <vector>

#include "sim/core/model.hpp"

namespace discretion {

/// Discretion dynamics: citizens, frontline workers, managers and administrators on the plane of
/// group and individual tailoring. The one instance; see README.md beside this file.
const sim::Model& model();

/// The files of models/discretion/words, which CMake compiles in.
std::vector<sim::TextFile> text_files();

}  // namespace discretion
