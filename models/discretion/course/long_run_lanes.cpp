// Compiled for each Number (sim/core/number.cmake).
#include "models/discretion/course/long_run.hpp"
#include "sim/core/number.hpp"

namespace discretion {

using namespace sim::numbers;

namespace {

/// The circumstances of one register.
template <class Number>
void after_register(const NeedParameters& p, double threshold, double waiting, const Wishes& wishes,
                    const Spread& before, Spread& left, std::size_t r, sim::Place<Number> here) {
  const Number none{};
  const auto one = all<Number>(1.0);
  const Number filed = here(wishes.take_up.registers[r]);
  const Number mean_before = here(before.mean.registers[r]);
  const Number variance = above_zero(here(before.square.registers[r]) - mean_before * mean_before);
  const Number deviation = square_root(variance);
  Number left_mean{}, left_square{};
  for (std::size_t x = 0; x < point.size(); ++x) {
    // The lowest point may lie below 0, or the mean would not be kept.
    const Number hardship = mean_before + point[x] * deviation;
    Number shortfall{}, mean{}, square{};
    for (std::size_t n = 0; n < wishes.given.size(); ++n) {
      const Number gap =
          here(wishes.gap.registers[r]) + hardship - here(wishes.given[n].registers[r]);
      const Number lacking = above_zero(gap);
      const Number added = p.hardship_underserved * (gap - threshold + p.hardship_step);
      const Number reached =
          (1 - p.hardship_relief) * hardship + waiting * lacking + (gap > threshold ? added : none);
      const Number next = reached < 1.0 ? reached : one;
      const Number probability = here(wishes.probability[n].registers[r]);
      shortfall += probability * lacking;
      mean += probability * next;
      square += probability * next * next;
    }
    const Number more = hardship + p.hardship_unclaimed * shortfall;
    const Number unclaimed = more < 1.0 ? more : one;
    left_mean += point_weight[x] * (filed * mean + (1 - filed) * unclaimed);
    left_square += point_weight[x] * (filed * square + (1 - filed) * unclaimed * unclaimed);
  }
  here.store(left_mean, left.mean.registers[r]);
  here.store(left_square, left.square.registers[r]);
}

}  // namespace

template <class Number>
void LongRun<Number>::after(const NeedParameters& p, double threshold, double waited,
                            const Wishes& wishes, const Spread& before, Spread& left) {
  const double waiting = p.hardship_waiting * waited;
  for (std::size_t r = 0; r < left.mean.registers.size(); ++r) {
    for (std::size_t lane = 0; lane < sim::lanes; lane += sim::width<Number>)
      after_register(p, threshold, waiting, wishes, before, left, r, sim::Place<Number>{lane});
  }
}

template struct LongRun<sim::CompiledNumber>;

}  // namespace discretion
