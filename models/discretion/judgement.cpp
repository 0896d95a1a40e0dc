#include <algorithm>
#include <cmath>

#include "models/discretion/levers.hpp"
#include "models/discretion/workers.hpp"
#include "sim/core/math.hpp"

namespace discretion {

namespace {

constexpr auto apply = static_cast<std::size_t>(Option::apply);
constexpr auto tailor = static_cast<std::size_t>(Option::tailor);
constexpr auto shortcut = static_cast<std::size_t>(Option::shortcut);
constexpr auto escalate = static_cast<std::size_t>(Option::escalate);
constexpr std::size_t indifferent = options;

/// What a voice wants: its favourite option, if what it would lose by its worst one is more than
/// the scale of chance in a choice; a smaller wish is drowned and makes no dilemma.
std::size_t wish_of(const std::array<double, options>& votes, double weight, bool may_tailor,
                    bool may_refer, double temperature) {
  std::size_t best = apply;
  double worst = std::min(votes[apply], votes[shortcut]);
  if (may_tailor) {
    worst = std::min(worst, votes[tailor]);
    if (votes[tailor] > votes[best]) best = tailor;
  }
  if (votes[shortcut] > votes[best]) best = shortcut;
  if (may_refer) {
    worst = std::min(worst, votes[escalate]);
    if (votes[escalate] > votes[best]) best = escalate;
  }
  return weight * (votes[best] - worst) > temperature ? best : indifferent;
}

/// Two parties who want opposite things count alike for the loyalty to the citizen.
void weigh_second_party(const Judgement& judgement, const CaseFile& file,
                        std::array<double, options>& remaining) {
  for (std::size_t x = 0; x < options; ++x) {
    const double given_up = std::max(0.0, judgement.treatment[x] - file.opposite_want);
    remaining[x] = 0.5 * (remaining[x] + given_up);
  }
}

}  // namespace

Judgement judge(const World& world, const Office& office, const Desk& desk, const CaseFile& file) {
  const Parameters& p = office.parameters;
  const WorkerParameters& wp = p.workers;
  const OfficeMonth& month = office.month;
  const std::size_t w = desk.worker;
  const std::size_t g = file.life_situation;
  const WorkerState& s = world.workers;
  Judgement j;
  const double told = file.disclosed * (file.need + file.overstatement - file.rule);
  j.gap = told + month.levers.perception * desk.error * world.worker_traits.bias[w] +
          month.levers.perception * file.noise;
  double exposed = desk.exposure;
  if (month.levers.any) exposed *= deliberate(month.levers.pulled, told, s.norm[w], j);
  const double size = std::abs(j.gap);
  j.beyond_gate = size > (month.levers.any ? gate_of(office, g) : month.gate);
  j.has_room = desk.room > 0 && j.beyond_gate && size <= p.policy.conditions_cap && !file.declines;
  j.may_tailor = desk.tailors && j.has_room;
  j.may_refer = desk.refers && j.has_room;

  double closed = desk.room * j.gap;
  j.hours = desk.hours;
  if (month.levers.any) {
    closed = within_limit(month.levers.pulled, closed);
    j.hours = hours_of_case(office, desk, file, j, closed, s.norm[w]);
  }
  const double routine =
      static_cast<double>(s.routine[w * static_cast<std::size_t>(world.life_situations) + g]) +
      s.drift[w];
  j.treatment = {file.rule, file.rule + closed, file.rule + routine, file.rule};
  std::array<double, options> remaining{size, std::abs(j.gap - closed), std::abs(j.gap - routine),
                                        std::abs(j.gap - desk.faith * closed)};
  if (file.opposed) weigh_second_party(j, file, remaining);
  double illegality = wp.tailoring_illegality;
  double burden_of_rule = 0;
  double burden_of_tailoring = desk.burden;
  if (p.policy.default_treatment == Default::tailoring) {
    illegality *= 0.5;
    burden_of_tailoring = 0;
    if (j.has_room) {
      j.hours[apply] += desk.reasons;
      burden_of_rule = desk.burden;
    }
  }
  const std::array<double, options> deviation{0.0, illegality * std::abs(closed),
                                              wp.shortcut_illegality * std::abs(routine), 0.0};
  const double precedent_weight = wp.precedent_weight + month.equality_salience;
  const double crisis = 1.0 + 0.5 * wp.crisis;
  const double generosity = wp.generosity_weight * (1.0 + office.claimants[g]) * crisis;
  const double effort = wp.effort_weight * (1.0 + desk.pressure) * (1.0 + p.policy.output_steering);
  const std::array<double, options> exposure{wp.exposure_rule, wp.exposure_tailoring,
                                             wp.exposure_shortcut, wp.exposure_escalation};
  const double blame = s.blame_expectation[w] * exposed;

  auto& votes = j.votes;
  for (std::size_t x = 0; x < options; ++x) {
    votes[0][x] = -wp.gap_weight * s.sensitivity[w] * remaining[x] -
                  wp.queue_weight * j.hours[x] * desk.queue_hardship;
    votes[1][x] = -deviation[x] - precedent_weight * std::abs(j.treatment[x] - office.precedent[g]);
    votes[2][x] = -effort * (j.hours[x] - 1.0);
    votes[3][x] = 0;
    votes[4][x] = -generosity * std::max(0.0, j.treatment[x] - file.rule);
    votes[5][x] = -blame * exposure[x];
  }
  votes[2][tailor] -= effort * burden_of_tailoring;
  votes[2][apply] -= effort * burden_of_rule;
  votes[2][shortcut] += wp.shortcut_relief * (0.5 * month.complexity + desk.overload);
  votes[3][tailor] = size - s.norm[w] - wp.yielding_weight * std::max(0.0, file.want - file.need);
  votes[3][shortcut] = -wp.shortcut_shame;
  votes[3][escalate] = desk.faith * votes[3][tailor];
  if (j.gap > 0) votes[4][tailor] -= wp.suspicion * office.verification[g] * crisis;
  if (month.levers.any) bend_votes(world, office, desk, file, j);

  const auto& weights = world.worker_traits.loyalty[w];
  std::array<double, options> utility{};
  for (std::size_t x = 0; x < options; ++x) {
    utility[x] = votes[5][x];
    for (std::size_t v = 0; v < loyalties; ++v) utility[x] += weights[v] * votes[v][x];
  }
  double best = desk.routines ? std::max(utility[apply], utility[shortcut]) : utility[apply];
  if (j.may_tailor) best = std::max(best, utility[tailor]);
  if (j.may_refer) best = std::max(best, utility[escalate]);
  const double scale = 1.0 / wp.temperature;
  j.probability[apply] = sim::exp((utility[apply] - best) * scale);
  j.probability[tailor] = j.may_tailor ? sim::exp((utility[tailor] - best) * scale) : 0.0;
  j.probability[shortcut] = desk.routines ? sim::exp((utility[shortcut] - best) * scale) : 0.0;
  j.probability[escalate] = j.may_refer ? sim::exp((utility[escalate] - best) * scale) : 0.0;
  const double sum = j.probability[apply] + j.probability[tailor] + j.probability[shortcut] +
                     j.probability[escalate];
  for (double& probability : j.probability) probability /= sum;
  return j;
}

Option choose(const Judgement& judgement, double uniform) {
  if (uniform < judgement.probability[apply]) return Option::apply;
  if (uniform < judgement.probability[apply] + judgement.probability[tailor]) return Option::tailor;
  const double passed_on = judgement.probability[escalate];
  if (judgement.probability[shortcut] == 0 && passed_on == 0) return Option::apply;
  return passed_on > 0 && uniform >= 1.0 - passed_on ? Option::escalate : Option::shortcut;
}

bool count_dilemmas(const Judgement& judgement, const std::array<double, loyalties>& weights,
                    double temperature, DilemmaCounts& dilemmas) {
  std::array<std::size_t, voices> wanted{};
  for (std::size_t v = 0; v < voices; ++v) {
    wanted[v] = wish_of(judgement.votes[v], v < loyalties ? weights[v] : 1.0, judgement.may_tailor,
                        judgement.may_refer, temperature);
  }
  bool conflict = false;
  for (std::size_t a = 0; a < voices; ++a) {
    if (wanted[a] == indifferent) continue;
    for (std::size_t b = a + 1; b < voices; ++b) {
      if (wanted[a] == wanted[b] || wanted[b] == indifferent) continue;
      ++dilemmas[a][b];
      ++dilemmas[b][a];
      if (b < loyalties) conflict = true;
    }
  }
  return conflict;
}

}  // namespace discretion
