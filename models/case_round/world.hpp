#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/case_round/rules.hpp"
#include "sim/core/parallel.hpp"
#include "sim/core/random.hpp"

namespace case_round {

/// What a random number is for. Append only.
enum class Draw : std::uint32_t {
  person,    ///< (citizen, 0): traits
  network,   ///< (citizen, 0)
  worker,    ///< (worker, 0): weights
  filing,    ///< a row of citizens (round)
  decision,  ///< (citizen, round)
  complaint  ///< a row of citizens (round)
};

/// Citizens are worked through in blocks of this many, whatever the number of threads.
inline constexpr std::size_t block_size = 1024;
/// Copies of the ring's other end on either side of the outcomes.
inline constexpr std::size_t halo = 64;

/// A neighbour who is not the one next door: whose sum to mend, which place, by whom.
struct Rewired {
  std::uint32_t target = 0;
  std::uint16_t citizen = 0;  ///< in the block
  std::int16_t offset = 0;    ///< of the neighbour next door whom the target replaces: -4..-1, 1..4
};

struct Worker {
  std::array<float, weights> weight{};
  float load = load_at_start;
  float leniency = half;
};

/// Columns, one element a citizen, filled up to whole blocks. Traits that never change have 16
/// bits: (v + 1/2) / 2^16.
struct World {
  sim::Stream stream;
  std::uint32_t citizens = 0;
  std::uint32_t round = 0;

  std::vector<std::uint16_t> need, cost, voice, stake;
  std::vector<float> trust, fairness, aspiration, compliance, grievance;
  std::vector<std::uint8_t> outcome;       ///< in halves, after `halo` others
  std::vector<Rewired> rewired;            ///< in order of citizen
  std::vector<std::size_t> first_rewired;  ///< [block], and one past the end

  std::vector<Worker> workers;
  std::vector<std::vector<std::uint32_t>> counted;  ///< [slot][worker] cases + 2^16 grants

  double pool = 0;
  int rules = 0;

  // Of this round.
  std::int64_t filed = 0;
  std::int64_t granted = 0;
  std::int64_t complaints = 0;

  std::size_t blocks() const { return first_rewired.size() - 1; }
  float bias() const { return bias_at_start + bias_of_rule * static_cast<float>(rules); }
};

World make_world(std::uint32_t citizens, const sim::Stream& stream, sim::Parallel& parallel);

/// Means over all citizens, summed block by block in order.
double mean(const World& world, const std::vector<float>& column);

}  // namespace case_round
