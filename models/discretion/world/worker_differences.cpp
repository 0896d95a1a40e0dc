#include "models/discretion/world/worker_differences.hpp"

#include <algorithm>
#include <cmath>

#include "models/discretion/world/world.hpp"
#include "sim/core/math.hpp"

namespace discretion {

namespace {

/// Sums over cases that are alike in office and life situation.
struct Sums {
  double n = 0;
  double above = 0;
  double gap = 0;
};

/// An office's cases of the half-year, with treatment above the rule as a straight line in the gap
/// that the rule leaves and a constant for each life situation.
class OfficeFit {
 public:
  OfficeFit(const World& world, const Office& office)
      : world_(world), groups_(static_cast<std::size_t>(world.life_situations)), cells_(groups_) {
    double gaps = 0, products = 0, aboves = 0;
    double between_workers = 0;
    for (std::uint32_t w = office.first_worker; w < office.last_worker; ++w) {
      Sums own;
      for (std::size_t g = 0; g < groups_; ++g) {
        const Sums sums = of(w, g);
        cells_[g].n += sums.n, cells_[g].above += sums.above, cells_[g].gap += sums.gap;
        own.n += sums.n, own.above += sums.above;
      }
      const CaseMix::Squares& squares = world.case_mix.of_worker[w];
      gaps += squares.gap, products += squares.product, aboves += squares.above;
      if (own.n > 0) between_workers += own.above * own.above / own.n, workers_ += 1;
      cases_ += own.n;
    }
    raw_variance_ =
        cases_ > workers_ ? std::max(0.0, aboves - between_workers) / (cases_ - workers_) : 0.0;
    for (const Sums& cell : cells_) {
      if (cell.n == 0) continue;
      gaps -= cell.gap * cell.gap / cell.n;
      products -= cell.gap * cell.above / cell.n;
    }
    slope_ = gaps > 0 ? products / gaps : 0.0;
  }

  /// Variance of treatment above the rule among the cases of one worker.
  double raw_variance() const { return raw_variance_; }

  /// Mean of what the fit leaves of a worker's treatments; NaN without cases.
  double left_of(std::uint32_t worker) const {
    double n = 0, left = 0;
    for (std::size_t g = 0; g < groups_; ++g) {
      const Sums own = of(worker, g);
      if (own.n == 0) continue;
      const Sums& cell = cells_[g];
      n += own.n;
      left +=
          own.above - own.n * cell.above / cell.n - slope_ * (own.gap - own.n * cell.gap / cell.n);
    }
    return n > 0 ? left / n : sim::not_a_number;
  }

 private:
  Sums of(std::uint32_t worker, std::size_t life) const {
    const CaseMix::OfLife& sums = world_.case_mix.by_life[worker * groups_ + life];
    return {static_cast<double>(sums.n), static_cast<double>(sums.above),
            static_cast<double>(sums.gap)};
  }

  const World& world_;
  std::size_t groups_;
  std::vector<Sums> cells_;
  double cases_ = 0;
  double workers_ = 0;
  double raw_variance_ = 0;
  double slope_ = 0;
};

}  // namespace

void CaseMix::open(std::size_t workers, std::size_t life_situations) {
  by_life.resize(workers * life_situations);
  of_worker.resize(workers);
}

void CaseMix::empty() {
  std::ranges::fill(by_life, OfLife{});
  std::ranges::fill(of_worker, Squares{});
}

void WorkerDifferences::add_month(const World& world) {
  const TeamState& teams = world.teams;
  for (std::size_t team = 0; team < squared_.size(); ++team) {
    if (!std::isfinite(teams.dispersion[team])) continue;
    double busy = 0, inverse = 0;
    for (std::uint32_t w = teams.first_worker[team]; w < teams.first_worker[team + 1]; ++w) {
      if (world.workers.decisions[w] == 0) continue;
      busy += 1;
      inverse += 1.0 / world.workers.decisions[w];
    }
    squared_[team] += teams.dispersion[team] * teams.dispersion[team];
    inverse_[team] += inverse / busy;
  }
}

void WorkerDifferences::close(const World& world) {
  adjusted_.assign(squared_.size(), sim::not_a_number);
  noise_.assign(squared_.size(), 0.0);
  for (std::size_t office = 0; office < world.offices.size(); ++office) close_office(world, office);
  shown_ = squared_;
  std::ranges::fill(squared_, 0.0);
  std::ranges::fill(inverse_, 0.0);
}

void WorkerDifferences::close_office(const World& world, std::size_t index) {
  const Office& office = world.offices[index];
  const OfficeFit fit(world, office);
  for (std::size_t team = office.first_team; team < office.last_team; ++team) {
    noise_[team] = fit.raw_variance() * inverse_[team];
    double n = 0, sum = 0, squares = 0;
    for (std::uint32_t w = world.teams.first_worker[team]; w < world.teams.first_worker[team + 1];
         ++w) {
      const double left = fit.left_of(w);
      if (!std::isfinite(left)) continue;
      n += 1, sum += left, squares += left * left;
    }
    if (n >= 2) adjusted_[team] = std::sqrt(std::max(0.0, (squares - sum * sum / n) / (n - 1)));
  }
}

}  // namespace discretion
