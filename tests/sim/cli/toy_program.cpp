#include "sim/cli/run_program.hpp"
#include "tests/support/toy_model.hpp"

/// The command line on the toy model, whose runs can be told to fail or to take their time.
int main(int argument_count, char** arguments) {
  const test::ToyModel toy;
  return sim::cli::run_program({{&toy}}, argument_count, arguments);
}
