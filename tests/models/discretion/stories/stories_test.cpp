// Stories tell what was written down, and nothing is written down unless asked.
#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "models/discretion/citizens/looking.hpp"
#include "models/discretion/stories/story.hpp"
#include "models/discretion/stories/telling.hpp"
#include "models/discretion/workers/replay.hpp"
#include "tests/support/discretion_world.hpp"

using namespace discretion;
using test::at;
using test::scenario;
using test::town;

namespace {
const test::Settings everybody{{"record.sampled_citizens", 800}};

/// A town all of whose citizens are followed.
struct Followed : test::SteppedWorld {
  Followed()
      : SteppedWorld(scenario(town(800) + everybody + at(100, 100), {.months = 12, .warm_up = 6})) {
    world.followed = choose_followed(world, 800);
  }
};

/// What is noted of a town's recorded months.
std::vector<Happening> happened(test::SteppedWorld& here, int months) {
  std::vector<Standing> standing;
  std::vector<Happening> all;
  for (int month = 0; month < months; ++month) {
    here.run();
    note_happenings(here.world, standing, all);
  }
  return all;
}
}  // namespace

TEST_CASE("happenings are those of followed citizens, and as many as are counted",
          "[unit][stories]") {
  Followed here;
  here.run(6);
  std::vector<Standing> standing;
  std::vector<Happening> all;
  std::map<What, double> counted;
  double equality = 0;
  for (int month = 0; month < 12; ++month) {
    here.run();
    note_happenings(here.world, standing, all);
    const Tally tally = here.tally();
    counted[What::asked] += tally(Count::filed);
    if (month > 0) counted[What::not_asked] += tally(Count::wishes) - tally(Count::filed);
    counted[What::complained] += tally(Count::complaints) - tally(Count::opponent_complaints);
    equality += tally(Count::equality_complaints);
    counted[What::mended] += tally(Count::upheld) + tally(Count::claims_conceded);
  }
  std::map<What, double> noted;
  double of_equality = 0;
  for (const Happening& h : all) {
    ++noted[h.what];
    if (h.what == What::complained) of_equality += h.detail;
  }
  for (const auto& [what, count] : counted) CHECK(noted[what] == count);
  CHECK(counted[What::mended] > 0);
  CHECK(counted[What::complained] > counted[What::mended]);
  CHECK(of_equality == equality);
  CHECK(equality > 0);

  test::SteppedWorld nobody_followed(scenario(town(800), {.months = 12, .warm_up = 6}));
  nobody_followed.run(6);
  CHECK(happened(nobody_followed, 6).empty());
}

TEST_CASE("who stands best off is one of those alike, and stands above by what is told",
          "[unit][stories]") {
  Followed here;
  here.run(8);
  std::vector<Standing> standing;
  int found = 0;
  std::vector<Happening> all;
  note_happenings(here.world, standing, all);
  for (const Happening& h : all) {
    if (h.what != What::compared || h.other == nobody) continue;
    ++found;
    const auto& [own, other] =
        std::pair(here.world.citizens[h.citizen], here.world.citizens[h.other]);
    CHECK(own.life_situation == other.life_situation);
    CHECK(standing_treatment(here.world, CitizenId{h.other}) -
              standing_treatment(here.world, CitizenId{h.citizen}) ==
          Approx(h.more));
  }
  CHECK(found > 0);
}

TEST_CASE("a handling that is told has what results hold of it, and who asked for what",
          "[unit][stories]") {
  Followed here;
  here.run(12);
  const Handlings told = handlings_of(here.world);
  const auto results = replay_rows(here.world);
  for (std::size_t c = 0; c < results.size(); ++c) CHECK(told.columns[c] == results[c]);
  REQUIRE(told.rows() > 0);
  std::set<double> asked;
  for (std::size_t row = 0; row < told.rows(); ++row) {
    CHECK(told("waited", row) >= 0);
    CHECK(told("stake_citizen", row) >= 0);
    asked.insert(told("wish_citizen", row));
  }
  CHECK(asked.count(static_cast<double>(tailor)) == 1);
}

TEST_CASE("the one is chosen whom scenarios treat most differently", "[unit][stories]") {
  const Chosen chosen = most_different({{0, 1, 0, 0}, {1, 1, 6, 3}});
  CHECK(chosen.who == 2);
  CHECK(chosen.like == Approx(0.5));  // of 6, and of 3: at least half as much, the same way
}

TEST_CASE("a story of somebody who is not there is refused", "[unit][stories]") {
  test::SteppedWorld here(scenario(town(800), {.months = 12, .warm_up = 6}));
  Story story(Teller::worker, 5000, {"here"}, {{0, 0}}, 12);
  here.run(6);
  for (int month = 0; month < 12; ++month) {
    here.run();
    story.look(here.world, 0);
  }
  CHECK_THROWS_AS(story.tell(), std::invalid_argument);
}

namespace {
const sim::Data& under(const sim::Data::Named& named, std::string_view name) {
  return std::ranges::find(named, name, [](const auto& one) { return std::string_view(one.first); })
      ->second;
}
const sim::Data::Named& named(const sim::Data& data) {
  return std::get<sim::Data::Named>(data.value);
}
std::int64_t number(const sim::Data& data, std::string_view name) {
  return std::get<std::int64_t>(under(named(data), name).value);
}
}  // namespace

TEST_CASE("a rule's story is silent on its effect where half a year of it was not seen",
          "[unit][stories]") {
  const sim::Scenario plan = scenario(town(800) + at(0, 100), {.months = 60, .warm_up = 6});
  test::SteppedWorld whole(plan);
  whole.run(6 + 48);
  const int from = whole.world.administrations[0].measures.at(0).effective - whole.world.warm_up;
  for (const int months : {from + 4, from + 5}) {
    test::SteppedWorld here(plan);
    here.run(6);
    Story story(Teller::rule, 0, {"here"}, {{0, 0}}, months);
    for (int month = 0; month < months; ++month) {
      here.run();
      story.look(here.world, 0);
    }
    const sim::Tale tale = story.tell();
    const sim::Data& life = std::get<sim::Data::List>(under(tale.data, "scenarios").value).at(0);
    CHECK(named(under(named(life), "around")).empty() == (months < from + 5));
  }
}

TEST_CASE("who does without is told to be deterred by what weighs most on them",
          "[unit][stories]") {
  const std::map<Deterrent, test::Settings> heavy{{Deterrent::distrust,
                                                   {{"citizens.take_up_trust", 10},
                                                    {"citizens.take_up_complexity", 0.1},
                                                    {"citizens.take_up_fear", 0}}},
                                                  {Deterrent::complexity,
                                                   {{"citizens.take_up_trust", 0.5},
                                                    {"citizens.take_up_complexity", 5},
                                                    {"citizens.take_up_fear", 0}}},
                                                  {Deterrent::fear,
                                                   {{"citizens.take_up_trust", 0.1},
                                                    {"citizens.take_up_complexity", 0.1},
                                                    {"citizens.take_up_fear", 5}}}};
  for (const auto& [deterrent, settings] : heavy) {
    test::SteppedWorld here(
        scenario(town(800) + everybody + settings + at(100, 100), {.months = 12, .warm_up = 6}));
    here.world.followed = choose_followed(here.world, 800);
    here.run(6);
    int by_it = 0, all = 0;
    for (const Happening& h : happened(here, 6)) {
      if (h.what != What::not_asked) continue;
      ++all;
      by_it += static_cast<Deterrent>(h.detail) == deterrent;
    }
    INFO(static_cast<int>(deterrent) << ": " << by_it << " of " << all);
    CHECK(all > 20);
    CHECK(by_it > 0.8 * all);
  }
}

TEST_CASE("help with asking counts where it is told what deterred", "[unit][stories]") {
  test::SteppedWorld here(scenario(town(800) + everybody +
                                       test::Settings{{"levers.help", 1},
                                                      {"levers.help_gain", 0.5},
                                                      {"citizens.take_up_trust", 1},
                                                      {"citizens.take_up_complexity", 9},
                                                      {"citizens.take_up_fear", 0.2}} +
                                       at(100, 100),
                                   {.months = 12, .warm_up = 6}));
  here.world.followed = choose_followed(here.world, 800);
  here.run(6);
  std::vector<Standing> standing;
  std::array<int, 3> told{};
  for (int month = 0; month < 6; ++month) {
    std::vector<Happening> all;
    here.run();
    note_happenings(here.world, standing, all);
    for (const Happening& h : all) {
      if (h.what != What::not_asked) continue;
      const Citizen& citizen = here.world.citizens[h.citizen];
      const OfficeMonth& now = here.world.offices[citizen.office].now;
      const double lacking = 0.5 * (1 - static_cast<double>(citizen.capacity));
      const std::array<double, 3> weights{1 - static_cast<double>(citizen.trust) * now.trust_kept,
                                          9 * now.complexity * lacking,
                                          0.2 * here.world.log_problems[citizen.problems]};
      ++told[h.detail];
      CHECK(weights[h.detail] == *std::ranges::max_element(weights));
    }
  }
  CHECK(told[static_cast<std::size_t>(Deterrent::complexity)] > 10);
  CHECK(told[static_cast<std::size_t>(Deterrent::distrust)] > 0);
}

TEST_CASE("a rule's story has what was decided in the half year before it acted and from then on",
          "[unit][stories]") {
  constexpr int months = 48;
  test::SteppedWorld here(scenario(town(800) + at(0, 100), {.months = months, .warm_up = 6}));
  here.run(6);
  Story story(Teller::rule, 0, {"here"}, {{0, 0}}, months);
  std::vector<Tally> tallies;  // of the offices whose rules they are
  for (int month = 0; month < months; ++month) {
    here.run();
    story.look(here.world, 0);
    Tally& sum = tallies.emplace_back();
    const auto groups = static_cast<std::size_t>(here.world.life_situations);
    for (std::size_t o = 0; o < here.world.offices.size(); ++o)
      for (std::size_t g = 0; g < groups && here.world.offices[o].administration == 0; ++g)
        sum += here.world.record.cells[o * groups + g];
  }
  const Measure& rule = here.world.administrations[0].measures.at(0);
  const int from = rule.effective - here.world.warm_up;
  REQUIRE((from > 6 && from + 5 <= months && rule.ended == 0));
  const auto sum_of = [&](int first, Count what) {
    double sum = 0;
    for (int month = first; month < first + 6; ++month)
      sum += tallies[static_cast<std::size_t>(month - 1)](what);
    return sum;
  };
  const sim::Tale tale = story.tell();
  const sim::Data& life = std::get<sim::Data::List>(under(tale.data, "scenarios").value).at(0);
  const sim::Data& around = under(named(life), "around");
  for (const auto& [when, first] : {std::pair("before", from - 6), std::pair("after", from)}) {
    const sim::Data& made = under(named(around), when);
    CHECK(static_cast<double>(number(made, "decisions")) == sum_of(first, Count::decisions));
    CHECK(static_cast<double>(number(made, "tailored")) == sum_of(first, Count::tailored));
    CHECK(static_cast<double>(number(made, "complaints")) == sum_of(first, Count::complaints));
  }
}
