
#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include <catch2/catch.hpp>

#include "models/discretion/citizens/filing.hpp"
#include "models/discretion/citizens/looking.hpp"
#include "models/discretion/rules/rules_in_force.hpp"
#include "sim/core/math.hpp"
#include "tests/support/discretion_world.hpp"
#include "tests/support/statistics.hpp"

using namespace discretion;
using test::at;
using test::scenario;
using test::Settings;
using test::SteppedWorld;
using test::town;

namespace {

/// Months between wishes, counted over citizens with this many problems; the last bin is open.
/// Every gap that could have been seen as a whole within the months starts early enough.
struct Gaps {
  std::vector<double> observed, expected;
};
Gaps gaps_of(const sim::Scenario& with, int problems, double monthly, int bins, int office = -1,
             int from_month = 1) {
  SteppedWorld town_hall(with);
  World& world = town_hall.world;
  const int months = world.months;
  Gaps gaps{std::vector<double>(static_cast<std::size_t>(bins)),
            std::vector<double>(static_cast<std::size_t>(bins))};
  std::vector<int> last(world.population(), from_month - 1);
  std::vector<std::uint16_t> wishes = test::column(world, &Citizen::wish);
  double n = 0;
  while (world.month < months) {
    town_hall.file();
    for (std::size_t i = 0; i < world.population(); ++i) {
      if (world.citizens[i].wish == wishes[i]) continue;
      wishes[i] = world.citizens[i].wish;
      const bool counts = world.month >= from_month && world.citizens[i].problems == problems &&
                          (office < 0 || world.citizens[i].office == office);
      if (counts && last[i] <= months - bins) {
        n += 1;
        gaps.observed[static_cast<std::size_t>(std::min(world.month - last[i], bins) - 1)] += 1;
      }
      if (world.month >= from_month) last[i] = world.month;
    }
  }
  // Those who waited beyond the end are in the open bin as well.
  for (std::size_t i = 0; i < world.population(); ++i) {
    if (world.citizens[i].problems == problems &&
        (office < 0 || world.citizens[i].office == office) && last[i] <= months - bins) {
      n += 1;
      gaps.observed.back() += 1;
    }
  }
  for (int gap = 1; gap < bins; ++gap)
    gaps.expected[static_cast<std::size_t>(gap - 1)] = n * monthly * std::pow(1 - monthly, gap - 1);
  gaps.expected.back() = n * std::pow(1 - monthly, bins - 1);
  return gaps;
}

double p_of(const Gaps& gaps) { return test::chi_square_p(gaps.observed, gaps.expected); }

const Settings nobody_decides{{"workers.hours_margin", 0.1}};

}  // namespace

TEST_CASE("take-up is a logit of trust, need, complexity and capacity", "[unit][citizens]") {
  const CitizenParameters p;
  CHECK(take_up_probability(p, 0.6, 0, 0, 0, 0) == Approx(1 / (1 + std::exp(-2.0))).epsilon(1e-12));
  CHECK(take_up_probability(p, 0.6, -4, 0, 0, 0) == Approx(0.5).epsilon(1e-12));
  CHECK(take_up_probability(p, 0.6, 0, 2.5, 0, 0) == Approx(0.5).epsilon(1e-12));
  CHECK(take_up_probability(p, 0.6, 0, 2.5, 1, 0) == take_up_probability(p, 0.6, 0, 0, 1, 0));
}

TEST_CASE("months between wishes are geometric with 0.05 (1 + problems), at most 0.9",
          "[statistical][citizens]") {
  const Settings settings = town(6000, 1) + Settings{{"population.contacts", 0}};
  CHECK(p_of(gaps_of(scenario(settings, {60, 0}), 0, 0.05, 40)) > test::p_limit);
  CHECK(p_of(gaps_of(scenario(settings, {60, 0}), 2, 0.15, 15)) > test::p_limit);
  const Settings often = settings + Settings{{"need.wish_rate", 0.6}};
  CHECK(p_of(gaps_of(scenario(often, {30, 0}), 1, 0.9, 4)) > test::p_limit);
}

TEST_CASE("doubling the inflow doubles the hazard of a wish", "[statistical][citizens]") {
  const Settings settings =
      town(6000, 1) + Settings{{"population.contacts", 0}, {"need.inflow", 2}};
  const double twice = 1 - 0.95 * 0.95;
  CHECK(p_of(gaps_of(scenario(settings, {50, 0}), 0, twice, 25)) > test::p_limit);
  CHECK(p_of(gaps_of(scenario(settings, {50, 0}), 0, 0.05, 25)) < test::p_limit);  // it would see
}

TEST_CASE("an event on inflow doubles the wishes of its office from its month on",
          "[statistical][citizens]") {
  sim::Scenario surge = scenario(town(8000, 2) + Settings{{"population.contacts", 0}}, {60, 6});
  surge.events.push_back(test::event(13, {1}, {{"need.inflow", 2}}));
  const double twice = 1 - 0.95 * 0.95;
  CHECK(p_of(gaps_of(surge, 0, twice, 20, 1, 6 + 13)) > test::p_limit);
  CHECK(p_of(gaps_of(surge, 0, 0.05, 20, 0, 6 + 13)) > test::p_limit);
  surge.run.months = 12;
  surge.events.clear();
  CHECK(p_of(gaps_of(surge, 0, 0.05, 10, 1)) > test::p_limit);
}

TEST_CASE("an event on inflow acts from its own month on, in its own office", "[unit][citizens]") {
  sim::Scenario calm = scenario(town(1000), {24, 0});
  sim::Scenario surge = calm;
  surge.events.push_back(test::event(13, {1}, {{"need.inflow", 3}}));
  SteppedWorld without(calm), with(surge);
  without.run(12), with.run(12);
  CHECK(test::column(without.world, &Citizen::wish) == test::column(with.world, &Citizen::wish));
  without.run(1), with.run(1);  // the event's own month
  const auto calm_wishes = test::column(without.world, &Citizen::wish);
  const auto surge_wishes = test::column(with.world, &Citizen::wish);
  CHECK(std::equal(calm_wishes.begin(), calm_wishes.begin() + 500, surge_wishes.begin()));
  CHECK(calm_wishes != surge_wishes);
}

TEST_CASE("without inflow nobody ever files", "[unit][citizens]") {
  const auto result = test::simulate(scenario(town(500) + Settings{{"need.inflow", 0}}, {12, 12}));
  for (const double filed : test::series(result, "filed")) CHECK(filed == 0);
}

TEST_CASE("a wish while a case is pending lapses", "[unit][citizens]") {
  SteppedWorld town_hall(scenario(town(500) + nobody_decides, {24, 0}));
  town_hall.run(23);
  const auto waiting = test::column(town_hall.world, &Citizen::flags);
  const auto filed = test::column(town_hall.world, &Citizen::filed);
  town_hall.file();
  int lapsed = 0;
  for (std::size_t i = 0; i < 500; ++i) {
    if ((waiting[i] & flag::pending) == 0) continue;
    ++lapsed;
    REQUIRE(town_hall.world.citizens[i].filed == filed[i]);
  }
  CHECK(lapsed > 0);
}

TEST_CASE("whatever the policy, citizens wish at the same times and in the same circumstances",
          "[unit][citizens]") {
  SteppedWorld standard(scenario(town(1000) + test::at(0, 0)));
  SteppedWorld tailored(scenario(town(1000) + test::at(100, 100)));
  standard.run(36), tailored.run(36);
  CHECK(test::column(standard.world, &Citizen::wish) ==
        test::column(tailored.world, &Citizen::wish));
  CHECK(test::column(standard.world, &Citizen::circumstance) ==
        test::column(tailored.world, &Citizen::circumstance));
  CHECK(test::column(standard.world, &Citizen::trust) !=
        test::column(tailored.world, &Citizen::trust));
}

TEST_CASE("circumstances keep their variance from wish to wish", "[statistical][citizens]") {
  SteppedWorld town_hall(scenario(town(10000, 1) + Settings{{"population.contacts", 0}}, {80, 0}));
  while (town_hall.world.month < 80) town_hall.file();
  std::vector<double> squares;
  for (const float u : test::column(town_hall.world, &Citizen::circumstance))
    squares.push_back(static_cast<double>(u) * static_cast<double>(u));
  CHECK(std::abs(test::z_score(squares, 0.6)) < test::z_limit);
}

TEST_CASE("a revoked favour falls back to the rule, and not before", "[unit][citizens]") {
  SteppedWorld town_hall(scenario(town(500), {60, 0}));
  World& world = town_hall.world;
  town_hall.run(3);
  world.outcomes[7] = {2.5F, 3, Option::tailor, 5};
  const double rule = world.offices[0].rule[world.citizens[7].life_situation];
  CHECK(standing_treatment(world, CitizenId{7}) == 2.5);
  while (world.month < 7) ++world.month, put_rules_in_force(world);
  CHECK(standing_treatment(world, CitizenId{7}) == 2.5);  // four ticks of the clock
  ++world.month, put_rules_in_force(world);
  CHECK(standing_treatment(world, CitizenId{7}) == rule);
}

TEST_CASE("a favour that stood for 24 months stays", "[unit][citizens]") {
  SteppedWorld town_hall(scenario(town(500), {60, 0}));
  World& world = town_hall.world;
  town_hall.run(1);
  world.outcomes[7] = {2.5F, 1, Option::tailor, 25};
  world.outcomes[8] = {2.5F, 1, Option::tailor, 24};
  while (world.month < 50) ++world.month, put_rules_in_force(world);
  CHECK(standing_treatment(world, CitizenId{7}) == 2.5);
  CHECK(standing_treatment(world, CitizenId{8}) != 2.5);
}

TEST_CASE("a new restriction doubles that month's risk of revocation", "[unit][citizens]") {
  SteppedWorld town_hall(scenario(town(500), {60, 0}));
  World& world = town_hall.world;
  Measure restriction;
  restriction.effective = 4;
  world.administrations[0].measures.push_back(restriction);
  for (world.month = 1; world.month < 6; ++world.month) put_rules_in_force(world);
  const auto& clock = world.offices[0].revocation_clock;
  CHECK(clock[3] - clock[2] == 1);
  CHECK(clock[4] - clock[3] == 2);
  CHECK(clock[5] - clock[4] == 1);
}

TEST_CASE("one favour in a hundred is revoked each month", "[statistical][citizens]") {
  SteppedWorld town_hall(scenario(town(8000) + test::at(100, 100) + test::loops_cut(), {24, 0}));
  town_hall.run(12);
  double favours = 0;
  double short_lived = 0;
  for (const Outcome& outcome : town_hall.world.outcomes) {
    if (outcome.option != Option::tailor) continue;
    favours += 1;
    short_lived += outcome.revocation <= 24 ? 1 : 0;
  }
  const double p = 1 - std::pow(0.99, 24);
  CHECK(std::abs(short_lived - p * favours) / std::sqrt(favours * p * (1 - p)) < test::z_limit);
}

TEST_CASE("an upheld complaint closes 60 % of the shortfall, once everybody has looked",
          "[unit][citizens]") {
  SteppedWorld town_hall(scenario(town(1000) + test::need_stays() +
                                      Settings{{"citizens.correction", 0.6},
                                               {"citizens.upheld_base", 1},
                                               {"citizens.complaint_level", 0}},
                                  {24, 0}));
  town_hall.decide();
  World& world = town_hall.world;
  const auto decided = world.outcomes;
  look_and_complain(world, town_hall.parallel);
  std::vector<bool> is_upheld(1000);
  for (const std::uint32_t first : world.workers.corrected) {
    for (std::uint32_t i = first; i != nobody; i = world.citizens[i].next_case) is_upheld[i] = true;
  }
  for (std::size_t i = 0; i < 1000; ++i)
    REQUIRE(world.outcomes[i].treatment == decided[i].treatment);
  correct(world, town_hall.parallel);
  int upheld = 0;
  for (std::uint32_t i = 0; i < 1000; ++i) {
    const auto before = static_cast<double>(decided[i].treatment);
    const bool corrected = is_upheld[i];
    upheld += corrected ? 1 : 0;
    const double expected =
        corrected ? before + 0.6 * std::max(0.0, world.need(CitizenId{i}) - before) : before;
    REQUIRE(static_cast<double>(world.outcomes[i].treatment) ==
            Approx(expected).epsilon(1e-6).margin(1e-6));
  }
  CHECK(upheld > 10);
}

namespace {
/// A town whose cases of the month are decided, before anybody looks: every contact is looked at.
struct Decided : SteppedWorld {
  Decided()
      : SteppedWorld(scenario(town(600) + test::at(100, 100) +
                                  Settings{{"citizens.lens", 1}, {"citizens.revocation", 0}},
                              {24, 0})) {
    run(6);
    decide();
  }
};
}  // namespace

TEST_CASE("difference seen is the mean of what contacts got more, beyond tolerance",
          "[unit][citizens]") {
  Decided town_hall;
  World& world = town_hall.world;
  double expected = 0;
  for (const std::uint32_t i : town_hall.decided()) {
    double more = 0;
    double seen = 0;
    for (std::size_t k = 0; k < 8; ++k) {
      const Outcome& other = world.outcomes[world.contacts(i, k).citizen];
      if (world.month - other.month > 12) continue;
      seen += 1;
      more += std::max(0.0, static_cast<double>(other.treatment) -
                                static_cast<double>(world.outcomes[i].treatment) - 0.25);
    }
    if (seen > 0) expected += more / seen;
  }
  look_and_complain(world, town_hall.parallel);
  CHECK(town_hall.tally()(Total::difference_seen) == Approx(expected).epsilon(1e-6));
  CHECK(expected > 0);
}

namespace {
double deviation_of(const std::vector<double>& sample) {
  const auto n = static_cast<double>(sample.size());
  double mean = 0, squares = 0;
  for (const double value : sample) mean += value / n;
  for (const double value : sample) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / (n - 1));
}
}  // namespace

TEST_CASE("uncertainty is how far apart the tailoring of contacts lies, as a sample's deviation",
          "[unit][citizens]") {
  Decided town_hall;
  World& world = town_hall.world;
  std::map<std::uint32_t, double> expected;
  for (const std::uint32_t i : town_hall.decided()) {
    if (town_hall.tailored(i)) continue;  // what one holds oneself adds to it
    std::vector<double> theirs;
    for (std::size_t k = 0; k < 8; ++k) {
      const std::uint32_t contact = world.contacts(i, k).citizen;
      const Outcome& other = world.outcomes[contact];
      if (world.month - other.month <= 12 && town_hall.tailored(contact))
        theirs.push_back(static_cast<double>(other.treatment));
    }
    expected[i] = theirs.size() > 1 ? deviation_of(theirs) : 0.0;
  }
  look_and_complain(world, town_hall.parallel);
  int spread = 0;
  for (const auto& [i, deviation] : expected) {
    CHECK(static_cast<double>(world.citizens[i].uncertainty) == Approx(deviation).margin(1e-5));
    spread += deviation > 0;
  }
  CHECK(spread > 5);
}

TEST_CASE("who sees no contacts sees no difference", "[unit][citizens]") {
  const auto result = test::simulate(
      scenario(town(1000) + test::at(100, 100) + Settings{{"population.contacts", 0}}));
  for (const double seen : test::series(result, "difference_seen")) CHECK(seen == 0);
  for (const double share : test::series(result, "equality_complaints")) CHECK(share == 0);
}

TEST_CASE("the sharper the lens, the less difference is seen", "[unit][citizens]") {
  const Settings cut =
      town(4000) + test::at(100, 100) + test::loops_cut() + Settings{{"loops.see_difference", 1}};
  const auto seen = [&](double lens) {
    const auto result = test::simulate(scenario(cut + Settings{{"citizens.lens", lens}}));
    return test::mean(test::series(result, "difference_seen"));
  };
  CHECK(seen(0) < seen(0.35));
  CHECK(seen(0.35) < seen(1));
}

TEST_CASE("a decision takes a fifth of hardship away, and being underserved brings some back",
          "[unit][citizens]") {
  SteppedWorld town_hall(scenario(town(1000) + at(0, 0), {24, 0}));
  World& world = town_hall.world;
  for (Citizen& citizen : world.citizens) citizen.hardship = 0.5F;
  town_hall.decide();
  std::vector<double> expected(1000);
  int underserved = 0;
  for (const std::uint32_t i : town_hall.decided()) {
    const double gap = world.need(CitizenId{i}) - static_cast<double>(world.outcomes[i].treatment);
    const double h = world.threshold;
    underserved += gap > h ? 1 : 0;
    const double more = gap > h ? 0.1 * (gap - h + 0.2) : 0;
    expected[i] = std::min(1.0, 0.8 * static_cast<double>(world.citizens[i].hardship) + more);
  }
  look_and_complain(world, town_hall.parallel);
  correct(world, town_hall.parallel);
  for (const std::uint32_t i : town_hall.decided())
    CHECK(static_cast<double>(world.citizens[i].hardship) == Approx(expected[i]).epsilon(1e-5));
  CHECK(underserved > 0);
}
