#include "models/discretion/lists.hpp"
#include "models/discretion/minds.hpp"
#include "models/discretion/workers.hpp"

namespace discretion {

namespace {

bool is_new(const World& world, std::size_t worker) {
  constexpr int first_year = 12;
  const int months = world.month - world.workers.arrived[worker];
  return months > 0 && months <= first_year;
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

void socialise_newcomers(World& world, sim::Parallel& parallel) {
  for_each_team(world, parallel, [&](std::size_t team) { socialise(world, team); });
}

}  // namespace discretion
