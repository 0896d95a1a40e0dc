#pragma once

#include <string_view>
#include <vector>

#include "models/discretion/record/metrics.hpp"
#include "models/discretion/record/terms.hpp"
#include "models/discretion/world/units.hpp"

/// How the rows of the table of metrics are written, and made into the table.
namespace discretion {

/// A row as it is written: measured, one sum over another, or one metric less another.
struct MetricRow {
  Metric metric;
  const Term* numerator = nullptr;
  const Term* denominator = nullptr;
  sim::Formula formula = sim::Formula::quotient;
  std::string_view minuend;
  std::string_view subtrahend;
};

MetricRow row(std::string_view name, const UnitOfMeasure& unit, const std::vector<int>& breakdowns,
              sim::Better better, std::string_view perspective, Measurement measure);

/// \param numerator, denominator of static storage, as all of terms.hpp are
MetricRow ratio(std::string_view name, const UnitOfMeasure& unit,
                const std::vector<int>& breakdowns, sim::Better better,
                std::string_view perspective, const Term& numerator, const Term& denominator,
                sim::Formula formula = sim::Formula::quotient);

/// \param minuend, subtrahend names of other rows
MetricRow difference(std::string_view name, const UnitOfMeasure& unit,
                     const std::vector<int>& breakdowns, sim::Better better,
                     std::string_view perspective, std::string_view minuend,
                     std::string_view subtrahend);

/// The mean over decisions of a fact of the case that is added up, and whether it is reported.
struct FactRow {
  MetricRow row;
  bool observed = false;
};
std::vector<FactRow> rows_of_facts();

/// The table: the rows in their order, observed facts of cases, then the terms of their ratios,
/// each once and wherever one of its ratios is reported.
std::vector<Metric> assemble(std::vector<MetricRow>);

}  // namespace discretion
