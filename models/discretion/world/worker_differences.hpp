#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "models/discretion/world/ids.hpp"

/// How far a team's workers differ in what they give in like cases, and how much of what a month
/// shows of it is the luck of which cases they had.
namespace discretion {

struct World;

/// What workers gave in the current half-year, for treatments that need, life situation and rule do
/// not explain. Filled case by case, emptied as a half-year begins.
struct CaseMix {
  /// A worker's cases in one life situation.
  struct OfLife {
    std::int32_t n = 0;
    float above = 0;  ///< treatment - rule, summed
    float gap = 0;    ///< need - rule, summed
  };
  /// Squares and products over all cases of a worker.
  struct Squares {
    double gap = 0;
    double product = 0;
    double above = 0;
  };
  std::vector<OfLife> by_life;     ///< [worker][life situation]
  std::vector<Squares> of_worker;  ///< [worker]

  void open(std::size_t workers, std::size_t life_situations);
  void empty();
  void add(WorkerId worker, std::size_t place, double above, double gap) {
    OfLife& life = by_life[place];
    ++life.n;
    life.above += static_cast<float>(above);
    life.gap += static_cast<float>(gap);
    Squares& squares = of_worker[number(worker)];
    squares.gap += gap * gap;
    squares.product += gap * above;
    squares.above += above * above;
  }
};

/// What differences between workers a half-year showed, summed up team by team.
class WorkerDifferences {
 public:
  /// Months over which cases are pooled: a month has too few (some 6 a worker) to tell workers
  /// apart.
  static constexpr int months = 6;

  explicit WorkerDifferences(std::size_t teams = 0) : squared_(teams, 0.0), inverse_(teams, 0.0) {}
  /// Takes in a month: what dispersion it showed, of how few cases.
  void add_month(const World&);
  /// Works out the half-year that this month ends, and begins anew.
  void close(const World&);

  /// Standard deviation between a team's workers of case-adjusted treatment, by team; NaN without
  /// two workers who had cases.
  const std::vector<double>& adjusted() const { return adjusted_; }
  /// Squared dispersion as months showed it, summed over the half-year, by team.
  const std::vector<double>& shown() const { return shown_; }
  /// What of it the luck of cases gives among workers who do not differ, by team.
  const std::vector<double>& noise() const { return noise_; }

 private:
  void close_office(const World&, std::size_t index);

  std::vector<double> squared_;  ///< of the half-year so far: squared dispersion, by team
  std::vector<double> inverse_;  ///< mean over workers of 1 / decisions, by team
  std::vector<double> adjusted_, shown_, noise_;
};

}  // namespace discretion
