#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sim/cli/setup/study_setup.hpp"
#include "sim/cli/terminal/json.hpp"
#include "sim/core/summary.hpp"
#include "sim/experiment/loops.hpp"

/// How things look in the documents of --json. A number that is not finite is null there.
namespace sim {

inline void to_json(nlohmann::ordered_json& json, const Estimate& estimate) {
  json = {{"mean", estimate.mean},
          {"sd", estimate.sd},
          {"n", estimate.n},
          {"ci_low", estimate.ci_low},
          {"ci_high", estimate.ci_high}};
}

/// Name of a window in documents and tables.
inline std::string window_name(Window window, const std::optional<io::Interest>& interest) {
  return window == Window::chosen ? interest.value().label()
                                  : std::string(window_names[static_cast<std::size_t>(window)]);
}

namespace experiment {
/// \param n pairs behind it, where that is not said beside it
inline nlohmann::ordered_json ratio_json(const Ratio& ratio, int n = -1) {
  nlohmann::ordered_json json{{"value", ratio.value}};
  if (n >= 0) json["n"] = n;
  json["ci_low"] = nullptr;
  json["ci_high"] = nullptr;
  if (ratio.interval) json["ci_low"] = ratio.interval->low, json["ci_high"] = ratio.interval->high;
  json["method"] = "Fieller, paired";
  return json;
}
}  // namespace experiment

namespace cli {
/// What every document of a study starts with.
inline Json head_of(const Setup& setup, std::string_view command) {
  return {{"schema_version", 1}, {"command", command}, {"model", setup.study.model->name()}};
}

/// A seed as text: a double has 53 bits, a seed 63.
inline std::string seed_json(const Setup& setup) {
  return std::to_string(settings_of(setup.study).seed);
}
}  // namespace cli

}  // namespace sim
