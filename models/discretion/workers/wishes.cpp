#include "models/discretion/workers/wishes.hpp"

#include <algorithm>

namespace discretion {

namespace {
bool is_possible(const Judgement& j, std::size_t option) {
  switch (static_cast<Option>(option)) {
    case Option::tailor: return j.may_tailor;
    case Option::shortcut: return j.may_cut_short;
    case Option::escalate: return j.may_refer;
    default: return true;
  }
}
}  // namespace

Wishes wishes_of(const World& world, const Office& office, const Desk& desk, const Judgement& j) {
  const auto weights = loyalties_at(world, desk);
  Wishes all;
  for (std::size_t v = 0; v < voices; ++v) {
    std::size_t wish = apply;
    double best = j.votes[v][apply];
    double worst = best;
    for (std::size_t x = 1; x < options; ++x) {
      if (!is_possible(j, x)) continue;
      if (j.votes[v][x] > best) best = j.votes[v][x], wish = x;
      worst = std::min(worst, j.votes[v][x]);
    }
    all.stake[v] = (v < loyalties ? weights[v] : 1.0) * (best - worst);
    const bool minds = all.stake[v] > office.parameters.workers.temperature;
    all.wish[v] = minds ? wish : options;
  }
  return all;
}

}  // namespace discretion
