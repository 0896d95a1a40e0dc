#include "sim/io/design/design.hpp"

#include <algorithm>
#include <cmath>

namespace sim::io {

std::optional<std::size_t> Design::factor_of(std::size_t parameter) const {
  const auto found = std::ranges::find(parameters, parameter);
  if (found == parameters.end()) return std::nullopt;
  return static_cast<std::size_t>(found - parameters.begin());
}

Value to_value(const ParameterInfo& row, double number) {
  if (row.kind == Kind::real) return number;
  if (row.kind == Kind::boolean) return number != 0;
  return static_cast<std::int64_t>(std::llround(number));
}

Scenario at_point(const Model& model, Scenario scenario, const Design& design, std::size_t point) {
  for (std::size_t factor = 0; factor < design.factors(); ++factor) {
    const std::size_t row = design.parameters[factor];
    scenario.values[row] = to_value(model.parameters()[row], design.value(point, factor));
  }
  return scenario;
}

}  // namespace sim::io
