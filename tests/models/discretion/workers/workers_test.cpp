
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include <catch2/catch.hpp>

#include "models/discretion/checks/closed_forms.hpp"
#include "models/discretion/workers/judgement.hpp"
#include "models/discretion/workers/learning.hpp"
#include "sim/core/random.hpp"
#include "tests/support/discretion_world.hpp"
#include "tests/support/statistics.hpp"

using namespace discretion;
using test::at;
using test::case_with_gap;
using test::desk_of;
using test::FirstMonth;
using test::loops_cut;
using test::scenario;
using test::Settings;
using test::SteppedWorld;
using test::town;

namespace {

const Settings nobody_leaves{{"workers.turnover", 0}};
const Settings habits_from_the_start{{"workers.habit_needed", 0}};

/// Looks at each tailored decision of a year in which all is disclosed and seen; gives how many.
template <class Look>
int tailored_in_a_year(const Settings& settings, Look look) {
  SteppedWorld town_hall(
      scenario(settings + test::exact_perception() + test::need_stays() + loops_cut(), {24, 0}));
  for (Citizen& citizen : town_hall.world.citizens) citizen.capacity = 1;
  int tailored = 0;
  for (int month = 1; month <= 12; ++month) {
    town_hall.run();
    for (const std::uint32_t i : town_hall.decided()) {
      if (!town_hall.tailored(i)) continue;
      ++tailored;
      look(town_hall.world, i);
    }
  }
  return tailored;
}

/// Mean over a year with the loops cut.
double year_of(const char* metric, const Settings& settings) {
  const auto result =
      test::simulate(scenario(town(4000) + at(100, 100) + loops_cut() + settings, {12, 24}));
  return test::mean(test::series(result, metric));
}

}  // namespace

TEST_CASE("probabilities of the options add up to 1, and none is negative", "[unit][workers]") {
  const FirstMonth month(at(0, 100) + habits_from_the_start);
  sim::Random random({1, 0}, 0U, 0, 0);
  for (int k = 0; k < 500; ++k) {
    const auto p = month.judge_gap(3 * random.normal(), random.uniform()).probability;
    REQUIRE(p[0] + p[1] + p[2] == Approx(1).epsilon(1e-12));
    REQUIRE(*std::ranges::min_element(p) >= 0);
  }
}

TEST_CASE("odds between options are e to the difference in utility over the temperature",
          "[unit][workers]") {
  const FirstMonth month(at(100, 100) + habits_from_the_start);
  const auto& weights = month.world.worker_traits.loyalty[0];
  Desk desk = desk_of(0.7);
  desk.refers = true;
  desk.faith = 0.5;
  for (const double gap : {-1.5, -0.2, 0.3, 0.9, 2.0}) {
    const Judgement j =
        judge(month.world, month.world.offices[0], desk, case_with_gap(month.world, gap));
    std::array<double, options> utility{};
    for (std::size_t x = 0; x < options; ++x) {
      utility[x] = j.votes[Loyalty::self][x];  // self-protection has no weight
      for (std::size_t v = 0; v < loyalties; ++v) utility[x] += weights[v] * j.votes[v][x];
    }
    for (std::size_t x = 1; x < options; ++x) {
      CHECK(j.probability[x] / j.probability[0] ==
            Approx(std::exp((utility[x] - utility[0]) / 0.15)).epsilon(1e-9));
    }
  }
}

TEST_CASE("loyalty weights of a worker add up to 1", "[unit][workers]") {
  const SteppedWorld town_hall(scenario(town(2000)));
  for (const auto& weights : town_hall.world.worker_traits.loyalty)
    CHECK(std::accumulate(weights.begin(), weights.end(), 0.0) == Approx(1).epsilon(1e-12));
}

TEST_CASE("choices come as often as their probabilities say", "[statistical][workers]") {
  const FirstMonth month(at(100, 100) + habits_from_the_start);
  Desk desk = desk_of(1);
  desk.refers = true;
  desk.faith = 0.5;
  const Judgement j =
      judge(month.world, month.world.offices[0], desk, case_with_gap(month.world, 0.35));
  std::vector<double> observed(options), expected;
  sim::Random random({5, 0}, 0U, 0, 0);
  constexpr int n = 100000;
  for (int k = 0; k < n; ++k) observed[static_cast<std::size_t>(choose(j, random.uniform()))] += 1;
  for (const double p : j.probability) {
    expected.push_back(n * p);
    REQUIRE(n * p > 5);
  }
  CHECK(test::chi_square_p(observed, expected) > test::p_limit);
}

TEST_CASE("the votes of each loyalty are those of the model's table", "[unit][workers]") {
  FirstMonth month(at(100, 100));
  month.world.offices[0].precedent[0] = month.world.offices[0].rule[0] + 0.1;
  month.world.workers.blame_expectation[0] = 0.3;
  month.world.workers.blame_for_rule[0] = 0.2;
  month.world.workers.sensitivity[0] = 0.6;
  month.world.workers.norm[0] = 0.5;
  const Judgement j = month.judge_gap(1.0, 0.8);  // closes 0.8 of 1.0, routine 0
  const double complexity = month.world.offices[0].now.complexity;
  CHECK(j.votes[Loyalty::citizen][tailor] - j.votes[Loyalty::citizen][0] == Approx(4 * 0.6 * 0.8));
  CHECK(j.votes[Loyalty::law][tailor] == Approx(-0.2 * 0.8 - 0.4 * 0.7));
  CHECK(j.votes[Loyalty::law][0] == Approx(-0.4 * 0.1));
  CHECK(j.votes[Loyalty::organisation][tailor] == Approx(-0.4 * 1.0));
  CHECK(j.votes[Loyalty::organisation][2] == Approx(-0.4 * (0.9 - 1.0) + 2 * 0.5 * complexity));
  CHECK(j.votes[Loyalty::profession][tailor] == Approx(1.0 - 0.5 - 0.3 * 0.2));
  CHECK(j.votes[Loyalty::profession][2] == Approx(-1));
  CHECK(j.votes[Loyalty::society][tailor] == Approx(-0.4 * 0.8));
  CHECK(j.votes[Loyalty::self][tailor] == Approx(-0.3));
  CHECK(j.votes[Loyalty::self][2] == Approx(-0.3 * 0.3));
  CHECK(j.votes[Loyalty::self][0] == Approx(-0.2));

  Desk burdened = desk_of(0.8);
  burdened.burden = 0.7;  // what preconditions ask besides the hours
  const Judgement heavy =
      judge(month.world, month.office(), burdened, case_with_gap(month.world, 1));
  CHECK(heavy.votes[Loyalty::organisation][tailor] == Approx(-0.4 * 1.0 - 0.4 * 0.7));
  CHECK(heavy.votes[Loyalty::organisation][0] == j.votes[Loyalty::organisation][0]);
}

TEST_CASE("mean and variance of a treatment are over all options", "[unit][workers]") {
  Judgements judgements{};
  const auto option = [&](Option x, double probability, double treatment) {
    judgements.probability[static_cast<std::size_t>(x)][0] = probability;
    judgements.treatment[static_cast<std::size_t>(x)][0] = treatment;
  };
  option(Option::apply, 0.25, -1);
  option(Option::tailor, 0.5, 1);
  option(Option::shortcut, 0.125, 0);
  option(Option::escalate, 0.125, 2);
  const Moments moments = treatment_moments(judgements, 0);
  CHECK(moments.mean == Approx(0.5));
  CHECK(moments.variance == Approx(0.25 * 2.25 + 0.5 * 0.25 + 0.125 * 0.25 + 0.125 * 2.25));
}

TEST_CASE("a misread rule is what left a citizen short where the rule in force would not have",
          "[unit][workers]") {
  SteppedWorld town_hall(
      scenario(town(20000) + at(100, 0) + loops_cut() +
               Settings{{"administration.misreading", 1}, {"administration.misreading_size", 1}}));
  town_hall.decide();
  const World& world = town_hall.world;
  int misread = 0, short_anyway = 0;
  for (const std::uint32_t i : town_hall.decided()) {
    const double rule =
        world.offices[world.citizens[i].office].rule[world.citizens[i].life_situation];
    const double given = static_cast<double>(world.outcomes[i].treatment);
    const bool as_it_is = std::abs(given - rule) < 1e-6;
    if (as_it_is || world.need(CitizenId{i}) - given <= world.threshold) continue;
    (world.need(CitizenId{i}) - rule <= world.threshold ? misread : short_anyway) += 1;
  }
  CHECK(town_hall.tally()(Count::misread) == misread);
  CHECK(misread > 20);
  CHECK(short_anyway > 20);
}

TEST_CASE("nobody tailors when there is no room", "[unit][workers]") {
  for (const double group : {0.0, 100.0}) {
    const auto result = test::simulate(
        scenario(town(2000) + at(group, 0) + Settings{{"loops.risk_rule_reflex", 0}}, {36, 12}));
    for (const double share : test::series(result, "tailored")) CHECK(share == 0);
  }
}

TEST_CASE("under hardship clauses only a gap beyond the gate may be tailored", "[unit][workers]") {
  const FirstMonth clauses(at(0, 100));
  CHECK(clauses.may_tailor(1.001));
  CHECK(clauses.may_tailor(-1.001));  // tailoring goes both ways
  CHECK_FALSE(clauses.may_tailor(0.999));
  const FirstMonth halfway(at(50, 100));
  CHECK(halfway.may_tailor(0.501));
  CHECK_FALSE(halfway.may_tailor(0.499));
  const FirstMonth everybody(at(100, 100));
  CHECK(everybody.may_tailor(0.001));
}

TEST_CASE("whom hardship clauses tailor has a need beyond the gate", "[unit][workers]") {
  const int tailored =
      tailored_in_a_year(town(3000) + at(0, 100), [](const World& world, std::uint32_t citizen) {
        REQUIRE(std::abs(world.need(CitizenId{citizen}) - world.mean_need) > 1.0);
      });
  CHECK(tailored > 20);
}

TEST_CASE("beyond the conditions cap nothing may be tailored", "[unit][workers]") {
  const FirstMonth cliff(at(100, 100) + Settings{{"policy.conditions_cap", 1.5}});
  CHECK(cliff.may_tailor(1.499));
  CHECK_FALSE(cliff.may_tailor(1.501));
  CHECK_FALSE(cliff.may_tailor(-1.501));
}

TEST_CASE("a tailored decision fits exactly where all is disclosed, seen and granted",
          "[unit][workers]") {
  const int tailored =
      tailored_in_a_year(town(2000) + at(100, 100), [](const World& world, std::uint32_t citizen) {
        const auto treatment = static_cast<double>(world.outcomes[citizen].treatment);
        REQUIRE(std::abs(world.need(CitizenId{citizen}) - treatment) < 1e-6);  // stored as float
      });
  CHECK(tailored > 100);
}

TEST_CASE("what a citizen cannot disclose stays unseen", "[unit][workers]") {
  const FirstMonth month(at(100, 100));
  CaseFile file = case_with_gap(month.world, 1.2);
  file.disclosed = 0.25;
  const Judgement j = judge(month.world, month.world.offices[0], desk_of(0.5), file);
  CHECK(j.gap == Approx(0.3));
  CHECK(j.treatment[tailor] == Approx(file.rule + 0.15));
}

TEST_CASE("the more blame workers expect, the less they tailor, in every case", "[unit][workers]") {
  FirstMonth month(at(100, 100));
  for (const double gap : {-2.0, -0.5, 0.2, 0.6, 1.0}) {
    month.world.workers.blame_expectation[0] = 0.05;
    const double before = month.judge_gap(gap).probability[tailor];
    month.world.workers.blame_expectation[0] = 0.5;
    CHECK(month.judge_gap(gap).probability[tailor] < before);
  }
}

TEST_CASE("with loops cut, expected blame and output steering lower tailoring", "[unit][workers]") {
  const double usual = year_of("tailored", {});
  CHECK(year_of("tailored", {{"workers.blame_start", 0.5}}) < usual);
  CHECK(year_of("tailored", {{"policy.output_steering", 2}}) < usual);
  CHECK(year_of("tailored", {{"workers.precedent_weight", 1}}) < usual);
}

TEST_CASE("more hours shorten waiting", "[unit][workers]") {
  const double short_handed = year_of("waiting", {{"workers.hours_margin", 0.8}});
  const double usual = year_of("waiting", {{"workers.hours_margin", 1.3}});
  const double ample = year_of("waiting", {{"workers.hours_margin", 5}});
  CHECK(short_handed > usual);
  CHECK(usual > ample);
  CHECK(ample == 0);
}

TEST_CASE("each precondition adds a tenth to the hours of a tailored case", "[unit][workers]") {
  for (const int preconditions : {0, 1, 5}) {
    SteppedWorld town_hall(scenario(town(1000) + at(100, 100) + loops_cut(), {24, 0}));
    std::ranges::fill(town_hall.world.teams.preconditions, preconditions);
    town_hall.decide();
    const Tally tally = town_hall.tally();
    REQUIRE(tally(Count::tailored) > 0);
    const double factor = town_hall.world.offices[0].now.time_factor;
    CHECK(tally(Total::hours_tailored) / tally(Count::tailored) ==
          Approx(2 * factor * (1 + 0.1 * preconditions)).epsilon(1e-6));
  }
}

TEST_CASE("more preconditions, less tailoring", "[unit][workers]") {
  const auto tailored = [](int preconditions) {
    SteppedWorld town_hall(scenario(
        town(4000) + at(100, 100) + loops_cut() + Settings{{"managers.precondition_drop", 0}},
        {24, 0}));
    std::ranges::fill(town_hall.world.teams.preconditions, preconditions);
    town_hall.decide();
    return town_hall.tally()(Count::tailored);
  };
  CHECK(tailored(3) < tailored(0));
  CHECK(tailored(10) < tailored(3));
}

TEST_CASE("queues are in order of filing", "[unit][workers]") {
  SteppedWorld town_hall(scenario(town(2000) + Settings{{"workers.hours_margin", 0.6}}, {24, 0}));
  town_hall.run(18);
  const World& world = town_hall.world;
  int in_queues = 0;
  for (std::size_t w = 0; w < world.workers.queue.size(); ++w) {
    int length = 0;
    int month = 0;
    for (std::uint32_t i = world.workers.queue[w]; i != nobody; i = world.citizens[i].next_case) {
      REQUIRE(world.citizens[i].filed >= month);
      REQUIRE((world.citizens[i].flags & flag::pending) != 0);
      month = world.citizens[i].filed;
      ++length;
    }
    CHECK(length == world.workers.pending[w]);
    in_queues += length;
  }
  CHECK(in_queues == std::ranges::count_if(world.citizens, [](const Citizen& citizen) {
          return (citizen.flags & flag::pending) != 0;
        }));
  CHECK(in_queues > 100);
}

TEST_CASE("whoever is still waiting filed no earlier than whoever was served", "[unit][workers]") {
  SteppedWorld town_hall(scenario(town(2000) + Settings{{"workers.hours_margin", 0.6}}, {24, 0}));
  town_hall.run(18);
  const World& world = town_hall.world;
  std::vector<int> last_served(world.workers.queue.size(), 0);
  for (const std::uint32_t i : town_hall.decided()) {
    int& last = last_served[world.citizens[i].handler];
    last = std::max<int>(last, world.citizens[i].filed);
  }
  for (std::size_t w = 0; w < last_served.size(); ++w) {
    if (world.workers.queue[w] == nobody) continue;
    CHECK(world.citizens[world.workers.queue[w]].filed >= last_served[w]);
  }
}

// Lindley's recursion: with one hour a case, a worker's queue is known exactly.
TEST_CASE("a queue loses the hours' worth of cases a month, and no more", "[unit][workers]") {
  SteppedWorld town_hall(scenario(town(1000) + at(0, 0) + loops_cut() +
                                      Settings{{"workers.hours_objection", 0},
                                               {"workers.hours_shortcut", 1},
                                               {"workers.hours_margin", 0.9}},
                                  {36, 0}));
  const World& world = town_hall.world;
  for (int month = 1; month <= 36; ++month) {
    const auto before = world.workers.pending;
    town_hall.run();
    std::vector<int> filed(before.size());
    for (std::size_t w = 0; w < before.size(); ++w)
      filed[w] = world.workers.pending[w] + world.workers.decisions[w] - before[w];
    const double hours = world.offices[0].now.hours;
    for (std::size_t w = 0; w < before.size(); ++w) {
      REQUIRE(filed[w] >= 0);
      REQUIRE(world.workers.pending[w] ==
              std::max(0, before[w] + filed[w] - static_cast<int>(std::ceil(hours))));
    }
  }
}

// False alarm one in 150,000 for each check. An office is a worker with 200 citizens, all like each
// other, so offices are independent queues; their sums over months would see one case more or less
// a month, cases that wait a month too long, and the newest served first.
TEST_CASE("waiting is that of a queue with a fixed capacity", "[statistical][workers]") {
  constexpr int citizens = 200, offices = 100, months = 240;
  for (const double margin : {1.15, 1.25, 1.4}) {
    SteppedWorld town_hall(scenario(town(citizens * offices, offices) + at(0, 0) + loops_cut() +
                                        Settings{{"population.citizens_per_worker", citizens},
                                                 {"population.contacts", 0},
                                                 {"need.problem_share", 0},
                                                 {"citizens.involuntary", 1},
                                                 {"workers.hours_shortcut", 1},
                                                 {"workers.hours_objection", 0},
                                                 {"workers.hours_margin", margin}},
                                    {months + 120, 0}));
    const World& world = town_hall.world;
    town_hall.run(120);  // to forget that the queues began empty
    const auto hours = world.offices[0].now.hours;
    const auto rest =
        closed_form::queue_at_rest(citizens, 0.05, static_cast<int>(std::ceil(hours)));
    REQUIRE(rest.waits > 0.02);
    std::vector<double> months_waited(offices), who_waited(offices), pending(offices);
    for (int month = 0; month < months; ++month) {
      town_hall.run();
      for (std::size_t o = 0; o < offices; ++o) {
        Tally office;
        for (std::size_t g = 0; g < 16; ++g) office += world.record.cells[16 * o + g];
        const double decisions = office(Count::decisions);
        months_waited[o] += office(sum_of("waited")) - rest.waiting() * decisions;
        const auto served_at_once = static_cast<double>(world.record.waiting[o][0]);
        who_waited[o] += decisions * (1 - rest.waits) - served_at_once;
        pending[o] += world.workers.pending[o];
      }
    }
    CHECK(std::abs(test::z_score(months_waited, 0)) < test::z_limit);
    CHECK(std::abs(test::z_score(who_waited, 0)) < test::z_limit);
    CHECK(std::abs(test::z_score(pending, months * rest.pending)) < test::z_limit);
  }
}

// One case a month is decided. N' = max(N + A - 1, 0) with A Poisson of mean a gives, from the
// second moments of both sides, a mean number left of a^2 / (2 (1 - a)).
TEST_CASE("a queue of many citizens who file rarely has Poisson arrivals", "[unit][workers]") {
  constexpr double a = 0.6;
  const auto few = closed_form::queue_at_rest(200, a / 200, 1);
  const auto more = closed_form::queue_at_rest(400, a / 400, 1);
  const double limit = a * a / (2 * (1 - a));
  // Terms of order 1/n cancel; of those of order 1/n^2, (10/n)^2 is left at most.
  CHECK(2 * more.pending - few.pending == Approx(limit).epsilon(100.0 / (200 * 400)));
  CHECK(std::abs(few.pending - limit) > std::abs(more.pending - limit));
}

TEST_CASE("an objection costs its worker two hours the month after", "[unit][workers]") {
  const auto decisions = [](int objections) {
    SteppedWorld town_hall(scenario(town(500, 1) + at(0, 0) + loops_cut() +
                                        Settings{{"workers.hours_margin", 0.5},
                                                 {"workers.hours_shortcut", 1},
                                                 {"citizens.complaint_level", -10},
                                                 {"citizens.complaint_grievance", 0},
                                                 {"citizens.complaint_now", 0}},
                                    {36, 0}));
    town_hall.run(24);
    town_hall.world.workers.objections[0] = objections;
    town_hall.run();
    return town_hall.world.workers.decisions[0];
  };
  CHECK(decisions(0) - decisions(1) == 2);
}

TEST_CASE("norms settle halfway between the team and where each worker began", "[unit][workers]") {
  SteppedWorld town_hall(scenario(town(2000, 1) + nobody_leaves, {24, 0}));
  World& world = town_hall.world;
  world.offices[0].now.self_protection = false;  // blame expectation stays 0.05
  for (int month = 0; month < 1500; ++month) learn(world, town_hall.parallel);
  for (std::size_t t = 0; t < world.teams.office.size(); ++t) {
    const std::uint32_t begin = world.teams.first_worker[t];
    const std::uint32_t end = world.teams.first_worker[t + 1];
    double start = 0;
    for (std::uint32_t w = begin; w < end; ++w)
      start += world.worker_traits.norm_start[w] / (end - begin);
    const double blamed = 0.6 * 0.05;
    for (std::uint32_t w = begin; w < end; ++w) {
      CHECK(world.workers.norm[w] ==
            Approx(0.5 * start + 0.5 * world.worker_traits.norm_start[w] + blamed).epsilon(1e-9));
    }
  }
}

TEST_CASE("blame expectation rises to four times blame per decision, and fades by a tenth",
          "[unit][workers]") {
  SteppedWorld town_hall(
      scenario(town(500, 1) + nobody_leaves + Settings{{"workers.blame_superiors", 0}}, {24, 0}));
  WorkerState& s = town_hall.world.workers;
  s.decisions = {8, 8, 8, 8, 8};
  s.blame[2][tailor] = 1;
  s.blame[2][shortcut] = 1;
  learn(town_hall.world, town_hall.parallel);
  const double own = 1.3;
  CHECK(s.blame_expectation[2] == Approx(0.05 + 0.2 * (4 * (own + own / 10) / 8 - 0.05)));
  CHECK(s.blame_expectation[0] == Approx(0.05 + 0.2 * (4 * (own / 10) / 8 - 0.05)));
  s.blame[2] = {};
  const double before = s.blame_expectation[2];
  learn(town_hall.world, town_hall.parallel);
  const double pooled = 0.8 * own / (0.8 * 8 + 8);
  CHECK(s.blame_expectation[2] == Approx(before + 0.2 * (4 * 1.1 * pooled - before)));
  s.blame_expectation[2] = 2;
  s.blame_record = std::vector<BlameRecord>(5);
  learn(town_hall.world, town_hall.parallel);
  CHECK(s.blame_expectation[2] == Approx(0.9 * 2));
}

TEST_CASE("moral sensitivity erodes with complexity and overload, and recovers without",
          "[unit][workers]") {
  SteppedWorld town_hall(scenario(town(500, 1) + nobody_leaves, {24, 0}));
  World& world = town_hall.world;
  const double start = world.worker_traits.sensitivity_start[0];
  learn(world, town_hall.parallel);
  CHECK(world.workers.sensitivity[0] == start);
  world.offices[0].now.complexity = 1.2;
  world.workers.overload[0] = 0.5;
  for (int month = 0; month < 3000; ++month) learn(world, town_hall.parallel);
  const double strain = 0.02 * (0.6 + 0.5 + 0.6);
  const double rest = 0.03 * start / (1 - 0.97 * std::exp(-strain));
  CHECK(world.workers.sensitivity[0] == Approx(rest).epsilon(1e-9));
  world.offices[0].now.complexity = 0;
  world.workers.overload[0] = 0;
  for (int month = 0; month < 1500; ++month) learn(world, town_hall.parallel);
  CHECK(world.workers.sensitivity[0] == Approx(start).epsilon(1e-9));
}

TEST_CASE("routines and sensitivity stay where they are without complexity, overload or a call",
          "[unit][workers]") {
  SteppedWorld town_hall(scenario(town(1000) + at(0, 0) +
                                      Settings{{"workers.hours_margin", 10},
                                               {"workers.harshness_mandate", 0},
                                               {"loops.risk_rule_reflex", 0},
                                               {"loops.pile_preconditions", 0}},
                                  {24, 0}));
  town_hall.run(24);
  const World& world = town_hall.world;
  CHECK(world.workers.sensitivity == world.worker_traits.sensitivity_start);
  for (const float routine : world.workers.routine) CHECK(routine == 0);
  for (const double drift : world.workers.drift) CHECK(drift == 0);
  for (const float habit : world.workers.habit) CHECK(habit == 0);
}

TEST_CASE("a precedent follows treatments by a twentieth each", "[unit][workers]") {
  SteppedWorld town_hall(scenario(town(500, 1), {24, 0}));
  World& world = town_hall.world;
  world.offices[0].precedent[3] = 1.0;
  world.record.cells[3].counts[static_cast<std::size_t>(Count::decisions)] = 4;
  world.record.cells[3].add(Total::treatment, 8.0);
  learn(world, town_hall.parallel);
  CHECK(world.offices[0].precedent[3] == Approx(2 - std::pow(0.95, 4)));
}
