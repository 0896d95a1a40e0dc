#include "models/discretion/discretion.hpp"
#include "models/mutual_learning/mutual_learning.hpp"
#include "sim/cli/run_program.hpp"

/// The one file that knows every model: a line above and one below each. A file that names none is
/// of the first.
int main(int argument_count, char** arguments) {
  return sim::cli::run_program({{
                                   &discretion::model(),
                                   &mutual_learning::model(),
                               }},
                               argument_count, arguments);
}
