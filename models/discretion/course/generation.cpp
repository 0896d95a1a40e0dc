#include "models/discretion/course/generation.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include "models/discretion/citizens/constants.hpp"
#include "models/discretion/citizens/filing.hpp"
#include "models/discretion/citizens/life_situations.hpp"
#include "models/discretion/rules/policy.hpp"
#include "models/discretion/workers/newcomers.hpp"
#include "models/discretion/workers/referral.hpp"
#include "sim/core/batch.hpp"
#include "sim/core/math.hpp"
#include "sim/core/memory.hpp"

namespace discretion {

namespace {

void lay_out_offices(World& world, const Parameters& p) {
  const auto size = static_cast<std::uint32_t>(p.population.size);
  const auto offices = static_cast<std::uint32_t>(p.population.offices);
  const auto groups = static_cast<std::size_t>(world.life_situations);
  std::uint32_t worker = 0;
  std::uint32_t team = 0;
  for (std::uint32_t o = 0; o < offices; ++o) {
    Office office;
    office.parameters = p;
    office.first_citizen = part_start(size, offices, o);
    office.last_citizen = part_start(size, offices, o + 1);
    const double citizens = office.last_citizen - office.first_citizen;
    const auto workers = static_cast<std::uint32_t>(
        std::max(1.0, std::floor(citizens / p.population.citizens_per_worker + 0.5)));
    const auto teams = static_cast<std::uint32_t>(std::max(
        1.0, std::floor(static_cast<double>(workers) / p.population.workers_per_team + 0.5)));
    office.first_worker = worker;
    office.first_team = team;
    for (std::uint32_t t = 0; t < teams; ++t) {
      const std::uint32_t begin = worker + part_start(workers, teams, t);
      const std::uint32_t end = worker + part_start(workers, teams, t + 1);
      world.teams.first_worker.push_back(begin);
      world.teams.office.push_back(static_cast<std::uint16_t>(o));
      for (std::uint32_t w = begin; w < end; ++w) {
        world.worker_traits.team.push_back(team + t);
        world.worker_traits.office.push_back(static_cast<std::uint16_t>(o));
      }
    }
    worker += workers;
    team += teams;
    office.last_worker = worker;
    office.last_team = team;
    office.administration = p.administration.level == Level::office ? static_cast<int>(o) : 0;
    office.verification.assign(groups, 0.0);
    office.rule_loss.assign(groups, 0.0);
    office.claimants.assign(groups, 0.0);
    office.claims_succeed.assign(groups, 0.0);
    office.like_cases.assign(groups, {});
    for (auto* notes : {&office.recurring, &office.works, &office.unmet, &office.rewritten})
      notes->assign(groups, 0.0);
    office.solved.assign(groups, 0);
    office.revocation_clock.assign(static_cast<std::size_t>(world.months) + 1, 0);
    world.offices.push_back(std::move(office));
  }
  world.teams.first_worker.push_back(worker);
  world.administrations.resize(p.administration.level == Level::office ? offices : 1U);
  for (auto& administration : world.administrations) administration.misuse.assign(groups, 0.0);
}

/// Cumulative inflow of each office by month. Inflow is outside input, known before the start, so
/// a wish's month follows from its exponential gap in this clock's time (decision 0003).
void set_inflow_clocks(World& world, const sim::Scenario& scenario) {
  for (std::size_t o = 0; o < world.offices.size(); ++o) {
    Office& office = world.offices[o];
    Parameters p = office.parameters;
    office.inflow_clock.assign(static_cast<std::size_t>(world.months) + 1, 0.0);
    for (int month = 1; month <= world.months; ++month) {
      for (const auto& event : scenario.events) {
        if (event.acts_in(static_cast<int>(o)) && event.month + world.warm_up == month)
          sim::set(p, event);
      }
      const auto now = static_cast<std::size_t>(month);
      office.inflow_clock[now] = office.inflow_clock[now - 1] + p.need.inflow;
    }
  }
}

void set_need_tables(World& world, const Parameters& p) {
  for (int problems = 0; problems <= most_problems; ++problems) {
    const double rate = wish_probability(p.need, problems);
    world.wish_hazard.push_back(-sim::log(1.0 - rate));
    world.log_problems.push_back(sim::log(1.0 + problems));
    world.need_of_problems.push_back(p.need.problem_weight * world.log_problems.back());
  }
}

void resize(World& world, std::size_t n, sim::Parallel& parallel) {
  sim::reserve(world.citizens, n, parallel), sim::reserve(world.outcomes, n, parallel);
  world.citizens.resize(n), world.outcomes.resize(n);
  world.next_wish.resize(n);
}

/// Calls work(first citizen, one past the last, slot) for blocks of citizens.
template <class Work>
void for_each_block_of_citizens(const World& world, sim::Parallel& parallel, Work work) {
  const auto n = static_cast<std::uint32_t>(world.population());
  constexpr std::uint32_t size = World::citizens_per_block;
  parallel.for_each_block((n + size - 1) / size, [&](std::size_t block, int slot) {
    const auto begin = static_cast<std::uint32_t>(block) * size;
    work(begin, std::min(n, begin + size), static_cast<std::size_t>(slot));
  });
}

std::uint8_t problems_of(double u, const NeedParameters& need, const std::vector<double>& tail) {
  int problems = 0;
  while (problems < most_problems &&
         u < need.problem_share * tail[static_cast<std::size_t>(problems)])
    ++problems;
  return static_cast<std::uint8_t>(problems);
}

/// Citizens whose random numbers are drawn side by side.
constexpr std::size_t side_by_side = 64;
using Numbers = std::array<double, side_by_side>;

template <class Words>
void draw_contacts(World& world, const Parameters& p, std::uint32_t citizen, Words random) {
  const auto offices = static_cast<std::uint32_t>(world.offices.size());
  const auto groups = static_cast<std::uint32_t>(world.life_situations);
  const std::uint32_t own = world.citizens[citizen].office;
  const std::uint32_t life = world.citizens[citizen].life_situation;
  for (std::size_t k = 0; k < world.contacts.each(); ++k) {
    const bool alike = random.bernoulli(p.population.contacts_alike);
    const bool elsewhere = random.bernoulli(p.population.contacts_elsewhere);
    std::uint32_t o = own;
    if (elsewhere && offices > 1) {
      o = random.below(offices - 1);
      if (o >= own) ++o;
    }
    const std::uint32_t* cell = &world.first_in[std::size_t{o} * groups];
    const std::uint32_t in_life = cell[life + 1] - cell[life];
    const bool from_life = alike && in_life > 0;
    const std::uint32_t begin = from_life ? cell[life] : cell[0];
    const std::uint32_t members = from_life ? in_life : cell[groups] - cell[0];
    std::uint32_t other = begin + random.below(members);
    // Nobody is their own contact, where there is anybody else.
    if (other == citizen) other = begin + (other - begin + 1) % members;
    world.contacts.set(citizen, k, {other, other - cell[life] < in_life});
  }
}

/// Draws the traits and contacts of some citizens in a row.
void draw_people(World& world, const Parameters& p, const std::vector<double>& tail,
                 std::uint32_t begin, std::uint32_t end) {
  const std::size_t count = end - begin;
  std::array<std::uint32_t, side_by_side> entities;
  std::iota(entities.begin(), entities.end(), begin);
  constexpr std::array<std::uint32_t, side_by_side> occasions{};
  const auto citizens = std::span<const std::uint32_t>(entities).first(count);
  const auto first = std::span<const std::uint32_t>(occasions).first(count);

  sim::RandomBatch<side_by_side, 2> words;
  words.draw(world.stream, Draw::person, citizens, first);
  std::array<Numbers, 7> numbers;
  for (std::size_t w = 0; w < numbers.size(); ++w) sim::uniform(words.word(w), numbers[w]);
  auto& [problems, circumstance, error, assertive, want, overstates, months] = numbers;
  for (Numbers* normal : {&circumstance, &error, &assertive, &want})
    sim::normal_quantile(std::span(*normal).first(count));
  sim::log(std::span(months).first(count));
  Numbers capacity;
  for (std::size_t k = 0; k < count; ++k) {
    Citizen& citizen = world.citizens[begin + k];
    citizen.problems = problems_of(problems[k], p.need, tail);
    capacity[k] = p.citizens.capacity_level -
                  p.citizens.capacity_problems * sim::log(1.0 + citizen.problems) + error[k];
  }
  sim::logistic(std::span(capacity).first(count));

  sim::RandomBatch<side_by_side, 7> at_contacts;
  at_contacts.draw(world.stream, Draw::contacts, citizens, first);
  for (std::size_t k = 0; k < count; ++k) {
    Citizen& citizen = world.citizens[begin + k];
    citizen.circumstance = static_cast<float>(world.circumstance_sd * circumstance[k]);
    citizen.capacity = static_cast<float>(capacity[k]);
    citizen.assertiveness =
        static_cast<float>(assertiveness_of_capacity * error[k] + assertiveness_own * assertive[k]);
    citizen.want_beyond = static_cast<float>(p.citizens.want_sd * want[k]);
    citizen.flags = overstates[k] < p.citizens.overstating ? flag::overstates : std::uint8_t{0};
    // Months ago of the first decision, until settle() has a law to apply.
    citizen.cost = static_cast<float>(std::ceil(-months[k] / world.wish_hazard[citizen.problems]));
    draw_contacts(world, p, begin + static_cast<std::uint32_t>(k), at_contacts[k]);
  }
}

/// The citizen's first decided case: rule applied, months ago; trust and grievance at rest there.
void settle(World& world, const Parameters& p, std::uint32_t i, double months_ago) {
  Citizen& citizen = world.citizens[i];
  const Office& office = world.offices[citizen.office];
  const double treatment = office.law[citizen.life_situation];
  const double want =
      world.need(citizen) + p.citizens.want_margin + static_cast<double>(citizen.want_beyond);
  const double felt =
      std::max(0.0, want - treatment - p.citizens.own_tolerance) * p.citizens.felt_after_rule;
  const double now = p.citizens.own_weight * felt;
  world.outcomes[i] = {static_cast<float>(treatment),
                       static_cast<std::int16_t>(-std::min(months_ago, 30000.0)), Option::apply,
                       Outcome::never};
  citizen.grievance = static_cast<float>(now);
  citizen.trust = static_cast<float>(
      std::clamp(p.citizens.trust_level - p.citizens.trust_slope * now, 0.0, 1.0));
}

/// Office and life situation of some citizens in a row: they are numbered in order of both.
void assign_cells(World& world, std::uint32_t begin, std::uint32_t end) {
  const auto groups = static_cast<std::size_t>(world.life_situations);
  const auto after = std::ranges::upper_bound(world.first_in, begin);
  auto cell = static_cast<std::size_t>(after - world.first_in.begin()) - 1;
  for (std::uint32_t i = begin; i < end; ++i) {
    while (i >= world.first_in[cell + 1]) ++cell;
    world.citizens[i].office = static_cast<std::uint16_t>(cell / groups);
    world.citizens[i].life_situation = static_cast<std::uint8_t>(cell % groups);
  }
}

void draw_citizens(World& world, const Parameters& p, sim::Parallel& parallel) {
  const auto n = static_cast<std::uint32_t>(p.population.size);
  resize(world, n, parallel);
  world.contacts = Contacts(n, p.population.contacts, parallel);
  const auto groups = static_cast<std::uint32_t>(world.life_situations);
  std::vector<double> tail;
  for (int x = 1; x <= most_problems; ++x) tail.push_back(sim::power(x, -p.need.problem_exponent));

  for (const Office& office : world.offices) {
    const std::uint32_t members = office.last_citizen - office.first_citizen;
    const auto starts = starts_of_life_situations(p, members);
    for (std::uint32_t g = 0; g < groups; ++g)
      world.first_in.push_back(office.first_citizen + starts[g]);
  }
  world.first_in.push_back(n);
  const auto draw = [&](std::uint32_t begin, std::uint32_t end, std::size_t) {
    assign_cells(world, begin, end);
    for (std::uint32_t i = begin; i < end; i += side_by_side)
      draw_people(world, p, tail, i, std::min(end, i + static_cast<std::uint32_t>(side_by_side)));
  };
  for_each_block_of_citizens(world, parallel, draw);
}

/// Mean needs, and the threshold beyond which a shortfall is underserved: one rule at mean need
/// would leave 1 - fitting_quantile of all citizens underserved (model, section 2).
void measure_needs(World& world, const Parameters& p, sim::Parallel& parallel) {
  const std::size_t n = world.population();
  const auto groups = static_cast<std::size_t>(world.life_situations);
  std::vector<float> needs(n);
  std::vector<std::vector<sim::Sum>> by_slot(static_cast<std::size_t>(parallel.slots()),
                                             std::vector<sim::Sum>(groups));
  const auto measure = [&](std::uint32_t begin, std::uint32_t end, std::size_t slot) {
    for (std::uint32_t i = begin; i < end; ++i) {
      const double need = world.need(CitizenId{i});
      needs[i] = static_cast<float>(need);
      by_slot[slot][world.citizens[i].life_situation].add(need);
    }
  };
  for_each_block_of_citizens(world, parallel, measure);
  sim::Sum all;
  for (std::size_t g = 0; g < groups; ++g) {
    sim::Sum sum;
    for (const auto& sums : by_slot) sum += sums[g];
    double members = 0;
    for (std::size_t o = 0; o < world.offices.size(); ++o)
      members += world.citizens_in(o * groups + g);
    world.mean_need_of.push_back(members > 0 ? sum.value() / members : world.group_need[g]);
    all += sum;
  }
  world.mean_need = all.value() / static_cast<double>(n);
  const auto rank =
      std::min(n - 1, static_cast<std::size_t>(p.need.fitting_quantile * static_cast<double>(n)));
  std::nth_element(needs.begin(), needs.begin() + static_cast<std::ptrdiff_t>(rank), needs.end());
  world.threshold = static_cast<double>(needs[rank]) - world.mean_need;
}

/// What citizens add up to as they are settled.
struct Settled {
  std::vector<Stocks> stocks;  ///< [office][life situation]
  sim::Sum load;
};

void settle_block(World& world, const Parameters& p, std::uint32_t begin, std::uint32_t end,
                  Settled& settled) {
  sim::Sum load;  // apart: slots' own ones lie next to each other
  for (std::uint32_t i = begin; i < end; ++i) {
    Citizen& citizen = world.citizens[i];
    settle(world, p, i, static_cast<double>(citizen.cost));
    citizen.cost = 0;
    citizen.next_case = nobody;
    citizen.handler = nobody;
    Stocks& stocks = settled.stocks[world.cell(citizen)];
    stocks.trust.add(static_cast<double>(citizen.trust));
    stocks.grievance.add(static_cast<double>(citizen.grievance));
    const double rate = wish_probability(p.need, citizen.problems);
    load.add(rate * take_up_probability(p.citizens, static_cast<double>(citizen.trust),
                                        world.need(citizen), 0.0,
                                        static_cast<double>(citizen.capacity),
                                        world.log_problems[citizen.problems]));
  }
  settled.load += load;
}

void settle_citizens(World& world, const Parameters& p, sim::Parallel& parallel) {
  const std::size_t n = world.population();
  const std::size_t blocks = (n + World::citizens_per_block - 1) / World::citizens_per_block;
  world.calendar.assign(blocks * (static_cast<std::size_t>(world.months) + 1), World::end_of_list);
  world.stocks.resize(world.cells());
  std::vector<Settled> by_slot(static_cast<std::size_t>(parallel.slots()), {world.stocks, {}});
  const auto work = [&](std::uint32_t begin, std::uint32_t end, std::size_t slot) {
    settle_block(world, p, begin, end, by_slot[slot]);
    schedule_first_wishes(world, begin, end);
  };
  for_each_block_of_citizens(world, parallel, work);
  sim::Sum load;
  for (const Settled& settled : by_slot) {
    for (std::size_t c = 0; c < world.stocks.size(); ++c) {
      world.stocks[c].trust += settled.stocks[c].trust;
      world.stocks[c].grievance += settled.stocks[c].grievance;
    }
    load += settled.load;
  }
  world.load = load.value() / static_cast<double>(n);
}

void draw_teams(World& world, const Parameters& p) {
  TeamState& t = world.teams;
  const std::size_t n = t.office.size();
  t.preconditions.assign(n, 0);
  t.preconditions_born.assign(n, 0);
  t.preconditions_before.assign(n, 0);
  t.preconditions_expected.assign(n, 0.0);
  t.trust.assign(n, p.managers.trust_start);
  t.dispersion.assign(n, sim::not_a_number);
  t.seen.assign(n, {});
  t.crowded_out.assign(n, 0.0);
  t.norm_mean.assign(n, 0.0);
  t.blame_record.assign(n, {});
}

void open_notebooks(World& world, int slots) {
  Notebook blank;
  blank.cells.resize(world.cells());
  blank.waiting.resize(world.offices.size());
  blank.dilemmas.resize(world.offices.size());
  world.record = blank;
  world.notebooks.assign(static_cast<std::size_t>(slots), blank);
  constexpr std::size_t usual = 64;  // months of waiting that take nothing from the heap
  for (WaitingHistogram& waiting : world.record.waiting) waiting.reserve(usual);
  for (Notebook& notebook : world.notebooks)
    for (WaitingHistogram& waiting : notebook.waiting) waiting.reserve(usual);
  world.dilemmas.resize(world.offices.size());
  world.decided_since_start.assign(world.offices.size(), 0);
}

}  // namespace

World generate(const Parameters& p, const sim::Start& start) {
  const auto& [scenario, stream, parallel] = start;
  World world;
  world.stream = stream;
  world.life_situations = p.population.life_situations;
  world.warm_up = scenario.run.warm_up;
  world.months = scenario.run.warm_up + scenario.run.months;
  world.group_need = needs_of_life_situations(p, world.stream);
  world.circumstance_sd = std::sqrt(1.0 - p.need.group_share);
  set_need_tables(world, p);
  lay_out_offices(world, p);
  lay_out_desks(world);
  set_inflow_clocks(world, scenario);
  draw_citizens(world, p, parallel);
  measure_needs(world, p, parallel);
  for (Office& office : world.offices) {
    print_law(world, office);
    office.law_at_start = office.law;
    office.rule = office.law;
    office.precedent = office.law;
  }
  settle_citizens(world, p, parallel);
  draw_workers(world, p);
  draw_teams(world, p);
  open_notebooks(world, parallel.slots());
  return world;
}

double world_bytes(const Parameters& p, int months) {
  const double citizens = p.population.size;
  const double workers = citizens / p.population.citizens_per_worker;
  const double contacts =
      static_cast<double>(Contacts::bytes_for(static_cast<std::size_t>(p.population.size))) *
      p.population.contacts;
  const double per_citizen =
      sizeof(Citizen) + sizeof(Outcome) + contacts + sizeof(std::uint16_t) +
      static_cast<double>(sizeof(std::uint16_t)) * months / World::citizens_per_block;
  return citizens * per_citizen +
         workers * (294.0 + (20.0 + sizeof(CaseMix::OfLife)) * p.population.life_situations) +
         static_cast<double>(p.population.offices) * p.population.life_situations * sizeof(Tally) *
             3;
}

}  // namespace discretion
