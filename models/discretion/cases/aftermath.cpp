#include "models/discretion/cases/aftermath.hpp"

#include <algorithm>
#include <cmath>

#include "models/discretion/citizens/looking.hpp"
#include "models/discretion/citizens/looks.hpp"
#include "models/discretion/workers/learning.hpp"
#include "models/discretion/world/running_mean.hpp"
#include "sim/core/math.hpp"

namespace discretion {

namespace {

/// The office remembers one more treatment in the life situation.
Bench with_precedent(Bench bench, const Person& person, double treatment) {
  double& precedent = bench.office.precedent[number(situation_of(bench.world, person.situation))];
  precedent = moved_mean(precedent, treatment, bench.office.parameters.workers.precedent_rate, 1.0);
  return bench;
}

/// A month later, with this one complaint about a kind of decision or none. Where workers do not
/// learn to shelter, nothing is learnt.
Bench with_complaint(Bench bench, std::size_t about, bool complains) {
  const OfficeMonth& now = bench.office.now;
  if (!now.self_protection || !now.effects.self_protection) return bench;
  WorkerState& worker = bench.world.workers;
  const BlameRecord before = worker.blame_record[0];
  worker.blame[0] = {};
  if (complains) worker.blame[0][about] = 1;
  remember_blame(worker, bench.office.parameters.workers, WorkerId{0});
  BlameRecord& team = bench.world.teams.blame_record[0];
  team.deviating += worker.blame_record[0].deviating - before.deviating;
  team.applying += worker.blame_record[0].applying - before.applying;
  team.decisions += worker.blame_record[0].decisions - before.decisions;
  expect_blame(bench.world, bench.office, WorkerId{0}, worker);
  return bench;
}

double mixed(double probability, double yes, double no) {
  return probability * yes + (1.0 - probability) * no;
}

/// The second request, and the third, after the first got this.
void follow(const Bench& bench, const std::vector<Person>& people, const Mood& mood,
            double first_got, bool granted, Aftermath& result) {
  const Person& first = people.front();
  const Person& second = people[std::min<std::size_t>(1, people.size() - 1)];
  const Person& third = people[std::min<std::size_t>(2, people.size() - 1)];
  const std::size_t copy = granted ? 1 : 0;
  const Bench then = with_precedent(bench, first, first_got);
  const Verdict verdict = verdict_of(then, second);
  const double p = verdict.tailors();
  const Refusal refused = refusal_of(then, second, mood, verdict.rule, first_got, granted);
  result.second[copy] = p;
  result.second_refused[copy] = refused;
  // Who envies complains of the decision that tailored.
  const std::size_t about = refused.equality && granted ? tailor : apply;
  const auto third_if = [&](bool tailored, bool complains) {
    const double got = tailored ? verdict.treatment[tailor] : verdict.rule;
    const Bench later = with_precedent(with_complaint(then, about, complains), second, got);
    return probability_of_tailoring(later, third);
  };
  const double after_refusal = third_if(false, false);
  result.third_after_complaint[copy] = third_if(false, true);
  result.third_without[copy] = after_refusal;
  const double if_refused =
      mixed(refused.complains, result.third_after_complaint[copy], after_refusal);
  result.third[copy] = mixed(p, third_if(true, false), if_refused);
}

}  // namespace

Refusal refusal_of(const Bench& bench, const Person& person, const Mood& mood, double rule,
                   double other, bool granted) {
  const Office& office = bench.office;
  const CitizenParameters& p = office.parameters.citizens;
  const LifeSituationId situation = situation_of(bench.world, person.situation);
  const std::size_t g = number(situation);
  Looks looks;
  ContactLanes contact;
  std::array<std::uint32_t, sim::lanes> who{};
  who.fill(1U | alike_bit);  // somebody else, in the same life situation
  const std::array<std::uint32_t, sim::lanes> chance{};
  contact.contact = who.data();
  contact.chance = chance.data();
  contact.treatment.fill(other);
  contact.decided.fill(bench.world.month);
  contact.tailored.fill(granted ? -1 : 0);
  looks.count = 1;
  looks.contact = &contact;
  looks.contacts = office.now.others && office.now.effects.others ? 1 : 0;
  looks.treatment.fill(rule);
  looks.rule.fill(office.rule[g]);
  looks.applied.fill(-1);
  looks.need.fill(bench.world.mean_need + person.need);
  looks.want_beyond.fill(person.want - p.want_margin);
  looks.assertiveness.fill(person.assertive);
  looks.claims_succeed.fill(office.claims_succeed[g]);
  looks.grievance.fill(mood.grievance);
  looks.trust.fill(mood.trust);
  looks.uncertainty_before.fill(mood.uncertainty);
  Feelings felt;
  feel(bench.world, office, looks, felt);
  Refusal refusal;
  refusal.complains = sim::logistic(felt.complaint[0]);
  refusal.equality = felt.difference[0] > p.own_weight * felt.shortfall[0];
  const double upheld = std::min(
      1.0, upheld_probability(bench.world, office, situation, Option::apply, rule, felt.misfit[0]));
  const double conceded =
      refusal.equality ? concession_probability(p, bench.minds().blame_expectation[0]) : 0.0;
  if (!person.too_late_later) refusal.mended = upheld + (1.0 - upheld) * conceded;
  return refusal;
}

Aftermath aftermath_of(const Bench& bench, const std::vector<Person>& people, const Mood& mood,
                       const Verdict& first) {
  Aftermath result;
  result.first = refusal_of(bench, people.front(), mood, first.rule, first.rule, false);
  follow(bench, people, mood, first.rule, false, result);
  follow(bench, people, mood, first.treatment[tailor], true, result);
  return result;
}

}  // namespace discretion
