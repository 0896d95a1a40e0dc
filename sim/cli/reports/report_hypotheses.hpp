#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sim/cli/reports/page.hpp"
#include "sim/cli/setup/study_setup.hpp"
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
std::string scoreboard_text(const Scoreboard&, const Page&);
std::string scoreboard_json(const Scoreboard&);

/// A declaration tested in random draws, to be shown.
struct DrawBoard {
  const Setup& setup;
  const experiment::Declaration& declaration;
  const experiment::DrawPlan& plan;
  const experiment::DrawOutcome& outcome;
};
std::string draws_text(const DrawBoard&, const Page&);
std::string draws_json(const DrawBoard&);

/// A declaration as text in the language of a page: what both boards show.
class DeclarationText {
 public:
  DeclarationText(const Setup& setup, const experiment::Declaration& declaration, const Page& page)
      : setup_(setup), declaration_(declaration), page_(page) {}

  /// "equality: standardisation > hardship-clauses"
  std::string claim(const experiment::Claim&) const;
  /// "0.05", or of a share what it came to as well: "0.0042 (5 %, at least 0.001)".
  std::string effect(const experiment::Claim&, double used) const;
  std::string window(std::size_t place) const {
    return page_.title(declaration_.windows[place], declaration_.interest);
  }
  /// "Seed 7, not the declared seed 20261126"
  std::string seed() const;
  /// Path and digest of the file.
  std::string file() const;
  /// What the file reports beside its verdicts, a row each scenario; empty if nothing.
  /// \param shown text of the values of one window
  std::string reported(const std::vector<experiment::Reported>&, const std::string& heading,
                       const std::function<std::string(const std::vector<double>&)>& shown) const;

 private:
  const Setup& setup_;
  const experiment::Declaration& declaration_;
  const Page& page_;
};

}  // namespace sim::cli
