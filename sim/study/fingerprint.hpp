#pragma once

#include <string>

#include "sim/core/model.hpp"

namespace sim::study {

/// Digest of what short runs at the model's defaults record, one run for each variant, made now: a
/// program that gives other numbers has another. Less than a second for a model of usual size.
std::string fingerprint(const Model&);

}  // namespace sim::study
