#include <algorithm>
#include <array>
#include <string>

#include "models/discretion/measurements.hpp"
#include "models/discretion/metrics.hpp"
#include "models/discretion/referral.hpp"
#include "sim/core/error.hpp"
#include "sim/core/math.hpp"

namespace discretion {

Recorder::Recorder(const World& world, int months, sim::Parallel& parallel)
    : months_(months), parallel_(parallel) {
  const auto& table = metric_table();
  const auto t = static_cast<std::size_t>(months);
  const std::array<std::size_t, 2> sizes{world.offices.size(),
                                         static_cast<std::size_t>(world.life_situations)};
  result_.overall.assign(table.size() * t, sim::not_a_number);
  for (std::size_t b = 0; b < sizes.size(); ++b) {
    const auto rows = std::ranges::count_if(table, [&](const Metric& metric) {
      return std::ranges::find(metric.info.breakdowns, static_cast<int>(b)) !=
             metric.info.breakdowns.end();
    });
    result_.breakdowns.emplace_back(static_cast<std::size_t>(rows) * t * sizes[b],
                                    sim::not_a_number);
  }
  by_office_.resize(sizes[0]);
  by_life_.resize(sizes[1]);
}

void Recorder::record(const World& world, int month) {
  const auto groups = static_cast<std::size_t>(world.life_situations);
  const std::size_t offices = world.offices.size();
  const auto t = static_cast<std::size_t>(month - 1);
  const auto all_months = static_cast<std::size_t>(months_);
  std::ranges::fill(by_office_, Tally{});
  std::ranges::fill(by_life_, Tally{});
  std::vector<double> in_office(offices, 0.0);
  std::vector<double> in_life(groups, 0.0);
  Tally all;
  for (std::size_t o = 0; o < offices; ++o) {
    for (std::size_t g = 0; g < groups; ++g) {
      const Tally& cell = world.record.cells[o * groups + g];
      by_office_[o] += cell;
      by_life_[g] += cell;
      in_office[o] += world.citizens_in(o * groups + g);
      in_life[g] += world.citizens_in(o * groups + g);
    }
    all += by_office_[o];
  }
  Observation everybody{world, 0, offices, 0, groups, all, static_cast<double>(world.population())};
  if (month % 12 == 0) {
    everybody.variance = split_variance(hold_study(world));
    everybody.cost_top1 = cost_share_of_top1(world, parallel_);
  }
  const auto& table = metric_table();
  std::array<std::size_t, 2> row_of{0, 0};
  for (std::size_t m = 0; m < table.size(); ++m) {
    result_.overall[m * all_months + t] = table[m].measure(everybody);
    for (const int breakdown : table[m].info.breakdowns) {
      const auto b = static_cast<std::size_t>(breakdown);
      const std::size_t size = b == by_office ? offices : groups;
      double* values = result_.breakdowns[b].data() + (row_of[b] * all_months + t) * size;
      for (std::size_t k = 0; k < size; ++k) {
        values[k] =
            b == by_office
                ? table[m].measure({world, k, k + 1, 0, groups, by_office_[k], in_office[k]})
                : table[m].measure({world, 0, offices, k, k + 1, by_life_[k], in_life[k]});
      }
      ++row_of[b];
    }
  }
}

void Recorder::check(const World& world) {
  const int month = world.month - world.warm_up;
  const auto groups = static_cast<std::size_t>(world.life_situations);
  std::vector<std::int64_t> pending;
  for (std::size_t o = 0; o < world.offices.size(); ++o) {
    const std::int64_t now = pending_cases(world, world.offices[o]);
    pending.push_back(now);
    std::int64_t flow = pending_.empty() ? 0 : pending_[o];
    for (std::size_t g = 0; g < groups; ++g) {
      const Tally& cell = world.record.cells[o * groups + g];
      flow += static_cast<std::int64_t>(cell(Count::filed) - cell(Count::decisions));
    }
    if (flow != now) {
      throw sim::RunError(
          "month " + std::to_string(month) + ": office " + std::to_string(o) + " has " +
          std::to_string(now) + " pending cases where filing less deciding leaves " +
          std::to_string(flow) + " (a case got lost). Please report it with the scenario and seed");
    }
  }
  pending_ = std::move(pending);
  // A number that is not finite enters an integer sum as the most negative one.
  constexpr double least = -1e-3;
  for (const Stocks& stocks : world.stocks) {
    for (const sim::Sum& stock :
         {stocks.hardship, stocks.trust, stocks.grievance, stocks.uncertainty}) {
      if (stock.value() >= least) continue;
      throw sim::RunError("month " + std::to_string(month) +
                          ": a stock of the citizens is not a number or negative (parameters drive "
                          "the model out of its range). Try values nearer to the defaults");
    }
  }
}

}  // namespace discretion
