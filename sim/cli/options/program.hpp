#pragma once

#include <vector>

#include "sim/core/model.hpp"

namespace sim::cli {

/// What makes a command-line program out of models.
struct Program {
  std::vector<const Model*> models;  ///< the first is that of files which name none
  const Model* model = nullptr;      ///< the one that a command is about
};

}  // namespace sim::cli
