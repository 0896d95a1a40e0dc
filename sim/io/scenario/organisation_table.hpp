#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/core/model.hpp"

/// What a model makes of figures that an organisation knows of itself: the tables of its file
/// "organisation". Formulas are those of sim/io/arithmetic; names without a dot are figures.
namespace sim::io {

/// A figure that an organisation may give.
struct GivenRow {
  std::string name;  ///< "staff"
  std::string unit;  ///< a word of the table `unit`: "fte"
  double lowest = 0, highest = 0;
  std::optional<double> otherwise;                    ///< its value where it is not given
  std::string from;                                   ///< what parameters say of it; empty: nothing
  std::vector<std::pair<std::string, double>> words;  ///< what may be said in place of a number
};

/// A parameter and the figures it follows from.
struct SetsRow {
  std::size_t parameter = 0;  ///< row of Model::parameters()
  std::string is;
};

/// A number of which it is known how large and small it can be.
struct PlausibleRow {
  std::string name;
  std::string of;  ///< the figure to look at first
  std::string is;
  double lowest = 0, highest = 0;
};

/// A metric in a unit of the organisation.
struct SpokenRow {
  std::string name;
  std::size_t metric = 0;  ///< row of Model::metrics()
  std::string unit;        ///< a word of the table `unit`
  std::string is;          ///< what the metric is multiplied by
  std::vector<std::string> needs;
};

/// How life situations that are given become parameters.
struct LifeSituationRows {
  std::size_t most = 0;
  std::string dimension;    ///< of the breakdown that has them: "life_situation"
  std::string share, need;  ///< names of parameters, {} for the place
  std::size_t number = 0;   ///< row of Model::parameters()
  std::size_t differ = 0;   ///< row of Model::parameters(): their part of the variance of need
  double largest = 1;       ///< of that part
  std::string by;           ///< the figure that a need in money is divided by
  std::vector<std::pair<std::string, double>> words;
};

/// A question of design, and what each answer sets.
struct ChoiceRow {
  struct Answer {
    std::string name;
    std::vector<std::pair<std::size_t, Value>> set;  ///< row of Model::parameters(), value
  };
  std::string name;
  std::vector<Answer> answers;
};

struct OrganisationTable {
  std::vector<GivenRow> given;
  std::vector<SetsRow> sets;
  std::vector<PlausibleRow> plausible;
  std::vector<SpokenRow> spoken;
  std::vector<ChoiceRow> choices;
  LifeSituationRows life_situation;
};

/// Empty of a model that has no such file.
/// \throws std::logic_error for a parameter or metric that there is not
OrganisationTable organisation_table(const Model&);

/// Row of a parameter by name. \throws std::logic_error if there is none
std::size_t parameter_named(const Model&, const std::string& name);

}  // namespace sim::io
