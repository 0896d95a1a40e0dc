#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/core/drawing.hpp"
#include "sim/io/design/matching.hpp"
#include "sim/io/results/run_log.hpp"
#include "sim/study/study.hpp"

/// From figures that are known to an ensemble of worlds that give them: history matching in waves
/// (docs/decisions/0031-history-matching.md).
namespace sim::experiment {

/// What of a figure's value the model may be off at 2 standard deviations, unless somebody says
/// otherwise: what no difference that matters is.
inline constexpr double usual_discrepancy = io::smallest_share;

struct CalibrationPlan {
  const Model* model = nullptr;
  io::ScenarioFile scenario;
  std::vector<io::Observed> figures;
  std::vector<std::size_t> free;  ///< rows of the parameters that may vary
  DrawingScheme scheme = DrawingScheme::scale;
  int replicates = 4;        ///< of each vector
  std::size_t worlds = 200;  ///< wanted
  std::size_t max_runs = 0;  ///< in all; 0: usual_runs
  double discrepancy = usual_discrepancy;
  int threads = 1;

  std::size_t vectors_of_wave() const;
  std::size_t usual_runs() const;
  std::size_t budget() const { return max_runs > 0 ? max_runs : usual_runs(); }
};

/// The figures of a scenario and what of it may vary: what is free and nobody set.
/// \param fixed rows that the command line sets
/// \param only names of parameters, or none: all that may vary
/// \throws InputError if there is no figure, nothing may vary, or a name is none of these
CalibrationPlan plan_calibration(const Model&, io::ScenarioFile, std::vector<std::size_t> fixed,
                                 const std::vector<std::string>& only);

/// All that makes the worlds: what a journal has to be of to be gone on with.
std::string digest_of(const CalibrationPlan&);

/// A study of one wave's runs in the scenario as it is, to say beforehand what they cost.
io::Study sample_study(const CalibrationPlan&);

class Plausible;

/// A run vector that comes nearest, if none fits.
struct Nearest {
  std::vector<double> mean;  ///< by figure
  double implausibility = 0;
};

struct CalibrationOutcome {
  io::Study study;  ///< of the worlds found; `matching` says how
  std::vector<io::RunRecord> records;
  std::shared_ptr<const Plausible> plausible;  ///< all that was learnt; the plan outlives it
  Nearest nearest;
  std::size_t runs = 0, failed = 0, fitting = 0;
  bool stopped = false;
  bool spent = false;      ///< the budget, before enough worlds were found
  bool shrinking = false;  ///< what is plausible was still getting smaller as the waves ended
};

/// \param log keeps runs, and has those of before; none: nobody keeps any
/// \throws InputError if a figure has no value in the model
CalibrationOutcome calibrate(const CalibrationPlan&, const study::Options&, io::RunLog* log);

}  // namespace sim::experiment
