#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/core/summary.hpp"
#include "sim/io/files/toml_document.hpp"
#include "sim/io/scenario/scenario_file.hpp"

/// What is known of an organisation today: the section [observed] of a scenario. It stands beside a
/// scenario's values and changes no run.
namespace sim::io {

/// A figure that a model has an observable for; a row of its file "observed".
struct Observable {
  std::string name;        ///< "objections"
  std::size_t metric = 0;  ///< row of Model::metrics()
  Window window = Window::first_year;
  std::string unit;    ///< of the figure, a word of the table `unit`: "percent"
  double factor = 1;   ///< from the metric to the figure
  double highest = 0;  ///< the largest figure that can be
};

/// The rows of a model, in order, of the metrics that are recorded; none of a model that has no
/// such file. \throws std::logic_error for a window that there is not
std::vector<Observable> observables(const Model&);

/// One figure as a scenario gives it.
struct Observed {
  Observable of;
  double value = 0;
  double margin = 0;  ///< half-width
  int year = 0;
  std::string source;
};

/// Checks the table [observed] of a file and lays it over what is there, key by key.
/// \throws InputError with FILE:LINE:COL, for each mistake in it
void apply_observed(const Model&, const TomlDocument&, const Entry&, std::vector<Origin>&);
/// \throws InputError for a figure of which something is missing
void check_observed(std::span<const Origin>);

/// What origins of a checked scenario say of figures, in the order of the model's rows.
std::vector<Observed> observed_in(const Model&, std::span<const Origin>);

/// The section [observed] as TOML, empty if there is none. Reading it gives the same figures.
std::string observed_toml(const Model&, std::span<const Origin>);

/// How what a model gives stands to a figure.
enum class Fit : unsigned char { fits, too_high, too_low, undecided };

/// It fits if the whole interval lies within the margin, and is too high or too low if the whole
/// interval lies beyond it. Without an interval it is undecided.
Fit fit_of(const Observed&, const Estimate& of_the_metric);
/// An estimate of the metric, in the unit of the figure.
Estimate in_unit(const Observable&, Estimate);

}  // namespace sim::io
