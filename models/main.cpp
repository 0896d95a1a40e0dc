#include "models/discretion/discretion.hpp"
#include "sim/cli/program.hpp"

/// The one file that knows the model: the program `maatwerk` is the engine's command line with it.
int main(int argument_count, char** arguments) {
  const sim::cli::Program program{
      &discretion::model(),
      // What a reader asks for first, some of each perspective; `-v` shows everything.
      {"underserved",
       "misfit",
       "trust",
       "complaints",
       "take_up",
       "waiting",
       "equality",
       "predictability",
       "hardship",
       "tailored",
       "conflict",
       "adaptation",
       "worker_dispersion",
       "work_pressure",
       "room",
       "preconditions",
       "hours_cv",
       "backlog",
       "measures",
       "complexity",
       "salience",
       "fidelity",
       "office_dispersion",
       "realised_individual",
       "cost_service"},
      {{"population.size", "8000"}}};
  return sim::cli::run_program(program, argument_count, arguments);
}
