#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sim/core/model.hpp"

namespace sim::cli {

/// What makes a command-line program out of a model.
struct Program {
  const Model* model = nullptr;
  /// Metrics that tables show unless asked for all (-v); names the model lacks are passed over, and
  /// if it lacks all of them, everything is shown.
  std::vector<std::string> key_metrics;
  /// Values for `hypotheses --draws`, where many small worlds tell more than a few large ones.
  std::vector<std::pair<std::string, std::string>> draw_settings;
};

/// Runs the command that the arguments ask for; every error becomes one line on stderr.
/// \return the exit code, see sim/core/error.hpp
int run_program(const Program&, int argument_count, char** arguments);

}  // namespace sim::cli
