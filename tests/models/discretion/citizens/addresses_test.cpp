// Where the random numbers of citizens come from: as the table of `Draw` promises.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include <catch2/catch.hpp>

#include "models/discretion/citizens/levers.hpp"
#include "models/discretion/citizens/looking.hpp"
#include "models/discretion/workers/workers.hpp"
#include "tests/support/discretion_world.hpp"
#include "tests/support/luck.hpp"

using namespace discretion;
using test::at;
using test::check_kept;
using test::luck;
using test::need_stays;
using test::Promises;
using test::scenario;
using test::Settings;
using test::SteppedWorld;
using test::town;

namespace {

/// Half of all wishes are taken up, whoever has them, and workers have time for all cases.
Settings half_are_filed() {
  return town(400, 2) + need_stays() +
         Settings{{"need.wish_rate", 0.3},       {"citizens.take_up_level", 0},
                  {"citizens.take_up_trust", 0}, {"citizens.take_up_need", 0},
                  {"citizens.take_up_fear", 0},  {"citizens.take_up_complexity", 0},
                  {"workers.hours_margin", 10},  {"population.citizens_per_worker", 20}};
}
/// Nobody feels anything but the difference with look-alikes, and half of all can be taken for one.
Settings half_look_alike() {
  return half_are_filed() + at(50, 100) +
         Settings{{"population.contacts", 10},    {"population.contacts_alike", 0},
                  {"citizens.lens", 0.5},         {"citizens.difference_tolerance", 0},
                  {"citizens.own_weight", 0},     {"citizens.uncertainty_weight", 0},
                  {"citizens.grievance_rate", 1}, {"citizens.revocation", 0}};
}
/// All complain with the same probability, but for assertiveness.
Settings complaints_by_chance() {
  return {{"citizens.complaint_level", 0},
          {"citizens.complaint_grievance", 0},
          {"citizens.complaint_now", 0},
          {"citizens.claim_payoff", 0}};
}

/// Runs months in which cases are filed and decided, and calls visit(town) after each.
template <class Visit>
void decide_months(const Settings& settings, Visit visit) {
  SteppedWorld town_hall(scenario(settings, {24, 0}), 3);
  for (int month = 0; month < 4; ++month) {
    town_hall.decide();
    visit(town_hall);
  }
}
/// The same, and citizens look at their decisions.
template <class Visit>
void look_months(const Settings& settings, Visit visit) {
  decide_months(settings, [&](SteppedWorld& town_hall) {
    look_and_complain(town_hall.world, town_hall.parallel);
    visit(town_hall);
  });
}

/// Adds, for each office and life situation, how many were counted of those decided on who are
/// promised to be.
template <class Promised>
void add_counts(const SteppedWorld& town_hall, Count which, Promised promised, Promises& promises) {
  const World& world = town_hall.world;
  std::vector<double> expected(world.cells(), 0.0);
  for (const std::uint32_t i : town_hall.decided())
    expected[world.cell(CitizenId{i})] += promised(i) ? 1 : 0;
  for (std::size_t c = 0; c < world.cells(); ++c)
    promises.add(world.notebooks.front().cells[c](which), expected[c]);
}

/// Whose decisions are to be corrected.
std::vector<bool> looked_at_once_more(const World& world) {
  std::vector<bool> reopened(world.population(), false);
  for (const std::uint32_t first : world.workers.corrected) {
    for (std::uint32_t i = first; i != nobody; i = world.citizens[i].next_case) reopened[i] = true;
  }
  return reopened;
}

/// Mean of what look-alikes have more, by half a word at the address for each contact.
double difference_promised(const World& world, std::uint32_t i) {
  sim::Random random = luck(world, Draw::look, i, world.citizens[i].case_number);
  std::uint32_t word = 0;
  double more = 0;
  double seen = 0;
  for (std::size_t k = 0; k < world.contacts.each(); ++k) {
    word = k % 2 == 0 ? random.word() : word >> 16U;
    const Contact contact = world.contacts(i, k);
    const Outcome& theirs = world.outcomes[contact.citizen];
    const bool looks_alike = contact.alike || (word & 0xffffU) < 0x8000U;
    const int memory = world.offices[0].parameters.citizens.memory;
    if (!looks_alike || theirs.month < world.month - memory || contact.citizen == i) continue;
    seen += 1;
    more += std::max(0.0, static_cast<double>(theirs.treatment - world.outcomes[i].treatment));
  }
  return seen > 0 ? more / seen : 0;
}

}  // namespace

TEST_CASE("the mean need of a life situation is drawn by its number", "[unit][addresses]") {
  for (const std::uint32_t replicate : {0U, 3U}) {
    const SteppedWorld town_hall(
        scenario(town(1000, 1) +
                 Settings{{"population.life_situations", 20}, {"need.group_share", 0.5}}),
        replicate);
    const World& world = town_hall.world;
    std::vector<double> drawn;
    for (std::uint32_t g = 0; g < 20; ++g)
      drawn.push_back(luck(world, Draw::life_situation, g, 0).normal());
    const double mean = test::mean(drawn);
    double squares = 0;
    for (const double need : drawn) squares += (need - mean) * (need - mean);
    Promises needs;
    for (std::size_t g = 0; g < 20; ++g)
      needs.add(world.group_need[g], (drawn[g] - mean) * std::sqrt(0.5 * 20 / squares));
    check_kept(needs);
  }
}

TEST_CASE("the number of a wish says when the next one comes, and what becomes of this one",
          "[unit][addresses]") {
  SteppedWorld town_hall(scenario(half_are_filed(), {24, 0}), 3);
  const World& world = town_hall.world;
  std::vector<std::uint32_t> wishes(world.population(), 0);
  std::vector<double> due(world.population(), 0.0);
  const auto await_next = [&](std::uint32_t i) {
    const double gap = luck(world, Draw::wish, i, wishes[i]).exponential();
    due[i] += std::ceil(gap / world.wish_hazard[world.citizens[i].problems]);
  };
  for (std::uint32_t i = 0; i < world.population(); ++i) await_next(i);
  Promises numbers, filed, desks, places;
  for (int month = 1; month <= 6; ++month) {
    town_hall.file();
    std::vector<std::uint32_t> desk(world.population(), nobody);
    for (std::uint32_t w = 0; w < world.workers.inbox.size(); ++w) {
      for (std::uint32_t i = world.workers.inbox[w]; i != nobody; i = world.citizens[i].next_case)
        desk[i] = w;
    }
    for (std::uint32_t i = 0; i < world.population(); ++i) {
      const bool wishes_now = due[i] == month;
      if (wishes_now) ++wishes[i], await_next(i);
      numbers.add(world.citizens[i].wish, wishes[i]);
      if (!wishes_now) continue;
      const Office& office = world.offices[world.citizens[i].office];
      sim::Random random = luck(world, Draw::wish, i, wishes[i]);
      random.word();  // when the next one comes
      const std::uint32_t worker =
          office.first_worker + random.below(office.last_worker - office.first_worker);
      const std::uint32_t place = random.word();
      const bool takes_up = random.bernoulli(0.5);
      filed.add(desk[i] != nobody, takes_up);
      if (!takes_up) continue;
      desks.add(desk[i], worker);
      places.add(world.citizens[i].place, place);
    }
    decide_cases(town_hall.world, town_hall.parallel);
  }
  check_kept(numbers), check_kept(filed), check_kept(desks), check_kept(places);
}

TEST_CASE("circumstances move with a wish, by its number", "[unit][addresses]") {
  Promises circumstances;
  decide_months(half_are_filed() + Settings{{"need.circumstance_persistence", 0}},
                [&](const SteppedWorld& town_hall) {
                  const World& world = town_hall.world;
                  for (std::uint32_t i = 0; i < world.population(); ++i) {
                    const Citizen& citizen = world.citizens[i];
                    if (citizen.wish == 0) continue;
                    const double shock = luck(world, Draw::circumstance, i, citizen.wish).normal();
                    circumstances.add(static_cast<double>(citizen.circumstance),
                                      world.circumstance_sd * shock);
                  }
                });
  check_kept(circumstances);
}

TEST_CASE("who cannot choose to file is the same at every wish", "[unit][addresses]") {
  SteppedWorld town_hall(scenario(half_are_filed() + Settings{{"citizens.involuntary", 0.5},
                                                              {"citizens.take_up_level", -5},
                                                              {"citizens.take_up_trust", 10},
                                                              {"citizens.trust_level", 0}},
                                  {24, 0}),
                         3);
  World& world = town_hall.world;
  world.load = 1;  // time for all cases, which nobody chose to file
  Promises filed;
  for (int month = 0; month < 4; ++month) {
    const std::vector<Citizen> before = world.citizens;
    town_hall.file();
    for (std::uint32_t i = 0; i < world.population(); ++i) {
      if (world.citizens[i].wish == before[i].wish) continue;
      REQUIRE((before[i].flags & flag::pending) == 0);
      filed.add((world.citizens[i].flags & flag::pending) != 0,
                luck(world, Draw::involuntary, i, 0).bernoulli(0.5));
    }
    decide_cases(world, town_hall.parallel);
  }
  check_kept(filed);
}

TEST_CASE("which contacts look alike is drawn anew for each case", "[unit][addresses]") {
  Promises grievances;
  look_months(half_look_alike(), [&](const SteppedWorld& town_hall) {
    for (const std::uint32_t i : town_hall.decided())
      grievances.add(static_cast<double>(town_hall.world.citizens[i].grievance),
                     difference_promised(town_hall.world, i));
  });
  check_kept(grievances);
}

TEST_CASE("who complains, and whether it helps, is drawn by citizen and case",
          "[unit][addresses]") {
  Promises complained, upheld, conceded;
  const Settings upheld_by_chance{{"citizens.upheld_base", 0.5},
                                  {"citizens.upheld_misfit", 0},
                                  {"citizens.upheld_routine", 0},
                                  {"citizens.concession", 1}};
  const auto look = [&](SteppedWorld& town_hall) {
    World& world = town_hall.world;
    std::ranges::fill(world.workers.blame_expectation, std::log(2.0));  // half give in
    look_and_complain(world, town_hall.parallel);
    const std::vector<bool> reopened = looked_at_once_more(world);
    for (const std::uint32_t i : town_hall.decided()) {
      const Citizen& citizen = world.citizens[i];
      sim::Random random = luck(world, Draw::complaint, i, citizen.case_number);
      const auto assertiveness = static_cast<double>(citizen.assertiveness);
      const bool complains = random.bernoulli(1 / (1 + std::exp(-assertiveness)));
      const bool is_upheld = random.bernoulli(0.5);
      const bool gives_in = !is_upheld && citizen.grievance > 0 && random.bernoulli(0.5);
      const bool gave_in = (citizen.flags & flag::conceded) != 0;
      complained.add((citizen.flags & flag::complained) != 0, complains);
      if (!complains) continue;
      upheld.add(reopened[i] && !gave_in, is_upheld);
      conceded.add(gave_in, gives_in);
    }
    correct(world, town_hall.parallel);
  };
  decide_months(half_look_alike() + complaints_by_chance() + upheld_by_chance, look);
  check_kept(complained), check_kept(upheld), check_kept(conceded);
}

TEST_CASE("who has a second party, and whether it complains, is drawn by citizen and case",
          "[unit][addresses]") {
  Promises opposed, complaints;
  const Settings quiet{{"loops.others", 0}};
  look_months(
      half_are_filed() + complaints_by_chance() + quiet + Settings{{"citizens.opposed", 0.5}},
      [&](const SteppedWorld& town_hall) {
        const World& world = town_hall.world;
        const auto promised = [&](std::uint32_t i) {
          return luck(world, Draw::opponent, i, world.citizens[i].case_number);
        };
        const CitizenParameters& p = world.offices[0].parameters.citizens;
        for (std::uint32_t i = 0; i < world.population(); ++i)
          opposed.add(is_opposed(world, p, CitizenId{i}), promised(i).bernoulli(0.5));
        const auto complains = [&](std::uint32_t i) {
          sim::Random random = promised(i);
          return random.bernoulli(0.5) && random.bernoulli(0.5);
        };
        add_counts(town_hall, Count::opponent_complaints, complains, complaints);
      });
  check_kept(opposed), check_kept(complaints);
}

TEST_CASE("complaints are put in from outside by citizen and case", "[unit][addresses]") {
  Promises heard;
  look_months(half_are_filed() + Settings{{"loops.others", 0}, {"loops.added_complaints", 0.5}},
              [&](const SteppedWorld& town_hall) {
                const World& world = town_hall.world;
                const auto is_put_in = [&](std::uint32_t i) {
                  return luck(world, Draw::pulse, i, world.citizens[i].case_number).bernoulli(0.5);
                };
                add_counts(town_hall, Count::equality_heard, is_put_in, heard);
              });
  check_kept(heard);
}

TEST_CASE("which decisions stay valid is drawn by citizen and case", "[unit][addresses]") {
  Promises lasting;
  decide_months(half_are_filed() + Settings{{"levers.longer_validity", 0.5}},
                [&](const SteppedWorld& town_hall) {
                  const World& world = town_hall.world;
                  for (const std::uint32_t i : town_hall.decided()) {
                    const Citizen& citizen = world.citizens[i];
                    lasting.add((citizen.flags & flag::lasting) != 0,
                                luck(world, Draw::validity, i, citizen.case_number).bernoulli(0.5));
                  }
                });
  check_kept(lasting);
}

TEST_CASE("which wishes are part of the one case is drawn by citizen and wish",
          "[unit][addresses]") {
  Promises part;
  decide_months(half_are_filed() + Settings{{"levers.fix_team", 1},
                                            {"levers.fix_team_problems", 0},
                                            {"need.problem_share", 0.9}},
                [&](const SteppedWorld& town_hall) {
                  const World& world = town_hall.world;
                  for (std::uint32_t i = 0; i < world.population(); ++i) {
                    const Citizen& citizen = world.citizens[i];
                    if (citizen.problems == 0) continue;
                    const double of_other_problems =
                        1 - world.wish_hazard[0] / world.wish_hazard[citizen.problems];
                    part.add(
                        part_of_one_case(world, world.offices[citizen.office], CitizenId{i}),
                        luck(world, Draw::fix_team, i, citizen.wish).bernoulli(of_other_problems));
                  }
                });
  check_kept(part);
}
