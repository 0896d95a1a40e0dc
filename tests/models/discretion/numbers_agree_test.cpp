#include <array>
#include <cstring>
#include <memory>

#include <catch2/catch.hpp>

#include "models/discretion/citizens/looks.hpp"
#include "models/discretion/course/long_run.hpp"
#include "models/discretion/workers/decisions.hpp"
#include "tests/support/discretion_world.hpp"
#include "tests/support/instructions.hpp"

// Numbers side by side against doubles one after the other, over cases that no town would have.
// Lanes beyond the last case are not compared: nobody reads them, and `one` does not write them.

using namespace discretion;
using test::Settings;

namespace {

class Chance {
 public:
  double between(double low, double high) { return low + (high - low) * random_.uniform(); }
  bool yes() { return random_.uniform() < 0.5; }
  std::uint32_t word() { return random_.word(); }
  std::uint32_t below(std::size_t count) {
    return random_.below(static_cast<std::uint32_t>(count));
  }

 private:
  sim::Random random_{{7, 1}, 0U, 0, 0};
};

/// What may come of a batch of cases. Set to zero first, so that all of it can be compared.
struct Worked {
  Judgements judgements;
  Choices choices;
  Entries entries;
  DilemmaLanes dilemmas;
  std::array<Tally, 2> cells;
};

/// Bytes of the lanes up to `count` are compared, so the others are made equal.
Worked work(const World& world, const Office& office, const Desk& desk, const Decisions& cases) {
  Worked out;
  std::memset(static_cast<void*>(&out), 0, sizeof out);
  Decisions d = cases;
  std::memset(static_cast<void*>(&d.judgements), 0, sizeof d.judgements);
  judge(world, office, desk, d.cases, d.judgements);
  choose(d.judgements, d.cases.count, d.choices);
  work_out(world, office, desk, d, d.choices, out.entries);
  count_dilemmas(d.judgements, loyalties_at(world, desk), office.parameters.workers.temperature,
                 d.cases.count, out.dilemmas, d.choices);
  Cells cells;
  for (std::size_t lane = 0; lane < cells.size(); ++lane) cells[lane] = &out.cells[lane % 2];
  add_up(out.entries, d.cases.count, cells);
  std::memcpy(&out.judgements, &d.judgements, sizeof d.judgements);
  std::memcpy(&out.choices, &d.choices, sizeof d.choices);
  return out;
}

Desk any_desk(const World& world, const Office& office, Chance& chance) {
  const auto worker = office.first_worker + chance.below(office.last_worker - office.first_worker);
  Desk desk = set_desk(world, office, WorkerId{worker});
  if (chance.yes()) desk.refers = true;
  if (chance.yes()) desk.faith = chance.between(0, 1);
  if (chance.yes()) desk.room = desk.room_unrestricted = chance.between(0, 1);
  desk.pressure = chance.between(0, 2);
  desk.overload = chance.between(0, 1);
  desk.queue_hardship = chance.between(0, 1);
  desk.burden = chance.between(0, 1);
  return desk;
}

void fill(CaseFile& file, std::size_t lives, Chance& chance) {
  for_each_fact([&]<std::size_t row>() {
    auto& fact = std::get<row>(case_facts).of(file);
    if constexpr (is_answer<row>)
      fact = chance.yes();
    else
      fact = chance.between(-3, 3);
  });
  file.capacity = chance.between(0, 1);
  file.disclosed = chance.between(0, 1);
  file.life_situation = file.route = chance.below(lives);
}

}  // namespace

TEST_CASE("a million cases are judged and decided alike in every kind of number",
          "[unit][numbers]") {
  const std::array<Settings, 4> towns{
      Settings{}, Settings{{"policy.default", 1}, {"policy.unit", 1}},
      Settings{{"policy.audit_yardstick", 1}, {"citizens.opposed", 0.3}},
      Settings{{"levers.front_line_signals", 1},
               {"levers.precedent", 1},
               {"levers.reasons", 0.7},
               {"levers.situational_equality", 0.6},
               {"levers.explanation", 1},
               {"levers.know_the_law", 0.7},
               {"levers.personal_no", 1},
               {"levers.help", 0.5},
               {"levers.costs_and_benefits", 1},
               {"levers.deliberation", 0.8},
               {"levers.separate_processes", 1}}};
  Chance chance;
  std::size_t cases = 0;
  std::size_t apart = 0;
  for (const Settings& settings : towns) {
    test::SteppedWorld town(
        test::scenario(test::town(1000) + test::at(100, 100) + settings, {24, 12}));
    town.run(24);
    const auto lives = static_cast<std::size_t>(town.world.life_situations);
    const auto batch = std::make_unique<Decisions>();
    for (int k = 0; k < 250'000 / static_cast<int>(sim::lanes); ++k) {
      const Office& office = town.world.offices[chance.below(town.world.offices.size())];
      const Desk desk = any_desk(town.world, office, chance);
      batch->cases.count = sim::lanes;
      for (std::size_t lane = 0; lane < sim::lanes; ++lane) {
        fill(batch->cases.files[lane], lives, chance);
        batch->cases.lay_before(town.world, office, desk, lane);
        batch->choices.uniform[lane] = chance.between(0, 1);
        batch->incident[lane] = chance.between(0, 1);
      }
      cases += sim::lanes;
      sim::limit_instructions(sim::Instructions::one);
      const Worked expected = work(town.world, office, desk, *batch);
      test::with_each_instruction_set([&] {
        const Worked found = work(town.world, office, desk, *batch);
        if (std::memcmp(&found, &expected, sizeof found) != 0) ++apart;
      });
    }
  }
  CHECK(cases == 1'000'000);
  CHECK(apart == 0);
}

TEST_CASE("looks at decisions feel alike in every kind of number", "[unit][numbers]") {
  test::SteppedWorld town(test::scenario(test::town(1000) + test::at(100, 100), {24, 12}));
  town.run(24);
  Chance chance;
  std::size_t apart = 0;
  for (int k = 0; k < 10'000; ++k) {
    constexpr std::size_t contacts = 6;
    std::array<std::array<std::uint32_t, sim::lanes>, contacts> who, words;
    std::array<ContactLanes, contacts> seen;
    Looks looks;
    looks.count = sim::lanes;
    looks.contact = seen.data();
    looks.contacts = chance.below(contacts + 1);
    for (std::size_t c = 0; c < contacts; ++c) {
      seen[c].contact = who[c].data();
      seen[c].chance = words[c].data();
    }
    for (std::size_t lane = 0; lane < sim::lanes; ++lane) {
      looks.citizens[lane] = chance.below(50);
      looks.tailored[lane] = chance.yes() ? -1 : 0;
      looks.applied[lane] = looks.tailored[lane] == 0 && chance.yes() ? -1 : 0;
      for (sim::Numbers* numbers : {&looks.treatment, &looks.rule, &looks.need, &looks.want_beyond,
                                    &looks.assertiveness, &looks.grievance})
        (*numbers)[lane] = chance.between(-3, 3);
      for (sim::Numbers* numbers : {&looks.claims_succeed, &looks.trust, &looks.hardship,
                                    &looks.uncertainty_before, &looks.uniform})
        (*numbers)[lane] = chance.between(0, 1);
      for (std::size_t c = 0; c < contacts; ++c) {
        who[c][lane] = chance.below(50) | (chance.yes() ? alike_bit : 0U);
        words[c][lane] = chance.word();
        seen[c].treatment[lane] = chance.between(-3, 3);
        seen[c].decided[lane] = 36 - chance.below(40);
        seen[c].tailored[lane] = chance.yes() ? -1 : 0;
      }
    }
    const Office& office = town.world.offices[chance.below(town.world.offices.size())];
    const auto felt = [&] {
      Feelings feelings;
      std::memset(static_cast<void*>(&feelings), 0, sizeof feelings);
      feel(town.world, office, looks, feelings);
      return feelings;
    };
    sim::limit_instructions(sim::Instructions::one);
    const Feelings expected = felt();
    test::with_each_instruction_set([&] {
      const Feelings found = felt();
      if (std::memcmp(&found, &expected, sizeof found) != 0) ++apart;
    });
  }
  CHECK(apart == 0);
}

TEST_CASE("wishes leave the same hardship in every kind of number", "[unit][numbers]") {
  const NeedParameters need;
  Chance chance;
  for (int k = 0; k < 1000; ++k) {
    Wishes wishes;
    Spread before;
    const auto fill_with = [&](OfNodes& numbers, double low, double high) {
      for (std::size_t n = 0; n < nodes; ++n) numbers[n] = chance.between(low, high);
    };
    fill_with(wishes.gap, -2, 3);
    fill_with(wishes.take_up, 0, 1);
    for (OfNodes& given : wishes.given) fill_with(given, -1, 2);
    for (OfNodes& probability : wishes.probability) fill_with(probability, 0, 1);
    fill_with(before.mean, 0, 1);
    fill_with(before.square, 0, 1);
    const double waited = chance.between(0, 3);
    sim::limit_instructions(sim::Instructions::one);
    const Spread expected = after(need, 1.0, waited, wishes, before);
    test::with_each_instruction_set([&] {
      const Spread found = after(need, 1.0, waited, wishes, before);
      CHECK(std::memcmp(&found, &expected, sizeof found) == 0);
    });
  }
}
