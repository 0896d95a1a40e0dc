#include "models/case_round/round.hpp"

#include <algorithm>
#include <atomic>
#include <utility>

#include "sim/core/batch.hpp"
#include "sim/core/vectorised.hpp"

namespace case_round {

namespace {

constexpr float step_of_16 = 0x1p-16F;
constexpr float outcome_step = 0.5F;

/// Uniform in (0, 1) from the upper 24 bits, which a float holds exactly.
[[gnu::always_inline]] inline float uniform(std::uint32_t word) {
  return (static_cast<float>(static_cast<std::int32_t>(word >> 8U)) + 0.5F) * 0x1p-24F;
}
[[gnu::always_inline]] inline float trait(std::uint16_t bits) {
  return (static_cast<float>(bits) + 0.5F) * step_of_16;
}

template <class Value>
void add(Value& sum, Value term) {
  std::atomic_ref<Value>(sum).fetch_add(term, std::memory_order_relaxed);
}

/// Those who file in a block.
struct Filers {
  std::array<std::uint32_t, block_size + sim::row_size> citizen;
  std::size_t count;
};

struct File {
  [[gnu::always_inline]] static void run(const std::uint32_t* __restrict words,
                                         const std::uint16_t* __restrict need,
                                         const std::uint16_t* __restrict cost,
                                         const float* __restrict trust,
                                         std::uint8_t* __restrict files) {
    for (std::size_t j = 0; j < block_size; ++j) {
      const float probability = 0.05F + 0.05F * trait(need[j]) * (0.5F + 0.5F * trust[j]) *
                                            (1.0F - 0.5F * trait(cost[j]));
      files[j] = static_cast<std::uint8_t>(uniform(words[j]) < probability);
    }
  }
};

using WordsOfBlock = std::array<std::uint32_t, block_size>;

/// This round's words of a block, one a citizen.
void draw(const World& world, Draw purpose, std::size_t block, WordsOfBlock& words) {
  constexpr std::size_t rows = block_size / sim::row_size;
  sim::row_words(world.stream, purpose, static_cast<std::uint32_t>(block * rows), world.round,
                 words);
}

void file(const World& world, std::uint32_t begin, std::uint32_t size, Filers& filers) {
  alignas(64) WordsOfBlock words;
  alignas(64) std::array<std::uint8_t, block_size> files;
  draw(world, Draw::filing, begin / block_size, words);
  sim::vectorised<File>(static_cast<const std::uint32_t*>(words.data()), world.need.data() + begin,
                        world.cost.data() + begin, world.trust.data() + begin, files.data());
  filers.count = sim::positions_of_set(std::span<const std::uint8_t>(files).first(size), begin,
                                       filers.citizen.data());
}

/// Utilities that a block's filers bring against them; the chance of a grant is 1 / (1 + exp(-U)).
void weigh(const World& world, const Filers& filers, std::uint32_t* worker, double* utility) {
  const auto workers = static_cast<std::uint32_t>(world.workers.size());
  const float bias = world.bias();
  for (std::size_t k = 0; k < filers.count; ++k) {
    const std::uint32_t i = filers.citizen[k];
    worker[k] = hash(i, world.round) % workers;
    const Worker& w = world.workers[worker[k]];
    utility[k] = static_cast<double>(bias + w.weight[0] * trait(world.need[i]) +
                                     w.weight[1] * trait(world.stake[i]) +
                                     w.weight[2] * world.compliance[i] + w.weight[3] * w.leniency -
                                     w.weight[4] * load_unit * w.load);
  }
}

void decide_block(World& world, std::uint32_t begin, std::uint32_t size, int slot) {
  Filers filers;
  std::array<std::uint32_t, block_size> worker;
  std::array<std::uint32_t, block_size> word;
  std::array<std::uint32_t, block_size> occasion;
  std::array<double, block_size> probability;
  file(world, begin, size, filers);
  const std::size_t n = filers.count;
  std::fill_n(occasion.begin(), n, world.round);
  sim::first_words(world.stream, Draw::decision, std::span(filers.citizen).first(n),
                   std::span(occasion).first(n), {word.data(), nullptr, nullptr, nullptr});
  weigh(world, filers, worker.data(), probability.data());
  sim::logistic(std::span(probability).first(n));

  std::vector<std::uint32_t>& counted = world.counted[static_cast<std::size_t>(slot)];
  std::int64_t granted = 0;
  for (std::size_t k = 0; k < n; ++k) {
    const bool grant = (static_cast<double>(word[k]) + 0.5) * 0x1p-32 < probability[k];
    world.outcome[halo + filers.citizen[k]] = grant ? 2 : 0;
    counted[worker[k]] += grant ? 0x10001U : 1U;
    granted += grant ? 1 : 0;
  }
  add(world.filed, static_cast<std::int64_t>(n));
  add(world.granted, granted);
}

/// The neighbours' outcomes in halves, summed: the ring, then those who replace some of it.
[[gnu::always_inline]] inline void sum_outcomes(const World& world, std::size_t block,
                                                std::uint8_t* __restrict sum) {
  const std::uint8_t* __restrict all = world.outcome.data() + halo;
  const std::uint8_t* __restrict own = all + block * block_size;
  for (std::size_t j = 0; j < block_size; ++j) {
    const std::uint8_t* at = own + j;
    sum[j] = static_cast<std::uint8_t>(at[-4] + at[-3] + at[-2] + at[-1] + at[1] + at[2] + at[3] +
                                       at[4]);
  }
  for (std::size_t k = world.first_rewired[block]; k < world.first_rewired[block + 1]; ++k) {
    const Rewired& other = world.rewired[k];
    const std::uint8_t* next_door = own + other.citizen + other.offset;
    sum[other.citizen] =
        static_cast<std::uint8_t>(sum[other.citizen] + all[other.target] - *next_door);
  }
}

struct Compare {
  [[gnu::always_inline]] static void run(World* world, std::size_t block,
                                         const std::uint32_t* words, std::int32_t* complaints) {
    alignas(64) std::array<std::uint8_t, block_size> sum;
    const std::size_t begin = block * block_size;
    sum_outcomes(*world, block, sum.data());
    move_views(world->outcome.data() + halo + begin, sum.data(), world->trust.data() + begin,
               world->fairness.data() + begin, world->aspiration.data() + begin,
               world->compliance.data() + begin);
    *complaints = complain(world->outcome.data() + halo + begin, sum.data(), words,
                           world->stake.data() + begin, world->voice.data() + begin,
                           world->grievance.data() + begin);
  }

  [[gnu::always_inline]] static float mean_of(std::uint8_t sum) {
    return static_cast<float>(sum) * (outcome_step / neighbours);
  }

  [[gnu::always_inline]] static void move_views(const std::uint8_t* __restrict outcomes,
                                                const std::uint8_t* __restrict sum,
                                                float* __restrict trust, float* __restrict fairness,
                                                float* __restrict aspiration,
                                                float* __restrict compliance) {
    for (std::size_t j = 0; j < block_size; ++j) {
      const float m = mean_of(sum[j]);
      const float outcome = static_cast<float>(outcomes[j]) * outcome_step;
      const float fair = 0.9F * fairness[j] + 0.1F * (0.5F + 0.5F * (outcome - m));
      fairness[j] = fair;
      trust[j] = 0.95F * trust[j] + 0.05F * outcome;
      aspiration[j] = 0.9F * aspiration[j] + 0.1F * m;
      const float moved = compliance[j] + 0.02F * (fair - 0.5F);
      const float at_least = moved > 0.0F ? moved : 0.0F;
      compliance[j] = at_least < 1.0F ? at_least : 1.0F;
    }
  }

  [[gnu::always_inline]] static std::int32_t complain(const std::uint8_t* __restrict outcomes,
                                                      const std::uint8_t* __restrict sum,
                                                      const std::uint32_t* __restrict words,
                                                      const std::uint16_t* __restrict stake,
                                                      const std::uint16_t* __restrict voice,
                                                      float* __restrict grievance) {
    std::int32_t count = 0;
    for (std::size_t j = 0; j < block_size; ++j) {
      const float lack = mean_of(sum[j]) - static_cast<float>(outcomes[j]) * outcome_step;
      const float felt = (lack > 0.0F ? lack : 0.0F) * trait(stake[j]);
      const float aggrieved = 0.9F * grievance[j] + felt;
      const float willing = 0.2F * trait(voice[j]);
      // No branch: as numbers, so that compilers see none either.
      const std::int32_t complains = static_cast<std::int32_t>(aggrieved > 1.0F) &
                                     static_cast<std::int32_t>(uniform(words[j]) < willing);
      grievance[j] = aggrieved * static_cast<float>(1 - complains);
      count += complains;
    }
    return count;
  }
};

void decide(World& world, const sim::Step& step) {
  world.filed = 0;
  world.granted = 0;
  step.parallel.for_each_block(world.blocks(), [&world](std::size_t block, int slot) {
    const auto begin = static_cast<std::uint32_t>(block * block_size);
    decide_block(world, begin,
                 std::min(static_cast<std::uint32_t>(block_size), world.citizens - begin), slot);
  });
  // The ring closes: the last are neighbours of the first.
  std::uint8_t* first = world.outcome.data() + halo;
  std::uint8_t* end = first + world.citizens;
  for (std::size_t k = 1; k <= neighbours / 2; ++k) {
    *(first - k) = first[(world.citizens - k % world.citizens) % world.citizens];
    *(end + k - 1) = first[(k - 1) % world.citizens];
  }
}

void work(World& world, const sim::Step&) {
  for (std::size_t w = 0; w < world.workers.size(); ++w) {
    std::uint32_t counted = 0;
    for (auto& slot : world.counted) counted += std::exchange(slot[w], 0U);
    const auto cases = static_cast<float>(counted & 0xffffU);
    const auto grants = static_cast<float>(counted >> 16U);
    Worker& worker = world.workers[w];
    worker.load = 0.8F * worker.load + 0.2F * cases;
    if (cases > 0) worker.leniency = 0.9F * worker.leniency + 0.1F * grants / cases;
  }
}

void compare(World& world, const sim::Step& step) {
  world.complaints = 0;
  step.parallel.for_each_block(world.blocks(), [&world](std::size_t block, int) {
    std::int32_t complaints = 0;
    alignas(64) WordsOfBlock words;
    draw(world, Draw::complaint, block, words);
    sim::vectorised<Compare>(&world, block, static_cast<const std::uint32_t*>(words.data()),
                             &complaints);
    add(world.complaints, static_cast<std::int64_t>(complaints));
  });
}

void govern(World& world, const sim::Step&) {
  world.pool += static_cast<double>(world.complaints);
  if (world.pool > pool_for_rule * world.citizens && world.rules < most_rules) {
    ++world.rules;
    world.pool = 0;
  }
  ++world.round;
}

}  // namespace

const std::vector<sim::Phase<World>>& phases() {
  static const std::vector<sim::Phase<World>> table{
      {"decide", decide}, {"work", work}, {"compare", compare}, {"govern", govern}};
  return table;
}

void run_round(World& world, sim::Parallel& parallel) {
  const int number = static_cast<int>(world.round) + 1;
  const sim::Step step{number, number, {}, parallel};
  for (const auto& phase : phases()) phase.act(world, step);
}

}  // namespace case_round
