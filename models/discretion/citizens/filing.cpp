#include "models/discretion/citizens/filing.hpp"

// The part of citizens that has wishes: the calendar of wishes, take-up and filing.
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>

#include "models/discretion/citizens/constants.hpp"
#include "models/discretion/citizens/levers.hpp"
#include "models/discretion/citizens/looking.hpp"
#include "models/discretion/world/lists.hpp"
#include "sim/core/batch.hpp"
#include "sim/core/math.hpp"
#include "sim/core/prefetch.hpp"

namespace discretion {

namespace {

/// Citizens whose random numbers are drawn side by side; what they read stays in the L1 cache.
constexpr std::size_t side_by_side = 128;

/// The calendar's list of a block of citizens for this month.
std::uint16_t& first_wish(World& world, std::size_t block, int month) {
  return world.calendar[block * (static_cast<std::size_t>(world.months) + 1) +
                        static_cast<std::size_t>(month)];
}

/// Fetches the links of a block's lists.
void fetch_links(const World& world, std::size_t block) {
  constexpr std::size_t per_line = 64 / sizeof(std::uint16_t);
  const std::size_t begin = block * World::citizens_per_block;
  const std::size_t end = std::min(world.population(), begin + World::citizens_per_block);
  for (std::size_t i = begin; i < end; i += per_line) sim::prefetch(world.next_wish[i]);
}

/// Fetches the citizens of a block whose wish falls in this month.
void fetch_wishers(World& world, std::size_t block) {
  const std::size_t begin = block * World::citizens_per_block;
  for (std::uint16_t k = first_wish(world, block, world.month); k != World::end_of_list;
       k = world.next_wish[begin + k])
    sim::prefetch(world.citizens[begin + k]);
}

/// Citizens whose wish falls in this month.
class Wishers {
 public:
  /// Takes them from a block's list, and draws. \return who comes next
  std::uint16_t take(World& world, std::size_t block, std::uint16_t first) {
    const auto begin = static_cast<std::uint32_t>(block * World::citizens_per_block);
    count_ = 0;
    std::uint16_t next = first;
    for (; next != World::end_of_list && count_ < side_by_side;
         next = world.next_wish[begin + next]) {
      citizens_[count_] = begin + next;
      numbers_[count_++] = ++world.citizens[begin + next].wish;
    }
    const auto citizens = std::span<const std::uint32_t>(citizens_).first(count_);
    const auto numbers = std::span<const std::uint32_t>(numbers_).first(count_);
    draws_.draw(world.stream, Draw::wish, citizens, numbers);
    sim::uniform(draws_.word(0), gaps_);
    sim::log(std::span(gaps_).first(count_));
    std::array<std::uint32_t, side_by_side> words;
    sim::first_words(world.stream, Draw::circumstance, citizens, numbers,
                     {words.data(), nullptr, nullptr, nullptr});
    sim::uniform(std::span(words).first(count_), shocks_);
    sim::normal_quantile(std::span(shocks_).first(count_));
    return next;
  }
  std::size_t count() const { return count_; }
  std::uint32_t operator[](std::size_t k) const { return citizens_[k]; }
  double gap(std::size_t k) const { return -gaps_[k]; }     ///< to the next wish, mean 1
  double shock(std::size_t k) const { return shocks_[k]; }  ///< of circumstance, standard normal
  /// After the gap: worker, place in the queue, take-up.
  auto draws(std::size_t k) const {
    auto random = draws_[k];
    random.word();
    return random;
  }

 private:
  std::size_t count_ = 0;
  std::array<std::uint32_t, side_by_side> citizens_;
  std::array<std::uint32_t, side_by_side> numbers_;
  std::array<double, side_by_side> gaps_;
  std::array<double, side_by_side> shocks_;
  sim::RandomBatch<side_by_side> draws_;
};

/// Puts the next wish into the calendar, if it comes before the end. \param gap mean 1
void put_into_calendar(World& world, const Office& office, std::uint32_t citizen, int month,
                       double gap) {
  const auto& clock = office.inflow_clock;
  const double now = clock[static_cast<std::size_t>(month)];
  const double due = now + gap / world.wish_hazard[world.citizens[citizen].problems];
  if (!(due <= clock.back())) return;
  // The clock runs evenly but for events: nearly the right month, then the first that is not early.
  const auto next = static_cast<std::size_t>(month) + 1;
  const double pace = clock[next] - now;
  std::size_t found = clock.size() - 1;
  if (pace > 0) found = std::min(found, next + static_cast<std::size_t>((due - now) / pace));
  while (clock[found] < due) ++found;
  while (found > next && clock[found - 1] >= due) --found;
  std::uint16_t& head =
      first_wish(world, citizen / World::citizens_per_block, static_cast<int>(found));
  world.next_wish[citizen] = head;
  head = static_cast<std::uint16_t>(citizen % World::citizens_per_block);
}

/// Nested in the share: who cannot choose at 20 % cannot at 40 % either.
bool is_involuntary(const World& world, const CitizenParameters& p, std::uint32_t citizen) {
  return p.involuntary > 0 &&
         sim::Random(world.stream, Draw::involuntary, citizen, 0).bernoulli(p.involuntary);
}

/// Where wishes or cases are counted by citizens' capacity and problems.
struct ByMeans {
  Count low_capacity, high_capacity, without_problems, several_problems;
};
constexpr ByMeans by_means_of_wishes{Count::wishes_low_capacity, Count::wishes_high_capacity,
                                     Count::wishes_without_problems,
                                     Count::wishes_several_problems};
constexpr ByMeans by_means_of_filed{Count::filed_low_capacity, Count::filed_high_capacity,
                                    Count::filed_without_problems, Count::filed_several_problems};

void count_by_means(const Citizen& citizen, const ByMeans& where, Tally& cell) {
  constexpr int several = 2;
  const auto capacity = static_cast<double>(citizen.capacity);
  cell[where.low_capacity] += capacity < little_capacity ? 1 : 0;
  cell[where.high_capacity] += capacity > much_capacity ? 1 : 0;
  cell[where.without_problems] += citizen.problems == 0 ? 1 : 0;
  cell[where.several_problems] += citizen.problems >= several ? 1 : 0;
}

void wish(World& world, const Wishers& wishers, std::size_t k, Notebook& notebook) {
  const std::uint32_t i = wishers[k];
  Citizen& citizen = world.citizens[i];
  const Office& office = world.offices[citizen.office];
  if (world.month < world.months) put_into_calendar(world, office, i, world.month, wishers.gap(k));
  // Circumstances are an outside process: they move with every wish, taken up or not.
  const double keep = office.parameters.need.circumstance_persistence;
  citizen.circumstance =
      static_cast<float>(keep * static_cast<double>(citizen.circumstance) +
                         world.circumstance_sd * std::sqrt(1.0 - keep * keep) * wishers.shock(k));
  if ((citizen.flags & flag::pending) != 0) return;
  const bool settled = office.now.levers.any && (still_valid(world, CitizenId{i}) ||
                                                 part_of_one_case(world, office, CitizenId{i}));
  if (settled) return;
  Tally& cell = notebook.cells[world.cell(citizen)];
  cell[Count::wishes] += 1;
  count_by_means(citizen, by_means_of_wishes, cell);
  auto random = wishers.draws(k);
  const std::uint32_t worker =
      office.first_worker + random.below(office.first_unit_worker - office.first_worker);
  const std::uint32_t place = random.word();
  const double trust = static_cast<double>(citizen.trust) * office.now.trust_kept;
  const double need = world.need(citizen);
  auto capacity = static_cast<double>(citizen.capacity);
  capacity += office.now.levers.help * (1.0 - capacity);
  const double taking_up =
      take_up_probability(office.parameters.citizens, trust, need, office.now.complexity, capacity,
                          world.log_problems[citizen.problems]);
  if (random.uniform() < taking_up || is_involuntary(world, office.parameters.citizens, i)) {
    cell[Count::filed] += 1;
    count_by_means(citizen, by_means_of_filed, cell);
    citizen.flags |= flag::pending;
    citizen.place = place;
    citizen.case_number = citizen.wish;
    citizen.filed = static_cast<std::int16_t>(world.month);
    citizen.next_case = put_first(world, world.workers.inbox[worker], CitizenId{i});
  } else {
    const double shortfall = std::max(0.0, need - standing_treatment(world, CitizenId{i}));
    const double hardship = static_cast<double>(citizen.hardship) +
                            office.parameters.need.hardship_unclaimed * shortfall;
    move_to(citizen.hardship, static_cast<float>(std::min(1.0, hardship)), cell,
            Total::hardship_change);
  }
}

}  // namespace

double take_up_probability(const CitizenParameters& p, double trust, double need, double complexity,
                           double capacity, double log_problems) {
  return sim::logistic(p.take_up_level - p.take_up_trust * (1.0 - trust) + p.take_up_need * need -
                       p.take_up_complexity * complexity * (1.0 - capacity) -
                       p.take_up_fear * log_problems);
}

void schedule_first_wishes(World& world, std::uint32_t first, std::uint32_t last) {
  std::array<std::uint32_t, side_by_side> citizens;
  std::array<std::uint32_t, side_by_side> words;
  std::array<double, side_by_side> gaps;
  constexpr std::array<std::uint32_t, side_by_side> occasions{};
  for (std::size_t begin = first; begin < last; begin += side_by_side) {
    const std::size_t count = std::min(side_by_side, last - begin);
    std::iota(citizens.begin(), citizens.end(), static_cast<std::uint32_t>(begin));
    sim::first_words(world.stream, Draw::wish,
                     std::span<const std::uint32_t>(citizens).first(count),
                     std::span<const std::uint32_t>(occasions).first(count),
                     {words.data(), nullptr, nullptr, nullptr});
    sim::uniform(std::span<const std::uint32_t>(words).first(count), gaps);
    sim::log(std::span(gaps).first(count));
    for (std::size_t k = 0; k < count; ++k) {
      const Office& office = world.offices[world.citizens[begin + k].office];
      put_into_calendar(world, office, citizens[k], 0, -gaps[k]);
    }
  }
}

void file_wishes(World& world, sim::Parallel& parallel) {
  // While one block is worked through, the next one's citizens and the links of the one after that
  // are on their way.
  constexpr std::size_t together = 8;
  const std::size_t blocks = world.calendar.size() / (static_cast<std::size_t>(world.months) + 1);
  parallel.for_each_block((blocks + together - 1) / together, [&](std::size_t group, int slot) {
    Notebook& notebook = world.notebooks[static_cast<std::size_t>(slot)];
    const std::size_t begin = group * together;
    const std::size_t end = std::min(blocks, begin + together);
    fetch_links(world, begin);
    if (begin + 1 < end) fetch_links(world, begin + 1);
    fetch_wishers(world, begin);
    Wishers wishers;
    for (std::size_t block = begin; block < end; ++block) {
      if (block + 2 < end) fetch_links(world, block + 2);
      if (block + 1 < end) fetch_wishers(world, block + 1);
      std::uint16_t next = first_wish(world, block, world.month);
      while (next != World::end_of_list) {
        next = wishers.take(world, block, next);
        for (std::size_t k = 0; k < wishers.count(); ++k) wish(world, wishers, k, notebook);
      }
    }
  });
}

}  // namespace discretion
