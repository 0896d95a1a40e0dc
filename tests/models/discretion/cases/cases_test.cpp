// Cases from close by: nothing of a run changes, and what explains a decision is the decision's own
// judgement.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <numeric>
#include <vector>

#include <catch2/catch.hpp>

#include "models/discretion/cases/case_summary.hpp"
#include "models/discretion/cases/hearing.hpp"
#include "sim/core/close_up.hpp"
#include "tests/support/discretion_world.hpp"

using namespace discretion;
using test::at;
using test::scenario;
using test::town;

namespace {

/// A town in its third year, with some months' history at each desk.
struct Town : test::SteppedWorld {
  explicit Town(int months = 14)
      : SteppedWorld(scenario(town(800) + at(0, 100), {.months = 36, .warm_up = 12})) {
    run(12 + months);
  }
};

Person somebody() {
  Person person;
  person.need = 1.6;
  return person;
}

double sum(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

}  // namespace

TEST_CASE("a run is the same to the last bit, whoever looks on", "[unit][cases]") {
  const auto plan = scenario(town(800) + at(100, 100), {.months = 14, .warm_up = 6});
  const sim::CloseUp& close = *model().close_up();
  sim::CasePerson person;
  for (const sim::CaseKey& key : close.case_keys()) person.push_back(key.info.default_value);
  std::vector<std::unique_ptr<sim::Onlooker>> onlookers;
  onlookers.push_back(close.lay_case({person, person}, {"here"}, {{0, 0}}, plan.run.months));
  for (std::size_t kind = 1; kind < close.story_kinds().size(); ++kind)
    onlookers.push_back(close.tell_story(kind, {}, {"here"}, {{0, 0}}, plan.run.months));

  sim::Parallel alone;
  const auto run = model().start(plan, 0, alone);
  while (!run->done()) {
    run->step();
    for (const auto& onlooker : onlookers)
      if (run->time() >= 1 && onlooker->looks_at(run->time())) onlooker->look(*run, 0);
  }
  CHECK(test::bits_of(run->finish()) == test::bits_of(test::simulate(plan)));
  std::size_t of_voices = 0;
  for (const auto& onlooker : onlookers) {
    const sim::Tale tale = onlooker->tell();
    CHECK_FALSE(tale.passages.empty());
    for (const sim::Passage& passage : tale.passages)
      if (passage.heading.key == "case.voices.heading") of_voices += passage.rows.size();
  }
  CHECK(of_voices > 0);
  CHECK(of_voices % voices == 0);  // every voice is heard
}

TEST_CASE("a case is read by the rule of the person's own life situation", "[unit][cases]") {
  test::SteppedWorld here(scenario(town(800) + at(100, 0), {.months = 12, .warm_up = 12}));
  here.run(12);
  const Bench bench = bench_of(here.world, WorkerId{0});
  Desk desk = bench.desk();
  desk.overload = 0;  // which tells situations apart less
  const auto [least, most] = std::ranges::minmax_element(here.world.mean_need_of);
  const auto rule_of = [&](auto place) {
    return bench.office.rule[static_cast<std::size_t>(place - here.world.mean_need_of.begin())];
  };
  REQUIRE(rule_of(least) != rule_of(most));
  Person person = somebody();
  person.situation = 0;
  CHECK(file_of(bench, desk, person).rule == rule_of(least));
  person.situation = 1;
  CHECK(file_of(bench, desk, person).rule == rule_of(most));
}

TEST_CASE("a worker's bench judges a case as the worker's own desk does", "[unit][cases]") {
  const Town here;
  for (const std::uint32_t w : {0U, 3U, 7U}) {
    const Bench bench = bench_of(here.world, WorkerId{w});
    const CaseFile file = file_of(bench, bench.desk(), somebody());
    const Office& office = here.world.offices[here.world.worker_traits.office[w]];
    CHECK(judge(bench.world, bench.office, bench.desk(), file) ==
          judge(here.world, office, desk_at_the_end(here.world, WorkerId{w}), file));
  }
}

TEST_CASE("parts are shared fairly, and add up", "[unit][cases]") {
  // Shapley's axioms on games with a known answer.
  const std::vector<double> additive{0, 2, 3, 5,
                                     0, 2, 3, 5};  // 2, 3, and a third that does nothing
  CHECK(shapley_values(additive) == std::vector<double>{2, 3, 0});
  const std::vector<double> both_needed{0, 0, 0, 1};
  CHECK(shapley_values(both_needed) == std::vector<double>{0.5, 0.5});
  const std::vector<double> majority{0, 0, 0, 1, 0, 1, 1, 1};
  for (const double part : shapley_values(majority)) CHECK(part == Approx(1.0 / 3.0));
}

TEST_CASE("what makes a worker tailor more or less adds up to the change", "[unit][cases]") {
  Town here(6);
  const std::vector<Person> people{somebody(), somebody()};
  const Hearing before = hear(here.world, people);
  double moved = 0;
  for (std::size_t w = 0; w < before.workers.size(); ++w) {
    const Heard& heard = before.workers[w];
    CHECK(sum(heard.parts) == Approx(heard.verdict.tailors() - heard.neutral).margin(1e-12));
    CHECK(heard.neutral ==
          Approx(probability_of_tailoring(neutral(before.benches[w]), people.front())));
    moved += std::abs(heard.verdict.tailors() - heard.neutral);
  }
  CHECK(moved > 0.1);

  here.run(18);
  const Hearing after = hear(here.world, people);
  double change = 0;
  for (std::size_t w = 0; w < before.workers.size(); ++w)
    change += after.workers[w].verdict.tailors() - before.workers[w].verdict.tailors();
  change /= static_cast<double>(before.workers.size());
  CHECK(std::abs(change) > 0.001);
  CHECK(sum(parts_between(before, after, people.front())) == Approx(change).margin(1e-12));
}

TEST_CASE("voices conflict over a case where a decision counts a dilemma", "[unit][cases]") {
  const Town here;
  const Person person = somebody();
  std::size_t conflicts = 0;
  for (std::uint32_t w = 0; w < here.world.offices.back().last_worker; ++w) {
    const Bench bench = bench_of(here.world, WorkerId{w});
    const Desk desk = bench.desk();
    const Verdict verdict = verdict_of(bench, person);
    Cases cases;
    cases.count = 1;
    cases.files[0] = file_of(bench, desk, person);
    cases.lay_before(bench.world, bench.office, desk, 0);
    Judgements judgements;
    judge(bench.world, bench.office, desk, cases, judgements);
    DilemmaLanes dilemmas{};
    Choices choices;
    count_dilemmas(judgements, loyalties_at(bench.world, desk),
                   bench.office.parameters.workers.temperature, 1, dilemmas, choices);
    for_each_pair([&](std::size_t a, std::size_t b, std::size_t pair) {
      CHECK(verdict.wishes.conflict(a, b) == (dilemmas[pair][0] != 0));
      conflicts += verdict.wishes.conflict(a, b) ? 1 : 0;
    });
  }
  CHECK(conflicts > 0);
}

TEST_CASE("under one rule all decide alike, whoever and whenever", "[unit][cases]") {
  test::SteppedWorld strict(scenario(town(800) + at(0, 0), {.months = 12, .warm_up = 6}));
  strict.run(8);
  const Hearing hearing = hear(strict.world, {somebody()});
  const CaseSummary summary = summary_of({&hearing}, somebody());
  CHECK(summary.tailors() == 0);
  CHECK(summary.may_grant == 0);
  const auto sums = std::accumulate(summary.chosen.begin(), summary.chosen.end(), 0.0);
  CHECK(sums == Approx(1.0));
}

TEST_CASE("people differ least from themselves", "[unit][cases]") {
  const Town here;
  const Hearing hearing = hear(here.world, {somebody()});
  const Unlike unlike = unlike_of({&hearing});
  CHECK(unlike.another_day > 0);
  CHECK(unlike.another_worker >= unlike.another_day);
  CHECK(unlike.another_office < 1);
  // Two workers who decide by a coin differ half of the time; the same one too.
  Hearing coins;
  coins.workers.resize(2);
  for (Heard& heard : coins.workers) heard.verdict.probability = {0.5, 0.5, 0, 0};
  CHECK(unlike_of({&coins}).another_day == Approx(0.5));
  CHECK(unlike_of({&coins}).another_worker == Approx(0.5));
  CHECK(std::isnan(unlike_of({&coins}).another_office));
}

TEST_CASE("what is given is told as the part of what is needed, on average and at either end",
          "[unit][cases]") {
  const Town here;
  Hearing hearing = hear(here.world, {somebody()});
  const std::size_t n = hearing.workers.size();
  REQUIRE((n >= 5 && n < 10));
  for (std::size_t w = 0; w < n; ++w) {
    const double part = w == 0 ? 0.25 : w == n - 1 ? 0.75 : 0.5;
    hearing.workers[w].verdict.given = {{hearing.base + part * somebody().need, 1.0}};
  }
  const CaseSummary summary = summary_of({&hearing}, somebody());
  CHECK(summary.given == Approx(0.5));
  CHECK(summary.given_low == Approx(0.25));  // a worker is more than a tenth of them
  CHECK(summary.given_high == Approx(0.75));
  // Who may give either counts for both, as likely as they are.
  hearing.workers[n - 1].verdict.given = {{hearing.base, 0.5},
                                          {hearing.base + 1.5 * somebody().need, 0.5}};
  CHECK(summary_of({&hearing}, somebody()).given == Approx(0.5));
}

TEST_CASE("who tailors has a colleague who would not, as chances in a team say", "[unit][cases]") {
  const Town here;
  Hearing hearing = hear(here.world, {somebody()});
  hearing.workers.resize(3);
  const auto colleague = [&](double one, double other, double third) {
    const std::array<double, 3> tailors{one, other, third};
    for (std::size_t w = 0; w < 3; ++w) {
      hearing.workers[w].team = 0;
      hearing.workers[w].verdict.probability = {1 - tailors[w], tailors[w], 0, 0};
    }
    return summary_of({&hearing}, somebody()).colleague;
  };
  CHECK(colleague(1, 1, 1) == Approx(0).margin(1e-12));
  CHECK(colleague(1, 1, 0) == Approx(0.5));  // each of the two has one of two
  CHECK(colleague(0.5, 0.5, 0.5) == Approx(0.5));
  CHECK(std::isnan(colleague(0, 0, 0)));
}

TEST_CASE("a favour to the first makes the next complain of unequal treatment", "[unit][cases]") {
  const Town here;
  const Hearing hearing = hear(here.world, {somebody(), somebody()});
  const CaseSummary summary = summary_of({&hearing}, somebody());
  REQUIRE(summary.may_grant > 0.5);
  const Aftermath& after = summary.after;
  CHECK(after.second_refused[1].complains > after.second_refused[0].complains);
  CHECK(after.third_after_complaint[1] < after.third_without[1]);
  CHECK(after.second[1] > after.second[0]);  // precedent
}

TEST_CASE("where no precedent is remembered, the second is judged as if there had been no first",
          "[unit][cases]") {
  test::SteppedWorld forgetful(
      scenario(town(800) + at(0, 100) + test::Settings{{"workers.precedent_rate", 0}},
               {.months = 12, .warm_up = 6}));
  forgetful.run(8);
  const Hearing hearing = hear(forgetful.world, {somebody(), somebody()});
  for (const Heard& heard : hearing.workers) {
    CHECK(heard.after.second[0] == heard.after.second[1]);
    CHECK(heard.after.second[1] == Approx(heard.verdict.tailors()));
  }
}

TEST_CASE("what is given too late mends nothing", "[unit][cases]") {
  const Town here;
  Person late = somebody();
  late.too_late_later = true;
  const Hearing in_time = hear(here.world, {somebody()});
  const Hearing too_late = hear(here.world, {late});
  CHECK(in_time.workers.front().after.first.mended > 0);
  CHECK(too_late.workers.front().after.first.mended == 0);
}

TEST_CASE("a case that is passed on gets what its deciders give", "[unit][cases]") {
  test::SteppedWorld passing(
      scenario(town(800) + at(0, 100) + test::Settings{{"policy.decider", 1}},
               {.months = 12, .warm_up = 6}));
  passing.run(8);
  const Hearing hearing = hear(passing.world, {somebody()});
  double passed = 0;
  for (std::size_t w = 0; w < hearing.workers.size(); ++w) {
    const Verdict own = verdict_of(hearing.benches[w], somebody());
    const auto share = [](const Verdict& verdict) {
      double all = 0;
      for (const auto& [treatment, part] : verdict.given) all += part;
      return all;
    };
    CHECK(share(own) == Approx(1.0 - own.probability[escalate]));
    CHECK(share(hearing.workers[w].verdict) == Approx(1.0));
    passed += own.probability[escalate];
  }
  CHECK(passed > 0.1);
}
