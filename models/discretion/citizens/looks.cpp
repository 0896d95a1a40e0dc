#include "models/discretion/citizens/looks.hpp"

#include "sim/core/number.hpp"

namespace discretion {

void feel(const World& world, const Office& office, const Looks& looks, Feelings& feelings) {
  sim::for_this_processor(
      [&]<class Number>() { Looking<Number>::feel(world, office, looks, feelings); });
}

}  // namespace discretion
