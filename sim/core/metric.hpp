#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/core/math.hpp"

/// What is observed of a model, month by month, and how a number over many months follows.
namespace sim {

/// Whether more of a metric is better, for those whom its perspective names.
enum class Better : std::uint8_t { higher, lower, neutral };

/// How a metric follows from the quotient of its two terms; in files by its text.
enum class Formula : std::uint8_t { quotient, root, one_less_root, closeness };
inline constexpr std::array<std::string_view, 4> formula_texts{
    "numerator / denominator", "sqrt(numerator / denominator)", "1 - sqrt(numerator / denominator)",
    "1 / (1 + numerator / denominator)"};

/// A metric that is one sum over another. Over many months, offices or life situations both sums
/// are added up first: a month without anybody to divide by is then no number, and weighs nothing.
struct Ratio {
  std::size_t numerator = 0;    ///< row of Model::metrics()
  std::size_t denominator = 0;  ///< row of Model::metrics(), never negative
  Formula formula = Formula::quotient;
};

/// A metric that is one metric less another, over any months.
struct Difference {
  std::size_t minuend = 0;     ///< row of Model::metrics()
  std::size_t subtrahend = 0;  ///< row of Model::metrics()
};

/// The metric of these sums; NaN where there is nothing to divide by.
inline double value_of(Formula formula, double numerator, double denominator) {
  if (!(denominator > 0)) return not_a_number;
  const double quotient = numerator / denominator;
  switch (formula) {
    case Formula::quotient: break;
    case Formula::root: return std::sqrt(quotient);
    case Formula::one_less_root: return 1.0 - std::sqrt(quotient);
    case Formula::closeness: return 1.0 / (1.0 + quotient);
  }
  return quotient;
}

/// Values that a metric can have, as far as mathematics gives them; no number is always one.
struct ValidRange {
  static constexpr double infinity = std::numeric_limits<double>::infinity();
  double min = -infinity;
  double max = infinity;

  constexpr bool bounded() const { return min > -infinity || max < infinity; }
  /// Outside by more than sums round: a millionth of the bound, or of 1.
  bool excludes(double value) const {
    return value < min - rounding(min) || value > max + rounding(max);
  }

 private:
  static double rounding(double bound) { return 1e-6 * std::max(1.0, std::abs(bound)); }
};

/// One observable, reported every month.
struct MetricInfo {
  std::string name = {};  ///< "underserved"
  std::string unit = {};  ///< UDUNITS: "1", "month", "hour"
  std::string scale =
      {};  ///< what a unit of "1" counts, if not a share: "standard deviation of need"
  std::string currency = {};     ///< "EUR" for money, else empty
  std::string perspective = {};  ///< citizen, worker, manager, administrator, society
  Better better = Better::neutral;
  bool count = false;                ///< a whole number, stored as int32
  std::vector<int> breakdowns = {};  ///< indices into Model::breakdowns(): where it is reported too
  /// How it follows from others; with neither, months are averaged.
  std::optional<Ratio> ratio = {};
  std::optional<Difference> difference = {};
  /// Only a term of ratios: in files, and in no table of results. Terms come after all others.
  bool term = false;
  ValidRange valid = {};  ///< a run with a number outside it has failed
};

/// These rows and all that they follow from, in the order of the table.
std::vector<std::size_t> with_sources(std::span<const MetricInfo> metrics,
                                      std::vector<std::size_t> rows);
/// These rows as a table of their own, in which each names its terms by their places there.
/// \param rows as with_sources gives them
std::vector<MetricInfo> pick(std::span<const MetricInfo> metrics,
                             const std::vector<std::size_t>& rows);

}  // namespace sim
