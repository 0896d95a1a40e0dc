#include "models/discretion/workers/judgement.hpp"

#include <cassert>
#include <utility>

#include "sim/core/number.hpp"

namespace discretion {

void Cases::lay_before(const World& world, const Office& office, const Desk& desk,
                       std::size_t lane) {
  assert(lane < sim::lanes && "a case beyond the lanes");
  const CaseFile& file = files[lane];
  const std::size_t g = file.life_situation;
  lay_in_lane(file, *this, lane);
  recall_routine(world, office, desk, lane);
  precedent[lane] = office.precedent[g];
  claimants[lane] = office.claimants[g];
  verification[lane] = office.verification[g];
  works[lane] = office.works[g];
  any_opposed = any_opposed || file.opposed;
}

void Cases::recall_routine(const World& world, const Office& office, const Desk& desk,
                           std::size_t lane) {
  const WorkerMinds& minds = minds_at(world, desk);
  const std::size_t place = number(desk.worker) * static_cast<std::size_t>(world.life_situations) +
                            files[lane].life_situation;
  routine[lane] = static_cast<double>(minds.routine[place]) + minds.drift[number(desk.worker)];
  const double missing = 1.0 - static_cast<double>(minds.habit[place]);
  habit[lane] = desk.routines ? 1.0 - office.parameters.workers.habit_needed * missing : 0.0;
}

Judgement in_lane(const Judgements& judgements, std::size_t lane) {
  assert(lane < sim::lanes && "a judgement beyond the lanes");
  Judgement one;
  one.gap = judgements.gap[lane];
  const auto answers = Judgement::answers_of(one);
  const auto in_lanes = Judgements::answers_of(judgements);
  [&]<std::size_t... k>(std::index_sequence<k...>) {
    ((std::get<k>(answers) = std::get<k>(in_lanes)[lane] != 0), ...);
  }
  (std::make_index_sequence<std::tuple_size_v<decltype(answers)>>{});
  for (std::size_t x = 0; x < options; ++x) {
    one.hours[x] = judgements.hours[x][lane];
    one.treatment[x] = judgements.treatment[x][lane];
    one.probability[x] = judgements.probability[x][lane];
    for (std::size_t v = 0; v < voices; ++v) one.votes[v][x] = judgements.votes[v][x][lane];
  }
  return one;
}

void judge(const World& world, const Office& office, const Desk& desk, const Cases& cases,
           Judgements& judgements) {
  sim::for_this_processor(
      [&]<class Number>() { Judging<Number>::judge(world, office, desk, cases, judgements); });
}

Judgement judge(const World& world, const Office& office, const Desk& desk, const CaseFile& file) {
  Cases cases;
  cases.count = 1;
  cases.files[0] = file;
  cases.lay_before(world, office, desk, 0);
  Judgements judgements;
  Judging<double>::judge(world, office, desk, cases, judgements);
  return in_lane(judgements, 0);
}

void choose(const Judgements& judgements, std::size_t count, Choices& choices) {
  sim::for_this_processor(
      [&]<class Number>() { Judging<Number>::choose(judgements, count, choices); });
}

Option choose(const Judgement& judgement, double uniform) {
  Judgements judgements{};
  for (std::size_t x = 0; x < options; ++x)
    judgements.probability[x].fill(judgement.probability[x]);
  Choices choices;
  choices.uniform.fill(uniform);
  Judging<double>::choose(judgements, 1, choices);
  return option_in_lane(choices, 0);
}

Moments treatment_moments(const Judgements& judgements, std::size_t lane) {
  Moments m;
  for (std::size_t x = 0; x < options; ++x)
    m.mean += judgements.probability[x][lane] * judgements.treatment[x][lane];
  for (std::size_t x = 0; x < options; ++x) {
    const double distance = judgements.treatment[x][lane] - m.mean;
    m.variance += judgements.probability[x][lane] * distance * distance;
  }
  return m;
}

void count_dilemmas(const Judgements& judgements, const std::array<double, loyalties>& weights,
                    double temperature, std::size_t handled, DilemmaLanes& dilemmas,
                    Choices& choices) {
  sim::for_this_processor([&]<class Number>() {
    Judging<Number>::count_dilemmas(judgements, weights, temperature, handled, dilemmas, choices);
  });
}

}  // namespace discretion
