#pragma once

#include <nlohmann/json.hpp>

#include "sim/core/model.hpp"

namespace sim::cli {

/// A model's own tables as one document, with all that is said of them in each language: names,
/// labels, units, ranges, definitions, phases, loops, levers, sources. Rows stand where the model
/// has them, and refer to each other by number.
nlohmann::ordered_json model_json(const Model&);

}  // namespace sim::cli
