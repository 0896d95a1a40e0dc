// Where the random numbers of workers come from: as the table of `Draw` promises.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "models/discretion/workers/constants.hpp"
#include "models/discretion/workers/judgement.hpp"
#include "models/discretion/workers/referral.hpp"
#include "models/discretion/workers/replay.hpp"
#include "models/discretion/workers/workers.hpp"
#include "tests/support/discretion_world.hpp"
#include "tests/support/luck.hpp"

using namespace discretion;
using test::at;
using test::check_kept;
using test::luck;
using test::month_of;
using test::need_stays;
using test::Promises;
using test::scenario;
using test::Settings;
using test::SteppedWorld;
using test::town;

namespace {

/// Workers have time for all cases, of which there are many, and may tailor each of them. Rules are
/// misread as often as not.
Settings busy_town() {
  return town(1200, 2) + at(50, 100) + need_stays() +
         Settings{{"need.wish_rate", 0.4},
                  {"workers.hours_margin", 10},
                  {"workers.temperature", 0.5},
                  {"policy.hardship_gate", 0},
                  {"administration.misreading", 5}};
}

/// Runs months in which cases are filed, passed on and decided, and calls visit(town) after each.
template <class Visit>
void work_months(const Settings& settings, Visit visit, int months = 3) {
  SteppedWorld town_hall(scenario(settings, {24, 0}), 3);
  for (int month = 0; month < months; ++month) {
    hand_over(town_hall.world);
    town_hall.decide();
    visit(town_hall);
  }
}

/// A decision made anew, by the numbers that are promised at an address.
struct Anew {
  const Office& office;
  Desk desk;
  CaseFile file;
  Judgement judgement;
  double uniform = 0;  ///< that chooses
  double incident = 0;
  Option option = Option::apply;

  double treatment() const { return judgement.treatment[static_cast<std::size_t>(option)]; }
};
Anew decide_anew(const World& world, std::uint32_t i, Draw purpose) {
  const Citizen& citizen = world.citizens[i];
  Anew anew{
      world.offices[citizen.office], desk_at_the_end(world, WorkerId{citizen.handler}), {}, {}};
  sim::Random random = luck(world, purpose, i, citizen.case_number);
  Reading reading;
  reading.noise = random.normal();
  reading.misread = random.uniform();
  open_file(world, anew.office, anew.desk, CitizenId{i}, anew.file);
  misperceive(world, anew.office, anew.desk, CitizenId{i}, reading, anew.file);
  anew.judgement = judge(world, anew.office, anew.desk, anew.file);
  anew.uniform = random.uniform();
  anew.incident = random.uniform();
  anew.option = choose(anew.judgement, anew.uniform);
  return anew;
}

/// Decisions of those who sit in such a seat, as they were made and anew.
void add_decisions(const SteppedWorld& town_hall, Seat seat, Draw purpose, Promises& treatments) {
  const World& world = town_hall.world;
  for (const std::uint32_t i : town_hall.decided()) {
    if (world.worker_traits.seat[world.citizens[i].handler] != seat) continue;
    const Anew anew = decide_anew(world, i, purpose);
    const auto option = [](Option which) { return 100.0 * static_cast<int>(which); };
    treatments.add(
        option(world.outcomes[i].option) + static_cast<double>(world.outcomes[i].treatment),
        option(anew.option) + anew.treatment());
  }
}

/// Adds, for each office and life situation, what was counted or added up beside what is promised.
class ByCell {
 public:
  explicit ByCell(const World& world) : world_(world), promised_(world.cells(), 0.0) {}
  void promise(std::uint32_t citizen, double more) {
    promised_[world_.cell(CitizenId{citizen})] += more;
  }
  template <class Which>
  void add_to(Promises& promises, Which which) const {
    for (std::size_t c = 0; c < promised_.size(); ++c)
      promises.add(world_.notebooks.front().cells[c](which), promised_[c]);
  }

 private:
  const World& world_;
  std::vector<double> promised_;
};

/// Mean and variance of the treatment that a judgement leads to.
Moments moments_of(const Judgement& judgement) {
  Moments m;
  for (std::size_t x = 0; x < options; ++x)
    m.mean += judgement.probability[x] * judgement.treatment[x];
  for (std::size_t x = 0; x < options; ++x)
    m.variance += judgement.probability[x] * std::pow(judgement.treatment[x] - m.mean, 2);
  return m;
}

/// What another worker of the office, at this desk, makes of a case.
struct Second {
  bool chooses_otherwise = false;
  double variance = 0;
};
Second ask_another(const World& world, const Anew& anew, sim::Random& random) {
  const auto workers = anew.office.last_worker - anew.office.first_worker;
  std::uint32_t worker = anew.office.first_worker + random.below(workers - 1);
  if (worker >= number(anew.desk.worker)) ++worker;
  Desk desk = set_desk(world, anew.office, WorkerId{worker});
  desk.pressure = anew.desk.pressure;
  desk.overload = anew.desk.overload;
  CaseFile afresh = anew.file;
  afresh.noise = anew.office.parameters.workers.perception_noise * random.normal();
  const Judgement as_read = judge(world, anew.office, desk, anew.file);
  const Moments here = moments_of(anew.judgement);
  const Moments there = moments_of(judge(world, anew.office, desk, afresh));
  return {choose(as_read, anew.uniform) != anew.option,
          0.5 * (here.variance + there.variance + std::pow(here.mean - there.mean, 2))};
}

}  // namespace

TEST_CASE("what a worker makes of a case is drawn by citizen and case, however long the queue",
          "[unit][addresses]") {
  Promises treatments, incidents;
  work_months(busy_town() + Settings{{"administration.incident", 0.5},
                                     {"administration.incident_excitement", 0}},
              [&](const SteppedWorld& town_hall) {
                const World& world = town_hall.world;
                add_decisions(town_hall, Seat::worker, Draw::judgement, treatments);
                ByCell of_incidents(world);
                for (const std::uint32_t i : town_hall.decided()) {
                  const Anew anew = decide_anew(world, i, Draw::judgement);
                  const bool underserved = anew.file.need - anew.treatment() > world.threshold;
                  of_incidents.promise(i, underserved && anew.incident < 0.5 ? 1 : 0);
                }
                of_incidents.add_to(incidents, Count::incidents);
                const double most = *std::ranges::max_element(world.workers.decisions);
                CHECK(most > 20);  // more than are drawn side by side
              });
  check_kept(treatments), check_kept(incidents);
}

TEST_CASE("a case that was passed on is judged there by numbers of its own", "[unit][addresses]") {
  Promises at_managers, in_workshops;
  work_months(
      busy_town() + Settings{{"policy.decider", 1}, {"policy.decider_time", 10}},
      [&](const SteppedWorld& town_hall) {
        add_decisions(town_hall, Seat::manager, Draw::referred, at_managers);
      },
      4);
  work_months(
      busy_town() + Settings{{"levers.deliberation", 1},
                             {"levers.deliberation_share", 0.5},
                             {"workers.norm_start", 0.1}},
      [&](const SteppedWorld& town_hall) {
        add_decisions(town_hall, Seat::workshop, Draw::workshop, in_workshops);
      },
      4);
  check_kept(at_managers), check_kept(in_workshops);
}

TEST_CASE("how far a rule is misread is drawn by citizen and case", "[unit][addresses]") {
  Promises rules;
  work_months(busy_town(), [&](const SteppedWorld& town_hall) {
    const World& world = town_hall.world;
    for (std::uint32_t i = 0; i < world.population(); ++i) {
      const Office& office = world.offices[world.citizens[i].office];
      CaseFile file;
      file.rule = 1;
      misperceive(world, office, Desk{}, CitizenId{i}, Reading{}, file);
      const double error = luck(world, Draw::misreading, i, world.citizens[i].case_number).normal();
      rules.add(file.rule, 1 + office.parameters.administration.misreading_size * error);
    }
  });
  check_kept(rules);
}

TEST_CASE("who is asked for a second opinion, and errs how, is drawn by citizen and case",
          "[unit][addresses]") {
  Promises sampled, otherwise, variances;
  work_months(busy_town(), [&](const SteppedWorld& town_hall) {
    const World& world = town_hall.world;
    ByCell asked(world), different(world), variance(world);
    for (const std::uint32_t i : town_hall.decided()) {
      sim::Random random = luck(world, Draw::second_opinion, i, world.citizens[i].case_number);
      if (!random.bernoulli(second_opinions)) continue;
      const Second second = ask_another(world, decide_anew(world, i, Draw::judgement), random);
      asked.promise(i, 1);
      different.promise(i, second.chooses_otherwise ? 1 : 0);
      variance.promise(i, second.variance);
    }
    asked.add_to(sampled, Count::sampled);
    different.add_to(otherwise, Count::sampled_otherwise);
    variance.add_to(variances, Total::sampled_variance);
  });
  check_kept(sampled), check_kept(otherwise), check_kept(variances);
}

TEST_CASE("when a favour is revoked, and whether its misuse is found, is drawn by citizen and case",
          "[unit][addresses]") {
  Promises months, found;
  work_months(busy_town() + Settings{{"citizens.revocation", 0.1},
                                     {"citizens.overstating", 0.8},
                                     {"administration.misuse_found", 0.5}},
              [&](const SteppedWorld& town_hall) {
                const World& world = town_hall.world;
                ByCell misuse(world);
                for (const std::uint32_t i : town_hall.decided()) {
                  if (!town_hall.tailored(i)) continue;
                  sim::Random random = luck(world, Draw::favour, i, world.citizens[i].case_number);
                  const double wait = std::ceil(random.exponential() / -std::log(0.9));
                  months.add(world.outcomes[i].revocation, wait);
                  const Anew anew = decide_anew(world, i, Draw::judgement);
                  const bool misused = anew.file.overstatement > 0 && anew.judgement.gap > 0;
                  misuse.promise(i, misused && random.bernoulli(0.5) ? 1 : 0);
                }
                misuse.add_to(found, Count::misuse_found);
              });
  check_kept(months), check_kept(found);
}

TEST_CASE("wrong routes and prices too high are drawn by citizen and case", "[unit][addresses]") {
  Promises routes, prices, opponents;
  work_months(
      busy_town() + Settings{{"policy.wrong_route", 1},
                             {"policy.citizen_cost", 1},
                             {"citizens.opposed", 0.5}},
      [&](const SteppedWorld& town_hall) {
        const World& world = town_hall.world;
        for (std::uint32_t i = 0; i < world.population(); ++i) {
          const Citizen& citizen = world.citizens[i];
          const Office& office = world.offices[citizen.office];
          CaseFile file;
          open_file(world, office, Desk{}, CitizenId{i}, file);
          const double capacity = static_cast<double>(citizen.capacity);
          sim::Random random = luck(world, Draw::route, i, citizen.case_number);
          std::uint32_t route = citizen.life_situation;
          if (random.bernoulli((1 - 1.0 / office.categories) * (1 - capacity))) {
            route = random.below(static_cast<std::uint32_t>(world.life_situations) - 1);
            if (route >= citizen.life_situation) ++route;
          }
          routes.add(static_cast<double>(file.route), route);
          const double hazard = 1 + office.parameters.policy.citizen_cost_able - capacity;
          prices.add(
              file.declines,
              luck(world, Draw::price, i, citizen.case_number).bernoulli(1 - std::exp(-hazard)));
          opponents.add(file.opposed,
                        luck(world, Draw::opponent, i, citizen.case_number).bernoulli(0.5));
        }
      });
  check_kept(routes), check_kept(prices), check_kept(opponents);
}

TEST_CASE("rules are forced from outside by citizen and case", "[unit][addresses]") {
  Promises options;
  std::size_t forced = 0;
  work_months(
      busy_town() + Settings{{"loops.added_rules", 0.5}}, [&](const SteppedWorld& town_hall) {
        const World& world = town_hall.world;
        for (const std::uint32_t i : town_hall.decided()) {
          const Anew anew = decide_anew(world, i, Draw::judgement);
          const double norm = world.worker_traits.norm_start[world.citizens[i].handler];
          const bool calls = anew.judgement.beyond_gate && std::abs(anew.judgement.gap) > norm;
          const bool is_forced =
              luck(world, Draw::pulse, i, world.citizens[i].case_number).bernoulli(0.5) && calls;
          forced += is_forced && anew.option != Option::apply ? 1 : 0;
          options.add(static_cast<double>(world.outcomes[i].option),
                      static_cast<double>(is_forced ? Option::apply : anew.option));
        }
      });
  check_kept(options);
  CHECK(forced > 20);
}

TEST_CASE(
    "the desk that a case is passed on to is drawn by citizen and case, how many by worker "
    "and month",
    "[unit][addresses]") {
  Promises desks, quotas;
  work_months(
      busy_town() + Settings{{"policy.unit", 1},
                             {"policy.unit_share", 0.5},
                             {"population.citizens_per_worker", 20}},
      [&](SteppedWorld& town_hall) {
        World& world = town_hall.world;
        Office& office = world.offices[1];
        const std::uint32_t unit = office.last_worker - office.first_unit_worker;
        for (std::uint32_t i = office.first_citizen; i < office.last_citizen; ++i)
          desks.add(number(desk_for(world, office, WorkerId{office.first_worker}, CitizenId{i})),
                    office.first_unit_worker +
                        luck(world, Draw::referral, i, world.citizens[i].case_number).below(unit));
        const std::uint32_t workers = office.first_unit_worker - office.first_worker;
        office.unit_intake = 2.5 * workers;
        for (std::uint32_t w = office.first_worker; w < office.first_unit_worker; ++w)
          quotas.add(quota_of(world, office, WorkerId{w}),
                     luck(world, Draw::intake, w, month_of(world)).bernoulli(0.5) ? 2 : 3);
      });
  check_kept(desks), check_kept(quotas);
}

TEST_CASE("traits of workers are drawn by worker, and those of who comes by desk and month",
          "[unit][addresses]") {
  SteppedWorld town_hall(scenario(town(1200, 2) + Settings{{"workers.turnover", 0.5},
                                                           {"workers.socialisation", 0},
                                                           {"population.citizens_per_worker", 40}},
                                  {24, 0}),
                         3);
  const World& world = town_hall.world;
  const WorkerParameters& p = world.offices[0].parameters.workers;
  Promises at_start, arrived, biases, norms;
  const auto add_traits = [&](std::uint32_t w, sim::Random random, Promises& bias, Promises& norm) {
    bias.add(world.worker_traits.bias[w], p.perception_bias * random.normal());
    for (std::size_t k = 0; k < loyalties + 1; ++k) random.word();  // and sensitivity
    norm.add(world.worker_traits.norm_start[w],
             p.norm_start * std::exp(p.norm_spread * random.normal()));
  };
  const auto workers = static_cast<std::uint32_t>(world.worker_traits.bias.size());
  for (std::uint32_t w = 0; w < workers; ++w)
    add_traits(w, luck(world, Draw::worker, w, 0), at_start, at_start);
  for (int month = 0; month < 3; ++month) {
    town_hall.run();
    for (std::uint32_t w = 0; w < workers; ++w) {
      sim::Random random = luck(world, Draw::turnover, w, month_of(world));
      const bool leaves = random.bernoulli(0.5);
      arrived.add(world.workers.arrived[w] == world.month, leaves);
      if (leaves) add_traits(w, random, biases, norms);
    }
  }
  check_kept(at_start), check_kept(arrived), check_kept(biases), check_kept(norms);
}

TEST_CASE("a worker's routines wander by worker and month", "[unit][addresses]") {
  SteppedWorld town_hall(scenario(town(1200, 2) + at(50, 50) +
                                      Settings{{"workers.routine_persistence", 0},
                                               {"workers.routine_wander", 1},
                                               {"workers.turnover", 0}},
                                  {24, 0}),
                         3);
  const World& world = town_hall.world;
  Promises drift;
  for (int month = 0; month < 3; ++month) {
    town_hall.run();
    for (std::uint32_t w = 0; w < world.worker_traits.office.size(); ++w) {
      const Office& office = world.offices[world.worker_traits.office[w]];
      const double shock = luck(world, Draw::routine, w, month_of(world)).normal();
      drift.add(world.workers.drift[w], unrest(office, world.workers.overload[w]) * shock);
    }
  }
  check_kept(drift);
}

TEST_CASE("who is followed is drawn by citizen", "[unit][addresses]") {
  const SteppedWorld town_hall(scenario(town(400, 1)), 3);
  const World& world = town_hall.world;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> places;
  for (std::uint32_t i = 0; i < world.population(); ++i)
    places.emplace_back(luck(world, Draw::follow, i, 0).word(), i);
  std::ranges::sort(places);
  std::vector<std::uint32_t> first;
  for (std::size_t k = 0; k < 30; ++k) first.push_back(places[k].second);
  std::ranges::sort(first);
  CHECK(choose_followed(world, 30) == first);
}
