#pragma once

#include <vector>

#include "sim/core/model.hpp"

namespace sim::cli {

/// What makes a command-line program out of models.
struct Program {
  std::vector<const Model*> models;  ///< the first is that of files which name none
  const Model* model = nullptr;      ///< the one that a command is about
};

/// Runs the command that the arguments ask for; every error becomes one line on stderr.
/// \return the exit code, see sim/core/error.hpp
int run_program(const Program&, int argument_count, char** arguments);

}  // namespace sim::cli
