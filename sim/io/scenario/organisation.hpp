#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/io/files/toml_document.hpp"
#include "sim/io/scenario/organisation_table.hpp"
#include "sim/io/scenario/scenario_file.hpp"

/// What an organisation knows of itself in the words of its trade: the section [organisation] of a
/// scenario, and what it makes of the model's parameters.
namespace sim::io {

/// One figure as a scenario gives it.
struct Fact {
  double value = 0;
  std::string as_toml;      ///< as given, which may be a word
  std::string place;        ///< of its key, for origins
  std::string value_place;  ///< for messages
};

struct LifeSituation {
  std::string name;             ///< "single parent"
  double share = 0;             ///< percent
  std::string need_as_toml;     ///< a word, or a number in money; empty: not given
  std::optional<double> need;   ///< of a word [standard deviations of need]
  std::optional<double> money;  ///< of a number
  std::string place;
};

struct Organisation {
  std::string name;                   ///< "Gemeente Vlierwijk"; empty: not given
  std::map<std::string, Fact> facts;  ///< by name of a GivenRow
  std::vector<LifeSituation> life_situations;
  std::string place;  ///< of the section; empty: there is none

  bool given() const { return !place.empty(); }
};

/// A parameter that follows from figures.
struct Conversion {
  std::size_t parameter = 0;         ///< row of Model::parameters()
  double value = 0;                  ///< whole for a whole number
  std::vector<std::string> figures;  ///< "staff", "life_situation"
  std::string place;                 ///< of the first of them, for origins
  std::string value_place;           ///< for messages
};

/// Checks the table [organisation] of a file and lays it over what is there, figure by figure.
/// \throws InputError with FILE:LINE:COL, for each mistake in it
void apply_organisation(const Model&, const TomlDocument&, const Entry&, Organisation&);

/// What the figures make of the parameters, which are asked for by row.
/// \throws InputError for figures that can hardly be, or that give a parameter a value it cannot
/// have, with the place of one of them, why, and what to do
std::vector<Conversion> converted(const Model&, const Organisation&,
                                  const std::function<double(std::size_t)>& parameter);

/// The other way: what parameters say of a figure that follows from some. Nothing where one of
/// these is not known.
std::optional<double> figure_from(const Model&, const GivenRow& figure, const Organisation&,
                                  const std::function<double(std::size_t)>& parameter);

/// What to multiply a spoken row's metric by, in this order; nothing where figures are missing.
std::vector<std::optional<double>> spoken_factors(const Model&, const Organisation&,
                                                  const std::function<double(std::size_t)>&);

/// What elements of a breakdown are called, where all these files name the same ones; else none.
/// \param dimension "life_situation"
std::vector<std::string> given_names(const Model&, std::span<const ScenarioFile>,
                                     const std::string& dimension);

/// What was given, as origins of a scenario and back.
std::vector<Origin> origins_of(const Organisation&);
Organisation organisation_in(const Model&, std::span<const Origin>);

/// The section [organisation] as TOML, empty if there is none. Reading it gives the same figures.
std::string organisation_toml(const Organisation&);

}  // namespace sim::io
