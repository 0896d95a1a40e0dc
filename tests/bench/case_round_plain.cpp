#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <vector>

#include "tests/bench/case_round_references.hpp"

namespace references {

namespace {

struct Citizen {
  float need, cost, voice, stake, compliance;
  float trust = 0.5F, fairness = 0.5F, aspiration = 0.5F, outcome = 0.5F, grievance = 0;
  std::array<std::uint32_t, 8> neighbours;
};

struct Worker {
  std::array<float, 5> weights;
  float load = 7, leniency = 0.5F;
  int cases = 0, grants = 0;
};

class Plain final : public Reference {
 public:
  Plain(std::uint32_t n, std::uint64_t seed)
      : generator_(seed), citizens_(n), workers_(std::max(1U, n / 100)) {
    std::uniform_int_distribution<std::uint32_t> anybody(0, n - 1);
    for (std::uint32_t i = 0; i < n; ++i) {
      Citizen& c = citizens_[i];
      c.need = draw(), c.cost = draw(), c.voice = draw(), c.stake = draw(), c.compliance = draw();
      std::size_t slot = 0;
      for (const int offset : {-4, -3, -2, -1, 1, 2, 3, 4}) {
        const auto next_door = static_cast<std::uint32_t>(
            (static_cast<std::int64_t>(i) + offset + std::int64_t{8} * n) % n);
        c.neighbours[slot++] = draw() < 0.1F ? anybody(generator_) : next_door;
      }
    }
    constexpr std::array<float, 5> typical{1.0F, 0.5F, 0.8F, 1.2F, 1.0F};
    for (Worker& w : workers_)
      for (std::size_t k = 0; k < 5; ++k) w.weights[k] = typical[k] * (0.8F + 0.4F * draw());
  }

  void run(std::uint32_t rounds) override {
    figures_ = {};
    double filed = 0, granted = 0, complained = 0;
    for (std::uint32_t k = 0; k < rounds; ++k, ++round_) {
      decide(filed, granted);
      work();
      complained += compare();
    }
    const double n = static_cast<double>(citizens_.size());
    figures_.filed = filed / n / rounds;
    figures_.granted = granted / filed;
    figures_.complaints = complained / n / rounds;
    figures_.rules = rules_;
    for (const Citizen& c : citizens_) {
      figures_.fairness += static_cast<double>(c.fairness) / n;
      figures_.trust += static_cast<double>(c.trust) / n;
    }
  }
  Figures figures() const override { return figures_; }

 private:
  float draw() { return uniform_(generator_); }

  void decide(double& filed, double& granted) {
    const float bias = -1.5F + 0.05F * static_cast<float>(rules_);
    for (std::uint32_t i = 0; i < citizens_.size(); ++i) {
      Citizen& c = citizens_[i];
      if (draw() >= 0.05F + 0.05F * c.need * (0.5F + 0.5F * c.trust) * (1 - 0.5F * c.cost))
        continue;
      std::uint32_t h = i * 0x9E3779B1U + round_ * 0x85EBCA77U;
      h ^= h >> 15U;
      h *= 0xC2B2AE3DU;
      h ^= h >> 13U;
      Worker& w = workers_[h % workers_.size()];
      const float utility = bias + w.weights[0] * c.need + w.weights[1] * c.stake +
                            w.weights[2] * c.compliance + w.weights[3] * w.leniency -
                            w.weights[4] * 0.05F * w.load;
      const bool grant = draw() < 1.0F / (1.0F + std::exp(-utility));
      c.outcome = grant ? 1.0F : 0.0F;
      ++w.cases;
      w.grants += grant ? 1 : 0;
      filed += 1;
      granted += grant ? 1 : 0;
    }
  }

  void work() {
    for (Worker& w : workers_) {
      const auto cases = static_cast<float>(w.cases);
      w.load = 0.8F * w.load + 0.2F * cases;
      if (w.cases > 0) w.leniency = 0.9F * w.leniency + 0.1F * static_cast<float>(w.grants) / cases;
      w.cases = w.grants = 0;
    }
  }

  double compare() {
    int complaints = 0;
    for (Citizen& c : citizens_) {
      float sum = 0;
      for (const std::uint32_t j : c.neighbours) sum += citizens_[j].outcome;
      const float m = sum / 8;
      const float gap = c.outcome - m;
      c.fairness = 0.9F * c.fairness + 0.1F * (0.5F + 0.5F * gap);
      c.trust = 0.95F * c.trust + 0.05F * c.outcome;
      c.aspiration = 0.9F * c.aspiration + 0.1F * m;
      c.compliance = std::clamp(c.compliance + 0.02F * (c.fairness - 0.5F), 0.0F, 1.0F);
      c.grievance = 0.9F * c.grievance + std::max(0.0F, -gap) * c.stake;
      if (c.grievance > 1 && draw() < 0.2F * c.voice) {
        ++complaints;
        c.grievance = 0;
      }
    }
    pool_ += complaints;
    if (pool_ > 0.25 * static_cast<double>(citizens_.size()) && rules_ < 16) ++rules_, pool_ = 0;
    return complaints;
  }

  std::mt19937_64 generator_;
  std::uniform_real_distribution<float> uniform_;
  std::vector<Citizen> citizens_;
  std::vector<Worker> workers_;
  std::uint32_t round_ = 0;
  double pool_ = 0;
  int rules_ = 0;
  Figures figures_;
};

}  // namespace

std::unique_ptr<Reference> plain(std::uint32_t citizens, std::uint64_t seed) {
  return std::make_unique<Plain>(citizens, seed);
}

}  // namespace references
