#include "models/discretion/record/recorder.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "models/discretion/record/measurements.hpp"
#include "models/discretion/record/vignettes.hpp"
#include "models/discretion/workers/referral.hpp"
#include "sim/core/error.hpp"
#include "sim/core/math.hpp"

namespace discretion {

namespace {

/// No case is lost, and stocks are finite.
void check(World& world, const sim::Step& step) {
  const auto groups = static_cast<std::size_t>(world.life_situations);
  std::vector<std::int64_t>& pending = world.observed.pending;
  pending.resize(world.offices.size());
  for (std::size_t o = 0; o < world.offices.size(); ++o) {
    const std::int64_t now = pending_cases(world, world.offices[o]);
    std::int64_t flow = std::exchange(pending[o], now);
    for (std::size_t g = 0; g < groups; ++g) {
      const Tally& cell = world.record.cells[o * groups + g];
      flow += static_cast<std::int64_t>(cell(Count::filed) - cell(Count::decisions));
    }
    if (flow != now) {
      throw sim::RunError(
          "month " + std::to_string(step.time) + ": office " + std::to_string(o) + " has " +
          std::to_string(now) + " pending cases where filing less deciding leaves " +
          std::to_string(flow) + " (a case got lost). Please report it with the scenario and seed");
    }
  }
  // A number that is not finite enters an integer sum as the most negative one.
  constexpr double least = -1e-3;
  for (const Stocks& stocks : world.stocks) {
    for (const sim::Sum& stock :
         {stocks.hardship, stocks.trust, stocks.grievance, stocks.uncertainty}) {
      if (stock.value() >= least) continue;
      throw sim::RunError("month " + std::to_string(step.time) +
                          ": a stock of the citizens is not a number or negative (parameters drive "
                          "the model out of its range). Try values nearer to the defaults");
    }
  }
}

/// The month's tallies by office and by life situation, and of everybody.
void add_tallies(const World& world, Observed& seen) {
  const auto groups = static_cast<std::size_t>(world.life_situations);
  const std::size_t offices = world.offices.size();
  seen.all = Tally{};
  seen.by_office.assign(offices, Tally{});
  seen.by_life.assign(groups, Tally{});
  seen.citizens_by_office.assign(offices, 0.0);
  seen.citizens_by_life.assign(groups, 0.0);
  for (std::size_t o = 0; o < offices; ++o) {
    for (std::size_t g = 0; g < groups; ++g) {
      const Tally& cell = world.record.cells[o * groups + g];
      seen.by_office[o] += cell;
      seen.by_life[g] += cell;
      seen.citizens_by_office[o] += world.citizens_in(o * groups + g);
      seen.citizens_by_life[g] += world.citizens_in(o * groups + g);
    }
    seen.all += seen.by_office[o];
  }
}

void observe(World& world, const sim::Step& step) {
  if (!step.recorded()) return;
  Observed& seen = world.observed;
  add_tallies(world, seen);
  const bool year_ends = step.time % 12 == 0;
  seen.variance = year_ends ? split_variance(hold_study(world)) : VarianceSplit{};
  seen.cost_top1 = year_ends ? cost_share_of_top1(world, step.parallel) : sim::not_a_number;
  if (step.time == 1) seen.workers = WorkerDifferences(world.teams.office.size());
  seen.workers.add_month(world);
  seen.half_year_ends = step.time % WorkerDifferences::months == 0;
  if (seen.half_year_ends) seen.workers.close(world);
}

}  // namespace

const std::vector<Phase>& recording_phases() {
  static const std::vector<Phase> rows{{"check", check, "observed"},
                                       {"observe", observe, "observed"}};
  return rows;
}

Observation view(const World& world, const sim::Part& part) {
  const Observed& seen = world.observed;
  const Observation everybody{world,
                              0,
                              world.offices.size(),
                              0,
                              static_cast<std::size_t>(world.life_situations),
                              seen.all,
                              static_cast<double>(world.population()),
                              seen.variance,
                              seen.cost_top1,
                              seen.half_year_ends ? &seen.workers : nullptr};
  const std::size_t k = part.element;
  if (part.whole()) return everybody;
  return part.breakdown == by_office
             ? everybody.in_office(k, seen.by_office[k], seen.citizens_by_office[k])
             : everybody.in_life(k, seen.by_life[k], seen.citizens_by_life[k]);
}

}  // namespace discretion
