#include <array>
#include <cstdint>
#include <cstring>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <type_traits>
#include <vector>

#include <catch2/catch.hpp>

#include "models/discretion/record/recorder.hpp"
#include "sim/core/described_model.hpp"
#include "tests/support/discretion_world.hpp"

using namespace discretion;
using test::at;
using test::scenario;
using test::Settings;
using test::town;

namespace {

/// A number that is another one wherever what was added is.
class Fingerprint {
 public:
  template <class Number>
  void add(Number number) requires std::is_arithmetic_v<Number> {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &number, sizeof number);
    value_ = (value_ ^ bits) * 0x100000001b3U;
  }
  template <class Element>
  void add(const std::vector<Element>& elements) {
    add(elements.size());
    for (const Element& element : elements) add(element);
  }
  template <class Element, std::size_t size>
  void add(const std::array<Element, size>& elements) {
    for (const Element& element : elements) add(element);
  }
  void add(const Tally& tally) {
    add(tally.counts);
    for (const sim::Sum& sum : tally.totals) add(sum.value());
  }
  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0xcbf29ce484222325U;
};

/// A part of the state by its name in the table of phases.
struct Part {
  const char* name;
  void (*add)(const World&, Fingerprint&);
};

void add_parameters(const World& world, Fingerprint& print) {
  const auto& table = sim::parameter_table<Parameters>();
  for (const Office& office : world.offices)
    for (std::size_t row = 0; row < table.rows().size(); ++row)
      print.add(sim::as_number(table.value(office.parameters, row)));
}

void add_rules(const World& world, Fingerprint& print) {
  for (const Office& office : world.offices) {
    for (const auto* list : {&office.law, &office.rule, &office.rule_loss, &office.verification})
      print.add(*list);
    for (const double value : {office.now.room, office.now.complexity, office.now.hours})
      print.add(value);
  }
}

void add_offices(const World& world, Fingerprint& print) {
  for (const Office& office : world.offices) {
    print.add(office.precedent);
    for (const double value : {office.equality_salience, office.disappointment, office.given})
      print.add(value);
    print.add(office.claims_succeed);
    print.add(office.claimants);
  }
}

void add_citizens(const World& world, Fingerprint& print) {
  for (const Citizen& c : world.citizens) {
    for (const float value : {c.circumstance, c.hardship, c.trust, c.grievance, c.uncertainty})
      print.add(value);
    for (const int value : {int{c.wish}, int{c.case_number}, int{c.filed}, int{c.flags}})
      print.add(value);
  }
}

void add_outcomes(const World& world, Fingerprint& print) {
  for (const Outcome& outcome : world.outcomes) {
    print.add(outcome.treatment);
    print.add(outcome.month);
  }
}

void add_queues(const World& world, Fingerprint& print) {
  const WorkerState& s = world.workers;
  for (const auto* list : {&s.inbox, &s.referred, &s.queue, &s.decided, &s.corrected})
    print.add(*list);
  print.add(s.pending);
}

void add_workers(const World& world, Fingerprint& print) {
  const WorkerState& s = world.workers;
  for (const auto* list : {&s.sensitivity, &s.norm, &s.blame_expectation, &s.drift})
    print.add(*list);
  print.add(s.routine);
  print.add(s.habit);
}

void add_teams(const World& world, Fingerprint& print) {
  print.add(world.teams.preconditions);
  print.add(world.teams.trust);
  for (const WorkerSight& sight : world.workers.shown) print.add(sight.above_rule);
}

void add_administrations(const World& world, Fingerprint& print) {
  for (const Administration& administration : world.administrations) {
    print.add(administration.salience);
    print.add(administration.memory);
    for (const Measure& measure : administration.measures) {
      for (const int value : {measure.announced, measure.ended, measure.revisions})
        print.add(value);
      print.add(measure.effectiveness);
    }
  }
}

void add_notebooks(const World& world, Fingerprint& print) {
  for (const Notebook& notebook : world.notebooks) print.add(notebook.cells);
}

void add_sums(const World& world, Fingerprint& print) { print.add(world.record.cells); }

void add_stocks(const World& world, Fingerprint& print) {
  for (const Stocks& stocks : world.stocks)
    for (const sim::Sum& sum :
         {stocks.hardship, stocks.trust, stocks.grievance, stocks.uncertainty})
      print.add(sum.value());
}

void add_observed(const World& world, Fingerprint& print) {
  print.add(world.observed.all);
  print.add(world.observed.pending);
}

const std::vector<Part> parts{{"parameters", add_parameters},
                              {"rules", add_rules},
                              {"offices", add_offices},
                              {"citizens", add_citizens},
                              {"outcomes", add_outcomes},
                              {"queues", add_queues},
                              {"workers", add_workers},
                              {"teams", add_teams},
                              {"administrations", add_administrations},
                              {"notebooks", add_notebooks},
                              {"sums", add_sums},
                              {"stocks", add_stocks},
                              {"observed", add_observed}};

std::vector<std::uint64_t> fingerprints(const World& world) {
  std::vector<std::uint64_t> values;
  for (const Part& part : parts) {
    Fingerprint print;
    part.add(world, print);
    values.push_back(print.value());
  }
  return values;
}

std::set<std::string> words(std::string_view text) {
  std::istringstream stream{std::string(text)};
  std::set<std::string> found;
  for (std::string word; stream >> word;) found.insert(word);
  return found;
}

std::vector<Phase> phases() {
  std::vector<Phase> rows = month_phases();
  rows.insert(rows.end(), recording_phases().begin(), recording_phases().end());
  return rows;
}

/// Parts that each phase changes in some month of some town.
std::map<std::string, std::set<std::string>> seen_changes() {
  std::map<std::string, std::set<std::string>> seen;
  for (const Settings& more :
       {Settings{}, Settings{{"policy.unit", 1}, {"citizens.claim_payoff", 1}}}) {
    sim::Scenario with = scenario(town(2000, 2) + at(100, 100) + more, {30, 12});
    const sim::Event event = test::event(9, {1}, at(50, 50));
    test::SteppedWorld stepped(with);
    World& world = stepped.world;
    for (int month = 1; month <= 42; ++month) {
      const bool happens = month == event.month + with.run.warm_up;
      const std::span<const sim::Event> events(&event, happens ? 1 : 0);
      const sim::Step step{month, month - with.run.warm_up, events, stepped.parallel};
      auto before = fingerprints(world);
      for (const auto& phase : phases()) {
        phase.act(world, step);
        auto after = fingerprints(world);
        for (std::size_t k = 0; k < parts.size(); ++k)
          if (after[k] != before[k]) seen[std::string(phase.name)].insert(parts[k].name);
        before = std::move(after);
      }
    }
  }
  return seen;
}

/// The words of a row's `queues`: what, and the phase that applies it.
std::map<std::string, std::string> queues_of(const Phase& phase) {
  std::map<std::string, std::string> queues;
  for (const std::string& word : words(phase.queues)) {
    const auto mark = word.find('>');
    REQUIRE(mark != std::string::npos);
    queues[word.substr(0, mark)] = word.substr(mark + 1);
  }
  return queues;
}

/// Lists grow in front of what they have: here somebody who is no citizen, whom to read is a crash.
void spoil_lists(World& world, std::vector<std::uint32_t>& heads, bool back) {
  constexpr std::uint32_t stranger = nobody - 1;
  for (std::uint32_t& head : heads) {
    std::uint32_t* end = &head;
    while (*end < world.citizens.size()) end = &world.citizens[*end].next_case;
    *end = back ? nobody : stranger;
  }
}

/// Makes what a phase puts down something else, or takes that back.
void spoil(World& world, const std::string& what, bool back) {
  const std::int32_t by = back ? -1000 : 1000;
  WorkerState& s = world.workers;
  if (what == "inbox") return spoil_lists(world, s.inbox, back);
  if (what == "referred") return spoil_lists(world, s.referred, back);
  if (what == "corrected") return spoil_lists(world, s.corrected, back);
  if (what == "blame") {
    for (auto& kinds : s.blame)
      for (std::int32_t& count : kinds) count += by;
  } else if (what == "upheld" || what == "objections") {
    for (std::int32_t& count : what == "upheld" ? s.upheld : s.objections) count += by;
  } else {
    REQUIRE(what == "notebooks");
    for (Notebook& notebook : world.notebooks)
      for (Tally& cell : notebook.cells)
        for (auto& count : cell.counts) count += by;
  }
}

/// What is put down for later, where no part of the state shows it.
Fingerprint print_of_counts(const World& world) {
  Fingerprint print;
  print.add(world.workers.blame);
  print.add(world.workers.upheld);
  print.add(world.workers.objections);
  return print;
}

}  // namespace

TEST_CASE("what a phase queues is applied by a phase that comes after it", "[unit][phases]") {
  std::map<std::string, std::size_t> place;
  for (const auto& phase : phases()) place.emplace(phase.name, place.size());
  std::set<std::string> queued;
  for (const auto& phase : phases()) {
    for (const auto& [what, applied] : queues_of(phase)) {
      INFO(phase.name << ": " << what);
      REQUIRE(place.contains(applied));
      // Before `file` it is the next month's.
      CHECK((place[applied] > place[std::string(phase.name)] || place[applied] < place["file"]));
      queued.insert(what);
    }
  }
  CHECK(queued.size() == 7);
}

TEST_CASE("what a phase queues nobody reads in it", "[unit][phases]") {
  const sim::Scenario with = scenario(
      town(2000, 2) + at(100, 100) + Settings{{"policy.unit", 1}, {"citizens.claim_payoff", 1}},
      {12, 6});
  test::SteppedWorld plain(with);
  test::SteppedWorld spoiled(with);
  for (int month = 1; month <= 18; ++month) {
    const sim::Step step{month, month - with.run.warm_up, {}, plain.parallel};
    for (const auto& phase : phases()) {
      INFO(phase.name << " in month " << month);
      const auto queues = queues_of(phase);
      for (const auto& [what, applied] : queues) spoil(spoiled.world, what, false);
      phase.act(plain.world, step);
      phase.act(spoiled.world, step);
      for (const auto& [what, applied] : queues) spoil(spoiled.world, what, true);
      REQUIRE(fingerprints(spoiled.world) == fingerprints(plain.world));
      REQUIRE(print_of_counts(spoiled.world).value() == print_of_counts(plain.world).value());
    }
  }
}

TEST_CASE("each phase changes the parts of the state that its row says, and no others",
          "[unit][phases]") {
  auto seen = seen_changes();
  for (const auto& phase : phases()) {
    INFO(phase.name);
    CHECK(seen[std::string(phase.name)] == words(phase.changes));
  }
}
