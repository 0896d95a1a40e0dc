#include "models/discretion/workers/judgement.hpp"

#include "sim/core/number.hpp"

namespace discretion {

void Cases::lay_before(const World& world, const Office& office, const Desk& desk,
                       std::size_t lane) {
  const CaseFile& file = files[lane];
  const std::size_t g = file.life_situation;
  need[lane] = file.need;
  rule[lane] = file.rule;
  noise[lane] = file.noise;
  capacity[lane] = file.capacity;
  told[lane] = file.disclosed * (file.need + file.overstatement - file.rule);
  excess[lane] = file.want - file.need;
  opposite_want[lane] = file.opposite_want;
  recall_routine(world, office, desk, lane);
  precedent[lane] = office.precedent[g];
  claimants[lane] = office.claimants[g];
  verification[lane] = office.verification[g];
  works[lane] = office.works[g];
  declines[lane] = file.declines ? -1 : 0;
  has_fix_team[lane] = file.has_fix_team ? -1 : 0;
  opposed[lane] = file.opposed ? -1 : 0;
  any_opposed = any_opposed || file.opposed;
}

void Cases::recall_routine(const World& world, const Office& office, const Desk& desk,
                           std::size_t lane) {
  const WorkerMinds& minds = minds_at(world, desk);
  const std::size_t place =
      desk.worker * static_cast<std::size_t>(world.life_situations) + files[lane].life_situation;
  routine[lane] = static_cast<double>(minds.routine[place]) + minds.drift[desk.worker];
  const double missing = 1.0 - static_cast<double>(minds.habit[place]);
  habit[lane] = desk.routines ? 1.0 - office.parameters.workers.habit_needed * missing : 0.0;
}

Judgement in_lane(const Judgements& judgements, std::size_t lane) {
  Judgement j;
  j.gap = judgements.gap[lane];
  j.deliberated = judgements.deliberated[lane] != 0;
  j.beyond_gate = judgements.beyond_gate[lane] != 0;
  j.has_room = judgements.has_room[lane] != 0;
  j.may_tailor = judgements.may_tailor[lane] != 0;
  j.may_refer = judgements.may_refer[lane] != 0;
  for (std::size_t x = 0; x < options; ++x) {
    j.hours[x] = judgements.hours[x][lane];
    j.treatment[x] = judgements.treatment[x][lane];
    j.probability[x] = judgements.probability[x][lane];
    for (std::size_t v = 0; v < voices; ++v) j.votes[v][x] = judgements.votes[v][x][lane];
  }
  return j;
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
  judge(world, office, desk, cases, judgements);
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
  choose(judgements, 1, choices);
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
