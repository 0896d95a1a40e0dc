#include "sim/io/result_file.hpp"

#include <algorithm>

namespace sim::io {

std::string Study::calibration_status() const {
  Calibration least = scenarios.empty() ? Calibration::illustrative : Calibration::validated;
  for (const auto& one : scenarios) least = std::min(least, one.scenario.calibration);
  const bool varied = sweep && std::ranges::any_of(sweep->design.parameters, [&](std::size_t row) {
                        return model->parameters()[row].free();
                      });
  if (varied) least = Calibration::illustrative;
  return std::string(calibration_names[static_cast<std::size_t>(least)]);
}

}  // namespace sim::io
