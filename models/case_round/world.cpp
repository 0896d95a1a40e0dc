#include "models/case_round/world.hpp"

#include <algorithm>

namespace case_round {

namespace {

std::uint16_t low(std::uint32_t word) { return static_cast<std::uint16_t>(word & 0xffffU); }
std::uint16_t high(std::uint32_t word) { return static_cast<std::uint16_t>(word >> 16U); }

void draw_citizen(World& world, std::uint32_t citizen) {
  sim::Random random(world.stream, Draw::person, citizen, 0);
  const std::uint32_t first = random.word();
  const std::uint32_t second = random.word();
  world.need[citizen] = low(first);
  world.cost[citizen] = high(first);
  world.voice[citizen] = low(second);
  world.stake[citizen] = high(second);
  world.compliance[citizen] = static_cast<float>(random.uniform());
}

void draw_neighbours(const World& world, std::uint32_t citizen,
                     std::vector<Rewired>& rewired_here) {
  sim::Random random(world.stream, Draw::network, citizen, 0);
  for (const int offset : {-4, -3, -2, -1, 1, 2, 3, 4}) {
    if (!random.bernoulli(rewired)) continue;
    rewired_here.push_back(Rewired{random.below(world.citizens),
                                   static_cast<std::uint16_t>(citizen % block_size),
                                   static_cast<std::int16_t>(offset)});
  }
}

Worker draw_worker(const sim::Stream& stream, std::uint32_t number) {
  sim::Random random(stream, Draw::worker, number, 0);
  Worker worker;
  for (std::size_t k = 0; k < weights; ++k) {
    worker.weight[k] =
        typical_weight[k] * (weight_least + weight_span * static_cast<float>(random.uniform()));
  }
  return worker;
}

}  // namespace

World make_world(std::uint32_t citizens, const sim::Stream& stream, sim::Parallel& parallel) {
  World world;
  world.stream = stream;
  world.citizens = citizens;
  const std::size_t blocks = (citizens + block_size - 1) / block_size;
  const std::size_t size = blocks * block_size;
  for (auto* column : {&world.need, &world.cost, &world.voice, &world.stake}) column->resize(size);
  for (auto* column : {&world.trust, &world.fairness, &world.aspiration})
    column->assign(size, half);
  world.compliance.resize(size);
  world.grievance.assign(size, 0.0F);
  world.outcome.assign(size + 2 * halo, 1);

  std::vector<std::vector<Rewired>> rewired_in(blocks);
  parallel.for_each_block(blocks, [&](std::size_t block, int) {
    const auto begin = static_cast<std::uint32_t>(block * block_size);
    const auto end = std::min(citizens, begin + static_cast<std::uint32_t>(block_size));
    for (std::uint32_t i = begin; i < end; ++i) {
      draw_citizen(world, i);
      draw_neighbours(world, i, rewired_in[block]);
    }
  });
  world.first_rewired.push_back(0);
  for (const auto& here : rewired_in) {
    world.rewired.insert(world.rewired.end(), here.begin(), here.end());
    world.first_rewired.push_back(world.rewired.size());
  }

  const std::uint32_t workers = std::max(1U, citizens / citizens_per_worker);
  for (std::uint32_t w = 0; w < workers; ++w) world.workers.push_back(draw_worker(stream, w));
  world.counted.assign(static_cast<std::size_t>(parallel.slots()),
                       std::vector<std::uint32_t>(workers, 0));
  return world;
}

double mean(const World& world, const std::vector<float>& column) {
  double sum = 0;
  for (std::size_t i = 0; i < world.citizens; ++i) sum += static_cast<double>(column[i]);
  return sum / world.citizens;
}

}  // namespace case_round
