#pragma once

#include "sim/core/parameter.hpp"

/// How parameters are varied where a whole model is: each by the same amount, on a scale of its
/// own.
namespace sim {

/// How a whole model is drawn.
enum class DrawingScheme : std::uint8_t {
  scale,  ///< each parameter as its row says
  factor  ///< each from half to twice its default, brought back to its range
};

/// A free parameter's value at a place of 0 .. 1 on its scale: halved at 0, the default at 1/2,
/// doubled at 1. Whole numbers are rounded.
double drawn_value(const ParameterInfo&, double place, DrawingScheme = DrawingScheme::scale);

}  // namespace sim
