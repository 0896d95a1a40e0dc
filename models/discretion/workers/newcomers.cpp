#include "models/discretion/workers/newcomers.hpp"

#include "models/discretion/workers/constants.hpp"
#include "models/discretion/world/lists.hpp"
#include "models/discretion/world/minds.hpp"

namespace discretion {

namespace {

constexpr double trained = 1.0;  // skill that initial training gives: all of it

struct Person {
  double bias = 0;
  std::array<double, loyalties> loyalty{};
  double sensitivity = 0;
  double norm = 0;
};
Person draw_person(const WorkerParameters& p, sim::Random& random) {
  const std::array<double, loyalties> typical{p.loyalty_citizen, p.loyalty_law,
                                              p.loyalty_organisation, p.loyalty_profession,
                                              p.loyalty_society};
  Person person;
  person.bias = p.perception_bias * random.normal();
  double sum = 0;
  for (std::size_t k = 0; k < loyalties; ++k) {
    person.loyalty[k] = typical[k] * sim::exp(p.loyalty_spread * random.normal());
    sum += person.loyalty[k];
  }
  for (double& weight : person.loyalty) weight /= sum > 0 ? sum : 1.0;
  person.sensitivity = std::clamp(p.sensitivity_start + p.sensitivity_spread * random.normal(),
                                  least_sensitivity, 1.0);
  person.norm = p.norm_start * sim::exp(p.norm_spread * random.normal());
  return person;
}

/// As if the blame expected at the start were for tailoring: applying the rule hides behind it.
double blame_for_rule_at_start(const WorkerParameters& p) {
  return p.blame_direction * p.exposure_rule * p.blame_start;
}

bool is_new(const World& world, std::size_t worker) {
  const int months = world.month - world.workers.arrived[worker];
  return months > 0 && months <= months_new;
}

/// The workers of a team, and how fast those who are new become like them.
class Team {
 public:
  Team(const World& world, std::size_t team)
      : world_(world),
        first_(world.teams.first_worker[team]),
        last_(world.teams.first_worker[team + 1]),
        rate_(world.offices[world.teams.office[team]].parameters.workers.socialisation) {}

  bool has_newcomers() const {
    for (std::size_t w = first_; w < last_; ++w)
      if (is_new(world_, w)) return true;
    return false;
  }
  /// Moves what newcomers have of something towards its mean over the team as it acts.
  /// \param each numbers a worker, of which this is number `which`
  template <class Number>
  void take_over(const std::vector<Number>& acting, std::vector<Number>& own, std::size_t each = 1,
                 std::size_t which = 0) const {
    double sum = 0;
    for (std::size_t w = first_; w < last_; ++w)
      sum += static_cast<double>(acting[w * each + which]);
    const double mean = sum / static_cast<double>(last_ - first_);
    for (std::size_t w = first_; w < last_; ++w) {
      if (!is_new(world_, w)) continue;
      Number& number = own[w * each + which];
      const auto before = static_cast<double>(number);
      number = static_cast<Number>(before + rate_ * (mean - before));
    }
  }

 private:
  const World& world_;
  std::size_t first_, last_;
  double rate_;
};

void socialise(World& world, std::size_t number) {
  const Team team(world, number);
  if (!team.has_newcomers()) return;
  const auto groups = static_cast<std::size_t>(world.life_situations);
  const WorkerMinds& acting = world.workers;
  for_each_mind(world, world.offices[world.teams.office[number]],
                [&](WorkerMinds& minds, const Moves& moves) {
                  team.take_over(acting.norm, minds.norm);
                  if (moves.self_protection) {
                    team.take_over(acting.blame_expectation, minds.blame_expectation);
                    team.take_over(acting.blame_for_rule, minds.blame_for_rule);
                  }
                  for (std::size_t g = 0; moves.survival && g < groups; ++g) {
                    team.take_over(acting.routine, minds.routine, groups, g);
                    team.take_over(acting.habit, minds.habit, groups, g);
                  }
                });
}

}  // namespace

void draw_workers(World& world, const Parameters& p) {
  WorkerTraits& t = world.worker_traits;
  WorkerState& s = world.workers;
  const std::size_t n = t.office.size();
  for (std::size_t w = t.bias.size(); w < n; ++w) {
    sim::Random random(world.stream, Draw::worker, static_cast<std::uint32_t>(w), 0);
    const Person person = draw_person(p.workers, random);
    t.bias.push_back(person.bias);
    t.loyalty.push_back(person.loyalty);
    t.sensitivity_start.push_back(person.sensitivity);
    t.norm_start.push_back(person.norm);
  }
  const std::size_t cells = n * static_cast<std::size_t>(world.life_situations);
  const auto open_minds = [&](WorkerMinds& minds) {
    for (std::size_t w = minds.norm.size(); w < n; ++w) {
      minds.sensitivity.push_back(t.sensitivity_start[w]);
      minds.norm.push_back(t.norm_start[w]);
    }
    minds.blame_expectation.resize(n, p.workers.blame_start);
    minds.blame_for_rule.resize(n, blame_for_rule_at_start(p.workers));
    minds.drift.resize(n, 0.0);
    minds.routine.resize(cells, 0.0F);
    minds.habit.resize(cells, 0.0F);
  };
  open_minds(s);
  if (!world.sheltered.norm.empty()) open_minds(world.sheltered);
  s.required.resize(cells, 0.0);
  s.seen.resize(cells, 0);
  s.referred.resize(n, nobody), s.referrals.resize(n, 0), s.waiting_list.resize(n, 0.0),
      s.intake.resize(n, 0.0);
  s.inbox.resize(n, nobody), s.queue.resize(n, nobody), s.queue_end.resize(n, nobody);
  s.decided.resize(n, nobody), s.corrected.resize(n, nobody), s.pending.resize(n, 0),
      s.decisions.resize(n, 0);
  s.tailored.resize(n, 0), s.overload.resize(n, 0.0), s.pressure.resize(n, 0.0);
  s.above_rule.resize(n, 0.0), s.above_rule_squared.resize(n, 0.0), s.shown.resize(n);
  s.blame.resize(n), s.objections.resize(n, 0);
  s.objections_before.resize(n, 0), s.upheld.resize(n, 0);
  world.case_mix.open(n, static_cast<std::size_t>(world.life_situations));
  s.blame_record.resize(n);
  s.skill.resize(n, trained);
  constexpr int long_ago = -1000;
  s.arrived.resize(n, long_ago);
  s.pardon.resize(n, 0.0), s.owed.resize(n, 0.0), s.pardoned.resize(n, 0);
}

void replace_leaver(World& world, const Office& office, WorkerId leaver) {
  const WorkerParameters& p = office.parameters.workers;
  const std::size_t worker = number(leaver);
  sim::Random random(world.stream, Draw::turnover, number(leaver),
                     static_cast<std::uint32_t>(world.month));
  if (!random.bernoulli(p.turnover)) return;
  const Person person = draw_person(p, random);
  WorkerTraits& t = world.worker_traits;
  t.bias[worker] = person.bias;
  t.loyalty[worker] = person.loyalty;
  t.sensitivity_start[worker] = person.sensitivity;
  t.norm_start[worker] = person.norm;
  world.workers.blame_record[worker] = {};
  world.workers.skill[worker] = trained;
  world.workers.arrived[worker] = world.month;
  const auto begin_anew = [&](WorkerMinds& minds) {
    minds.sensitivity[worker] = person.sensitivity;
    minds.norm[worker] = person.norm;
    minds.blame_expectation[worker] = p.blame_start;
    minds.blame_for_rule[worker] = blame_for_rule_at_start(p);
    minds.drift[worker] = 0;
    const auto groups = static_cast<std::size_t>(world.life_situations);
    for (std::vector<float>* habits : {&minds.routine, &minds.habit})
      std::fill_n(habits->begin() + static_cast<std::ptrdiff_t>(worker * groups), groups, 0.0F);
  };
  begin_anew(world.workers);
  if (office.now.effects.judges_twice()) begin_anew(world.sheltered);
}

void socialise_newcomers(World& world, sim::Parallel& parallel) {
  for_each_team(world, parallel, [&](std::size_t team) { socialise(world, team); });
}

}  // namespace discretion
