#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "models/discretion/levers.hpp"
#include "models/discretion/workers.hpp"
#include "sim/core/four.hpp"
#include "sim/core/math.hpp"
#include "sim/core/vectorised.hpp"

namespace discretion {

namespace {

using sim::above_zero;
using sim::absolute;
using sim::Four;

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

/// One case before one worker; see `judge`. The four options are worked out side by side.
struct Judging {
  [[gnu::always_inline]] static void run(const World* of_world, const Office* of_office,
                                         const Desk* of_desk, const CaseFile* of_file,
                                         Judgement* result) {
    const World& world = *of_world;
    const Office& office = *of_office;
    const Desk& desk = *of_desk;
    const CaseFile& file = *of_file;
    Judgement& j = *result;
    const Parameters& p = office.parameters;
    const WorkerParameters& wp = p.workers;
    const OfficeMonth& month = office.month;
    const std::size_t w = desk.worker;
    const std::size_t g = file.life_situation;
    const WorkerState& s = world.workers;
    const double told = file.disclosed * (file.need + file.overstatement - file.rule);
    j.gap = told + month.levers.perception * desk.error * world.worker_traits.bias[w] +
            month.levers.perception * file.noise;
    double exposed = desk.exposure;
    if (month.levers.any) exposed *= deliberate(month.levers.pulled, told, s.norm[w], j);
    const double size = std::abs(j.gap);
    j.beyond_gate = size > (month.levers.any ? gate_of(office, g) : month.gate);
    j.has_room =
        desk.room > 0 && j.beyond_gate && size <= p.policy.conditions_cap && !file.declines;
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
    const Four changes{0.0, closed, routine, 0.0};
    const Four treatment = file.rule + changes;
    sim::store(treatment, j.treatment);
    Four remaining = absolute(j.gap - Four{0.0, closed, routine, desk.faith * closed});
    if (file.opposed) {
      // Two parties who want opposite things count alike for the loyalty to the citizen.
      remaining = 0.5 * (remaining + above_zero(treatment - file.opposite_want));
    }
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
    const Four hours = sim::load(j.hours);
    const Four deviation = Four{0.0, illegality, wp.shortcut_illegality, 0.0} * absolute(changes);
    const double precedent_weight = wp.precedent_weight + month.equality_salience;
    const double crisis = 1.0 + 0.5 * wp.crisis;
    const double generosity = wp.generosity_weight * (1.0 + office.claimants[g]) * crisis;
    const double effort =
        wp.effort_weight * (1.0 + desk.pressure) * (1.0 + p.policy.output_steering);
    const Four exposure{wp.exposure_rule, wp.exposure_tailoring, wp.exposure_shortcut,
                        wp.exposure_escalation};
    const double blame = s.blame_expectation[w] * exposed;
    const double worth =
        size - s.norm[w] - wp.yielding_weight * std::max(0.0, file.want - file.need);
    const double relief = wp.shortcut_relief * (0.5 * month.complexity + desk.overload);
    const double suspicion = j.gap > 0 ? wp.suspicion * office.verification[g] * crisis : 0.0;

    auto& votes = j.votes;
    sim::store(-wp.gap_weight * s.sensitivity[w] * remaining -
                   wp.queue_weight * hours * desk.queue_hardship,
               votes[0]);
    sim::store(-deviation - precedent_weight * absolute(treatment - office.precedent[g]), votes[1]);
    sim::store(-effort * (hours - 1.0) -
                   Four{effort * burden_of_rule, effort * burden_of_tailoring, -relief, 0.0},
               votes[2]);
    votes[3] = {0.0, worth, -wp.shortcut_shame, desk.faith * worth};
    sim::store(-generosity * above_zero(treatment - file.rule) - Four{0.0, suspicion, 0.0, 0.0},
               votes[4]);
    sim::store(-blame * exposure, votes[5]);
    if (month.levers.any) bend_votes(world, office, desk, file, j);

    const auto& weights = world.worker_traits.loyalty[w];
    Four utility = sim::load(votes[5]);
    for (std::size_t v = 0; v < loyalties; ++v) utility += weights[v] * sim::load(votes[v]);
    constexpr double out = -std::numeric_limits<double>::infinity();
    utility +=
        Four{0.0, j.may_tailor ? 0.0 : out, desk.routines ? 0.0 : out, j.may_refer ? 0.0 : out};
    const double best = std::max(std::max(utility[apply], utility[tailor]),
                                 std::max(utility[shortcut], utility[escalate]));
    const Four odds = sim::exp_below_709((utility - best) * (1.0 / wp.temperature));
    const double sum = odds[apply] + odds[tailor] + odds[shortcut] + odds[escalate];
    sim::store(odds / sum, j.probability);
  }
};

}  // namespace

Judgement judge(const World& world, const Office& office, const Desk& desk, const CaseFile& file) {
  Judgement j;  // NOLINT(*-member-init): filled here
  sim::vectorised<Judging>(&world, &office, &desk, &file, &j);
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
  // For each option the voices that want it, a bit each.
  std::array<unsigned, options + 1> want{};
  for (std::size_t v = 0; v < voices; ++v) {
    want[wish_of(judgement.votes[v], v < loyalties ? weights[v] : 1.0, judgement.may_tailor,
                 judgement.may_refer, temperature)] |= 1U << v;
  }
  const unsigned wanting = want[apply] | want[tailor] | want[shortcut] | want[escalate];
  bool conflict = false;
  for (std::size_t x = 0; x < options; ++x) {
    for (unsigned here = want[x]; here != 0; here &= here - 1) {
      const auto a = static_cast<std::size_t>(std::countr_zero(here));
      for (unsigned others = wanting & ~want[x]; others != 0; others &= others - 1) {
        const auto b = static_cast<std::size_t>(std::countr_zero(others));
        ++dilemmas[a][b];
        if (a < loyalties && b < loyalties) conflict = true;
      }
    }
  }
  return conflict;
}

}  // namespace discretion
