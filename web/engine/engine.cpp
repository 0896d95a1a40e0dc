/// \file
/// What the page can ask of the engine: one scenario at a time, given number by number, and one run
/// of it.
///
/// Parameters and metrics are named by their rows in the model's tables, which the page has as JSON
/// from `maatwerk document --json`. Arrays stay where they are until the next call that starts or
/// ends a run.
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "web/engine/desk.hpp"

#include "sim/core/drawing.hpp"
#include "sim/core/error.hpp"
#include "sim/core/fault.hpp"
#include "sim/core/period.hpp"

sim::Value value_of(const sim::ParameterInfo& parameter, double number) {
  if (sim::fault_of(parameter, number) != sim::Fault::none && parameter.kind != sim::Kind::real)
    throw sim::InputError(parameter.name + " (" +
                          std::string(sim::text_of(sim::fault_of(parameter, number))) + ")");
  switch (parameter.kind) {
    case sim::Kind::boolean: return number != 0;
    case sim::Kind::real: return number + 0.0;  // no negative zero, as in files
    default: return static_cast<std::int64_t>(number);
  }
}

namespace {

sim::Value value_in(std::uint32_t row, double number) {
  return value_of(model().parameters().at(row), number);
}

/// Numbers for the page, and how many.
const double* answer(std::vector<double> numbers) {
  desk().answer = std::move(numbers);
  return desk().answer.data();
}

}  // namespace

extern "C" {

/// \name The scenario
/// @{

/// Begins with the model's defaults.
EXPORT(begin_scenario)
void begin_scenario() {
  desk().run.reset();
  desk().scenario = sim::default_scenario(model());
}

EXPORT(set_run)
void set_run(std::int32_t months, std::int32_t warm_up, std::uint64_t seed) {
  auto& run = desk().scenario.run;
  run.months = months;
  run.warm_up = warm_up;
  run.seed = seed;
}

EXPORT(set_value)
void set_value(std::uint32_t row, double number) {
  desk().scenario.values.at(row) = value_in(row, number);
}

/// A value that the parameter may have in another world: halved at 0, the default at 1/2, doubled
/// at 1, on its scale.
EXPORT(drawn)
double drawn(std::uint32_t row, double place) {
  return sim::drawn_value(model().parameters().at(row), place);
}

/// Whether incidents would make more of themselves without end: a draw of the whole model leaves
/// such a world out.
EXPORT(runs_away)
std::int32_t runs_away() { return model().supercritical(desk().scenario).has_value() ? 1 : 0; }

/// An event, to which the following calls add; in order of month.
EXPORT(add_event)
void add_event(std::int32_t month) { desk().scenario.events.push_back({month, {}, {}}); }

EXPORT(add_event_office)
void add_event_office(std::int32_t office) {
  desk().scenario.events.back().offices.push_back(office);
}

EXPORT(add_event_value)
void add_event_value(std::uint32_t row, double number) {
  desk().scenario.events.back().set.emplace_back(row, value_in(row, number));
}
/// @}

/// \name A run
/// @{

/// Makes the world. Throws why the scenario cannot be, if so.
EXPORT(start)
void start(std::uint32_t replicate) {
  Desk& here = desk();
  if (const auto why = sim::impossible(model(), here.scenario)) throw sim::InputError(*why);
  here.run = model().start(here.scenario, replicate, here.parallel);
}

/// Goes a month on and gives its number: 0 and less in the warm-up.
EXPORT(step)
std::int32_t step() {
  desk().run->step();
  return desk().run->time();
}

/// Keeps what is recorded so far; the months to come are not numbers.
EXPORT(look)
void look() { desk().result = desk().run->so_far(); }

/// Goes on to the end and keeps the whole record.
EXPORT(finish)
void finish() {
  desk().result = desk().run->finish();
  desk().run.reset();
}
/// @}

/// \name What was kept
/// @{

/// A metric each month: [month].
EXPORT(monthly)
const double* monthly(std::uint32_t metric) {
  const auto months = static_cast<std::size_t>(desk().scenario.run.months);
  return desk().result.overall.data() + metric * months;
}

/// A metric over the last months at each month, as summaries take it over windows: [month].
EXPORT(trailing)
const double* trailing(std::uint32_t metric, std::uint32_t length) {
  const auto months = static_cast<std::size_t>(desk().scenario.run.months);
  std::vector<double> values;
  for (std::size_t end = 1; end <= months; ++end)
    values.push_back(sim::value_over(model().metrics(), desk().result, months, metric,
                                     {end > length ? end - length : 0, end}));
  return answer(std::move(values));
}

/// \name A long table of the run: genealogy, agents
/// @{
EXPORT(table_rows)
std::uint32_t table_rows(std::uint32_t table) {
  const auto& columns = desk().result.tables.at(table);
  return columns.empty() ? 0 : static_cast<std::uint32_t>(columns.front().size());
}

EXPORT(table_column)
const double* table_column(std::uint32_t table, std::uint32_t column) {
  return desk().result.tables.at(table).at(column).data();
}
/// @}

/// How many numbers of this kind there are: 0 overall [metric][month]; 1 and on, breakdowns
/// [metric][month][element], then arrays.
EXPORT(count)
std::uint32_t count(std::uint32_t kind) {
  const sim::RunResult& result = desk().result;
  if (kind == 0) return static_cast<std::uint32_t>(result.overall.size());
  const std::size_t breakdowns = result.breakdowns.size();
  const auto& numbers =
      kind <= breakdowns ? result.breakdowns.at(kind - 1) : result.arrays.at(kind - 1 - breakdowns);
  return static_cast<std::uint32_t>(numbers.size());
}

EXPORT(numbers)
const double* numbers(std::uint32_t kind) {
  const sim::RunResult& result = desk().result;
  if (kind == 0) return result.overall.data();
  const std::size_t breakdowns = result.breakdowns.size();
  return (kind <= breakdowns ? result.breakdowns.at(kind - 1)
                             : result.arrays.at(kind - 1 - breakdowns))
      .data();
}
/// @}
}
