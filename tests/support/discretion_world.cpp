#include "tests/support/discretion_world.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <stdexcept>
#include <string>

#include "models/discretion/citizens/filing.hpp"
#include "models/discretion/course/generation.hpp"
#include "models/discretion/rules/rules_in_force.hpp"
#include "models/discretion/workers/judgement.hpp"
#include "models/discretion/workers/workers.hpp"

namespace test {

namespace {

std::size_t parameter_row(std::string_view name) {
  return sim::row_of(discretion::model().parameters(), name);
}

std::size_t metric_row(std::string_view name) {
  return sim::row_of(discretion::model().metrics(), name);
}

sim::Value value_of(std::size_t row, double number) {
  switch (discretion::model().parameters()[row].kind) {
    case sim::Kind::boolean: return number != 0;
    case sim::Kind::real: return number;
    default: return static_cast<std::int64_t>(number);
  }
}

}  // namespace

Settings operator+(Settings first, const Settings& then) {
  first.insert(first.end(), then.begin(), then.end());
  return first;
}

Settings at(double group_tailoring, double individual_tailoring) {
  return {{"policy.group_tailoring", group_tailoring},
          {"policy.individual_tailoring", individual_tailoring}};
}

Settings loops_cut() {
  return {{"loops.see_difference", 0},
          {"loops.seek_shelter", 0},
          {"loops.pile_preconditions", 0},
          {"loops.risk_rule_reflex", 0}};
}

Settings exact_perception() {
  return {{"workers.perception_bias", 0},
          {"workers.perception_noise", 0},
          {"administration.misreading", 0},
          {"citizens.overstating", 0}};
}

Settings need_stays() {
  return {{"need.hardship_unclaimed", 0},
          {"need.hardship_waiting", 0},
          {"need.hardship_underserved", 0},
          {"citizens.correction", 0}};
}

Settings town(int citizens, int offices) {
  return {{"population.size", citizens}, {"population.offices", offices}};
}

sim::Scenario scenario(const Settings& settings, const RunOf& run) {
  sim::Scenario made = sim::default_scenario(discretion::model());
  made.run = {run.months, run.warm_up, run.seed, 1};
  for (const auto& [name, number] : settings) {
    const std::size_t row = parameter_row(name);
    made.values[row] = value_of(row, number);
  }
  return made;
}

sim::Event event(int month, const std::vector<int>& offices, const Settings& settings) {
  sim::Event made{month, offices, {}};
  for (const auto& [name, number] : settings) {
    const std::size_t row = parameter_row(name);
    made.set.emplace_back(row, value_of(row, number));
  }
  return made;
}

std::vector<std::uint64_t> bits_of(const sim::RunResult& result) {
  std::vector<std::uint64_t> bits;
  const auto add = [&](const std::vector<double>& values) {
    bits.push_back(values.size());
    for (const double value : values) bits.push_back(std::bit_cast<std::uint64_t>(value));
  };
  add(result.overall);
  for (const auto& values : result.breakdowns) add(values);
  for (const auto& values : result.arrays) add(values);
  for (const auto& table : result.tables)
    for (const auto& column : table) add(column);
  return bits;
}

sim::RunResult simulate(const sim::Scenario& scenario, std::uint32_t replicate) {
  sim::Parallel parallel(1);
  return discretion::model().simulate(scenario, replicate, parallel);
}

std::span<const double> series(const sim::RunResult& result, std::string_view metric) {
  const std::size_t months = result.overall.size() / discretion::model().metrics().size();
  return std::span(result.overall).subspan(metric_row(metric) * months, months);
}

std::vector<double> office_series(const sim::RunResult& result, const sim::Scenario& scenario,
                                  std::string_view metric, int office) {
  const auto rows = sim::metrics_of_breakdown(discretion::model(), 0);
  const auto found = std::ranges::find(rows, metric_row(metric));
  if (found == rows.end()) throw std::invalid_argument(std::string(metric) + " is not by office");
  const auto row = static_cast<std::size_t>(found - rows.begin());
  const auto months = static_cast<std::size_t>(scenario.run.months);
  const auto offices = static_cast<std::size_t>(discretion::model().breakdown_size(scenario, 0));
  std::vector<double> values;
  for (std::size_t m = 0; m < months; ++m) {
    values.push_back(
        result.breakdowns[0][(row * months + m) * offices + static_cast<std::size_t>(office)]);
  }
  return values;
}

double mean(std::span<const double> values) {
  double sum = 0;
  double n = 0;
  for (const double value : values) {
    if (std::isfinite(value)) sum += value, n += 1;
  }
  return sum / n;
}

const std::vector<double>& measures(const sim::RunResult& result, std::string_view column) {
  const auto& columns = discretion::model().tables().front().columns;
  const auto found = std::ranges::find_if(columns, [&](const auto& c) { return c.name == column; });
  if (found == columns.end()) throw std::invalid_argument("no column " + std::string(column));
  return result.tables.front()[static_cast<std::size_t>(found - columns.begin())];
}

discretion::Parameters parameters(const sim::Scenario& scenario) {
  return sim::parameters_of<discretion::Parameters>(scenario);
}

SteppedWorld::SteppedWorld(const sim::Scenario& scenario, std::uint32_t replicate)
    : plan(scenario),
      world(discretion::generate(parameters(plan), {plan, {plan.run.seed, replicate}, parallel})) {}

void SteppedWorld::run(int months) {
  for (int k = 0; k < months; ++k) {
    std::vector<sim::Event> events;
    for (const sim::Event& event : plan.events)
      if (event.month + world.warm_up == world.month + 1) events.push_back(event);
    discretion::run_month(world, parallel, events);
  }
}

void SteppedWorld::file() {
  ++world.month;
  for (auto& notebook : world.notebooks) std::ranges::fill(notebook.cells, discretion::Tally{});
  discretion::put_rules_in_force(world);
  discretion::file_wishes(world, parallel);
}

void SteppedWorld::decide() {
  file();
  discretion::decide_cases(world, parallel);
}

discretion::Tally SteppedWorld::tally() const {
  discretion::Tally sum;
  for (const auto& cell : world.notebooks.front().cells) sum += cell;
  return sum;
}

std::vector<std::uint32_t> SteppedWorld::decided() const {
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i < world.population(); ++i) {
    if (world.outcomes[i].month == world.month) found.push_back(i);
  }
  return found;
}

discretion::Desk desk_of(double room) {
  discretion::Desk desk;
  desk.room = desk.room_unrestricted = room;
  desk.hours = {1.0, 2.0, 0.9, 0.4};
  return desk;
}

discretion::CaseFile case_with_gap(const discretion::World& world, double gap) {
  discretion::CaseFile file;
  file.rule = world.offices[0].rule[0];
  file.need = file.rule + gap;
  file.want = file.need + 0.2;
  return file;
}

FirstMonth::FirstMonth(const Settings& settings)
    : SteppedWorld(scenario(town(500, 1) + exact_perception() + settings, {24, 0})) {
  world.month = 1;
  discretion::put_rules_in_force(world);
}

discretion::Judgement FirstMonth::judge_gap(double gap, double room) const {
  return discretion::judge(world, world.offices[0], desk_of(room), case_with_gap(world, gap));
}

}  // namespace test
