#include "models/discretion/record/measurements.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

#include "models/discretion/rules/measures.hpp"
#include "models/discretion/rules/policy.hpp"
#include "models/discretion/workers/referral.hpp"
#include "sim/core/math.hpp"

namespace discretion {

double stock(const Observation& o, sim::Sum Stocks::*which) {
  sim::Sum sum;
  const auto groups = static_cast<std::size_t>(o.world.life_situations);
  for (std::size_t f = o.first_office; f < o.last_office; ++f) {
    for (std::size_t g = o.first_life; g < o.last_life; ++g)
      sum += o.world.stocks[f * groups + g].*which;
  }
  return sum.value() / o.citizens;
}

double felt_trust(const Observation& o) {
  const auto groups = static_cast<std::size_t>(o.world.life_situations);
  double all = 0;
  for (std::size_t f = o.first_office; f < o.last_office; ++f) {
    sim::Sum sum;
    for (std::size_t g = o.first_life; g < o.last_life; ++g)
      sum += o.world.stocks[f * groups + g].trust;
    all += sum.value() * o.world.offices[f].now.trust_kept;
  }
  return all / o.citizens;
}

double worker_mean(const Observation& o, const std::vector<double>& values) {
  double sum = 0;
  for (std::size_t w = o.first_worker(); w < o.last_worker(); ++w) sum += values[w];
  return sum / static_cast<double>(o.last_worker() - o.first_worker());
}

double pending(const Observation& o) {
  std::int64_t sum = 0;
  for (std::size_t f = o.first_office; f < o.last_office; ++f)
    sum += pending_cases(o.world, o.world.offices[f]);
  return static_cast<double>(sum);
}

double team_mean(const Observation& o, double (*value)(const World&, TeamId)) {
  double sum = 0;
  for (std::size_t t = o.first_team(); t < o.last_team(); ++t)
    sum += value(o.world, TeamId{static_cast<std::uint32_t>(t)});
  return sum / static_cast<double>(o.last_team() - o.first_team());
}

double team_mean_finite(const Observation& o, const std::vector<double>& values) {
  double sum = 0;
  double n = 0;
  for (std::size_t t = o.first_team(); t < o.last_team(); ++t) {
    if (std::isfinite(values[t])) sum += values[t], n += 1;
  }
  return sum / n;
}

double team_sum(const Observation& o, const std::vector<double>& values) {
  double sum = 0;
  for (std::size_t t = o.first_team(); t < o.last_team(); ++t) sum += values[t];
  return sum;
}

double room_of(const World& world, TeamId team) {
  const Office& office = world.offices[world.teams.office[number(team)]];
  const int preconditions =
      felt_preconditions(office, world.teams.preconditions_before[number(team)]);
  return office.now.room * narrowing(office.parameters, preconditions);
}
double preconditions_of(const World& world, TeamId team) {
  return world.teams.preconditions[number(team)];
}
double preconditions_born_of(const World& world, TeamId team) {
  return world.teams.preconditions_born[number(team)];
}
double preconditions_expected_of(const World& world, TeamId team) {
  return world.teams.preconditions_expected[number(team)];
}
double trust_of(const World& world, TeamId team) { return world.teams.trust[number(team)]; }

double cases_handled(const Observation& o) {
  return o.sum(Count::decisions) + o.sum(Count::escalated);
}

double squares_about_mean(double n, double sum, double squares) {
  return n > 0 ? std::max(0.0, squares - sum * sum / n) : 0.0;
}

double spread_times_sum(double n, double sum, double squares) {
  return sum > 0 ? squares_about_mean(n, sum, squares) * n / sum : 0.0;
}

double waiting_p95(const Observation& o) {
  WaitingHistogram all;
  for (std::size_t f = o.first_office; f < o.last_office; ++f)
    add_to(all, o.world.record.waiting[f]);
  const auto count = std::accumulate(all.begin(), all.end(), std::int64_t{0});
  if (count == 0) return sim::not_a_number;
  std::int64_t below = 0;
  std::size_t months = 0;
  while (static_cast<double>(below += all[months]) < 0.95 * static_cast<double>(count)) ++months;
  return static_cast<double>(months);
}

namespace {
/// Calls visit(cell, decisions) for each office and life situation in which treatments can differ.
template <class Visit>
void for_each_cell_with_spread(const Observation& o, Visit visit) {
  const auto groups = static_cast<std::size_t>(o.world.life_situations);
  for (std::size_t f = o.first_office; f < o.last_office; ++f) {
    for (std::size_t g = o.first_life; g < o.last_life; ++g) {
      const Tally& cell = o.world.record.cells[f * groups + g];
      const double n = cell(Count::decisions);
      if (n >= 2) visit(cell, n);
    }
  }
}
}  // namespace

double squares_within(const Observation& o, Total sum, Total squares) {
  double within = 0;
  for_each_cell_with_spread(
      o, [&](const Tally& cell, double n) { within += cell(squares) - cell(sum) * cell(sum) / n; });
  return std::max(0.0, within);
}

double freedom_of_squares_within(const Observation& o) {
  double freedom = 0;
  for_each_cell_with_spread(o, [&](const Tally&, double n) { freedom += n - 1; });
  return freedom;
}

double profiling(const Observation& o) { return o.office_mean(aimed_verification); }

double born(const Observation& o, MeasureKind kind) {
  return o.administration_mean(
      [&](const Administration& a) { return a.born_of_kind[static_cast<std::size_t>(kind)]; });
}

double salience(const Observation& o, Cause cause) {
  return o.administration_mean(
      [&](const Administration& a) { return a.salience[static_cast<std::size_t>(cause)]; });
}

double expected_born(const Observation& o, const std::vector<Cause>& of,
                     const std::vector<MeasureKind>& kinds) {
  return o.administration_mean([&](const Administration& a) {
    double sum = 0;
    for (const Cause cause : of) {
      for (const MeasureKind kind : kinds)
        sum += a.expected_born[static_cast<std::size_t>(cause)][static_cast<std::size_t>(kind)];
    }
    return sum;
  });
}

double restrictions_in_force(const Observation& o) {
  return o.administration_mean([&](const Administration& a) {
    return std::ranges::count_if(a.measures, [&](const Measure& m) {
      return m.kind == MeasureKind::restrict && m.in_force(o.world.month);
    });
  });
}

double rule_dispersion(const Observation& o) {
  const auto offices = static_cast<double>(o.last_office - o.first_office);
  if (offices < 2) return sim::not_a_number;
  double variance = 0;
  for (std::size_t g = o.first_life; g < o.last_life; ++g) {
    const double mean = o.office_mean([g](const Office& office) { return office.rule[g]; });
    for (std::size_t f = o.first_office; f < o.last_office; ++f) {
      const double distance = o.world.offices[f].rule[g] - mean;
      variance += distance * distance / (offices - 1);
    }
  }
  return std::sqrt(variance / static_cast<double>(o.last_life - o.first_life));
}

double office_dispersion(const Observation& o) {
  const auto groups = static_cast<std::size_t>(o.world.life_situations);
  double n = 0;
  double sum = 0;
  double squares = 0;
  for (std::size_t f = o.first_office; f < o.last_office; ++f) {
    double decisions = 0;
    double above = 0;
    for (std::size_t g = 0; g < groups; ++g) {
      const Tally& cell = o.world.record.cells[f * groups + g];
      decisions += cell(Count::decisions);
      above += cell(Total::treatment) - cell(Count::decisions) * o.world.mean_need_of[g];
    }
    if (decisions == 0) continue;
    n += 1;
    sum += above / decisions;
    squares += (above / decisions) * (above / decisions);
  }
  if (n < 2) return sim::not_a_number;
  return std::sqrt(std::max(0.0, (squares - sum * sum / n) / (n - 1)));
}

Slope over_life_situations(const Observation& o) {
  const auto groups = static_cast<std::size_t>(o.world.life_situations);
  double n = 0, x = 0, y = 0, xx = 0, xy = 0;
  for (std::size_t g = o.first_life; g < o.last_life; ++g) {
    double decisions = 0;
    sim::Sum needs, treatments;
    for (std::size_t f = o.first_office; f < o.last_office; ++f) {
      const Tally& cell = o.world.record.cells[f * groups + g];
      decisions += cell(Count::decisions);
      needs += cell.totals[static_cast<std::size_t>(sum_of("need"))];
      treatments += cell.totals[static_cast<std::size_t>(Total::treatment)];
    }
    if (decisions == 0) continue;
    const double need = needs.value() / decisions;
    const double treatment = treatments.value() / decisions;
    n += decisions, x += decisions * need, y += decisions * treatment;
    xx += decisions * need * need, xy += decisions * need * treatment;
  }
  if (n == 0) return {};
  return {xy - x * y / n, std::max(0.0, xx - x * x / n)};
}

Slope over_citizens(const Observation& o) {
  const double n = o.sum(Count::decisions);
  if (n == 0) return {};
  const double x = o.sum(sum_of("circumstance"));
  return {o.sum(Total::circumstance_above_rule) - x * o.sum(Total::above_rule) / n,
          std::max(0.0, o.sum(Total::circumstance_squared) - x * x / n)};
}

double unit_gap(const Observation& o, const std::vector<double>& values) {
  double unit = 0, others = 0, units = 0, rest = 0;
  for (std::size_t w = o.first_worker(); w < o.last_worker(); ++w) {
    const bool in_unit = o.world.worker_traits.seat[w] == Seat::unit;
    (in_unit ? unit : others) += values[w];
    (in_unit ? units : rest) += 1;
  }
  return unit / units - others / rest;
}

double hours_available(const Observation& o) {
  double hours = 0;
  for (std::size_t f = o.first_office; f < o.last_office; ++f) {
    const Office& office = o.world.offices[f];
    hours += office.now.hours * (office.last_worker - office.first_worker);
    if (office.workshop != nobody) hours += hours_of(o.world, office, WorkerId{office.workshop});
  }
  return hours;
}

double cost_share_of_top1(const World& world, sim::Parallel& parallel) {
  constexpr std::size_t together = 8192;
  const std::size_t n = world.population();
  std::vector<float> cost(n);
  std::vector<sim::Sum> by_slot(static_cast<std::size_t>(parallel.slots()));
  parallel.for_each_block((n + together - 1) / together, [&](std::size_t block, int slot) {
    sim::Sum sum;
    for (std::size_t i = block * together; i < std::min(n, (block + 1) * together); ++i) {
      cost[i] = world.citizens[i].cost;
      sum.add(static_cast<double>(cost[i]));
    }
    by_slot[static_cast<std::size_t>(slot)] += sum;
  });
  const std::size_t top = std::max<std::size_t>(1, n / 100);
  std::nth_element(cost.begin(), cost.begin() + static_cast<std::ptrdiff_t>(top), cost.end(),
                   std::greater<>());
  sim::Sum most;
  for (std::size_t i = 0; i < top; ++i) most.add(static_cast<double>(cost[i]));
  sim::Sum all;
  for (const sim::Sum sum : by_slot) all += sum;
  return most.value() / all.value();
}

}  // namespace discretion
