#pragma once

#include <vector>

#include "models/discretion/metrics.hpp"

/// How the metrics are worked out that are no ratio of two tallies; rows of metrics.cpp use them.
namespace discretion {

double stock(const Observation& o, sim::Sum Stocks::*which);
double worker_mean(const Observation& o, const std::vector<double>& values);
double pending(const Observation& o);
double team_mean(const Observation& o, double (*value)(const World&, std::size_t));
double team_mean_finite(const Observation& o, const std::vector<double>& values);
/// A team's room as it was in this month's decisions, before this month's preconditions.
double room_of(const World& world, std::size_t team);
double preconditions_of(const World& world, std::size_t team);
double preconditions_born_of(const World& world, std::size_t team);
double trust_of(const World& world, std::size_t team);
/// Standard deviation of a decision's value, from its sum and sum of squares.
double spread(const Observation& o, Total sum, Total squares);
double waiting_p95(const Observation& o);
double equality(const Observation& o);
double profiling(const Observation& o);
double born(const Observation& o, MeasureKind kind);
double salience(const Observation& o, Cause cause);
double office_dispersion(const Observation& o);
double realised_group(const Observation& o);
double realised_individual(const Observation& o);
/// Mean over the special unit's workers less mean over the others; NaN without a unit.
double unit_gap(const Observation& o, const std::vector<double>& values);
/// Hours spent on cases over the hours of all workers.
double utilisation(const Observation& o);
/// Share of all costs since month 1 that the costliest 1 % of citizens took.
double cost_share_of_top1(const World& world, sim::Parallel& parallel);

}  // namespace discretion
