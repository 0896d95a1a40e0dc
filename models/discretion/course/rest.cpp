#include "models/discretion/course/rest.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "models/discretion/citizens/filing.hpp"
#include "models/discretion/course/long_run.hpp"
#include "models/discretion/workers/judgement.hpp"
#include "models/discretion/workers/workers.hpp"
#include "sim/core/math.hpp"

namespace discretion {

namespace {

/// Numbers of problems looked at.
constexpr std::array<int, 3> problem_nodes{0, 2, most_problems};

/// Workers whose decisions stand for everybody's.
constexpr std::size_t most_workers = 4;

/// Where a quantity lies between nodes: the one below, and how far beyond it.
struct Place {
  std::size_t below = 0;
  double beyond = 0;
};

/// What decisions come to for somebody in some circumstances.
struct Fate {
  double hardship = 0;
  // By how the case is perceived.
  std::array<double, point.size()> tailored{};  ///< probability
  std::array<double, point.size()> given{};     ///< above the rule, if tailored [sd of need]
};
double mix(double a, double b, double beyond) { return a + beyond * (b - a); }

/// Weights of the circumstances at the wish before, given those now: they are autoregressive, and
/// the same backwards as forwards. Far ones are left out.
class Earlier {
 public:
  explicit Earlier(double persistence) {
    const double sd = std::max(node_step / 2, std::sqrt(1.0 - persistence * persistence));
    for (std::size_t now = 0; now < nodes; ++now) {
      double sum = 0;
      for (std::size_t k = 0; k < nodes; ++k) {
        const double z = (node(k) - persistence * node(now)) / sd;
        if (std::abs(z) > 3) continue;
        if (last_[now] == 0) first_[now] = k;
        last_[now] = k + 1;
        sum += weight_[now][k] = sim::exp(-0.5 * z * z);
      }
      for (std::size_t k = first_[now]; k < last_[now]; ++k) weight_[now][k] /= sum;
    }
  }
  double mean(const OfNodes& values, std::size_t now) const {
    double sum = 0;
    for (std::size_t k = first_[now]; k < last_[now]; ++k) sum += weight_[now][k] * values[k];
    return sum;
  }

 private:
  std::array<OfNodes, nodes> weight_{};
  std::array<std::size_t, nodes> first_{}, last_{};
};

/// Citizens under an office's rules, by life situation, problems and circumstances.
class Rest {
 public:
  Rest(const World& world, const Office& office, double waited)
      : world_(world), office_(office), p_(office.parameters), waited_(waited) {
    double trust = 0;
    for (const Stocks& stocks : world.stocks) trust += stocks.trust.value();
    trust_ = trust / static_cast<double>(world.population());
    set_desks();
    const Earlier earlier(p_.need.circumstance_persistence);
    for (std::size_t g = 0; g < office.rule.size(); ++g) {
      for (const int problems : problem_nodes) settle(g, problems, earlier);
    }
  }

  double hardship(const Citizen& citizen) const {
    return at(around(citizen), [](const Fate& fate) { return fate.hardship; });
  }
  Fate of(const Citizen& citizen) const {
    const Around place = around(citizen);
    Fate found{hardship(citizen), {}, {}};
    for (std::size_t x = 0; x < point.size(); ++x) {
      found.tailored[x] = at(place, [x](const Fate& fate) { return fate.tailored[x]; });
      found.given[x] = at(place, [x](const Fate& fate) { return fate.given[x]; });
    }
    return found;
  }

 private:
  /// Where a citizen lies between nodes: the fate below in both, and how far beyond it.
  struct Around {
    std::size_t row = 0;
    double circumstance = 0, problems = 0;
  };
  Around around(const Citizen& citizen) const {
    const double sd = world_.circumstance_sd;
    const double from_first =
        sd > 0 ? static_cast<double>(citizen.circumstance) / sd - node(0) : 0.0;
    const double k = std::clamp(from_first / node_step, 0.0, nodes - 1.001);
    const Place problems = place_of(citizen.problems);
    const std::size_t of_life = citizen.life_situation * problem_nodes.size() + problems.below;
    return {of_life * nodes + static_cast<std::size_t>(k), k - std::floor(k), problems.beyond};
  }
  template <class Part>
  double at(const Around& place, Part part) const {
    const Fate* fate = &fates_[place.row];
    return mix(mix(part(fate[0]), part(fate[1]), place.circumstance),
               mix(part(fate[nodes]), part(fate[nodes + 1]), place.circumstance), place.problems);
  }
  Place place_of(int problems) const {
    std::size_t k = 0;
    while (k + 2 < problem_nodes.size() && problem_nodes[k + 1] <= problems) ++k;
    const auto log = [&](int x) { return world_.log_problems[static_cast<std::size_t>(x)]; };
    return {k, (log(problems) - log(problem_nodes[k])) /
                   (log(problem_nodes[k + 1]) - log(problem_nodes[k]))};
  }

  Wishes wishes(std::size_t g, int problems) const {
    const auto row = static_cast<std::size_t>(problems);
    const double log_problems = world_.log_problems[row];
    CaseFile file;
    file.capacity = file.disclosed =
        sim::logistic(p_.citizens.capacity_level - p_.citizens.capacity_problems * log_problems);
    file.rule = office_.rule[g];
    file.route = file.life_situation = g;
    Wishes all;
    for (std::size_t k = 0; k < nodes; ++k) {
      file.need =
          world_.group_need[g] + world_.circumstance_sd * node(k) + world_.need_of_problems[row];
      file.want = file.need + p_.citizens.want_margin;
      all.gap[k] = file.need - file.rule;
      all.take_up[k] = take_up_probability(p_.citizens, trust_, file.need, office_.now.complexity,
                                           file.capacity, log_problems);
      ask_workers(file, all, k);
    }
    return all;
  }

  /// Desks of workers spread over all offices, as they are this month.
  void set_desks() {
    const std::size_t last = world_.offices.back().last_worker;
    const std::size_t some = std::min(most_workers, last);
    for (std::size_t n = 0; n < some; ++n) {
      const std::size_t worker = n * last / some;
      Desk desk = set_desk(world_, office_of(worker), WorkerId{static_cast<std::uint32_t>(worker)});
      desk.pressure = world_.workers.pressure[worker];
      desk.overload = world_.workers.overload[worker];
      desks_.push_back(desk);
    }
  }
  const Office& office_of(std::size_t worker) const {
    return world_.offices[world_.worker_traits.office[worker]];
  }

  /// What their workers do, who perceive a case with the error of all.
  void ask_workers(CaseFile& file, Wishes& all, std::size_t k) const {
    const double share = 1.0 / static_cast<double>(desks_.size());
    for (const Desk& desk : desks_) {
      const Office& office = office_of(number(desk.worker));
      const double bias = p_.workers.perception_bias;
      const double noise = desk.unskilled * p_.workers.perception_noise;
      const double error = desk.error * std::sqrt(bias * bias + noise * noise);
      Cases cases;
      cases.count = point.size();
      for (std::size_t x = 0; x < point.size(); ++x) {
        file.noise = point[x] * error - desk.error * world_.worker_traits.bias[number(desk.worker)];
        cases.files[x] = file;
        cases.lay_before(world_, office, desk, x);
      }
      Judgements judgements;
      judge(world_, office, desk, cases, judgements);
      for (std::size_t x = 0; x < point.size(); ++x) {
        const double tailored =
            judgements.probability[tailor][x] + judgements.probability[escalate][x];
        all.probability[x][k] += share * point_weight[x] * tailored;
        all.given[x][k] += share * tailored * (judgements.treatment[tailor][x] - file.rule);
        all.probability[3 + x][k] += share * point_weight[x] * (1 - tailored);
      }
    }
    spread_readings(all, k);
  }

  /// Means of what is given, and the rule as it is read where it is applied.
  void spread_readings(Wishes& all, std::size_t k) const {
    double applied = 0;
    for (std::size_t x = 0; x < point.size(); ++x) {
      const double tailored = all.probability[x][k] / point_weight[x];
      all.given[x][k] = tailored > 0 ? all.given[x][k] / tailored : 0.0;
      applied += all.probability[3 + x][k];
    }
    const double misread = office_.now.misread;
    for (std::size_t x = 0; x < point.size(); ++x) {
      all.probability[3 + x][k] = applied * (x == 1 ? 1 - misread : misread / 2);
      all.given[3 + x][k] = (static_cast<double>(x) - 1) * p_.administration.misreading_size;
    }
  }

  Spread left_by(const Wishes& wishes, const Spread& before) const {
    return after(p_.need, world_.threshold, waited_, wishes, before);
  }

  /// Near where hardship comes to rest: where it would if each wish met with the same
  /// circumstances.
  Spread first_guess(const Wishes& wishes) const {
    Spread guess = left_by(wishes, {});
    for (std::size_t k = 0; k < nodes; ++k) {
      const double relief = std::max(0.01, wishes.take_up[k] * p_.need.hardship_relief);
      guess.mean[k] = std::min(1.0, guess.mean[k] / relief);
      guess.square[k] = guess.mean[k] * guess.mean[k];
    }
    return guess;
  }

  void settle(std::size_t g, int problems, const Earlier& earlier) {
    constexpr int times = 16;  // at the default relief the guess is forgotten
    const Wishes answers = wishes(g, problems);
    Spread hardship = first_guess(answers);
    for (int n = 0; n < times; ++n) {
      const Spread left = left_by(answers, hardship);
      for (std::size_t now = 0; now < nodes; ++now) {
        hardship.mean[now] = earlier.mean(left.mean, now);
        hardship.square[now] = earlier.mean(left.square, now);
      }
    }
    for (std::size_t k = 0; k < nodes; ++k) {
      Fate fate{hardship.mean[k], {}, {}};
      for (std::size_t x = 0; x < point.size(); ++x) {
        fate.tailored[x] = answers.probability[x][k];
        fate.given[x] = answers.given[x][k];
      }
      fates_.push_back(fate);
    }
  }

  const World& world_;
  const Office& office_;
  const Parameters& p_;
  double waited_;
  double trust_ = 0;
  std::vector<Desk> desks_;
  std::vector<Fate> fates_;  ///< [life situation][problem node][node]
};

/// Probability that a favour is revoked before the next decision.
double loses_favour(const World& world, const CitizenParameters& p, const Citizen& citizen) {
  const double revoked = -sim::log(1.0 - p.revocation);
  const double either = revoked + world.wish_hazard[citizen.problems];
  return revoked / either * (1.0 - sim::exp(-either * p.revocation_months));
}

/// Grievance and trust of somebody to whom such decisions are made again and again.
void settle_feelings(const World& world, const CitizenParameters& p, const Office& office,
                     const Fate& fate, Citizen& citizen) {
  const double want =
      world.need(citizen) + p.want_margin + static_cast<double>(citizen.want_beyond);
  const double short_of = want - office.rule[citizen.life_situation] - p.own_tolerance;
  double applied = 1, felt = 0;
  for (std::size_t x = 0; x < point.size(); ++x) {
    const double lost = loses_favour(world, p, citizen) * std::max(0.0, fate.given[x]);
    applied -= fate.tailored[x];
    felt += fate.tailored[x] * (p.felt_after_tailoring * std::max(0.0, short_of - fate.given[x]) +
                                p.revocation_loss * lost);
  }
  felt += applied * p.felt_after_rule * std::max(0.0, short_of);
  const double now = p.own_weight * felt;
  citizen.grievance = static_cast<float>(now);
  citizen.trust = static_cast<float>(std::clamp(p.trust_level - p.trust_slope * now, 0.0, 1.0));
}

void bring_to_rest(World& world, std::size_t cell, const Rest& rest, bool feelings) {
  const auto replace = [](sim::Sum& stock, float before, float after) {
    stock.replace(static_cast<double>(before), static_cast<double>(after));
  };
  Stocks& stocks = world.stocks[cell];
  for (std::uint32_t i = world.first_in[cell]; i < world.first_in[cell + 1]; ++i) {
    Citizen& citizen = world.citizens[i];
    const Office& office = world.offices[citizen.office];
    const Citizen before = citizen;
    citizen.hardship = static_cast<float>(rest.hardship(citizen));
    replace(stocks.hardship, before.hardship, citizen.hardship);
    if (!feelings) continue;
    settle_feelings(world, office.parameters.citizens, office, rest.of(citizen), citizen);
    replace(stocks.grievance, before.grievance, citizen.grievance);
    replace(stocks.trust, before.trust, citizen.trust);
  }
}

}  // namespace

void bring_to_rest(World& world, double waited, bool feelings, sim::Parallel& parallel) {
  const auto groups = static_cast<std::size_t>(world.life_situations);
  const auto& offices = world.offices;
  std::vector<Rest> of_rules;  // offices under the same rules share one
  std::vector<std::size_t> which;
  for (std::size_t o = 0; o < offices.size(); ++o) {
    if (o == 0 || offices[o].rule != offices[o - 1].rule)
      of_rules.emplace_back(world, offices[o], waited);
    which.push_back(of_rules.size() - 1);
  }
  parallel.for_each_block(world.stocks.size(), [&](std::size_t cell, int) {
    bring_to_rest(world, cell, of_rules[which[cell / groups]], feelings);
  });
}

double mean_waiting(const World& world) {
  Tally all;
  for (const Tally& cell : world.record.cells) all += cell;
  return all(Count::decisions) > 0 ? all(sum_of("waited")) / all(Count::decisions) : 0.0;
}

}  // namespace discretion
