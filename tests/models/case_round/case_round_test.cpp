#include "models/case_round/case_round.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include <catch2/catch.hpp>

#include "models/case_round/round.hpp"
#include "sim/core/batch.hpp"
#include "sim/core/math.hpp"
#include "sim/io/words/words.hpp"
#include "tests/support/instructions.hpp"

namespace {

using case_round::Draw;
using case_round::World;

constexpr sim::Stream stream{.seed = 7, .replicate = 2};

World world_after(std::uint32_t citizens, int rounds, sim::Parallel& parallel) {
  World world = case_round::make_world(citizens, stream, parallel);
  for (int r = 0; r < rounds; ++r) run_round(world, parallel);
  return world;
}

void check_same(const World& a, const World& b) {
  CHECK(a.trust == b.trust);
  CHECK(a.fairness == b.fairness);
  CHECK(a.compliance == b.compliance);
  CHECK(a.grievance == b.grievance);
  CHECK(a.outcome == b.outcome);
  CHECK(a.complaints == b.complaints);
  CHECK(a.rules == b.rules);
}

/// The rules once more, one citizen at a time and as they are written, with the engine's draws.
struct Truth {
  std::uint32_t n = 0;
  std::vector<std::array<std::uint32_t, 8>> neighbours;
  std::vector<float> outcome, trust, fairness, aspiration, grievance, compliance;
  std::vector<float> load, leniency;
  double pool = 0;
  int rules = 0;

  explicit Truth(const World& start)
      : n(start.citizens),
        neighbours(n),
        outcome(n, 0.5F),
        trust(outcome),
        fairness(outcome),
        aspiration(outcome),
        grievance(n, 0.0F),
        compliance(start.compliance),
        load(start.workers.size(), 7.0F),
        leniency(start.workers.size(), 0.5F) {
    for (std::uint32_t i = 0; i < n; ++i) {
      sim::Random random(start.stream, Draw::network, i, 0);
      std::size_t slot = 0;
      for (const int offset : {-4, -3, -2, -1, 1, 2, 3, 4}) {
        const auto next_door = static_cast<std::uint32_t>((static_cast<int>(i + n) + offset)) % n;
        neighbours[i][slot++] = random.bernoulli(0.1) ? random.below(n) : next_door;
      }
    }
  }

  static float trait(std::uint16_t bits) { return (static_cast<float>(bits) + 0.5F) / 65536.0F; }
  static float uniform(std::uint32_t word) {
    return (static_cast<float>(word >> 8U) + 0.5F) / 16777216.0F;
  }

  void decide(const World& traits, std::uint32_t round) {
    std::vector<float> cases(load.size(), 0.0F), grants(load.size(), 0.0F);
    for (std::uint32_t i = 0; i < n; ++i) {
      const float u1 = uniform(sim::row_word(stream, Draw::filing, i, round));
      const float need = trait(traits.need[i]);
      if (!(u1 < 0.05F + 0.05F * need * (0.5F + 0.5F * trust[i]) *
                             (1.0F - 0.5F * trait(traits.cost[i]))))
        continue;
      const std::size_t w = case_round::hash(i, round) % load.size();
      const auto& weight = traits.workers[w].weight;
      const float utility = -1.5F + 0.05F * static_cast<float>(rules) + weight[0] * need +
                            weight[1] * trait(traits.stake[i]) + weight[2] * compliance[i] +
                            weight[3] * leniency[w] - weight[4] * 0.05F * load[w];
      const bool granted = sim::Random(stream, Draw::decision, i, round).uniform() <
                           1.0 / (1.0 + sim::exp(-static_cast<double>(utility)));
      outcome[i] = granted ? 1.0F : 0.0F;
      cases[w] += 1;
      grants[w] += granted ? 1.0F : 0.0F;
    }
    for (std::size_t w = 0; w < load.size(); ++w) {
      load[w] = 0.8F * load[w] + 0.2F * cases[w];
      if (cases[w] > 0) leniency[w] = 0.9F * leniency[w] + 0.1F * grants[w] / cases[w];
    }
  }

  void compare(const World& traits, std::uint32_t round) {
    for (std::uint32_t i = 0; i < n; ++i) {
      float sum = 0;
      for (const std::uint32_t j : neighbours[i]) sum += outcome[j];
      const float m = sum / 8;
      const float gap = outcome[i] - m;
      fairness[i] = 0.9F * fairness[i] + 0.1F * (0.5F + 0.5F * gap);
      trust[i] = 0.95F * trust[i] + 0.05F * outcome[i];
      aspiration[i] = 0.9F * aspiration[i] + 0.1F * m;
      compliance[i] = std::clamp(compliance[i] + 0.02F * (fairness[i] - 0.5F), 0.0F, 1.0F);
      grievance[i] = 0.9F * grievance[i] + std::max(0.0F, -gap) * trait(traits.stake[i]);
      if (grievance[i] > 1 && uniform(sim::row_word(stream, Draw::complaint, i, round)) <
                                  0.2F * trait(traits.voice[i])) {
        grievance[i] = 0;
        pool += 1;
      }
    }
    if (pool > 0.25 * n && rules < 16) ++rules, pool = 0;
  }
};

}  // namespace

TEST_CASE("blocks and vectors give what the rules say, citizen by citizen", "[case_round]") {
  for (const std::uint32_t citizens : {9U, 1024U, 2500U}) {
    constexpr std::uint32_t rounds = 40;
    sim::Parallel parallel(1);
    const World start = case_round::make_world(citizens, stream, parallel);
    Truth truth(start);
    for (std::uint32_t r = 0; r < rounds; ++r) {
      truth.decide(start, r);
      truth.compare(start, r);
    }
    const World world = world_after(citizens, rounds, parallel);
    bool same = true;
    for (std::size_t i = 0; i < citizens; ++i) {
      same = same && world.trust[i] == truth.trust[i] && world.fairness[i] == truth.fairness[i] &&
             world.aspiration[i] == truth.aspiration[i] &&
             world.compliance[i] == truth.compliance[i] &&
             world.grievance[i] == truth.grievance[i] &&
             static_cast<float>(world.outcome[case_round::halo + i]) * 0.5F == truth.outcome[i];
    }
    CHECK(same);
    CHECK(world.rules == truth.rules);
    CHECK(world.pool == truth.pool);
  }
}

TEST_CASE("neither threads nor the order of blocks change a bit of case-round", "[case_round]") {
  sim::Parallel one(1);
  const World expected = world_after(5000, 30, one);
  sim::Parallel three(3);
  check_same(world_after(5000, 30, three), expected);
  sim::Parallel shuffled = sim::Parallel::shuffled(11);
  check_same(world_after(5000, 30, shuffled), expected);
}

TEST_CASE("the choice of instructions does not change a bit of case-round", "[case_round]") {
  sim::Parallel parallel(1);
  const World expected = world_after(5000, 30, parallel);
  test::with_each_instruction_set([&] { check_same(world_after(5000, 30, parallel), expected); });
}

// Ten independent implementations gave means over five seeds within these ranges. A sample of ten
// normal values spans 3.08 standard deviations on average, so six of them around the middle, with
// the range's own error (a quarter), leave a false alarm once in 6,000 for each figure, once in
// 1,000 for all five.
TEST_CASE("case-round does the work of its ten other implementations",
          "[case_round][statistical]") {
  struct Range {
    const char* metric;
    double low, high;
  };
  const std::array<Range, 5> ranges{{{"filed", 0.0642, 0.0645},
                                     {"granted", 0.5425, 0.5499},
                                     {"fairness", 0.4998, 0.5002},
                                     {"trust", 0.541, 0.549},
                                     {"complaints", 0.0218, 0.0221}}};
  constexpr int seeds = 5;
  constexpr std::size_t rounds = 100;
  std::array<double, ranges.size()> means{};
  const sim::Model& model = case_round::model();
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    sim::Scenario scenario = sim::default_scenario(model);
    scenario.run.warm_up = 10;
    scenario.run.months = rounds;
    scenario.run.seed = seed;
    sim::Parallel parallel(1);
    const auto result = model.simulate(scenario, 0, parallel);
    const auto at = [&](const char* metric, std::size_t round) {
      return result.overall[*sim::find_metric(model, metric) * rounds + round];
    };
    double filed = 0, granted = 0, complaints = 0;
    for (std::size_t r = 0; r < rounds; ++r) {
      filed += at("filed", r) / rounds;
      granted += at("filed", r) * at("granted", r) / rounds;
      complaints += at("complaints", r) / rounds;
    }
    const std::array<double, ranges.size()> values{
        filed, granted / filed, at("fairness", rounds - 1), at("trust", rounds - 1), complaints};
    for (std::size_t k = 0; k < values.size(); ++k) means[k] += values[k] / seeds;
    CHECK(at("rules", rounds - 1) == 8);
  }
  for (std::size_t k = 0; k < ranges.size(); ++k) {
    INFO(ranges[k].metric << " " << means[k]);
    const double middle = 0.5 * (ranges[k].low + ranges[k].high);
    CHECK(std::abs(means[k] - middle) < 6 * (ranges[k].high - ranges[k].low) / 3.08);
  }
}

TEST_CASE("every row has a text in English, and no text is of a row that is gone",
          "[unit][words]") {
  CHECK(sim::io::missing_texts(case_round::model(), "en").empty());
  CHECK(sim::io::needless_texts(case_round::model(), "en").empty());
}

TEST_CASE("who people are hangs on their address alone", "[unit][case_round]") {
  sim::Parallel parallel;
  const World world = case_round::make_world(2000, stream, parallel);
  std::size_t k = 0;
  for (std::uint32_t i = 0; i < world.citizens; ++i) {
    sim::Random person(stream, Draw::person, i, 0);
    const std::uint32_t first = person.word(), second = person.word();
    CHECK(world.need[i] == (first & 0xffffU));
    CHECK(world.cost[i] == first >> 16U);
    CHECK(world.voice[i] == (second & 0xffffU));
    CHECK(world.stake[i] == second >> 16U);
    CHECK(world.compliance[i] == static_cast<float>(person.uniform()));
    sim::Random network(stream, Draw::network, i, 0);
    for (const int offset : {-4, -3, -2, -1, 1, 2, 3, 4}) {
      if (!network.bernoulli(0.1)) continue;
      REQUIRE(k < world.rewired.size());
      CHECK(world.rewired[k].offset == offset);
      CHECK(world.rewired[k++].target == network.below(world.citizens));
    }
  }
  CHECK(k == world.rewired.size());
  for (std::uint32_t w = 0; w < world.workers.size(); ++w) {
    sim::Random random(stream, Draw::worker, w, 0);
    for (std::size_t weight = 0; weight < case_round::weights; ++weight)
      CHECK(world.workers[w].weight[weight] / case_round::typical_weight[weight] ==
            Approx(0.8 + 0.4 * random.uniform()));
  }
}

TEST_CASE("the announced size is that of the columns of a world", "[unit][case_round]") {
  sim::Scenario scenario = sim::default_scenario(case_round::model());
  const std::size_t row = *sim::find_parameter(case_round::model(), "population.size");
  scenario.values[row] = std::int64_t{204'800};  // whole blocks
  sim::Parallel parallel;
  const World world = case_round::make_world(204'800, stream, parallel);
  const auto bytes = [](const auto&... columns) {
    return ((static_cast<double>(columns.size()) * sizeof(columns[0])) + ...);
  };
  const double used = bytes(world.need, world.cost, world.voice, world.stake, world.trust,
                            world.fairness, world.aspiration, world.compliance, world.grievance,
                            world.outcome, world.rewired, world.workers);
  CHECK(case_round::model().size(scenario).bytes == Approx(used).epsilon(0.005));
}
