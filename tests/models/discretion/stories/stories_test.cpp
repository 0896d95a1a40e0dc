// Stories tell what was written down, and nothing is written down unless asked.
#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <vector>

#include <catch2/catch.hpp>

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
  test::SteppedWorld here(
      scenario(town(800) + everybody + at(100, 100), {.months = 12, .warm_up = 6}));
  here.world.followed = choose_followed(here.world, 800);
  here.run(6);
  std::vector<Standing> standing;
  std::vector<Happening> all;
  std::map<What, double> counted;
  for (int month = 0; month < 12; ++month) {
    here.run();
    note_happenings(here.world, standing, all);
    const Tally tally = here.tally();
    counted[What::asked] += tally(Count::filed);
    if (month > 0) counted[What::not_asked] += tally(Count::wishes) - tally(Count::filed);
    counted[What::mended] += tally(Count::upheld) + tally(Count::claims_conceded);
  }
  std::map<What, double> noted;
  for (const Happening& h : all) ++noted[h.what];
  for (const auto& [what, count] : counted) CHECK(noted[what] == count);
  CHECK(counted[What::mended] > 0);
  CHECK(noted[What::saw] > 0);

  test::SteppedWorld nobody_followed(scenario(town(800), {.months = 12, .warm_up = 6}));
  nobody_followed.run(6);
  CHECK(happened(nobody_followed, 6).empty());
}

TEST_CASE("the one is chosen whom scenarios treat most differently", "[unit][stories]") {
  const Chosen chosen = most_different({{0, 1, 0, 0}, {1, 1, 5, 3}});
  CHECK(chosen.who == 2);
  CHECK(chosen.like == Approx(0.5));  // of 5, and of 3: at least half as much, the same way
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
