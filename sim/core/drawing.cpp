#include "sim/core/drawing.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "sim/core/math.hpp"

namespace sim {

namespace {
double on_scale(Drawing drawing, double value, double times) {
  switch (drawing) {
    case Drawing::none: return value;
    case Drawing::factor: return value * times;
    case Drawing::odds: return value * times / (1 - value + value * times);
    case Drawing::logit: return value + log(times);
    case Drawing::half_life: return power(value, 1 / times);
    case Drawing::distance: return 1 + (value - 1) * times;
  }
  return value;
}
}  // namespace

double drawn_value(const ParameterInfo& parameter, double place, DrawingScheme scheme) {
  const bool by_factor = scheme == DrawingScheme::factor;
  const double times = power(2.0, 2 * place - 1);
  double value = on_scale(by_factor ? Drawing::factor : parameter.drawing,
                          as_number(parameter.default_value), times);
  if (by_factor) value = std::clamp(value, parameter.range.min, parameter.range.max);
  if (parameter.kind == Kind::integer) value = std::round(value);
  assert(value >= parameter.range.min && value <= parameter.range.max &&
         "a drawing leaves the range");
  return value;
}

}  // namespace sim
