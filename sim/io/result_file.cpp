#include "sim/io/result_file.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

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

std::string Interest::label() const {
  const std::string months = fmt::format("{}:{}", first, last);
  return offices.empty() ? months : fmt::format("{} in {}", months, fmt::join(offices, ","));
}

std::vector<std::string> Study::windows() const {
  std::vector<std::string> names(window_names.begin(), window_names.end());
  if (interest) names.push_back(interest->label());
  return names;
}

WorldShape Study::world_shape() const {
  if (!worlds) return {};
  return {worlds->count(), scenarios.size(), static_cast<std::uint64_t>(worlds->replicates),
          reported_metrics(*model).size() * windows().size()};
}

}  // namespace sim::io
