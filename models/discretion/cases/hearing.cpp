#include "models/discretion/cases/hearing.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "models/discretion/citizens/filing.hpp"
#include "models/discretion/workers/referral.hpp"
#include "sim/core/math.hpp"

namespace discretion {

namespace {

Mood mood_of(const World& world, std::size_t o, const Person& person) {
  const std::size_t g = number(situation_of(world, person.situation));
  const std::size_t cell = o * static_cast<std::size_t>(world.life_situations) + g;
  const double n = world.citizens_in(cell);
  const Stocks& stocks = world.stocks[cell];
  const double trust = stocks.trust.value() / n;
  return {std::clamp(trust + person.trust, 0.0, 1.0), stocks.grievance.value() / n,
          stocks.uncertainty.value() / n};
}

double take_up_of(const World& world, const Office& office, const Person& person,
                  const Mood& mood) {
  const double capacity = person.can_tell + office.now.levers.help * (1.0 - person.can_tell);
  return take_up_probability(office.parameters.citizens, mood.trust * office.now.trust_kept,
                             world.mean_need + person.need, office.now.complexity, capacity,
                             sim::log(1.0 + person.problems));
}

/// Adds what those who decide give where the case is passed on to them.
void pass_on_to(const std::vector<Verdict>& deciders, Verdict& verdict) {
  const double passed = verdict.probability[escalate];
  assert((passed == 0 || !deciders.empty()) && "a case is passed on to nobody");
  for (const Verdict& decider : deciders) {
    for (const auto& [treatment, share] : decider.given)
      verdict.given.emplace_back(treatment, share * passed / static_cast<double>(deciders.size()));
  }
}

/// Of an office's workshop, if it has one.
std::vector<Verdict> workshop_in(const World& world, const Office& office, const Person& person) {
  if (office.workshop == nobody) return {};
  return {verdict_of(bench_of(world, WorkerId{office.workshop}), person)};
}

/// Of those in an office who decide cases that workers pass on.
std::vector<Verdict> deciders_in(const World& world, const Office& office, const Person& person) {
  std::vector<Verdict> verdicts;
  const auto ask = [&](std::uint32_t first, std::uint32_t last) {
    for (std::uint32_t w = first; w < last; ++w)
      verdicts.push_back(verdict_of(bench_of(world, WorkerId{w}), person));
  };
  ask(office.first_unit_worker, office.last_worker);
  ask(office.first_desk, office.last_desk);
  const auto last = workshop_in(world, office, person);
  for (Verdict& verdict : verdicts) pass_on_to(last, verdict);
  return verdicts;
}

Heard hear_worker(const Bench& bench, const std::vector<Person>& people, const Mood& mood) {
  const Person& person = people.front();
  Heard heard;
  heard.verdict = verdict_of(bench, person);
  heard.after = aftermath_of(bench, people, mood, heard.verdict);
  const auto values = probabilities_of_sets(neutral(bench), bench, neutral_parts, person);
  heard.neutral = values.front();
  heard.parts = shapley_values(values);
  if (person.repair > 0) {
    Bench repaired = bench;
    double& rule = repaired.office.rule[number(situation_of(bench.world, person.situation))];
    rule += person.repair;
    heard.by_repaired_rule = rule;
    heard.tailors_beside_repair = probability_of_tailoring(repaired, person);
  }
  return heard;
}

}  // namespace

Hearing hear(const World& world, const std::vector<Person>& people) {
  Hearing hearing;
  hearing.month = world.month - world.warm_up;
  hearing.base = world.mean_need;
  double workers = 0;
  for (std::size_t o = 0; o < world.offices.size(); ++o) {
    const Office& office = world.offices[o];
    const Mood mood = mood_of(world, o, people.front());
    const auto deciders = deciders_in(world, office, people.front());
    const auto workshop = workshop_in(world, office, people.front());
    const double n = office.last_worker - office.first_worker;
    hearing.take_up += n * take_up_of(world, office, people.front(), mood);
    workers += n;
    for (std::uint32_t w = office.first_worker; w < office.last_worker; ++w) {
      hearing.benches.push_back(bench_of(world, WorkerId{w}));
      Heard heard = hear_worker(hearing.benches.back(), people, mood);
      heard.office = static_cast<std::uint32_t>(o);
      heard.team = world.worker_traits.team[w];
      pass_on_to(decides(world, office, WorkerId{w}) ? workshop : deciders, heard.verdict);
      hearing.workers.push_back(std::move(heard));
    }
  }
  hearing.take_up /= workers;
  return hearing;
}

std::vector<double> parts_between(const Hearing& before, const Hearing& after,
                                  const Person& person) {
  std::vector<double> sum(all_parts, 0.0);
  const std::size_t n = std::min(before.benches.size(), after.benches.size());
  for (std::size_t w = 0; w < n; ++w) {
    const auto values =
        probabilities_of_sets(before.benches[w], after.benches[w], all_parts, person);
    const auto parts = shapley_values(values);
    for (std::size_t k = 0; k < all_parts; ++k) sum[k] += parts[k] / static_cast<double>(n);
  }
  return sum;
}

namespace {

/// Of pairs of decisions by different workers in a group: sum of products of like options.
struct Alike {
  std::array<double, options> sum{}, squares{};
  double workers = 0;

  void add(const Verdict& verdict) {
    for (std::size_t x = 0; x < options; ++x) {
      sum[x] += verdict.probability[x];
      squares[x] += verdict.probability[x] * verdict.probability[x];
    }
    ++workers;
  }
  void add(const Alike& other) {
    for (std::size_t x = 0; x < options; ++x)
      sum[x] += other.sum[x], squares[x] += other.squares[x];
    workers += other.workers;
  }
  /// Over ordered pairs, a worker with itself included.
  double products() const {
    double all = 0;
    for (const double s : sum) all += s * s;
    return all;
  }
  double own() const {
    double all = 0;
    for (const double s : squares) all += s;
    return all;
  }
};

double share_unlike(double alike, double pairs) {
  return pairs > 0 ? 1.0 - alike / pairs : sim::not_a_number;
}

}  // namespace

Unlike unlike_of(const std::vector<const Hearing*>& hearings) {
  // Sums over ordered pairs, of alike decisions and of all, by the closest thing in common.
  std::array<double, 4> alike{}, pairs{};
  for (const Hearing* hearing : hearings) {
    Alike all;
    for (std::size_t w = 0; w < hearing->workers.size();) {
      Alike office;
      const std::uint32_t o = hearing->workers[w].office;
      while (w < hearing->workers.size() && hearing->workers[w].office == o) {
        Alike team;
        const std::uint32_t t = hearing->workers[w].team;
        for (; w < hearing->workers.size() && hearing->workers[w].team == t; ++w)
          team.add(hearing->workers[w].verdict);
        alike[0] += team.own(), pairs[0] += team.workers;
        alike[1] += team.products() - team.own();
        pairs[1] += team.workers * (team.workers - 1);
        alike[2] -= team.products(), pairs[2] -= team.workers * team.workers;
        office.add(team);
      }
      alike[2] += office.products(), pairs[2] += office.workers * office.workers;
      alike[3] -= office.products(), pairs[3] -= office.workers * office.workers;
      all.add(office);
    }
    alike[3] += all.products(), pairs[3] += all.workers * all.workers;
  }
  return {share_unlike(alike[0], pairs[0]), share_unlike(alike[1], pairs[1]),
          share_unlike(alike[2], pairs[2]), share_unlike(alike[3], pairs[3])};
}

}  // namespace discretion
