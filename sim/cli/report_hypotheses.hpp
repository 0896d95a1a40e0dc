#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sim/cli/study_setup.hpp"
#include "sim/cli/terminal.hpp"
#include "sim/experiment/draws.hpp"
#include "sim/experiment/hypothesis.hpp"

namespace sim::cli {

/// A tested declaration, to be shown.
struct Scoreboard {
  const Setup& setup;
  const experiment::Declaration& declaration;
  const experiment::StudyOutcome& outcome;
  std::vector<std::vector<experiment::Judgement>> judgements;
  std::vector<experiment::Reported> reported;
  bool verbose = false;  ///< every claim, not only those that are not supported
};
std::string scoreboard_text(const Scoreboard&, const Terminal&);
std::string scoreboard_json(const Scoreboard&);

/// A declaration tested in random draws, to be shown.
struct DrawBoard {
  const Setup& setup;
  const experiment::Declaration& declaration;
  const experiment::DrawPlan& plan;
  const experiment::DrawOutcome& outcome;
};
std::string draws_text(const DrawBoard&, const Terminal&);
std::string draws_json(const DrawBoard&);

/// "equality: standardisation > hardship-clauses"
std::string text_of(const Setup&, const experiment::Declaration&, const experiment::Claim&);

/// "0.05", or of a share what it came to as well: "0.0042 (5 %, at least 0.001)".
std::string effect_text(const experiment::Claim&, double used);

/// What the file reports beside its verdicts, a row each scenario; empty if nothing.
/// \param shown text of the values of one window
std::string reported_table(const Setup&, const experiment::Declaration&,
                           const std::vector<experiment::Reported>&, const std::string& heading,
                           const std::function<std::string(const std::vector<double>&)>& shown,
                           const Terminal&);

/// "Seed 7, not the declared seed 20261126"
std::string seed_text(const Setup&, const experiment::Declaration&);

/// "first year", "last year", "all months".
std::string title_of(Window);

}  // namespace sim::cli
