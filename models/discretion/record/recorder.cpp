#include "models/discretion/record/recorder.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "models/discretion/record/measurements.hpp"
#include "models/discretion/record/metrics.hpp"
#include "models/discretion/workers/referral.hpp"
#include "sim/core/error.hpp"
#include "sim/core/math.hpp"

namespace discretion {

Recorder::Recorder(const World& world, int months, sim::Parallel& parallel)
    : months_(months),
      parallel_(parallel),
      sizes_{world.offices.size(), static_cast<std::size_t>(world.life_situations)},
      workers_(world.teams.office.size()) {
  const auto& table = metric_table();
  const auto t = static_cast<std::size_t>(months);
  result_.overall.assign(table.size() * t, sim::not_a_number);
  for (std::size_t b = 0; b < sizes_.size(); ++b) {
    row_of_[b].assign(table.size(), table.size());
    std::size_t rows = 0;
    for (std::size_t m = 0; m < table.size(); ++m) {
      const auto& where = table[m].info.breakdowns;
      if (std::ranges::find(where, static_cast<int>(b)) != where.end()) row_of_[b][m] = rows++;
    }
    result_.breakdowns.emplace_back(rows * t * sizes_[b], sim::not_a_number);
  }
  // Ratios follow from what is measured, differences from either.
  for (std::size_t m = 0; m < table.size(); ++m)
    if (table[m].info.ratio) derived_.push_back(m);
  for (std::size_t m = 0; m < table.size(); ++m)
    if (table[m].info.difference) derived_.push_back(m);
  by_office_.resize(sizes_[0]);
  by_life_.resize(sizes_[1]);
}

void Recorder::record(const World& world, int month) {
  const auto groups = static_cast<std::size_t>(world.life_situations);
  const std::size_t offices = world.offices.size();
  const auto t = static_cast<std::size_t>(month - 1);
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
  workers_.add_month(world);
  if (month % WorkerDifferences::months == 0) {
    workers_.close(world);
    everybody.workers = &workers_;
  }
  const auto& table = metric_table();
  for (std::size_t m = 0; m < table.size(); ++m) {
    if (table[m].measure == nullptr) continue;
    place(m, t) = table[m].measure(everybody);
    for (const int b : table[m].info.breakdowns) {
      const auto values = places(b, m, t);
      for (std::size_t k = 0; k < values.size(); ++k) {
        values[k] = b == by_office
                        ? table[m].measure(everybody.in_office(k, by_office_[k], in_office[k]))
                        : table[m].measure(everybody.in_life(k, by_life_[k], in_life[k]));
      }
    }
  }
  for (const std::size_t m : derived_) derive(m, t);
}

double& Recorder::place(std::size_t metric, std::size_t month) {
  return result_.overall[metric * static_cast<std::size_t>(months_) + month];
}

std::span<double> Recorder::places(int breakdown, std::size_t metric, std::size_t month) {
  const auto b = static_cast<std::size_t>(breakdown);
  const std::size_t row = row_of_[b][metric] * static_cast<std::size_t>(months_) + month;
  return std::span(result_.breakdowns[b]).subspan(row * sizes_[b], sizes_[b]);
}

void Recorder::derive(std::size_t metric, std::size_t month) {
  const sim::MetricInfo& info = metric_table()[metric].info;
  const auto [one, other] = info.ratio
                                ? std::pair(info.ratio->numerator, info.ratio->denominator)
                                : std::pair(info.difference->minuend, info.difference->subtrahend);
  const auto combine = [&](double a, double b) {
    return info.ratio ? sim::value_of(info.ratio->formula, a, b) : a - b;
  };
  place(metric, month) = combine(place(one, month), place(other, month));
  for (const int breakdown : info.breakdowns) {
    const auto values = places(breakdown, metric, month);
    const auto first = places(breakdown, one, month), second = places(breakdown, other, month);
    for (std::size_t k = 0; k < values.size(); ++k) values[k] = combine(first[k], second[k]);
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
