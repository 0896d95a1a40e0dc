#pragma once

#include <vector>

#include "models/discretion/record/metrics.hpp"

/// How the metrics are worked out that are no ratio of two tallies; rows of metrics.cpp use them.
namespace discretion {

double stock(const Observation& o, sim::Sum Stocks::*which);
/// Mean trust of citizens, as far as broken promises of their office leave it.
double felt_trust(const Observation& o);
double worker_mean(const Observation& o, const std::vector<double>& values);
double pending(const Observation& o);
double team_mean(const Observation& o, double (*value)(const World&, TeamId));
double team_mean_finite(const Observation& o, const std::vector<double>& values);
double team_sum(const Observation& o, const std::vector<double>& values);
/// A team's room as it was in this month's decisions, before this month's preconditions.
double room_of(const World& world, TeamId team);
double preconditions_of(const World& world, TeamId team);
double preconditions_born_of(const World& world, TeamId team);
double preconditions_expected_of(const World& world, TeamId team);
double trust_of(const World& world, TeamId team);
/// Cases decided or passed on.
double cases_handled(const Observation& o);
/// Sum of squares about the mean of so many values, from their sum and sum of squares.
double squares_about_mean(double n, double sum, double squares);
/// Squared relative spread of so many values, times their sum: over the sum again, it is the
/// spread of all of them, in which months weigh by what they add up to.
double spread_times_sum(double n, double sum, double squares);
double waiting_p95(const Observation& o);
/// Squares of a decision's value about its mean within office and life situation, and their degrees
/// of freedom.
double squares_within(const Observation& o, Total sum, Total squares);
double freedom_of_squares_within(const Observation& o);
double profiling(const Observation& o);
double born(const Observation& o, MeasureKind kind);
double salience(const Observation& o, Cause cause);
/// New measures that are expected, before chance, of some causes and kinds; mean per office.
double expected_born(const Observation& o, const std::vector<Cause>& of,
                     const std::vector<MeasureKind>& kinds);
double restrictions_in_force(const Observation& o);
/// Between offices, of the rule in force; root mean square over life situations [sd of need].
double rule_dispersion(const Observation& o);
double office_dispersion(const Observation& o);
/// Sums of products and of squares about the means: their quotient is a slope.
struct Slope {
  double covariance = 0;
  double variance = 0;
};
/// Of mean treatment on mean need over life situations, weighted by decisions.
Slope over_life_situations(const Observation& o);
/// Of treatment above the rule on the citizen's circumstance, over decisions.
Slope over_citizens(const Observation& o);
/// Mean over the special unit's workers less mean over the others; NaN without a unit.
double unit_gap(const Observation& o, const std::vector<double>& values);
/// Hours that all workers have.
double hours_available(const Observation& o);
/// Share of all costs since month 1 that the costliest 1 % of citizens took.
double cost_share_of_top1(const World& world, sim::Parallel& parallel);

}  // namespace discretion
