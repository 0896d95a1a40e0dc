// Citizens who claim, who depend on a favour, and who fear to ask.
#include <cmath>

#include <catch2/catch.hpp>

#include "models/discretion/citizens/filing.hpp"
#include "models/discretion/citizens/looking.hpp"
#include "models/discretion/workers/workers.hpp"
#include "tests/support/discretion_world.hpp"

using namespace discretion;
using test::at;
using test::mean;
using test::scenario;
using test::series;
using test::Settings;
using test::SteppedWorld;
using test::town;

namespace {

/// Everybody sees others, and nothing but what is seen now makes them complain.
Settings envious_town() {
  return town(3000, 1) + at(100, 100) +
         Settings{{"citizens.lens", 1}, {"citizens.difference_tolerance", 0}};
}

/// Complaints in the month after all citizens came to know this of claims.
double complaints_where_claims_succeed(double share, const Settings& settings) {
  SteppedWorld town_hall(scenario(settings, {24, 0}));
  town_hall.run(6);
  World& world = town_hall.world;
  world.offices[0].claims_succeed.assign(world.offices[0].claims_succeed.size(), share);
  town_hall.decide();
  look_and_complain(world, town_hall.parallel);
  return town_hall.tally()(Count::complaints);
}

/// A citizen with a favour, who comes back after it was revoked or not.
struct Favoured {
  explicit Favoured(const Settings& settings, std::uint8_t ticks)
      : town_hall(scenario(town(500, 1) + settings, {24, 0})) {
    World& world = town_hall.world;
    town_hall.run(6);
    town_hall.file();
    for (citizen = 0; (world.citizens[citizen].flags & flag::pending) == 0;) ++citizen;
    const double rule = world.offices[0].rule[world.citizens[citizen].life_situation];
    world.outcomes[citizen] = {static_cast<float>(rule + 1),
                               static_cast<std::int16_t>(world.month - 3), Option::tailor, ticks};
    world.citizens[citizen].trust = 0.8F;
    world.citizens[citizen].grievance = 0.0F;
    decide_cases(world, town_hall.parallel);
  }
  const Citizen& operator()() const { return town_hall.world.citizens[citizen]; }

  SteppedWorld town_hall;
  std::uint32_t citizen = 0;
};

}  // namespace

TEST_CASE("who has most problems fears most to ask, and least where nobody fears",
          "[unit][citizens]") {
  CitizenParameters p;
  const double log_problems = std::log(1.0 + 8);
  CHECK(take_up_probability(p, 0.6, 0.25 * log_problems, 0, 1, log_problems) <
        take_up_probability(p, 0.6, 0, 0, 1, 0));
  p.take_up_fear = 0;
  CHECK(take_up_probability(p, 0.6, 0.25 * log_problems, 0, 1, log_problems) >
        take_up_probability(p, 0.6, 0, 0, 1, 0));
  CHECK(take_up_probability(p, 0.6, 0, 0, 1, log_problems) ==
        take_up_probability(p, 0.6, 0, 0, 1, 0));
}

TEST_CASE("where claims to equality are known to succeed more citizens complain",
          "[unit][citizens]") {
  CHECK(complaints_where_claims_succeed(1, envious_town()) >
        1.5 * complaints_where_claims_succeed(0, envious_town()));
  const Settings naive = envious_town() + Settings{{"citizens.claim_payoff", 0}};
  CHECK(complaints_where_claims_succeed(1, naive) == complaints_where_claims_succeed(0, naive));
}

TEST_CASE("success of claims that nobody can make moves nobody", "[unit][citizens]") {
  const Settings alone = envious_town() + Settings{{"population.contacts", 0}};
  CHECK(complaints_where_claims_succeed(1, alone) == complaints_where_claims_succeed(0, alone));
}

TEST_CASE("citizens learn the share of claims that succeed, claim by claim", "[unit][citizens]") {
  SteppedWorld town_hall(scenario(town(500, 1), {24, 0}));
  World& world = town_hall.world;
  Tally& cell = world.record.cells[2];
  cell[Count::claims] = 4;
  cell[Count::claims_upheld] = 1;
  cell[Count::claims_conceded] = 2;
  learn_from_claims(world);
  CHECK(world.offices[0].claims_succeed[2] ==
        Approx(0.75 * (1 - std::pow(0.95, 4))).epsilon(1e-12));
  CHECK(world.offices[0].claims_succeed[1] == 0);
}

TEST_CASE("a desk that fears blame gives in to claims, and one that fears nothing never does",
          "[unit][citizens]") {
  const auto conceded = [](double fear) {
    const auto result =
        test::simulate(scenario(envious_town() + Settings{{"workers.blame_start", fear},
                                                          {"loops.self_protection", 0},
                                                          {"citizens.concession", 1}},
                                {12, 6}));
    return mean(series(result, "claims_conceded"));
  };
  CHECK(conceded(0) == 0);
  const double some = conceded(0.2);
  CHECK(some > 0.05);
  CHECK(conceded(1) > 2 * some);
}

TEST_CASE("a claim that is given in to is met by 60 % of what is still wanted",
          "[unit][citizens]") {
  SteppedWorld town_hall(scenario(
      envious_town() + test::need_stays() + Settings{{"citizens.correction", 0.6}}, {24, 0}));
  town_hall.decide();
  World& world = town_hall.world;
  look_and_complain(world, town_hall.parallel);
  for (auto& first : world.workers.corrected) first = nobody;
  const std::uint32_t i = town_hall.decided().front();
  const double before = static_cast<double>(world.outcomes[i].treatment);
  const double want = world.need(CitizenId{i}) + world.offices[0].parameters.citizens.want_margin +
                      static_cast<double>(world.citizens[i].want_beyond);
  world.citizens[i].flags |= flag::conceded;
  world.citizens[i].next_case = nobody;
  world.workers.corrected[world.citizens[i].handler] = i;
  correct(world, town_hall.parallel);
  CHECK(static_cast<double>(world.outcomes[i].treatment) ==
        Approx(before + 0.6 * std::max(0.0, want - before)).epsilon(1e-5));
  CHECK((world.citizens[i].flags & flag::conceded) == 0);
}

TEST_CASE("a favour that was revoked costs trust and brings grievance, by what one had",
          "[unit][citizens]") {
  const Favoured kept({}, Outcome::never);
  const Favoured lost({}, 1);
  CHECK(kept().trust == 0.8F);
  CHECK(kept().grievance == 0.0F);
  const double felt = 0.5 * 2.25 * 1;
  CHECK(static_cast<double>(lost().grievance) == Approx(0.3 * felt).epsilon(1e-5));
  CHECK(static_cast<double>(lost().trust) ==
        Approx(0.8 + 0.15 * (0.85 - 0.5 * felt - 0.8)).epsilon(1e-5));
  const Favoured unmoved(Settings{{"citizens.revocation_loss", 0}}, 1);
  CHECK(unmoved().trust == 0.8F);
}

TEST_CASE("who holds a favour is the less certain the faster favours are revoked",
          "[unit][citizens]") {
  SteppedWorld town_hall(scenario(town(500, 1) + at(100, 100), {60, 0}));
  World& world = town_hall.world;
  town_hall.run(13);
  const double calm = world.offices[0].now.insecurity;
  CHECK(calm == Approx(1 - std::pow(0.99, 24)).epsilon(1e-12));  // a tick a month
  for (int k = 0; k < 6; ++k) {
    Measure restriction;
    restriction.effective = world.month + 1;
    world.administrations[0].measures.push_back(restriction);
  }
  town_hall.run(1);
  CHECK(world.offices[0].now.insecurity > calm);
  const auto uncertainty = [](double dependence, bool own_relation) {
    const auto result =
        test::simulate(scenario(town(2000, 1) + at(100, 100) +
                                    Settings{{"citizens.dependence", dependence},
                                             {"loops.own_relation", own_relation ? 1.0 : 0.0}},
                                {12, 6}));
    return mean(series(result, "uncertainty"));
  };
  CHECK(uncertainty(1, true) > uncertainty(0, true));
  CHECK(uncertainty(1, false) < uncertainty(1, true));
}
