#include "models/discretion/record/metric_rows.hpp"

#include <algorithm>
#include <cassert>
#include <cctype>
#include <stdexcept>
#include <string>

namespace discretion {

namespace {

void set_unit(sim::MetricInfo& info, const UnitOfMeasure& unit) {
  info.unit = unit.unit;
  info.scale = unit.scale;
  info.currency = unit.currency;
  info.count = unit.count;
  info.valid = unit.valid;
}

/// Puts a table together from rows that name one another.
class Assembly {
 public:
  explicit Assembly(const std::vector<MetricRow>& rows) {
    for (const MetricRow& written : rows) table_.push_back(written.metric);
    for (std::size_t place = 0; place < rows.size(); ++place) connect(place, rows[place]);
  }
  std::vector<Metric> take() { return std::move(table_); }

 private:
  std::size_t place_of(std::string_view name) const {
    const auto found = std::ranges::find_if(
        table_, [&](const Metric& metric) { return metric.info.name == name; });
    return static_cast<std::size_t>(found - table_.begin());
  }

  std::size_t must_be(std::string_view name) const {
    const std::size_t place = place_of(name);
    if (place == table_.size()) throw std::logic_error("no metric " + std::string(name));
    return place;
  }

  void connect(std::size_t place, const MetricRow& written) {
    if (written.numerator != nullptr) {
      table_[place].info.ratio = sim::Ratio{term(*written.numerator, place),
                                            term(*written.denominator, place), written.formula};
    }
    if (!written.minuend.empty()) {
      table_[place].info.difference =
          sim::Difference{must_be(written.minuend), must_be(written.subtrahend)};
    }
  }

  /// The place of a term, there or new, that is now a term of this metric too.
  std::size_t term(const Term& term, std::size_t metric) {
    const std::size_t place = place_of(term.name);
    if (place == table_.size()) {
      Metric fresh;
      fresh.info.name = term.name;
      set_unit(fresh.info, term.unit);
      fresh.info.perspective = table_[metric].info.perspective;
      fresh.info.term = true;
      fresh.measure = term.measure;
      table_.push_back(std::move(fresh));
    }
    sim::MetricInfo& info = table_[place].info;
    if (info.term) {
      for (const int breakdown : table_[metric].info.breakdowns)
        if (std::ranges::find(info.breakdowns, breakdown) == info.breakdowns.end())
          info.breakdowns.push_back(breakdown);
      std::ranges::sort(info.breakdowns);
    }
    assert(std::ranges::includes(info.breakdowns, table_[metric].info.breakdowns) &&
           "a ratio is reported where its term is not");
    return place;
  }

  std::vector<Metric> table_;
};

}  // namespace

MetricRow row(std::string_view name, const UnitOfMeasure& unit, const std::vector<int>& breakdowns,
              sim::Better better, std::string_view perspective, Measurement measure) {
  MetricRow row;
  sim::MetricInfo& info = row.metric.info;
  info.name = name;
  set_unit(info, unit);
  info.breakdowns = breakdowns;
  info.better = better;
  info.perspective = perspective;
  row.metric.measure = measure;
  return row;
}

MetricRow ratio(std::string_view name, const UnitOfMeasure& unit,
                const std::vector<int>& breakdowns, sim::Better better,
                std::string_view perspective, const Term& numerator, const Term& denominator,
                sim::Formula formula) {
  MetricRow written = row(name, unit, breakdowns, better, perspective, nullptr);
  written.numerator = &numerator;
  written.denominator = &denominator;
  written.formula = formula;
  return written;
}

MetricRow difference(std::string_view name, const UnitOfMeasure& unit,
                     const std::vector<int>& breakdowns, sim::Better better,
                     std::string_view perspective, std::string_view minuend,
                     std::string_view subtrahend) {
  MetricRow written = row(name, unit, breakdowns, better, perspective, nullptr);
  written.minuend = minuend;
  written.subtrahend = subtrahend;
  return written;
}

namespace {

template <std::size_t row>
double sum_of_fact(const Observation& o) {
  if constexpr (is_answer<row>)
    return o.sum(count_of(std::get<row>(case_facts).name));
  else
    return o.sum(sum_of(std::get<row>(case_facts).name));
}

template <std::size_t row>
const Term& term_of_fact() {
  constexpr const auto& fact = std::get<row>(case_facts);
  constexpr bool counts = is_answer<row>;
  static const std::string name = (counts ? "n_" : "sum_") + std::string(fact.name);
  static const Term term{name, counts ? units::cases : fact.unit, sum_of_fact<row>};
  return term;
}

}  // namespace

std::vector<FactRow> rows_of_facts() {
  std::vector<FactRow> rows;
  for_each_fact([&]<std::size_t k>() {
    constexpr const auto& fact = std::get<k>(case_facts);
    if constexpr (fact.use.summed) {
      rows.push_back(
          {ratio(fact.name, is_answer<k> ? units::share : fact.unit, {by_office, by_life_situation},
                 sim::Better::neutral, "citizen", term_of_fact<k>(), terms::decisions),
           fact.use.observed});
    }
  });
  return rows;
}

std::vector<Metric> assemble(std::vector<MetricRow> rows) {
  for (const FactRow& fact : rows_of_facts()) {
    if (fact.observed) rows.push_back(fact.row);
  }
  return Assembly(rows).take();
}

}  // namespace discretion
