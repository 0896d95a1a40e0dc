/// \file
/// A case before every worker of the scenario at hand, as `maatwerk case` tells it.
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "web/engine/desk.hpp"
#include "web/engine/tale_json.hpp"

#include "sim/core/error.hpp"
#include "sim/core/fault.hpp"

extern "C" {

/// Begins with nobody.
EXPORT(begin_case)
void begin_case() { desk().people.clear(); }

/// Who asks next, of whom nothing is said yet: the first has the case, the others resemble them.
EXPORT(add_person)
void add_person() {
  sim::CasePerson person;
  for (const sim::CaseKey& key : model().close_up()->case_keys())
    person.push_back(key.info.default_value);
  desk().people.push_back(std::move(person));
}

EXPORT(set_person)
void set_person(std::uint32_t row, double number) {
  const sim::ParameterInfo& key = model().close_up()->case_keys().at(row).info;
  const sim::Value value = value_of(key, number);
  if (const sim::Fault fault = sim::fault_of(key, number); fault != sim::Fault::none)
    throw sim::InputError(key.name + " (" + std::string(sim::text_of(fault)) + ")");
  desk().people.back().at(row) = value;
}

/// Lays it before the workers of so many replicates, each of which is then watched.
EXPORT(lay_case)
void lay_case(std::uint32_t replicates) {
  Desk& here = desk();
  std::vector<sim::WatchedRun> runs;
  for (std::uint32_t replicate = 0; replicate < replicates; ++replicate)
    runs.push_back({0, static_cast<int>(replicate)});
  here.onlooker = model().close_up()->lay_case(here.people, {std::string()}, std::move(runs),
                                               here.scenario.run.months);
}

/// Runs a replicate to its end under the eyes of the case. The world was made by `start`.
EXPORT(watch)
void watch(std::uint32_t replicate) {
  Desk& here = desk();
  while (!here.run->done()) {
    here.run->step();
    if (here.run->time() >= 1 && here.onlooker->looks_at(here.run->time()))
      here.onlooker->look(*here.run, replicate);
  }
  here.run.reset();
}

/// What there is to tell, once all replicates were watched: JSON, with numbers by their place.
EXPORT(tell)
const char* tell() {
  Desk& here = desk();
  here.answer.clear();
  here.told = json_of(here.onlooker->tell(), here.answer);
  here.onlooker.reset();
  return here.told.data();
}

EXPORT(told_length)
std::size_t told_length() { return desk().told.size(); }

EXPORT(told_numbers)
const double* told_numbers() { return desk().answer.data(); }

EXPORT(told_count)
std::size_t told_count() { return desk().answer.size(); }
}
