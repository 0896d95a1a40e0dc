#include "models/discretion/course/long_run.hpp"

#include "sim/core/number.hpp"

namespace discretion {

Spread after(const NeedParameters& p, double threshold, double waited, const Wishes& wishes,
             const Spread& before) {
  Spread left;
  sim::for_this_processor(
      [&]<class Number>() { LongRun<Number>::after(p, threshold, waited, wishes, before, left); });
  return left;
}

}  // namespace discretion
